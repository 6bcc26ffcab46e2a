"""The words that a brief rests on: each cited once, with its report, paragraph, offsets and the words around it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.exports.paragraphs import Paragraphs
from communique.exports.wording import heading, one_line, published
from communique.record import Dossier, Span

AROUND = 180
_OFFSETS = re.compile(r"\d+:\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an excerpt, `marked` when they are the ones cited."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Cited words in their surroundings: `anchor` is where links lead, `label` names the place, `offsets` are "12-31, 40-52"."""

    anchor: str
    report: int
    label: str
    offsets: str
    entry: str
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> str:
        """The cited words alone, on one line."""
        return " … ".join(one_line(piece.text) for piece in self.pieces if piece.marked)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the brief lists it: number, title, outlet, date in words, address (None when it is no link), id of the text."""

    number: int
    title: str
    outlet: str
    published: str
    source: str
    link: str | None
    id: str


class Evidence:
    """Cites entries of dossiers; what was cited is kept in the order of the reports and their texts."""

    def __init__(self, dossiers: Sequence[Dossier]) -> None:
        self._numbers = {dossier.document.id: number for number, dossier in enumerate(dossiers, start=1)}
        self._dossiers = {dossier.document.id: dossier for dossier in dossiers}
        self._paragraphs: dict[str, Paragraphs] = {}
        self._spans = {d.document.id: dict(_entries(d)) for d in dossiers}
        self._cited: dict[str, tuple[int, int, Excerpt]] = {}

    def cite(self, ref: str) -> Excerpt:
        """Return the excerpt of an entry by its ref ("sha256:...#a7", or offsets: "#120:188"); raises KeyError when no dossier has it."""
        if ref in self._cited:
            return self._cited[ref][2]
        document, _, entry = ref.partition("#")
        number, dossier = self._numbers[document], self._dossiers[document]
        spans = self._spans[document].get(entry) or _cut(dossier, entry)
        paragraphs = self._paragraphs.setdefault(document, Paragraphs(dossier))
        excerpt = Excerpt(
            anchor=f"r{number}-{entry.replace(':', '-')}",
            report=number,
            label=f"report {number}, {paragraphs.label(spans[0].start)}",
            offsets=", ".join(f"{span.start}-{span.end}" for span in spans),
            entry=entry,
            pieces=tuple(_pieces(dossier.document.text, spans)),
        )
        self._cited[ref] = (number, spans[0].start, excerpt)
        return excerpt

    def has(self, ref: str) -> bool:
        """Say whether an entry with this ref is there to be cited."""
        document, _, entry = ref.partition("#")
        return document in self._numbers and (entry in self._spans[document] or bool(_OFFSETS.fullmatch(entry)))

    def cites(self, ref: str) -> bool:
        """Say whether an entry with this ref was cited."""
        return ref in self._cited

    def all(self) -> list[Excerpt]:
        """Return all excerpts that were cited, in order."""
        return [excerpt for _, _, excerpt in sorted(self._cited.values(), key=lambda cited: (*cited[:2], cited[2].entry))]

    def reports(self) -> list[Report]:
        """Return all reports, by number."""
        return [_report(number, self._dossiers[document]) for document, number in self._numbers.items()]


def _cut(dossier: Dossier, offsets: str) -> tuple[Span, ...]:
    """Return the words at offsets "120:188"; raises KeyError for anything else."""
    if not _OFFSETS.fullmatch(offsets):
        raise KeyError(offsets)
    start, end = map(int, offsets.split(":"))
    return (dossier.document.span(start, end),)


def _entries(dossier: Dossier) -> Iterable[tuple[str, tuple[Span, ...]]]:
    yield from ((a.id, a.content) for a in dossier.attributions)
    yield from ((e.id, (e.sentence,)) for e in dossier.events)
    yield from ((p.id, (p.span,)) for p in dossier.positions)
    yield from ((v.id, v.spans) for v in dossier.vote_claims)


def _pieces(text: str, spans: Sequence[Span]) -> Iterable[Piece]:
    """Yield the words from before the first span to after the last, cut at a line end."""
    ordered = sorted(spans, key=lambda span: span.start)
    before = text[max(ordered[0].start - AROUND, 0) : ordered[0].start].rsplit("\n", 1)[-1]
    if len(before) == AROUND:
        before = f"… {before.split(' ', 1)[-1]}"
    yield Piece(before, False)
    place = ordered[0].start
    for span in ordered:
        if span.start > place:
            yield Piece(text[place : span.start], False)
        if span.end > max(place, span.start):
            yield Piece(text[max(place, span.start) : span.end], True)
        place = max(place, span.end)
    after = text[place : place + AROUND].split("\n", 1)[0]
    yield Piece(f"{after.rsplit(' ', 1)[0]} …" if len(after) == AROUND else after, False)


def _report(number: int, dossier: Dossier) -> Report:
    document = dossier.document
    source = document.source or ""
    link = source if source.startswith(("https://", "http://")) else None
    return Report(number, heading(document), one_line(document.outlet or ""), published(document), one_line(source), link, document.id)
