"""Groups of states by their membership on a day, for votes of groups."""

import difflib
from dataclasses import dataclass
from datetime import date

from communique.errors import UnknownName
from communique.vocabulary import Vocabulary

CHINA_SEATED = date(1971, 10, 25)
"""The day on which the Assembly gave China's seat to the People's Republic (resolution 2758 (XXVI))."""
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
_PERMANENT_NAMES = frozenset({"p5", "permanent five", "permanent members", "permanent members of the security council"})


@dataclass(frozen=True, slots=True)
class Group:
    """A group as a name stands for it on a day; `states` are codes as the roll calls of the day have them."""

    id: str
    name: str
    on: date
    states: frozenset[str]


def group(name: str, on: date, vocabulary: Vocabulary) -> Group:
    """Return the members of an organisation ("EU", "org:eu", "African Union") or the P5 on a day.

    Raises UnknownName when the name is no organisation whose members are declared, or it had none on the day.
    """
    if name.casefold().removeprefix("the ") in _PERMANENT_NAMES:
        return Group("group:p5", "permanent members of the Security Council", on, seated(frozenset(PERMANENT), on))
    found = [entity for entity in _organisations(name, vocabulary) if vocabulary.members(entity, None)]
    if not found:
        declared = {n: e for n, rows in vocabulary.names.items() for e in (r.entity for r in rows) if vocabulary.members(e, None)}
        near = difflib.get_close_matches(name, declared, n=3, cutoff=0.6)
        raise UnknownName(f"No group of states is called {name!r}.", f"Perhaps {' or '.join(near)}?" if near else "")
    members = vocabulary.members(found[0], on)
    if not members:
        raise UnknownName(f"{vocabulary.entities[found[0]].name} had no members on {on}.")
    return Group(found[0], vocabulary.entities[found[0]].name, on, seated(members, on))


def seated(states: frozenset[str], on: date) -> frozenset[str]:
    """Return the codes under which these states' seats vote on a day: China's is TWN before 25 October 1971."""
    if on < CHINA_SEATED and "CHN" in states:
        return states - {"CHN"} | {"TWN"}
    return states


def _organisations(name: str, vocabulary: Vocabulary) -> list[str]:
    if name in vocabulary.entities:
        return [name]
    if f"org:{name.casefold()}" in vocabulary.entities:
        return [f"org:{name.casefold()}"]
    spellings = (name, name.upper(), name.title())
    return list(dict.fromkeys(row.entity for spelling in spellings for row in vocabulary.lookup(spelling)))
