"""The layout of a text: paragraphs found in plain text, and pieces of a page joined into one text with its blocks."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.record import Block, BlockKind

BETWEEN = "\n\n"  # what stands between two blocks of a page: the text reads back as plain text with the same blocks
_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_GAP = re.compile(r"[ \t\u00a0]*(?:\r\n|\r|\n)[ \t\u00a0]*(?:\r\n|\r|\n)|\s*\Z")
_ENDS = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
_ITEM = re.compile(r"\s*(?:[•‣▪●◦·*]\s+|-\s+|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+)\S")
_OPENS_TURN = re.compile(r"\s*(?:Q|A|QUESTION|[A-Z][A-Z.'’\- ]{1,40})\s*:\s|\s*Q\s{2,}\S")
_NARROWEST, _WIDEST = 40, 120  # columns at which people wrap text by hand


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a page before it has a place: its kind and the text shown."""

    kind: BlockKind
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank, by its place without outer spaces; `gap` says that blank lines stand before it."""

    start: int
    end: int
    gap: bool


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join the pieces of a page into one text, with BETWEEN between two, and say where each block lies."""
    parts: list[str] = []
    blocks: list[Block] = []
    place = 0
    for piece in pieces:
        blocks.append(Block(kind=piece.kind, start=place, end=place + len(piece.text)))
        parts.append(piece.text)
        place += len(piece.text) + len(BETWEEN)
    return BETWEEN.join(parts), tuple(blocks)


def paragraphs(text: str) -> tuple[Block, ...]:
    """Find the paragraphs of plain text, as one a line or as hard-wrapped lines between blank lines, whichever it is written in."""
    lines = list(_lines(text))
    width = _wrap_width(text, lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.gap and width and _continues(text, groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    items = sum(1 for group in groups if _ITEM.match(text, group[0].start)) >= 2
    blocks = []
    for group in groups:
        kind: BlockKind = "list_item" if items and _ITEM.match(text, group[0].start) else "paragraph"
        blocks.append(Block(kind=kind, start=group[0].start, end=group[-1].end))
    return tuple(blocks)


def gap_after(text: str, block: Block) -> bool:
    """Say whether a blank line (or the end of the text) follows the block."""
    return _GAP.match(text, block.end) is not None


def opens_turn(line: str) -> bool:
    """Say whether a line begins with what is plainly a speaker's label of a transcript."""
    return _OPENS_TURN.match(line) is not None


def _lines(text: str) -> Iterator[Line]:
    last = 0
    for found in _LINE.finditer(text):
        words = found.group().strip()
        if not words.strip("\u200b\ufeff\u00a0"):
            continue
        start = found.start() + found.group().index(words)
        yield Line(start, start + len(words), gap=len(_BREAK.findall(text, last, start)) >= 2)
        last = start + len(words)


def _wrap_width(text: str, lines: list[Line]) -> int:
    """Return the column that the text was wrapped at by hand, 0 when each line is a paragraph.

    A text counts as wrapped when its lines are short and most of those that another line follows stop in mid-sentence, near the margin.
    """
    inner = [(line, after) for line, after in pairwise(lines) if not after.gap and not _begins_anew(text, after)]
    if not inner:
        return 0
    lengths = sorted(line.end - line.start for line in lines)
    width = lengths[int(0.97 * len(lengths))]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    soft = sum(
        1 for line, after in inner if _runs_on(text, line, after) and line.end - line.start + _first_word(text, after) > 0.85 * width
    )
    return width if soft >= 0.5 * len(inner) else 0


def _runs_on(text: str, line: Line, after: Line) -> bool:
    return not _ENDS.search(text[max(line.start, line.end - 8) : line.end]) or text[after.start].islower()


def _continues(text: str, line: Line, after: Line, width: int) -> bool:
    """Say whether a line break is a wrap: the next word would not have fitted, and no list item or turn begins there."""
    if _begins_anew(text, after):
        return False
    room = width - (line.end - line.start) - 1
    if _first_word(text, after) > room:
        return True
    return _runs_on(text, line, after) and (text[after.start].islower() or room < 0.4 * width)


def _begins_anew(text: str, line: Line) -> bool:
    """Say whether a line begins a list item or a turn, and so no line before it runs on into it."""
    return _ITEM.match(text, line.start) is not None or _OPENS_TURN.match(text, line.start) is not None


def _first_word(text: str, line: Line) -> int:
    """Return the length of the first word of a line."""
    return len(text[line.start : line.end].split(maxsplit=1)[0])
