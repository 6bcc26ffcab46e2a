"""Alignment between states, or a state and a group, that shows its denominator: how many votes, which, and who was left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from communique.rollcalls.adoptions import share_without_vote
from communique.rollcalls.agreement import MEASURES, Absences, AllPairs, Floats, Measure, all_pairs, bootstrap, measures, one_hot
from communique.rollcalls.lookup import RollCalls, Rows
from communique.rollcalls.symbols import Body

FEW = 20
"""Below so many votes an alignment says little, whatever its interval."""
APART = 25
"""Two measures disagree in rank when they put a pair so many percentiles apart among all pairs."""


@dataclass(frozen=True)
class VoteSet:
    """Which roll calls a figure rests on: the days between (both included), the body, the words of the subject."""

    since: date | None = None
    until: date | None = None
    body: Body = "GA"
    words: str = ""
    whole: bool = True

    def rows(self, record: RollCalls) -> Rows:
        """Return the rows of the record in this set."""
        return record.rows(self.since, until=self.until, body=self.body, words=self.words, whole=self.whole)

    def describe(self, record: RollCalls) -> str:
        """Say in words which votes these are."""
        body = "General Assembly" if self.body == "GA" else "Security Council"
        kind = "recorded votes on whole texts" if self.whole else "recorded votes, paragraphs and amendments included"
        about = f' about "{self.words}"' if self.words else ""
        start = f"{self.since or 'the beginning'} to {self.until or record.as_of}"
        return f"{body}, {kind}{about}, {start}, record as of {record.as_of}"


@dataclass(frozen=True)
class Estimate:
    """A measure with its 95 percent bootstrap interval, and the share of all pairs of the same set that are below it (0 to 100)."""

    value: float
    low: float
    high: float
    percentile: float | None = None


@dataclass(frozen=True)
class Alignment:
    """How one voter and another (a state, or the members of a group) voted together, with all that the figures rest on.

    `n` is the number of roll calls in which both cast a vote; `pairs` the joint votes (more than `n` for a group); `left_out` roll calls
    of the set without them. `absences` says how an absence was treated. `notes` say what the set leaves out; `warnings` where the measures
    disagree.
    """

    one: str
    other: str
    about: str
    n: int
    pairs: int
    left_out: int
    absences: Absences
    estimates: dict[Measure, Estimate]
    notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())


Members = Callable[[date], Iterable[str]]
"""Codes of the members of a group on a day."""


def align(record: RollCalls, one: str, other: str, *, within: VoteSet, absences: Absences = "left out", ranked: bool = True) -> Alignment:
    """Return the alignment of two states by code; with `ranked`, its percentile among all pairs of the set. Raises UnknownName."""
    rows = within.rows(record)
    letters = record.letters(rows, [one, other])
    votes = one_hot(letters, absences)
    tables = np.einsum("ir,jr->rij", votes[:, :, 0], votes[:, :, 1]).astype(np.float64)
    ranks = _ranks(record, rows, (one, other), absences) if ranked else {}
    return _alignment(record, tables, (one, other), within, absences, ranks)


def align_with_group(
    record: RollCalls, one: str, name: str, members: Members, *, within: VoteSet, absences: Absences = "left out"
) -> Alignment:
    """Return the alignment of a state with the members of a group on the day of each vote; each member's vote counts once.

    The state is not compared with itself when it is a member.
    """
    rows = within.rows(record)
    mine = one_hot(record.letters(rows, [one]), absences)[:, :, 0]
    theirs = one_hot(record.letters(rows), absences) * _membership(record, rows, members, leave_out=one)
    tables = np.einsum("ir,jr->rij", mine, theirs.sum(2)).astype(np.float64)
    return _alignment(record, tables, (one, name), within, absences, {})


def by_year(record: RollCalls, within: VoteSet, one: Callable[[VoteSet], Alignment]) -> dict[int, Alignment]:
    """Return an alignment for each calendar year of a set in which there were votes; `one` makes it for the votes of a year."""
    days = [record.table.columns["date"][row] for row in within.rows(record)]
    found = {}
    for year in sorted({int(day[:4]) for day in days}):
        since, until = date(year, 1, 1), date(year, 12, 31)
        inner = VoteSet(max(within.since or since, since), min(within.until or until, until), within.body, within.words, within.whole)
        alignment = one(inner)
        if alignment.n:
            found[year] = alignment
    return found


def closest(
    record: RollCalls, one: str, *, within: VoteSet, absences: Absences = "left out"
) -> list[tuple[str, int, dict[Measure, float]]]:
    """Return all states by how they voted with one, the nearest by kappa first: code, joint votes, measures. At least FEW joint votes."""
    rows = within.rows(record)
    found = pairs(record, rows, absences)
    me = record.column(one)
    near = [
        (state, int(found.n[me, j]), {name: float(found.values[name][me, j]) for name in MEASURES})
        for j, state in enumerate(record.states)
        if j != me and found.n[me, j] >= FEW
    ]
    return sorted(near, key=lambda entry: -np.nan_to_num(entry[2]["kappa"], nan=-9.0))


def pairs(record: RollCalls, rows: Rows, absences: Absences = "left out") -> AllPairs:
    """Return the measures of every pair of states over some rows, in the order of `record.states` (a year in about 50 ms)."""
    return all_pairs(record.letters(rows), absences)


def _membership(record: RollCalls, rows: Rows, members: Members, leave_out: str) -> npt.NDArray[np.float32]:
    """Return 1 where a state was a member on the day of the vote, (rows, states)."""
    place = {state: j for j, state in enumerate(record.states)}
    mask = np.zeros((len(rows), len(place)), np.float32)
    known: dict[str, list[int]] = {}
    for i, row in enumerate(rows):
        day = record.table.columns["date"][row]
        if day not in known:
            known[day] = [place[state] for state in members(date.fromisoformat(day)) if state in place and state != leave_out]
        mask[i, known[day]] = 1
    return mask


def _ranks(record: RollCalls, rows: Rows, two: tuple[str, str], absences: Absences) -> dict[Measure, float]:
    """Return where a pair stands among all pairs with at least FEW joint votes, as the percentage of them that are below it."""
    found = pairs(record, rows, absences)
    i, j = record.column(two[0]), record.column(two[1])
    upper = np.triu(found.n >= FEW, 1)
    ranks: dict[Measure, float] = {}
    for name in MEASURES:
        values = found.values[name][upper]
        values = values[np.isfinite(values)]
        mine = found.values[name][i, j]
        if len(values) and np.isfinite(mine):
            ranks[name] = float(100 * (values < mine).mean())
    return ranks


def _alignment(
    record: RollCalls, tables: Floats, two: tuple[str, str], within: VoteSet, absences: Absences, ranks: dict[Measure, float]
) -> Alignment:
    both = tables.sum((1, 2)) > 0
    tables = tables[both]
    values = {name: float(value) for name, value in measures(tables.sum(0)).items()}
    intervals = bootstrap(tables)
    estimates = {name: Estimate(values[name], *intervals[name], ranks.get(name)) for name in MEASURES}
    return Alignment(
        one=two[0],
        other=two[1],
        about=within.describe(record),
        n=int(both.sum()),
        pairs=round(tables.sum()),
        left_out=int((~both).sum()),
        absences=absences,
        estimates=estimates,
        notes=notes_on(within),
        warnings=tuple(_warnings(estimates, int(both.sum()))),
    )


def notes_on(within: VoteSet) -> tuple[str, ...]:
    """Return what figures over these roll calls leave out."""
    return tuple(_notes(within))


def _notes(within: VoteSet) -> Iterable[str]:
    if within.body == "GA":
        yield f"What was adopted without a vote is not in it: {share_without_vote()}."
        yield "From 2018 on the record holds adopted resolutions only: no failed drafts, no votes on paragraphs."
    else:
        yield "The record holds adopted resolutions only: no vetoes and no failed drafts, so the Council looks more united than it is."


def _warnings(estimates: dict[Measure, Estimate], n: int) -> Iterable[str]:
    if n < FEW:
        yield f"Only {n} votes: too few to say much."
    signed = {name: estimates[name].value for name in ("S", "kappa", "pi")}
    if any(value > 0 for value in signed.values()) and any(value < 0 for value in signed.values()):
        told = ", ".join(f"{name} {value:+.2f}" for name, value in signed.items())
        yield f"The measures disagree in sign ({told}): S counts agreement that chance alone would give."
    if not all(np.isfinite(value) for value in signed.values()):
        yield "kappa or pi is not defined: the votes do not vary."
    ranks = {name: e.percentile for name, e in estimates.items() if e.percentile is not None and name != "raw agreement"}
    if ranks and max(ranks.values()) - min(ranks.values()) > APART:
        told = ", ".join(f"{name} {rank:.0f}%" for name, rank in ranks.items())
        yield f"The measures disagree in rank: the share of all pairs that are less close is {told}."
