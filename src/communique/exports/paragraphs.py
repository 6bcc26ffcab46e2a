"""The text as the faces lay it out: paragraphs in order, numbered the way an editor counts them."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from communique.record import Dossier, Section, SectionKind

_UNNUMBERED = frozenset({"headline", "dateline", "byline", "boilerplate"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of the text from `start` to `end` (code points, half-open); `number` counts from 1, and headlines and the like have none."""

    start: int
    end: int
    kind: SectionKind
    number: int | None = None

    @property
    def label(self) -> str:
        """How an editor names the place: '¶ 4', or 'headline'."""
        return self.kind if self.number is None else f"¶ {self.number}"


class Paragraphs:
    """The paragraphs of one dossier, with the one that holds a place found by bisection."""

    def __init__(self, dossier: Dossier) -> None:
        self.all = tuple(_numbered(_merged(_pieces(dossier), dossier.document.text)))
        self._starts = [paragraph.start for paragraph in self.all]

    def at(self, offset: int) -> Paragraph:
        """Return the paragraph that holds the code point at `offset`, or the last one that begins before it."""
        return self.all[max(bisect_right(self._starts, offset) - 1, 0)]

    def label(self, offset: int) -> str:
        """Name the paragraph at `offset`: '¶ 4', or 'headline'."""
        return self.at(offset).label if self.all else ""


def _pieces(dossier: Dossier) -> Iterator[Paragraph]:
    """Yield the sections in order, and each line that lies in no section as a paragraph of its own; together they hold all the text."""
    text, place = dossier.document.text, 0
    for section in sorted(dossier.sections, key=_by_place):
        start = max(section.span.start, place)
        yield from _lines(text, place, start)
        if section.span.end > start:
            yield Paragraph(start, section.span.end, section.kind)
            place = section.span.end
    yield from _lines(text, place, len(text))


def _by_place(section: Section) -> tuple[int, int]:
    return section.span.start, -section.span.end


def _lines(text: str, start: int, end: int) -> Iterator[Paragraph]:
    for line in text[start:end].splitlines(keepends=True):
        words = line.strip()
        if words:
            first = start + line.index(words)
            yield Paragraph(first, first + len(words), "paragraph")
        start += len(line)


def _merged(pieces: Iterator[Paragraph], text: str) -> Iterator[Paragraph]:
    """Join the pieces that share a line, such as a dateline and the paragraph that it opens."""
    held: Paragraph | None = None
    for piece in pieces:
        if held is not None and "\n" not in text[held.end : piece.start]:
            kind = piece.kind if held.kind in {"dateline", "byline"} else held.kind
            held = Paragraph(held.start, piece.end, kind)
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _numbered(pieces: Iterator[Paragraph]) -> Iterator[Paragraph]:
    number = 0
    for piece in pieces:
        if piece.kind in _UNNUMBERED:
            yield piece
        else:
            number += 1
            yield Paragraph(piece.start, piece.end, piece.kind, number)
