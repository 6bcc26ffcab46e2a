"""Loads the data files of the vocabulary, refusing a faulty row with its file and line."""

import gc
from collections.abc import Iterable
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar, get_args

from communique.record import ActorKind
from communique.vocabulary.entries import (
    Entity,
    Force,
    Frame,
    Gender,
    Membership,
    Name,
    NameRole,
    NominalCue,
    OfficeEntry,
    OfficeKind,
    ReportingVerb,
    SourceNoun,
    SourceNounKind,
    StateEntry,
    StateStatus,
    Tenure,
)
from communique.vocabulary.rows import Row, read_csv, read_wording, read_wordings, read_yaml
from communique.vocabulary.spelling import plain
from communique.vocabulary.vocabulary import Vocabulary

_ROLES: dict[str, NameRole] = {
    "name": "name",
    "names": "alias",
    "abbreviations": "abbreviation",
    "adjective": "adjective",
    "people": "demonym",
    "capital": "capital",
    "seats": "seat",
    "places": "place",
}
_STATE_FIELDS = "name,names,abbreviations,adjective,people,capital,seats,places,iso2,own,status,of,un,since,until,votes_as"
_ORGANISATION_FIELDS = "name,names,abbreviations,adjective,people,seats,kind,of,country,since,until"

T = TypeVar("T")


@cache
def load() -> Vocabulary:
    """Return the vocabulary that the package ships, read once a process. Raises VocabularyError, with file and line, for a faulty row."""
    collecting = gc.isenabled()
    gc.disable()  # what is read stays for good: looking through it again and again on the way costs a quarter of the time
    try:
        return load_from(resources.files("communique.vocabulary") / "data")
    finally:
        if collecting:
            gc.enable()


def load_from(folder: Traversable) -> Vocabulary:
    """Read a folder that holds all files of the vocabulary. Raises VocabularyError, with file and line, for a faulty row."""
    reading = _Reading(folder)
    reading.states()
    reading.organisations()
    reading.persons()
    reading.outlets()
    reading.memberships()
    return Vocabulary(
        entities=reading.entities,
        names=_by_surface(reading.names),
        states=reading.state_entries,
        offices=reading.offices(),
        membership_rows=tuple(reading.membership_rows),
        verbs=reading.verbs(),
        nominal_cues=reading.nominal_cues(),
        cue_phrases=reading.cue_phrases(),
        source_nouns=reading.source_nouns(),
        first_names=reading.first_names(),
        families=reading.families,
        places=reading.places,
    )


class _Reading:
    """The rows read so far, and where each stands."""

    def __init__(self, folder: Traversable) -> None:
        self.folder = folder
        self.entities: dict[str, Entity] = {}
        self.names: list[Name] = []
        self.state_entries: dict[str, StateEntry] = {}
        self.membership_rows: list[Membership] = []
        self.families: dict[str, tuple[str, ...]] = {}
        self.places: dict[object, str] = {}

    def states(self) -> None:
        for code, row in read_yaml(self.folder / "states.yaml", _STATE_FIELDS).items():
            entity = f"state:{code}"
            named = self._named(entity, row)
            parent = f"state:{row['of']}" if row.get("of") else None
            self._add(Entity(entity, named, "state", code, None, parent, row.since(), row.until()), row)
            status = _one_of(StateStatus, row, "status", "member")
            self.state_entries[code] = StateEntry(code, named, status, row.get("iso2"), row.get("own"), row.get("votes_as") or code)
            for term in row["un"].split(" | ") if row.get("un") else ():
                since, _, until = term.partition("..")
                for body in ("org:un", "org:un-general-assembly"):
                    self._member(body, code, Row({"since": since, "until": until}, row.place))

    def organisations(self) -> None:
        for key, row in read_yaml(self.folder / "organisations.yaml", _ORGANISATION_FIELDS).items():
            entity = f"org:{key}"
            kind = _one_of(ActorKind, row, "kind", "organisation")
            parent = row.get("of")
            if parent is not None and ":" not in parent:
                parent = f"org:{parent}"
            named = self._named(entity, row)
            self._add(Entity(entity, named, kind, row.get("country"), None, parent, row.since(), row.until()), row)

    def persons(self) -> None:
        for row in read_csv(self.folder / "persons.csv", "id,name,aliases,gender,country", "family"):
            entity = f"person:{row['id']}"
            gender = _one_of(Gender, row, "gender") if row.get("gender") else None
            self._add(Entity(entity, row["name"], "person", row.get("country"), gender), row)
            self.families[entity] = row.many("family")
            self.names.append(Name(row["name"], entity, "name"))
            for word in (read_wording(row, alias, "aliases") for alias in row.many("aliases")):
                self.names.append(Name(word.surface, entity, "alias", word.since, word.until, word.ambiguous))

    def outlets(self) -> None:
        for row in read_csv(self.folder / "outlets.csv", "id,name,aliases,abbreviations,country,kind"):
            entity = f"outlet:{row['id']}"
            self._add(Entity(entity, row["name"], "outlet", row.get("country")), row)
            self.names.append(Name(row["name"], entity, "name"))
            self.names.extend(Name(alias, entity, "alias") for alias in row.many("aliases"))
            self.names.extend(Name(short, entity, "abbreviation") for short in row.many("abbreviations"))

    def memberships(self) -> None:
        for row in read_csv(self.folder / "memberships.csv", "organisation,state,since,until"):
            organisation = f"org:{row['organisation'].removeprefix('org:')}"
            self._known(organisation, row)
            self._known(f"state:{row['state']}", row)
            self._member(organisation, row["state"], row)

    def offices(self) -> dict[str, OfficeEntry]:
        tenures = self._tenures()
        offices: dict[str, OfficeEntry] = {}
        for row in read_csv(self.folder / "offices.csv", "id,title,of,kind,titles"):
            kind = _one_of(OfficeKind, row, "kind")
            entry = OfficeEntry(row["id"], row["title"], row["of"], kind, row.many("titles"), tuple(tenures.pop(row["id"], ())))
            self._once(offices, entry.id, entry, row)
        for office, unknown in tenures.items():
            raise Row({}, self.places[unknown[0]]).fault(f"{office} is no office of offices.csv.")
        return offices

    def _tenures(self) -> dict[str, list[Tenure]]:
        tenures: dict[str, list[Tenure]] = {}
        for row in read_csv(self.folder / "tenures.csv", "office,person,since,until"):
            tenure = Tenure(row["office"], f"person:{row['person'].removeprefix('person:')}", row.since(), row.until())
            self._known(tenure.person, row)
            self.places[tenure] = row.place
            tenures.setdefault(tenure.office, []).append(tenure)
        return tenures

    def verbs(self) -> dict[str, ReportingVerb]:
        verbs: dict[str, ReportingVerb] = {}
        for row in read_csv(self.folder / "verbs.csv", "lemma,force,frames,deed"):
            frames = frozenset(_checked(Frame, frame, row, "frame") for frame in row.many("frames"))
            if row["deed"] not in ("0", "1"):
                raise row.fault(f"deed {row['deed']!r} is neither 0 nor 1.")
            verb = ReportingVerb(row["lemma"], _one_of(Force, row, "force"), frames, row["deed"] == "1")
            self._once(verbs, verb.lemma, verb, row)
        return verbs

    def nominal_cues(self) -> dict[str, NominalCue]:
        cues: dict[str, NominalCue] = {}
        for row in read_csv(self.folder / "nominal_cues.csv", "lemma,force,frames"):
            frames = frozenset(_checked(Frame, frame, row, "frame") for frame in row.many("frames"))
            self._once(cues, row["lemma"], NominalCue(row["lemma"], _one_of(Force, row, "force"), frames), row)
        return cues

    def cue_phrases(self) -> dict[str, Force]:
        phrases: dict[str, Force] = {}
        for row in read_csv(self.folder / "cue_phrases.csv", "phrase,force"):
            self._once(phrases, row["phrase"], _one_of(Force, row, "force"), row)
        return phrases

    def source_nouns(self) -> dict[str, SourceNoun]:
        nouns: dict[str, SourceNoun] = {}
        for row in read_csv(self.folder / "source_nouns.csv", "lemma,kind,gender,official"):
            gender = _one_of(Gender, row, "gender") if row.get("gender") else None
            noun = SourceNoun(row["lemma"], _one_of(SourceNounKind, row, "kind"), gender, row.get("official") == "yes")
            self._once(nouns, noun.lemma, noun, row)
        return nouns

    def first_names(self) -> dict[str, Gender]:
        names: dict[str, Gender] = {}
        for row in read_csv(self.folder / "given_names.csv", "name,gender"):
            self._once(names, row["name"], _one_of(Gender, row, "gender"), row)
        return names

    def _named(self, entity: str, row: Row) -> str:
        """Keep all wordings of a YAML block, within the life of the entity, and return its first name."""
        since, until = row.since(), row.until()
        first = ""
        for column, role in _ROLES.items():
            for word in read_wordings(row, column):
                first = first or word.surface
                self.names.append(Name(word.surface, entity, role, word.since or since, word.until or until, word.ambiguous))
        if not row.get("name"):
            raise row.fault(f"{entity} has no name.")
        return first

    def _member(self, organisation: str, state: str, row: Row) -> None:
        membership = Membership(organisation, state, row.since(), row.until())
        self.places[membership] = row.place
        self.membership_rows.append(membership)

    def _known(self, entity: str, row: Row) -> None:
        if entity not in self.entities:
            raise row.fault(f"{entity} is not declared.", "Declare it in its own file, or mend the id.")

    def _add(self, entity: Entity, row: Row) -> None:
        self._once(self.entities, entity.id, entity, row)

    def _once(self, rows: dict[str, T], key: str, value: T, row: Row) -> None:
        if key in rows:
            raise row.fault(f"{key} stands here and in {self.places[key]}.")
        rows[key] = value
        self.places[key] = row.place


def _by_surface(names: Iterable[Name]) -> dict[str, tuple[Name, ...]]:
    """Group names by their surface and, where that has accents, by the plain spelling too."""
    grouped: dict[str, list[Name]] = {}
    accented = []
    for name in names:
        grouped.setdefault(name.surface, []).append(name)
        if not name.surface.isascii():
            accented.append(name)
    for name in accented:
        rows = grouped.setdefault(plain(name.surface), [])
        if not any(row.entity == name.entity and row.surface.isascii() for row in rows):
            rows.append(name)
    return {surface: tuple(rows) for surface, rows in grouped.items()}


def _one_of(literal: Any, row: Row, column: str, default: str = "") -> Any:
    return _checked(literal, row.get(column) or default, row, column)


def _checked(literal: Any, value: str, row: Row, column: str) -> Any:
    """Return the value if the Literal type allows it."""
    choices = get_args(literal)
    if value not in choices:
        raise row.fault(f"{column} {value!r} is not known.", f"It is one of: {', '.join(choices)}.")
    return value
