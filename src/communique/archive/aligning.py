"""Finds the words of one text in a changed one: by what both have in common around them, never by a look-alike."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Literal

Fate = Literal["holds", "moved", "altered", "gone"]
_MOST_TOKENS = 6000
_COMPANY = 12
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Traced:
    """Where words are in the changed text: at the same offsets, at others, there with other letters (bounds of what is left), or gone."""

    fate: Fate
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Alignment:
    """What two texts have in common, in order: blocks of characters that stand in both."""

    old: str
    new: str

    def trace(self, start: int, end: int) -> Traced:
        """Say what became of the words `start`:`end` of the old text."""
        block = self._block_at(start)
        if block is not None and end <= block[0] + block[2]:
            shift = block[1] - block[0]
            return Traced("moved" if shift else "holds", start + shift, end + shift)
        words = self.old[start:end]
        if self.old.count(words) == 1 and self.new.count(words) == 1 and self._same_company(start, self.new.index(words), len(words)):
            place = self.new.index(words)
            return Traced("moved" if place != start else "holds", place, place + len(words))
        return self._altered(start, end)

    def _same_company(self, old: int, new: int, size: int) -> bool:
        """Say whether the same letters stand before or after words in both texts, as when a paragraph was moved whole."""
        before = self.old[max(0, old - _COMPANY) : old], self.new[max(0, new - _COMPANY) : new]
        after = self.old[old + size : old + size + _COMPANY], self.new[new + size : new + size + _COMPANY]
        return any(one == other and len(one) == _COMPANY for one, other in (before, after))

    def _altered(self, start: int, end: int) -> Traced:
        """Say what is left of words that are not there whole: altered when half of their letters are, in their place."""
        within = [block for block in self.blocks if max(start, block[0]) < min(end, block[0] + block[2])]
        kept = [self.old[max(start, old) : min(end, old + size)] for old, _, size in within]
        if not kept or 2 * sum(map(_letters, kept)) < _letters(self.old[start:end]):
            return Traced("gone")
        first, last = self.blocks.index(within[0]), self.blocks.index(within[-1])
        return Traced("altered", self._new_start(start, first), self._new_end(end, last))

    def _new_start(self, place: int, number: int) -> int:
        """Return where words that begin at `place` begin now; block `number` is the first that holds some of them."""
        old, new, _ = self.blocks[number]
        if old <= place:
            return new + place - old
        before = self.blocks[number - 1] if number else (0, 0, 0)
        return before[1] + before[2] if before[0] + before[2] == place else new

    def _new_end(self, place: int, number: int) -> int:
        """Return where words that end at `place` end now; block `number` is the last that holds some of them."""
        old, new, size = self.blocks[number]
        if place <= old + size:
            return new + place - old
        after = self.blocks[number + 1] if number + 1 < len(self.blocks) else (len(self.old), len(self.new), 0)
        return after[1] if after[0] == place else new + size

    def _block_at(self, place: int) -> tuple[int, int, int] | None:
        number = bisect_right(self.blocks, (place, len(self.new) + 1, 0)) - 1
        if number < 0:
            return None
        old, _, size = self.blocks[number]
        return self.blocks[number] if place < old + size else None

    @cached_property
    def blocks(self) -> list[tuple[int, int, int]]:
        """The common blocks as (offset in the old text, offset in the new text, length)."""
        return list(_joined(_common(self.old, self.new)))


def _letters(words: str) -> int:
    return sum(1 for letter in words if letter.isalnum())


def _common(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Yield common blocks: of whole lines first, and of words within the lines that differ."""
    lines, others = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts, other_starts = _starts(lines), _starts(others)
    for tag, a, b, c, d in SequenceMatcher(None, lines, others, autojunk=False).get_opcodes():
        size = starts[b] - starts[a]
        if tag == "equal":
            yield starts[a], other_starts[c], size
        elif tag == "replace":
            yield from _common_words(old[starts[a] : starts[b]], new[other_starts[c] : other_starts[d]], starts[a], other_starts[c])


def _common_words(old: str, new: str, old_start: int, new_start: int) -> Iterator[tuple[int, int, int]]:
    words, others = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(words), len(others)) > _MOST_TOKENS:
        return  # too much has changed for a comparison word by word
    starts, other_starts = _starts(words), _starts(others)
    for block in SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks():
        if block.size:
            yield old_start + starts[block.a], new_start + other_starts[block.b], starts[block.a + block.size] - starts[block.a]


def _starts(parts: Sequence[str]) -> list[int]:
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    return places


def _joined(blocks: Iterator[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join blocks that follow one another in both texts."""
    last: tuple[int, int, int] | None = None
    for old, new, size in blocks:
        if last is not None and last[0] + last[2] == old and last[1] + last[2] == new:
            last = (last[0], last[1], last[2] + size)
            continue
        if last is not None:
            yield last
        last = (old, new, size)
    if last is not None:
        yield last
