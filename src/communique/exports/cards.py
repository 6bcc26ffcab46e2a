"""The cards that stand beside the text of a page: attributions, claims about votes, gaps and doubts, each at its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from communique.exports.claims import read_as
from communique.exports.reporting import IMPLIES
from communique.exports.speakers import walk
from communique.exports.wording import (
    Cast,
    cue,
    mention,
    one_line,
    shortened,
    speakers_of,
    stance_on_saying,
    typed,
    unresolved,
)
from communique.record import Attribution, Dossier, VoteClaim

WORDS_SHOWN = 220


@dataclass(frozen=True, slots=True)
class Card:
    """One card: `id` is the entry's, `place` the offset (code points) that it belongs to, `kind` what it tells of.

    `title` names the speaker or the matter and `role` what is known of them; `lead` is the word that reports, `words` the first words of
    the content; `remarks` stand under it; `facts` are pairs of a name and what it says; `speakers` are the actor ids, for the filter.
    """

    id: str
    place: int
    kind: str
    title: str
    role: str = ""
    classes: str = ""
    lead: str = ""
    words: str = ""
    remarks: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    speakers: tuple[str | None, ...] = ()
    number: int = 0
    outer: str | None = None
    resolved: bool = True
    joint: tuple[tuple[str, str], ...] = field(default=())


def cards(dossier: Dossier, cast: Cast) -> list[Card]:
    """Return all cards of a dossier in the order of their places."""
    found = [*_speech_cards(dossier, cast), *(_vote_card(claim, cast) for claim in dossier.vote_claims), *_gap_cards(dossier)]
    return sorted([*found, *_doubt_cards(dossier)], key=lambda card: card.place)


def _speech_cards(dossier: Dossier, cast: Cast) -> Iterator[Card]:
    wants: dict[str, list[str]] = {}
    for position in dossier.positions:
        wants.setdefault(position.evidence or "", []).append(f"{position.stance}: {one_line(position.label)}")
    for number, (attribution, depth) in enumerate(walk(dossier.attributions), start=1):
        speakers = speakers_of(attribution)
        yield Card(
            id=attribution.id,
            place=attribution.content[0].start,
            kind=attribution.kind,
            title=cast.names(speakers) or unresolved(attribution),
            role=_role(attribution, cast),
            classes=f"says {attribution.kind} depth{min(depth, 3)}",
            lead=cue(attribution),
            words=shortened(typed(dossier.document, attribution), WORDS_SHOWN),
            remarks=tuple(filter(None, [stance_on_saying(attribution)])),
            facts=tuple(_speech_facts(attribution, cast, wants.get(attribution.id, []))),
            speakers=speakers or (None,),
            number=number,
            outer=attribution.nested_in,
            resolved=bool(speakers),
            joint=tuple((cast.name(speaker), cast.role(speaker)) for speaker in speakers) if len(speakers) > 1 else (),
        )


def _role(attribution: Attribution, cast: Cast) -> str:
    """Say what is known of a single speaker, and which mention stands for them where it is not the name."""
    speakers, words = speakers_of(attribution), mention(attribution, cast)
    role = cast.role(speakers[0]) if len(speakers) == 1 else ""
    return " · ".join(filter(None, [role, f"as “{words}”" if words else ""]))


def _speech_facts(attribution: Attribution, cast: Cast, wants: list[str]) -> Iterator[tuple[str, str]]:
    if attribution.addressee:
        yield "to", cast.name(attribution.addressee)
    if attribution.via:
        yield "via", ", then ".join(cast.name(actor) for actor in attribution.via)
    for want in wants:
        yield "position", want
    if attribution.force and attribution.nested_in is None:
        implied = f": {IMPLIES[attribution.implies]}" if attribution.implies else ""
        yield "verb", f"{attribution.force}{implied}"
    yield "why", one_line(attribution.why)
    yield "confidence", f"{attribution.confidence:.2f}"


def _vote_card(claim: VoteClaim, cast: Cast) -> Card:
    verdict = claim.verdict
    outcome = verdict.outcome if verdict else "not checked"
    return Card(
        id=claim.id,
        place=claim.spans[0].start,
        kind="claim about a vote",
        title=f"Claim about a vote: {outcome}",
        role=verdict.resolution or "" if verdict else "",
        classes=f"claim {outcome.replace(' ', '-')}",
        words=one_line(verdict.reason) if verdict else "",
        remarks=verdict.audit if verdict else (),
        facts=tuple(fact for fact in (("read as", read_as(claim, cast)), *_rows(claim)) if fact[1]),
    )


def _rows(claim: VoteClaim) -> Iterator[tuple[str, str]]:
    for row in claim.verdict.rows if claim.verdict else ():
        yield "record", ", ".join(f"{name} {'-' if value is None else value}" for name, value in row.items())


def _gap_cards(dossier: Dossier) -> Iterator[Card]:
    for number, gap in enumerate(dossier.gaps, start=1):
        words, remarks = f"“{shortened(gap.span.text, WORDS_SHOWN)}”", (gap.reason,)
        yield Card(f"gap-{number}", gap.span.start, "gap", "Left undecided", classes="undecided", words=words, remarks=remarks)


def _doubt_cards(dossier: Dossier) -> Iterator[Card]:
    for number, doubt in enumerate(dossier.document.doubts, start=1):
        if doubt.start is not None:
            title = f"Doubt: {doubt.kind}"
            yield Card(f"doubt-{number}", doubt.start, "doubt", title, classes="doubtful", words=one_line(doubt.message))
