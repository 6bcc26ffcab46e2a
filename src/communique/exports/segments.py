"""The text cut where entries begin and end: overlapping and nested spans become a flat row of segments that know all their entries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of an entry in one layer of the page. `entry` is the id of its card or row, `title` what a reader is told about it.

    `classes` are the style classes that the words get; `depth` is how deep speech is nested, and 0 in all other layers. `first` and
    `last` say whether the mark is the first or last span of its entry; `leads_to` is the id of what tells of it, when not the entry's.
    """

    start: int
    end: int
    layer: str
    entry: str
    title: str = ""
    classes: str = ""
    depth: int = 0
    first: bool = True
    last: bool = True
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    """Words from `start` to `end` (code points, half-open) that lie in the same `marks` throughout; some of these open or close here."""

    start: int
    end: int
    marks: tuple[Mark, ...]
    opening: tuple[Mark, ...]
    closing: tuple[Mark, ...]


def segments(marks: Iterable[Mark], cuts: Iterable[int]) -> Iterator[Segment]:
    """Sweep over the text once and yield its segments from the first to the last boundary; `cuts` are boundaries that carry no mark."""
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    places = set(cuts)
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
        places |= {mark.start, mark.end}
    active: dict[Mark, None] = {}
    ordered = sorted(places)
    for start, end in pairwise(ordered):
        for mark in closing.get(start, ()):
            active.pop(mark, None)
        opened = opening.get(start, [])
        active.update(dict.fromkeys(opened))
        yield Segment(start, end, tuple(active), tuple(opened), tuple(closing.get(end, ())))
