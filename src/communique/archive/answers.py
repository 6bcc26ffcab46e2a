"""What the archive answers: entries found in it, each with its document, its place and its words."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Order = Literal["newest", "oldest", "best"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; an empty wish asks for everything.

    `actors` are ids (see `find_actors`); `about` are words, looked for in the words of the entry and its issues; the days bound the day of
    publication, both included. `document` is a document's number. Rejected entries are left out unless `rejected`; `limit` 0 is no limit.
    """

    actors: tuple[str, ...] = ()
    country: str | None = None
    about: str = ""
    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    document: int | None = None
    outlet: str | None = None
    rejected: bool = False
    order: Order = "newest"
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: the document, the entry's id in its dossier, offsets (code points, half-open) and the words there."""

    document: int
    entry: str
    start: int
    end: int
    words: str
    title: str | None
    outlet: str | None
    published: date | None
    address: str

    @property
    def ref(self) -> str:
        """How a person names the entry: number of the document, colon, id of the entry."""
        return f"{self.document}:{self.entry}"


@dataclass(frozen=True, slots=True)
class Who:
    """An actor that an entry names; `merged_from` is its own id where a merge says that it is another."""

    id: str
    name: str
    merged_from: str | None = None


@dataclass(frozen=True, slots=True)
class FoundAttribution:
    """An attribution of the archive; no speakers means unresolved, and `source` is what the text says."""

    place: Place
    kind: str
    speakers: tuple[Who, ...]
    via: tuple[Who, ...]
    source: str | None
    cue: str | None
    pieces: tuple[tuple[int, int], ...]
    issues: str
    negated: bool
    denial: bool
    confidence: float
    decision: str | None


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """A position of the archive."""

    place: Place
    actor: Who
    issue: str
    label: str
    stance: str
    strength: int | None
    basis: str
    evidence: str | None
    decision: str | None


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event of the archive."""

    place: Place
    type: str
    modality: str
    actors: tuple[Who, ...]
    recipients: tuple[Who, ...]
    date: str | None
    location: str | None
    trigger: str
    told_by: str | None
    decision: str | None


@dataclass(frozen=True, slots=True)
class FoundActor:
    """An actor across documents, with how often it appears; `merged` are the ids that merges say are the same."""

    id: str
    name: str
    kind: str
    country: str | None
    known: bool
    documents: int
    attributions: int
    names: tuple[str, ...]
    merged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundSource:
    """An address at which reports were seen, with its versions."""

    document: int
    address: str
    version: int
    title: str | None
    outlet: str | None
    published: date | None
    attributions: int
    first_seen: str
    last_seen: str


@dataclass(frozen=True, slots=True)
class FoundText:
    """A document that has the words looked for, with the first place where they stand."""

    document: int
    title: str | None
    outlet: str | None
    published: date | None
    address: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, and out of how many: `total` counts all that fit, `documents` all documents of the archive."""

    found: tuple[Any, ...]
    total: int
    documents: int
    notes: tuple[str, ...] = field(default=())
