"""The entries of a dossier: sections, attributions, events, positions, proposals, dates, tensions, loaded words, gaps."""

from typing import Literal

from pydantic import Field

from communique.record.base import Value
from communique.record.span import Span

SectionKind = Literal["headline", "dateline", "byline", "paragraph", "caption", "turn", "list_item", "boilerplate"]
AttributionKind = Literal["direct", "indirect", "mixed"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Modality = Literal["happened", "planned", "threatened", "demanded", "alleged", "denied", "hypothetical"]
Stance = Literal["demands", "calls for", "supports", "accepts", "offers", "neutral", "opposes", "rejects"]
Basis = Literal["speech", "vote", "sponsorship", "narration"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TensionKind = Literal["time", "number", "denial", "word against vote", "wording"]


class Section(Value):
    """A part of the layout; a turn of a transcript carries its speaker's actor id when it is resolved."""

    kind: SectionKind
    span: Span
    speaker: str | None = None


class Attribution(Value):
    """Source, cue and content found in a text (the terms of PARC and PolNeAR), with whom they stand for.

    Direct content is what stands between the marks, without them; indirect and mixed content is the whole clause with
    its "that"; a content interrupted by its cue has several spans. `source` is the mention that the text gives,
    `speaker` the actor it is resolved to, `via` those who passed the words on, outermost last.
    """

    id: str = Field(pattern=r"^a\d+$")
    kind: AttributionKind
    content: tuple[Span, ...] = Field(min_length=1)
    source: Span | None = None
    cue: tuple[Span, ...] = ()
    speaker: str | None = None
    speakers: tuple[str, ...] = Field(default=(), description="all of them, for joint speech; else the one speaker, or none")
    via: tuple[str, ...] = ()
    addressee: str | None = None
    negated: bool = Field(default=False, description="the saying is denied: 'did not say that'")
    denial: bool = Field(default=False, description="the speaker denies the content: 'denied that'")
    nested_in: str | None = Field(default=None, description="id of the attribution in whose content this one stands")
    confidence: float = Field(default=1.0, ge=0, le=1)
    why: str


class Event(Value):
    """Something done (PLOVER 2021), with who did it, to whom, and whether it happened."""

    id: str = Field(pattern=r"^e\d+$")
    type: EventType
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    trigger: Span
    sentence: Span
    modality: Modality
    date: str | None = Field(default=None, description="ISO 8601 date, possibly reduced (2023-02)")
    place: str | None = None
    told_by: str | None = None
    why: str


class Position(Value):
    """An actor's stance on an issue, with the words or the vote that it rests on."""

    id: str = Field(pattern=r"^p\d+$")
    actor: str
    issue: str
    label: str
    stance: Stance
    span: Span
    basis: Basis
    evidence: str
    why: str


class Point(Value):
    """One of the things asked for in a proposal."""

    issue: str
    label: str
    span: Span
    number: int | None = None


class Proposal(Value):
    """A set of things asked for by one party, told in full or in part."""

    id: str = Field(pattern=r"^r\d+$")
    name: str
    by: str
    points_stated: int | None = None
    points: tuple[Point, ...] = ()


class DateExpression(Value):
    """An expression of time with its TIMEX3 type and value; `anchor` says which date it was read from."""

    span: Span
    type: TimexType
    value: str = Field(min_length=1)
    anchor: str | None = None


class Tension(Value):
    """Two entries that seem not to fit."""

    id: str = Field(pattern=r"^t\d+$")
    kind: TensionKind
    about: str
    between: tuple[Span | str, ...] = Field(min_length=2)


class LoadedWord(Value):
    """A judging word of the narration and whom it hits."""

    span: Span
    target: str | None = None


class Gap(Value):
    """A place where the reading abstained, and why."""

    span: Span
    reason: str
