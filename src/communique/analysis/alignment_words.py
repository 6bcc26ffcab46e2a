"""Alignment from words: how often two parties are told to take the same side on issues that both speak of, with all that it rests on."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from communique.analysis.matrix import Cell, Matrix, Taken

Agreement = Literal["agree", "differ", "undecided"]
FEW = 5
"""Below so many issues a share says next to nothing, whatever its interval."""
_Z = 1.959964


@dataclass(frozen=True, slots=True)
class Compared:
    """What two parties were last told to want on one issue in one year; undecided where one of them takes both sides, or none."""

    year: int
    issue: str
    label: str
    agreement: Agreement
    one: Taken
    other: Taken


@dataclass(frozen=True, slots=True)
class WordAlignment:
    """The share of `n` issues, each counted once a year, on which two parties take the same side, with its 95 percent interval.

    `value`, `low` and `high` are None when n is 0. `undecided` issues are not in n; `about` says which reports and up to which day. The
    interval is Wilson's (1927), which takes the issues for independent of each other.
    """

    one: str
    other: str
    about: str
    n: int
    undecided: int
    value: float | None
    low: float | None
    high: float | None
    compared: tuple[Compared, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years in which both are told to want something on one issue."""
        return tuple(sorted({each.year for each in self.compared}))

    def in_year(self, year: int) -> "WordAlignment":
        """Return the alignment of one calendar year alone."""
        return _measured(self.one, self.other, f"{self.about}, {year}", tuple(each for each in self.compared if each.year == year))


def align_words(matrix: Matrix, one: str, other: str) -> WordAlignment:
    """Measure how two parties of a matrix (made `by_country` for states) align in words.

    A unit is an issue in a calendar year of publication. What rests on votes is left out, for it is no word, and so are undated reports.
    """
    compared: list[Compared] = []
    for issue in matrix.issues:
        cells = (matrix.cells.get((one, issue)), matrix.cells.get((other, issue)))
        ours, theirs = (_by_year(cell) for cell in cells)
        for year in sorted(ours.keys() & theirs.keys()):
            mine, yours = ours[year], theirs[year]
            compared.append(Compared(year, issue, matrix.labels[issue], _agreement(mine, yours), mine[-1], yours[-1]))
    about = f"{matrix.documents} reports, published up to {matrix.as_of or 'an unknown day'}"
    return _measured(one, other, about, tuple(compared))


def wilson(agreed: int, n: int) -> tuple[float, float]:
    """Return the 95 percent score interval of a share (Wilson 1927); n must be above 0."""
    share, square = agreed / n, _Z**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = _Z * math.sqrt(share * (1 - share) / n + square / (4 * n * n)) / (1 + square / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _by_year(cell: Cell | None) -> Mapping[int, list[Taken]]:
    found: dict[int, list[Taken]] = {}
    for taken in cell.taken if cell is not None else ():
        if taken.published is not None and taken.position.basis not in ("vote", "sponsorship"):
            found.setdefault(taken.published.year, []).append(taken)
    return found


def _agreement(ours: list[Taken], theirs: list[Taken]) -> Agreement:
    mine, yours = ({taken.side for taken in each} for each in (ours, theirs))
    if "neutral" in mine | yours or len(mine) > 1 or len(yours) > 1:
        return "undecided"
    return "agree" if mine == yours else "differ"


def _measured(one: str, other: str, about: str, compared: tuple[Compared, ...]) -> WordAlignment:
    agreed = sum(each.agreement == "agree" for each in compared)
    undecided = sum(each.agreement == "undecided" for each in compared)
    n = len(compared) - undecided
    value, (low, high) = (agreed / n, wilson(agreed, n)) if n else (None, (None, None))
    return WordAlignment(one, other, about, n, undecided, value, low, high, compared)
