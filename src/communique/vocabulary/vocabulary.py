"""The vocabulary in memory: looks names up at a date, and offices, holders and members with them."""

import difflib
import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from communique.errors import UnknownName
from communique.vocabulary.entries import (
    Entity,
    Force,
    Gender,
    Membership,
    Name,
    NameRole,
    NominalCue,
    OfficeEntry,
    ReportingVerb,
    SourceNoun,
    StateEntry,
    Tenure,
    in_force,
)
from communique.vocabulary.spelling import family_names, plain, typed, uninverted

_TOKEN = re.compile(r"\w+|[^\w\s]")
_STATE_ROLES: tuple[NameRole, ...] = ("name", "alias", "abbreviation")


@dataclass(frozen=True)
class Vocabulary:
    """The declared words of the field.

    `entities` are by actor id; `names` hold every surface of all of them (accents also spelled plain) with its rows; `states` are by code,
    `offices` by id, `verbs`, `nominal_cues` and `source_nouns` by lemma; `cue_phrases` give the force of "according to" and its like;
    `first_names` the gender of common first names.
    `families` are the declared family names of persons; `places` say in which file and line a thing stands. All are to be read only.
    """

    entities: Mapping[str, Entity]
    names: Mapping[str, tuple[Name, ...]]
    states: Mapping[str, StateEntry]
    offices: Mapping[str, OfficeEntry]
    membership_rows: tuple[Membership, ...]
    verbs: Mapping[str, ReportingVerb]
    nominal_cues: Mapping[str, NominalCue]
    cue_phrases: Mapping[str, Force]
    source_nouns: Mapping[str, SourceNoun]
    first_names: Mapping[str, Gender]
    families: Mapping[str, tuple[str, ...]]
    places: Mapping[object, str]

    def lookup(self, surface: str, on: date | None = None) -> tuple[Name, ...]:
        """Return the names that a wording can be on a day, every one ever without a day; none when it is not known.

        Capitals count, but a leading "the", the kind of apostrophe, hyphen and space, and a headline's ALL CAPITALS do not. Where nothing
        is in force on the day, names that ended before it are returned, for reports go on speaking of Zaire and the Soviet Union; `until`
        tells them apart.
        """
        rows = self._rows(surface)
        if on is None or not rows:
            return rows
        return tuple(n for n in rows if in_force(n.since, n.until, on)) or tuple(n for n in rows if n.until is not None and n.until <= on)

    def state(self, name_or_code: str, on: date | None = None) -> str:
        """Return the code of the state with this name, ISO 3166 code or actor id, whatever its capitals.

        A name of two states goes to the one whose first name it is, else to the one that the United Nations gives it ("Congo"). Raises
        UnknownName, with what was perhaps meant.
        """
        code = name_or_code.removeprefix("state:")
        if code in self.states:
            return code
        rows = [n for n in self.lookup(name_or_code, on) if n.entity in self._state_ids]
        for role, ambiguous in itertools.product(_STATE_ROLES, (False, True)):
            found = sorted({n.entity.removeprefix("state:") for n in rows if n.role == role and n.ambiguous is ambiguous})
            if len(found) == 1:
                return found[0]
            if found:
                names = ", ".join(f"{self.states[c].name} ({c})" for c in found)
                raise UnknownName(f"{name_or_code!r} can be {names}.", "Use the code, or give a date.")
        for usual in (self._state_keys.get(code.casefold()), uninverted(code)):
            if usual is not None and usual != name_or_code:
                return self.state(usual, on)
        raise UnknownName(f"No state is called {name_or_code!r}{f' on {on}' if on else ''}.", self._nearest(code))

    def _nearest(self, name: str) -> str:
        """Say which states have a name near to this one."""
        near = difflib.get_close_matches(name.casefold(), self._state_keys, n=6, cutoff=0.6)
        names = dict.fromkeys(self._state_keys[key] for key in near if len(key) > 3 or len(name) <= 3)
        return f"Perhaps {' or '.join(itertools.islice(names, 3))}?" if names else "Use the code of three letters."

    def offices_of(self, person_id: str, on: date | None) -> tuple[OfficeEntry, ...]:
        """Return the offices that a person holds on a day (with no day: ever held), in the order of the file."""
        held = self._tenures.get(person_id, ())
        return tuple(dict.fromkeys(office for office, tenure in held if in_force(tenure.since, tenure.until, on)))

    def holders(self, title: str, of: str, on: date | None) -> tuple[str, ...]:
        """Return the ids of the persons who hold on a day an office of entity `of` with this lower-case title."""
        persons = (
            tenure.person
            for office in self.titles().get(title, ())
            if office.of == of
            for tenure in office.tenures
            if in_force(tenure.since, tenure.until, on)
        )
        return tuple(dict.fromkeys(persons))

    def titles(self) -> Mapping[str, tuple[OfficeEntry, ...]]:
        """Return the offices by each lower-case wording of their title."""
        return self._titles

    def members(self, organisation: str, on: date | None) -> frozenset[str]:
        """Return the codes of the states in an organisation on a day (with no day: ever). Empty when its members are not declared."""
        return frozenset(row.state for row in self._by_organisation.get(organisation, ()) if in_force(row.since, row.until, on))

    def memberships(self, code: str, on: date | None) -> frozenset[str]:
        """Return the ids of the organisations that a state, by code, is in on a day (with no day: ever)."""
        return frozenset(row.organisation for row in self._by_state.get(code, ()) if in_force(row.since, row.until, on))

    def names_of(self, entity: str) -> tuple[str, ...]:
        """Return the names and aliases that an entity has or ever had; abbreviations and adjectives are none."""
        return self._names_of.get(entity, ())

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The words that a surface can begin with: a text is looked up only where one of them stands."""
        return frozenset(first for surface in self.names for first in (surface.split()[0], re.split(r"[ '’-]", surface, maxsplit=1)[0]))

    @cached_property
    def longest(self) -> int:
        """The largest number of tokens in a surface, where every punctuation mark counts as one."""
        return max((len(_TOKEN.findall(surface)) for surface in self.names), default=0)

    @cached_property
    def surnames(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the persons with a family name, by that name: with and without particles ("von der Leyen", "Leyen"), and accents."""
        grouped: dict[str, list[str]] = {}
        for entity in self.entities.values():
            if entity.kind == "person":
                for family in self._family(entity):
                    grouped.setdefault(family, []).append(entity.id)
                    if not family.isascii():
                        grouped.setdefault(plain(family), []).append(entity.id)
        return {family: tuple(dict.fromkeys(ids)) for family, ids in grouped.items()}

    @cached_property
    def given_names(self) -> Mapping[str, Gender | None]:
        """The common first names and those of declared persons, with the gender of their bearers; None where it differs or is unknown."""
        genders: dict[str, set[Gender | None]] = {name: {gender} for name, gender in self.first_names.items()}
        for entity in self.entities.values():
            first, _, rest = entity.name.partition(" ")
            if entity.kind == "person" and rest and len(first) > 2 and first not in self._family(entity):
                for name in {first, plain(first)}:
                    genders.setdefault(name, set()).add(entity.gender)
        return {name: next(iter(found)) if len(found) == 1 else None for name, found in genders.items()}

    def _family(self, person: Entity) -> Iterable[str]:
        declared = self.families.get(person.id)
        if declared:
            return [family for name in declared for family in (name, *family_names(f"- {name}"))]
        return [family for surface in self._surfaces.get(person.id, ()) for family in family_names(surface)]

    def _rows(self, surface: str) -> tuple[Name, ...]:
        rows = self.names.get(surface)
        if rows is not None:
            return rows
        usual = typed(surface)
        if usual != surface:
            return self._rows(usual)
        if surface[:4] in ("the ", "The ", "THE "):
            return self._rows(surface[4:])
        if len(surface) > 3 and surface.isupper():
            return self._capitals.get(surface, ())
        return ()

    @cached_property
    def _names_of(self) -> dict[str, tuple[str, ...]]:
        grouped: dict[str, dict[str, None]] = {}
        for surface, rows in self.names.items():
            for row in rows:
                if row.role in {"name", "alias"}:
                    grouped.setdefault(row.entity, {})[surface] = None
        return {entity: tuple(surfaces) for entity, surfaces in grouped.items()}

    @cached_property
    def _capitals(self) -> dict[str, tuple[Name, ...]]:
        grouped: dict[str, tuple[Name, ...]] = {}
        for surface, rows in self.names.items():
            key = surface.upper()
            if key != surface:
                grouped[key] = tuple(dict.fromkeys(grouped.get(key, ()) + rows))
        return grouped

    @cached_property
    def _surfaces(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = {}
        for surface, rows in self.names.items():
            for row in rows:
                if row.entity.startswith("person:"):
                    grouped.setdefault(row.entity, []).append(surface)
        return grouped

    @cached_property
    def _state_ids(self) -> frozenset[str]:
        return frozenset(f"state:{code}" for code in self.states)

    @cached_property
    def _state_keys(self) -> dict[str, str]:
        """What a state can be called, in small letters: its names, and its codes."""
        keys = {
            surface.casefold(): surface
            for surface, rows in self.names.items()
            if any(row.role in _STATE_ROLES and row.entity in self._state_ids for row in rows)
        }
        for code, entry in self.states.items():
            keys.setdefault(code.casefold(), code)
            if entry.iso2:
                keys.setdefault(entry.iso2.casefold(), code)
        return keys

    @cached_property
    def _tenures(self) -> dict[str, list[tuple[OfficeEntry, Tenure]]]:
        grouped: dict[str, list[tuple[OfficeEntry, Tenure]]] = {}
        for office in self.offices.values():
            for tenure in office.tenures:
                grouped.setdefault(tenure.person, []).append((office, tenure))
        return grouped

    @cached_property
    def _titles(self) -> dict[str, tuple[OfficeEntry, ...]]:
        grouped: dict[str, list[OfficeEntry]] = {}
        for office in self.offices.values():
            for title in office.titles:
                grouped.setdefault(title, []).append(office)
        return {title: tuple(offices) for title, offices in grouped.items()}

    @cached_property
    def _by_organisation(self) -> dict[str, list[Membership]]:
        grouped: dict[str, list[Membership]] = {}
        for row in self.membership_rows:
            grouped.setdefault(row.organisation, []).append(row)
        return grouped

    @cached_property
    def _by_state(self) -> dict[str, list[Membership]]:
        grouped: dict[str, list[Membership]] = {}
        for row in self.membership_rows:
            grouped.setdefault(row.state, []).append(row)
        return grouped
