"""What does not fit in a report, as the faces show it: two sides, each with its words, its place and whose words they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.exports.paragraphs import Paragraphs
from communique.exports.wording import Cast, one_line, shortened, speakers_of, unresolved
from communique.record import Attribution, Dossier, Span, Tension

WORDS_SHOWN = 240
KINDS = {
    "time": "Two times for one thing",
    "number": "Two numbers for one thing",
    "denial": "Accusation and denial",
    "word against vote": "Word against vote",
    "wording": "Two wordings of one quotation",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One side: the words, the anchor and name of their place, and whose words they are ('narration' or a speaker)."""

    words: str
    anchor: str
    place: str
    whose: str


@dataclass(frozen=True, slots=True)
class TensionCard:
    """One tension: its id, what kind it is in plain words, what is at odds, its sides, and the rule that found it."""

    id: str
    kind: str
    about: str
    sides: tuple[Side, ...]
    why: str


def tension_cards(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> list[TensionCard]:
    """Return the tensions of a dossier in their order."""
    return [
        TensionCard(t.id, KINDS[t.kind], one_line(t.about), tuple(_sides(t, dossier, cast, paragraphs)), one_line(t.why))
        for t in dossier.tensions
    ]


def _sides(tension: Tension, dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[Side]:
    contents = {attribution.id: attribution.content[0] for attribution in dossier.attributions}
    for number, side in enumerate(tension.between, start=1):
        span = side if isinstance(side, Span) else contents.get(side)
        if span is None:
            yield Side(str(side), "", "", "")
            continue
        yield Side(
            shortened(span.text, WORDS_SHOWN), f"at-{tension.id}-{number}", paragraphs.label(span.start), _whose(span, dossier, cast)
        )


def _whose(span: Span, dossier: Dossier, cast: Cast) -> str:
    """Name the speaker of the innermost attribution that holds a span, else the narration."""
    holding = [a for a in dossier.attributions if any(piece.contains(span) for piece in a.content)]
    if not holding:
        return "narration"
    inner: Attribution = min(holding, key=lambda a: sum(len(piece.text) for piece in a.content))
    return cast.names(speakers_of(inner)) or unresolved(inner)
