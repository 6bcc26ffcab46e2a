"""The rows of the vocabulary: entities, their names, offices and who held them, memberships, reporting verbs, source nouns."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from communique.record import ActorKind

NameRole = Literal["name", "alias", "abbreviation", "demonym", "adjective", "capital", "seat", "place", "surname"]
StateStatus = Literal["member", "observer", "disputed", "territory", "former"]
Gender = Literal["m", "f"]
OfficeKind = Literal[
    "head of state", "head of government", "foreign minister", "defence minister", "un ambassador", "spokesperson", "head", "other"
]
Force = Literal[
    "says", "claims", "admits", "denies", "accuses", "criticises", "demands", "calls for", "urges", "asks", "proposes", "promises",
    "threatens", "warns", "agrees", "rejects", "welcomes", "supports", "notes", "predicts", "thinks", "wants", "hopes", "doubts",
    "decides", "shows", "jokes",
]  # fmt: skip
Frame = Literal["quote", "that", "to", "object to", "object that", "np", "for", "of", "about", "as", "wh", "gerund", "inverted"]
SourceNounKind = Literal["person", "people", "office", "body", "document", "outlet", "utterance", "poll"]


def in_force(since: date | None, until: date | None, on: date | None) -> bool:
    """Say whether a half-open interval of dates (None is unbounded) holds on a day; with no day it always holds."""
    return on is None or ((since is None or since <= on) and (until is None or on < until))


@dataclass(frozen=True, slots=True)
class Entity:
    """A state, organisation, outlet, group or person that the vocabulary declares; `id` is the actor id of the record.

    `since` and `until` bound its existence (half-open). `parent` is the id of the state or organisation it belongs to.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    gender: Gender | None = None
    parent: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """One wording (`surface`, in its usual capitals) that stands for an entity, and how: a seat or capital is not the state's name.

    A "place" lies in a state and never speaks for it (Crimea, Xinjiang). An `ambiguous` wording is as often something that the vocabulary
    does not know (Jordan, Chad, Washington): it needs more than the wording to be resolved.
    """

    surface: str
    entity: str
    role: NameRole
    since: date | None = None
    until: date | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class StateEntry:
    """A state, territory or claimant state by its code (ISO 3166-1 alpha-3, or a code of our own with the reason in `own`).

    `votes_as` is the code under which roll calls keep its votes: its own, or that of the state that continued its seat (SUN votes as RUS).
    """

    code: str
    name: str
    status: StateStatus
    iso2: str | None = None
    own: str | None = None
    votes_as: str = ""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person holding an office from `since` until (not including) `until`; None means still, or not known to have ended."""

    office: str
    person: str
    since: date | None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class OfficeEntry:
    """An office of a state or organisation. `titles` are its usual wordings in lower case ("foreign minister", "secretary of state")."""

    id: str
    title: str
    of: str
    kind: OfficeKind
    titles: tuple[str, ...] = ()
    tenures: tuple[Tenure, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """A state (by code) in an organisation (by id), half-open in time."""

    organisation: str
    state: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb or verb phrase that reports speech or thought.

    `lemma` may hold particles ("call for", "point out"). `frames` are the complements that carry content with this verb. `deed` marks verbs
    that as often name an act as words ("reaffirm", "signal"): they need a clause or marks to count as a cue.
    """

    lemma: str
    force: Force
    frames: frozenset[Frame] = field(default_factory=frozenset)
    deed: bool = False


@dataclass(frozen=True, slots=True)
class NominalCue:
    """A noun that reports speech or thought ("claim", "warning"), with the complements that carry its content."""

    lemma: str
    force: Force
    frames: frozenset[Frame] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """A common noun that a source can be ("official", "spokesman", "statement"), with what it stands for.

    Who is only called an `official` one speaks for the state or organisation named with the noun ("a Russian diplomat"); the others do not
    ("a Russian farmer").
    """

    lemma: str
    kind: SourceNounKind
    gender: Gender | None = None
    official: bool = False
