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
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
Modality = Literal["happened", "planned", "threatened", "demanded", "alleged", "denied", "hypothetical"]
Stance = Literal["demands", "calls for", "supports", "accepts", "offers", "neutral", "opposes", "rejects"]
Basis = Literal["speech", "vote", "sponsorship", "narration"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Implied = Literal["doubt", "truth", "admission", "mockery"]
Leaning = Literal["blame", "praise", "doubt"]
TensionKind = Literal["time", "number", "denial", "word against vote", "wording"]


class Section(Value):
    """A part of the layout; a turn of a transcript carries its speaker's actor id when it is resolved."""

    kind: SectionKind = Field(description="what the piece is")
    span: Span = Field(description="its words")
    speaker: str | None = Field(default=None, description="id of the actor who speaks, for a turn")


class Attribution(Value):
    """Source, cue and content found in a text (the terms of PARC and PolNeAR), with whom they stand for.

    Direct content is what stands between the marks, without them; indirect and mixed content is the whole clause with
    its "that"; a content interrupted by its cue has several spans. `source` is the mention that the text gives,
    `speaker` the actor it is resolved to, `via` those who passed the words on, outermost last.
    """

    id: str = Field(pattern=r"^a\d+$", description="a and a number, in order of place")
    kind: AttributionKind = Field(description="direct: all in quotation marks; indirect: none; mixed: a clause with a part in marks")
    content: tuple[Span, ...] = Field(min_length=1, description="the words attributed, in one or several pieces")
    source: Span | None = Field(default=None, description="the mention that the words are laid to, as the text has it")
    cue: tuple[Span, ...] = Field(default=(), description='the words that do the attributing ("said", "according to")')
    speaker: str | None = Field(default=None, description="id of the actor that the source is resolved to; null when it cannot be told")
    speakers: tuple[str, ...] = Field(default=(), description="all of them, for joint speech; else the one speaker, or none")
    via: tuple[str, ...] = Field(default=(), description="ids of those who passed the words on, outermost last")
    addressee: str | None = Field(default=None, description="id of the actor spoken to")
    negated: bool = Field(default=False, description="the saying is denied: 'did not say that'")
    denial: bool = Field(default=False, description="the speaker denies the content: 'denied that'")
    nested_in: str | None = Field(default=None, description="id of the attribution in whose content this one stands")
    follows: str | None = Field(default=None, description="id of the attribution whose speaker goes on here, without a new cue")
    force: str | None = Field(default=None, description='the class of the reporting verb in the vocabulary ("says", "claims", "demands")')
    implies: Implied | None = Field(default=None, description="what the reporter's verb gives to understand about the words, if anything")
    confidence: float = Field(default=1.0, ge=0, le=1, description="how sure the reading is, from 0 to 1")
    why: str = Field(description="which rule or model made the entry, and on what")


class EventEvidence(Value):
    """One place of a text that tells an event."""

    trigger: Span = Field(description="the word that names it there")
    sentence: Span = Field(description="the sentence it stands in")
    told_by: str | None = Field(default=None, description="id of the attribution in whose content it stands; null in narration")


class Event(Value):
    """Something done (PLOVER 2021), with who did it, to whom, and whether it happened.

    Several sentences that tell one happening are one event: `trigger`, `sentence` and `told_by` are those of its first telling in narration
    (else of its first telling), and `evidence` has all of them.
    """

    id: str = Field(pattern=r"^e\d+$", description="e and a number, in order of place")
    type: EventType = Field(description="PLOVER type")
    mode: str | None = Field(default=None, description="PLOVER mode of the type")
    actors: tuple[str, ...] = Field(default=(), description="ids of those who did it")
    recipients: tuple[str, ...] = Field(default=(), description="ids of those it was directed at")
    trigger: Span = Field(description="the word that names it")
    sentence: Span = Field(description="the sentence it stands in")
    modality: Modality = Field(description="whether it happened, or in what way it is spoken of")
    date: str | None = Field(default=None, description="ISO 8601 date, possibly reduced (2023-02)")
    place: str | None = Field(default=None, description="name of the place")
    told_by: str | None = Field(default=None, description="id of the attribution in whose content it stands; null in narration")
    evidence: tuple[EventEvidence, ...] = Field(default=(), description="every place that tells it, in order of place")
    quad: Quad | None = Field(default=None, description="quad class of the type: verbal or material, cooperation or conflict")
    score: float | None = Field(default=None, ge=-10, le=10, description="the codebook's conflict-cooperation score of the type, -10 to 10")
    contexts: tuple[str, ...] = Field(default=(), description="PLOVER contexts of the paragraphs that tell it")
    why: str = Field(description="which rule or model made the entry, and on what")


class Position(Value):
    """An actor's stance on an issue, with the words or the vote that it rests on."""

    id: str = Field(pattern=r"^p\d+$", description="p and a number")
    actor: str = Field(description="id of the actor who holds it")
    issue: str = Field(description='id of the issue; "free:" and the words of the text where no declared issue fits')
    label: str = Field(description="the issue in plain words")
    stance: Stance = Field(description="how the actor stands to it")
    strength: int | None = Field(default=None, ge=1, le=9, description="how strong the words are, from 1 (a wish) to 9 (a demand, a veto)")
    operative: Span | None = Field(default=None, description="the words that take the stance")
    span: Span = Field(description="the words it rests on")
    asked_of: tuple[str, ...] = Field(default=(), description="ids of those of whom it is asked")
    target: str | None = Field(default=None, description="id of the proposal or actor, or symbol of the resolution, that the stance is on")
    basis: Basis = Field(description="what kind of evidence it rests on")
    evidence: str | None = Field(default=None, description="id of the attribution, vote claim or event it rests on; null in narration")
    why: str = Field(description="which rule or model made the entry, and on what")


class Point(Value):
    """One of the things asked for in a proposal."""

    issue: str = Field(description='id of the issue; "free:" and the words of the text where no declared issue fits')
    label: str = Field(description="what is asked for, in plain words")
    stance: Stance | None = Field(default=None, description="how the proposal stands to the issue")
    strength: int | None = Field(default=None, ge=1, le=9, description="how strong the words are, from 1 to 9")
    span: Span = Field(description="the words that ask for it")
    number: int | None = Field(default=None, description="its number in the text")


class Proposal(Value):
    """A set of things asked for by one party, told in full or in part."""

    id: str = Field(pattern=r"^r\d+$", description="r and a number")
    name: str = Field(description="what the text calls it")
    by: str = Field(description="id of the actor who made it")
    points_stated: int | None = Field(default=None, description='how many points the text says it has ("12-point paper")')
    points: tuple[Point, ...] = Field(default=(), description="the points that the text tells")


class DateExpression(Value):
    """An expression of time with its TIMEX3 type and value; `anchor` says which date it was read from."""

    span: Span = Field(description="the expression")
    type: TimexType = Field(description="TIMEX3 type")
    value: str = Field(min_length=1, description="TIMEX3 value (ISO 8601, possibly reduced or a week, a part of the day, a duration)")
    anchor: str | None = Field(default=None, description="the date that a relative expression was reckoned from")


class Tension(Value):
    """Two entries that seem not to fit."""

    id: str = Field(pattern=r"^t\d+$", description="t and a number")
    kind: TensionKind = Field(description="in what the two do not fit")
    about: str = Field(description="what they are about, in plain words")
    between: tuple[Span | str, ...] = Field(min_length=2, description="the words, or the ids of the entries")
    why: str = Field(default="", description="which rule made the entry, and on what")


class LoadedWord(Value):
    """A judging word of the narration and whom it hits."""

    span: Span = Field(description="the word")
    target: str | None = Field(default=None, description="id of the actor that it judges")
    entry: str | None = Field(default=None, description="the entry of the word list that it is")
    leaning: Leaning | None = Field(default=None, description="whether the word blames, praises, or casts doubt")
    why: str = Field(default="", description="which rule made the entry, and on what")


class Gap(Value):
    """A place where the reading abstained, and why."""

    span: Span = Field(description="the words that were left undecided")
    reason: str = Field(description="why, in plain words")
