"""The attribution in the making: where its content, cue and source stand, before anybody knows who the source is."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.reading.cues import Cue
from communique.reading.marks import Marks, Quotation
from communique.reading.sections import Part
from communique.record import AttributionKind

CharRange = tuple[int, int]


@dataclass(slots=True, eq=False)
class Draft:
    """One attribution with its places in the text. `follows` is the attribution whose speaker goes on speaking here.

    `shares` are the tagger's for cue, link and source, where it proposed the attribution too.
    """

    kind: AttributionKind
    content: list[CharRange]
    cue: Cue | None = None
    cue_at: list[CharRange] = field(default_factory=list)
    source: Any | None = None
    source_at: CharRange | None = None
    label: str | None = None
    follows: "Draft | None" = None
    confidence: float = 0.9
    why: str = ""
    outer: "Draft | None" = None
    from_tagger: bool = False
    shares: tuple[float, float, float] | None = None
    evidence: Mapping[str, float] = field(default_factory=dict)

    @property
    def start(self) -> int:
        """Offset of the first word of the content."""
        return self.content[0][0]

    @property
    def end(self) -> int:
        """Offset after the last word of the content."""
        return self.content[-1][1]

    @property
    def size(self) -> int:
        """Length of the content in code points."""
        return sum(e - s for s, e in self.content)

    def covers(self, start: int, end: int) -> bool:
        """Say whether one span of the content holds the range."""
        return any(s <= start and end <= e for s, e in self.content)


class Page:
    """A parsed text with its layout and quotations, and the way from offsets to tokens and back."""

    def __init__(self, text: str, doc: Any, parts: tuple[Part, ...], marks: Marks) -> None:
        self.text, self.doc, self.parts, self.marks = text, doc, parts, marks
        self.top = marks.top()
        self._starts = [token.idx for token in doc]
        self._part_starts = [part.start for part in parts]
        self._outer_starts = [q.outer[0] for q in self.top]

    def token_from(self, offset: int) -> int:
        """Number of the first token that starts at or after an offset."""
        return bisect_left(self._starts, offset)

    def token_at(self, offset: int) -> int:
        """Number of the token that holds an offset."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def part_at(self, offset: int) -> int:
        """Number of the part of the layout that holds an offset."""
        return max(0, bisect_right(self._part_starts, offset) - 1)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The outermost quotation that holds an offset, marks included, or None."""
        number = bisect_right(self._outer_starts, offset) - 1
        if number >= 0 and offset < self.top[number].outer[1]:
            return self.top[number]
        return None

    def quotations_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """The outermost quotations that share an offset with a range."""
        first = max(0, bisect_right(self._outer_starts, start) - 1)
        last = bisect_left(self._outer_starts, end)
        return tuple(q for q in self.top[first:last] if q.outer[0] < end and start < q.outer[1])

    def chars(self, start: int, end: int) -> CharRange:
        """Offsets of a range of tokens."""
        last = self.doc[end - 1]
        return self.doc[start].idx, last.idx + len(last.text)


class Shelf:
    """The drafts of one text, found by place: `near` looks only at the paragraphs that a range touches."""

    def __init__(self, page: Page, drafts: Iterable[Draft] = ()) -> None:
        self._page = page
        self._by_part: dict[int, dict[int, Draft]] = {}
        self.drafts: list[Draft] = []
        for draft in drafts:
            self.add(draft)

    def add(self, draft: Draft) -> None:
        """Put a draft on the shelf."""
        self.drafts.append(draft)
        for start, end in draft.content + draft.cue_at:
            for number in range(self._page.part_at(start), self._page.part_at(end - 1) + 1):
                self._by_part.setdefault(number, {})[id(draft)] = draft

    def take_out(self, drafts: Iterable[Draft]) -> None:
        """Take drafts off the shelf."""
        gone = {id(draft) for draft in drafts}
        if gone:
            self.drafts = [d for d in self.drafts if id(d) not in gone]
            for row in self._by_part.values():
                for key in gone & row.keys():
                    del row[key]

    def near(self, start: int, end: int) -> list[Draft]:
        """The drafts with words in a paragraph that the range touches, in the order they came."""
        found: dict[int, Draft] = {}
        for number in range(self._page.part_at(start), self._page.part_at(max(start, end - 1)) + 1):
            found.update(self._by_part.get(number, {}))
        return list(found.values())


def without(gone: Iterable[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts but those that are gone and those whose speech went on from one; what stood inside one stands in what held it."""
    left = {id(d) for d in drafts} - {id(d) for d in gone}
    for draft in sorted(drafts, key=lambda d: d.start):
        if draft.follows is not None and id(draft.follows) not in left:
            left.discard(id(draft))
    kept = [d for d in drafts if id(d) in left]
    for draft in kept:
        while draft.outer is not None and id(draft.outer) not in left:
            draft.outer = draft.outer.outer
    return kept
