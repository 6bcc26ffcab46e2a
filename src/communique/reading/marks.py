"""Typed quotation marks to quotations: which words stand between which marks, level by level, across paragraphs.

One mark without its partner costs one quotation: it becomes a stray, with its place and the reason, and the rest is read on.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from communique.reading.sections import Part

OPENING = {"“": "”", "‘": "’", "«": "»", "„": "“", "‹": "›", "‚": "‘", "»": "«", "›": "‹"}
_MARK = re.compile(r"``|'''|''|[“”„‟\"«»‹›‘’‚'´`]")
NEVER_CLOSED = "a quotation mark opens here and is never closed"
NEVER_OPENED = "a quotation mark closes here that was never opened"
_SINGLE = frozenset("‘’'´`‚")
_APOSTROPHES = frozenset("’'´`‘")
_ELISION = re.compile(r"[’'‘´`](?:\d0s|em\b|tis\b|twas\b|til\b|cause\b|bout\b|n[’'´`])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between typed marks. `spans` are the words without the marks, one span a paragraph; `outer` includes the marks."""

    spans: tuple[tuple[int, int], ...]
    outer: tuple[int, int]
    level: int

    @property
    def start(self) -> int:
        """Offset of the first word."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Offset after the last word."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Stray:
    """A mark without its partner."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What the marks of one text say: its quotations in order of place, and the marks without a partner."""

    quotations: tuple[Quotation, ...]
    strays: tuple[Stray, ...]

    def top(self) -> tuple[Quotation, ...]:
        """Return the quotations that stand in no other."""
        return tuple(q for q in self.quotations if q.level == 0)


@dataclass(slots=True)
class _Open:
    """A quotation in the making: the mark that opened it, and where its words started."""

    mark: str
    at: int
    words: int
    done: list[tuple[int, int]] = field(default_factory=list)


def pair_marks(text: str, parts: Sequence[Part]) -> Marks:
    """Pair the quotation marks of each part of the layout; a quotation left open goes on where the next paragraph reopens it."""
    quotations: list[Quotation] = []
    strays: list[Stray] = []
    carried: _Open | None = None
    for number, part in enumerate(parts):
        if part.kind == "boilerplate":
            continue
        tokens = list(_tokens(text, part.start, part.end))
        carried = _resume(text, carried, number, parts, tokens, strays)
        stack = [carried] if carried else []
        _pair(text, tokens, stack, (quotations, strays))
        carried = _carry(text, part, stack, strays)
    if carried:
        strays.append(Stray(carried.at, carried.at + len(carried.mark), NEVER_CLOSED))
    quotations.sort(key=lambda q: (q.outer[0], -q.outer[1]))
    return Marks(tuple(quotations), tuple(sorted(strays, key=lambda s: s.start)))


def _tokens(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the marks of a stretch that can be quotation marks: apostrophes inside words and elisions are left out."""
    for found in _MARK.finditer(text, start, end):
        mark, at = found.group(), found.start()
        if mark == "'''":  # a single mark inside doubled ones
            closes = at > start and not text[at - 1].isspace()
            yield from [(at, "'"), (at + 1, "''")] if closes else [(at, "''"), (at + 2, "'")]
            continue
        if mark in _APOSTROPHES and len(mark) == 1:
            before, after = text[at - 1 : at] if at > start else "", text[at + 1 : at + 2] if at + 1 < end else ""
            if before.isalnum() and after.isalnum():
                continue
            if mark != "‘" and not before.isalnum() and _ELISION.match(text, at):
                continue
        yield at, mark


def _can_open(text: str, at: int, mark: str, part_start: int) -> bool:
    before = text[at - 1] if at > part_start else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    return (not before.isalnum() and before not in ".,!?…%)]") and bool(after) and not after.isspace() and after not in ",.;:)!?"


def _can_close(text: str, at: int, mark: str) -> bool:
    before, after = text[at - 1] if at else " ", text[at + len(mark) : at + len(mark) + 1]
    return not before.isspace() and not after.isalnum()


def _pair(text: str, tokens: list[tuple[int, str]], stack: list[_Open], out: tuple[list[Quotation], list[Stray]]) -> None:
    quotations, strays = out
    for index, (at, mark) in enumerate(tokens):
        depth = _closes(text, tokens, index, stack)
        if depth is not None:
            for unclosed in stack[depth + 1 :]:
                strays.append(Stray(unclosed.at, unclosed.at + len(unclosed.mark), NEVER_CLOSED))
            opened = stack[depth]
            del stack[depth:]
            span = (opened.words, at)
            spans = tuple(s for s in (*opened.done, _trim(text, *span)) if s[0] < s[1])
            if spans:
                quotations.append(Quotation(spans, (opened.at, at + len(mark)), depth))
        elif _opens(text, at, mark, stack):
            stack.append(_Open(mark, at, at + len(mark)))
        elif mark not in _SINGLE and not _is_inches(text, at, mark):
            strays.append(Stray(at, at + len(mark), NEVER_OPENED))


def _is_inches(text: str, at: int, mark: str) -> bool:
    return mark in {'"', "''", "”"} and at > 0 and text[at - 1].isdigit()


def _opens(text: str, at: int, mark: str, stack: list[_Open]) -> bool:
    if mark in {"“", "„", "‟", "«", "‹", "``"}:
        return True
    if mark == "‘" or mark == "‚":
        return _can_open(text, at, mark, 0) or not text[at + 1 : at + 2].strip()
    if mark == "”":  # Swedish and Finnish use: the same mark on both sides
        return not stack and _can_open(text, at, mark, 0)
    if mark in {"»", "›"}:
        return not stack and _can_open(text, at, mark, 0)
    if mark in {'"', "'", "''"}:
        return _can_open(text, at, mark, 0)
    return False


def _closes(text: str, tokens: list[tuple[int, str]], index: int, stack: list[_Open]) -> int | None:
    """Return the place in the stack of the quotation that this mark closes, or None when it closes none."""
    at, mark = tokens[index]
    for depth in range(len(stack) - 1, -1, -1):
        opened = stack[depth].mark
        if not _fits(opened, mark):
            continue
        if opened in _SINGLE:
            if _can_close(text, at, mark) and not _is_possessive(text, tokens, index):
                return depth
        elif opened == mark or mark in {"“", "»", "›"}:
            if _can_close(text, at, mark):
                return depth
        else:
            return depth
    return None


def _fits(opened: str, mark: str) -> bool:
    """Say whether a mark can close what another opened; typists mix straight and typographic marks."""
    if opened in {"‘", "'", "´", "`"}:
        return mark in {"’", "'", "´", "`"}
    if opened == "‚":
        return mark in {"‘", "’"}
    if opened in {"“", '"', "``", "‟"}:
        return mark in {"”", '"', "''", "‟"}
    if opened == "„":
        return mark in {"“", "”", '"'}
    return mark == OPENING.get(opened, opened)


def _is_possessive(text: str, tokens: list[tuple[int, str]], index: int) -> bool:
    """Say whether a single mark after an s ("countries’ security") is more likely an apostrophe: a better closing mark follows."""
    at, mark = tokens[index]
    if text[at - 1 : at] not in {"s", "S", "x", "z"} or not re.match(r"\s+\w", text[at + 1 : at + 4]):
        return False
    for later, other in tokens[index + 1 :]:
        if other == "‘" or (other in {"'", "´"} and _can_open(text, later, other, 0)):
            return False
        if other in _SINGLE and _can_close(text, later, other):
            return text[later - 1] in ".,!?…" or mark != other or not re.match(r"\s+\w", text[later + 1 : later + 4])
    return False


def _resume(
    text: str, carried: _Open | None, number: int, parts: Sequence[Part], tokens: list[tuple[int, str]], strays: list[Stray]
) -> _Open | None:
    """Carry a quotation into this part when it reopens the mark, or when its first mark closes what was left open."""
    if carried is None:
        return None
    part = parts[number]
    first = next(iter(tokens), None)
    reopened = first is not None and first[0] == part.start and first[1] == carried.mark
    if reopened and first is not None:
        tokens.pop(0)
        carried.words = part.start + len(first[1])
    elif first is not None and _fits(carried.mark, first[1]) and _can_close(text, *first) and not _can_open(text, *first, part.start):
        carried.words = part.start
    else:
        strays.append(Stray(carried.at, carried.at + len(carried.mark), NEVER_CLOSED))
        return None
    return carried


def _carry(text: str, part: Part, stack: list[_Open], strays: list[Stray]) -> _Open | None:
    """Close the part: the outermost quotation left open may go on, the others are strays."""
    for unclosed in stack[1:]:
        strays.append(Stray(unclosed.at, unclosed.at + len(unclosed.mark), NEVER_CLOSED))
    if not stack:
        return None
    opened = stack[0]
    start, end = _trim(text, opened.words, part.end)
    if start < end:
        opened.done.append((start, end))
    if not _may_go_on(text, opened.at, part.start):
        strays.append(Stray(opened.at, opened.at + len(opened.mark), NEVER_CLOSED))
        return None
    return opened


def _may_go_on(text: str, at: int, part_start: int) -> bool:
    """Say whether a quotation opened at `at` can run over the paragraph's end: it must start a sentence, not sit inside one."""
    before = text[part_start:at].rstrip()
    return not before or before[-1] in '.!?…:,”’"»'


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Take white space off both ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
