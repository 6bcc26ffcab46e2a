"""The layers of a dossier as tables under the text of a page, every row linked to its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass

from communique.exports.paragraphs import Paragraphs
from communique.exports.wording import Cast, one_line, points_told, shortened, speakers_of, unresolved
from communique.record import Dossier, Span

WORDS_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Cells:
    """One row: the anchor of its words in the text ('' when it has none), the name of its place, and its cells."""

    anchor: str
    place: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """One table: the id and title of its section, a note, the heads of its columns (after that of the place), and its rows."""

    id: str
    title: str
    note: str
    heads: tuple[str, ...]
    rows: tuple[Cells, ...]


def tables(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> list[Layer]:
    """Return the tables of the layers that have entries."""
    done = ("Event", "Who, to whom", "Modality", "When, where", "Told by")
    found = [
        Layer("positions", "Who wants what", "", ("Actor", "Stance", "Issue", "Basis"), tuple(_positions(dossier, cast, paragraphs))),
        *_proposals(dossier, cast, paragraphs),
        Layer("events", "What was done", "", done, tuple(_events(dossier, cast, paragraphs))),
        Layer("tensions", "What does not fit", "", ("Kind", "About", "One side", "The other"), tuple(_tensions(dossier, paragraphs))),
        Layer("loaded", "Loaded words of the narration", "", ("Words", "Of whom"), tuple(_loaded(dossier, cast, paragraphs))),
        Layer("dates", "Dates", "", ("Words", "Type", "Value", "Read from"), tuple(_dates(dossier, paragraphs))),
        Layer("gaps", "Left undecided", "", ("Words", "Reason"), tuple(_gaps(dossier, paragraphs))),
    ]
    return [layer for layer in found if layer.rows]


def _positions(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[Cells]:
    for position in dossier.positions:
        cells = (cast.name(position.actor), position.stance, one_line(position.label), position.basis)
        yield Cells(f"at-{position.id}", paragraphs.label(position.span.start), cells)


def _proposals(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[Layer]:
    for proposal in dossier.proposals:
        told = f", {points_told(proposal)}" if proposal.points_stated else ""
        rows = tuple(
            Cells(
                f"at-{proposal.id}-{number}",
                paragraphs.label(point.span.start),
                ("" if point.number is None else str(point.number), one_line(point.label), shortened(point.span.text, WORDS_SHOWN)),
            )
            for number, point in enumerate(proposal.points, start=1)
        )
        title, note = f"Proposal: {one_line(proposal.name)}", f"by {cast.name(proposal.by)}{told}"
        yield Layer(proposal.id, title, note, ("No.", "Point", "Words"), rows)


def _events(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[Cells]:
    sayings = {attribution.id: attribution for attribution in dossier.attributions}
    for event in dossier.events:
        kind = f"{event.type.lower()}{f', {event.mode}' if event.mode else ''}: {one_line(event.trigger.text)}"
        parties = " → ".join(filter(None, [cast.names(event.actors) or "nobody named", cast.names(event.recipients)]))
        when = ", ".join(one_line(part) for part in (event.date, event.place) if part)
        teller = sayings.get(event.told_by or "")
        told_by = "narration" if teller is None else cast.names(speakers_of(teller)) or unresolved(teller)
        yield Cells(f"at-{event.id}", paragraphs.label(event.trigger.start), (kind, parties, event.modality, when, told_by))


def _tensions(dossier: Dossier, paragraphs: Paragraphs) -> Iterator[Cells]:
    contents = {attribution.id: attribution.content[0] for attribution in dossier.attributions}
    for tension in dossier.tensions:
        ids = [side for side in tension.between if isinstance(side, str) and side in contents]
        sides = [contents.get(side, side) if isinstance(side, str) else side for side in tension.between]
        told = [_side(side, paragraphs) for side in sides]
        place = next((paragraphs.label(side.start) for side in sides if isinstance(side, Span)), "")
        yield Cells(f"at-{ids[0]}" if ids else "", place, (tension.kind, one_line(tension.about), told[0], " / ".join(told[1:])))


def _side(side: Span | str, paragraphs: Paragraphs) -> str:
    return side if isinstance(side, str) else f"“{shortened(side.text, WORDS_SHOWN)}” ({paragraphs.label(side.start)})"


def _loaded(dossier: Dossier, cast: Cast, paragraphs: Paragraphs) -> Iterator[Cells]:
    for number, word in enumerate(dossier.loaded, start=1):
        yield Cells(f"at-loaded-{number}", paragraphs.label(word.span.start), (one_line(word.span.text), cast.name(word.target)))


def _dates(dossier: Dossier, paragraphs: Paragraphs) -> Iterator[Cells]:
    for number, date in enumerate(dossier.dates, start=1):
        cells = (one_line(date.span.text), date.type.lower(), date.value, one_line(date.anchor or ""))
        yield Cells(f"at-date-{number}", paragraphs.label(date.span.start), cells)


def _gaps(dossier: Dossier, paragraphs: Paragraphs) -> Iterator[Cells]:
    for number, gap in enumerate(dossier.gaps, start=1):
        yield Cells(f"at-gap-{number}", paragraphs.label(gap.span.start), (shortened(gap.span.text, WORDS_SHOWN), one_line(gap.reason)))
