"""Holds the vocabulary against itself: ids that name nothing, intervals that end before they begin, two holders of one chair."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise

from communique.vocabulary.entries import Tenure
from communique.vocabulary.vocabulary import Vocabulary

_SHARED_OFFICES = frozenset({"other", "spokesperson"})
_ISO2 = re.compile(r"[A-Z]{2}")
_SLUG = re.compile(r"(person|outlet|org):[a-z0-9]+(-[a-z0-9]+)*|state:[A-Z]{3}")


def lint(vocabulary: Vocabulary) -> list[str]:
    """Return what is wrong with a vocabulary that loaded, one sentence each with file and line; empty when nothing is."""
    rules = (_ids, _codes, _surfaces, _intervals, _offices, _chairs, _memberships, _words)
    return [problem for rule in rules for problem in rule(vocabulary)]


def _ids(vocabulary: Vocabulary) -> Iterator[str]:
    for entity in vocabulary.entities.values():
        place = vocabulary.places[entity.id]
        if not _SLUG.fullmatch(entity.id):
            yield f"{place}: the id {entity.id} is not a slug."
        if entity.country is not None and entity.country not in vocabulary.states:
            yield f"{place}: the country {entity.country} of {entity.id} is not declared."
        if entity.parent is not None and entity.parent not in vocabulary.entities:
            yield f"{place}: {entity.parent}, to which {entity.id} belongs, is not declared."


def _codes(vocabulary: Vocabulary) -> Iterator[str]:
    pairs: dict[str, str] = {}
    for code, state in vocabulary.states.items():
        place = vocabulary.places[f"state:{code}"]
        if (state.iso2 is None) == (state.own is None):
            yield f"{place}: {code} must have either iso2 or, for a code that is not in ISO 3166-1, own with the reason."
        if state.iso2 is not None and (not _ISO2.fullmatch(state.iso2) or pairs.setdefault(state.iso2, code) != code):
            yield f"{place}: iso2 {state.iso2} of {code} is not a pair of capitals or not its own."
        if state.votes_as not in vocabulary.states:
            yield f"{place}: votes_as {state.votes_as} of {code} is not declared."


def _surfaces(vocabulary: Vocabulary) -> Iterator[str]:
    for surface, rows in vocabulary.names.items():
        own = [row for row in rows if row.surface == surface]
        for row in own:
            if not surface or surface != " ".join(surface.split()) or surface.startswith(("the ", "a ")):
                yield f"{vocabulary.places[row.entity]}: {surface!r} has stray spaces or an article."
            if "’" in surface:
                yield f"{vocabulary.places[row.entity]}: {surface!r} must be written with a straight apostrophe."
        seen = set()
        for row in own:
            key = (row.entity, row.role, row.since, row.until)
            if key in seen or (row.role == "alias" and (row.entity, "name", row.since, row.until) in seen):
                yield f"{vocabulary.places[row.entity]}: {surface!r} stands twice for {row.entity}."
            seen.add(key)


def _intervals(vocabulary: Vocabulary) -> Iterator[str]:
    for entity in vocabulary.entities.values():
        yield from _backwards(vocabulary.places[entity.id], entity.id, entity.since, entity.until)
    for rows in vocabulary.names.values():
        for name in rows:
            entity = vocabulary.entities[name.entity]
            if (name.since, name.until) != (entity.since, entity.until):
                yield from _backwards(vocabulary.places[name.entity], repr(name.surface), name.since, name.until)
    for row in vocabulary.membership_rows:
        yield from _backwards(vocabulary.places[row], f"{row.state} in {row.organisation}", row.since, row.until)
    for office in vocabulary.offices.values():
        for tenure in office.tenures:
            yield from _backwards(vocabulary.places[tenure], f"{tenure.person} as {office.id}", tenure.since, tenure.until)


def _backwards(place: str, what: str, since: date | None, until: date | None) -> Iterator[str]:
    if since is not None and until is not None and until < since:
        yield f"{place}: {what} ends on {until}, before it begins on {since}."


def _offices(vocabulary: Vocabulary) -> Iterator[str]:
    for office in vocabulary.offices.values():
        place = vocabulary.places[office.id]
        if office.of not in vocabulary.entities:
            yield f"{place}: {office.of}, to which {office.id} belongs, is not declared."
        for title in office.titles:
            if title != " ".join(title.lower().split()):
                yield f"{place}: the title {title!r} of {office.id} is not in lower case or has stray spaces."


def _chairs(vocabulary: Vocabulary) -> Iterator[str]:
    """Two persons at once in an office that has one holder."""
    for office in vocabulary.offices.values():
        if office.kind in _SHARED_OFFICES:
            continue
        for earlier, later in pairwise(sorted(office.tenures, key=_start)):
            if earlier.until is None or (later.since is not None and later.since < earlier.until):
                yield f"{vocabulary.places[later]}: {later.person} holds {office.id} while {earlier.person} still does."


def _start(tenure: Tenure) -> date:
    return tenure.since or date.min


def _memberships(vocabulary: Vocabulary) -> Iterator[str]:
    terms: dict[tuple[str, str], list[tuple[date, date, str]]] = {}
    for row in vocabulary.membership_rows:
        term = (row.since or date.min, row.until or date.max, vocabulary.places[row])
        terms.setdefault((row.organisation, row.state), []).append(term)
    for (organisation, state), rows in terms.items():
        for earlier, later in pairwise(sorted(rows)):
            if later[0] < earlier[1]:
                yield f"{later[2]}: {state} joins {organisation} again while it is still in it."


def _words(vocabulary: Vocabulary) -> Iterator[str]:
    lemmas: Iterable[str] = (*vocabulary.verbs, *vocabulary.source_nouns)
    for lemma in lemmas:
        if not lemma or lemma != " ".join(lemma.split()):
            yield f"{vocabulary.places[lemma]}: the lemma {lemma!r} has stray spaces."
    for verb in vocabulary.verbs.values():
        if not verb.frames:
            yield f"{vocabulary.places[verb.lemma]}: {verb.lemma} has no frame."
