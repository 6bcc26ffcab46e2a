"""How far the members of a group vote alike: shares, and the agreement index of Hix, Noury and Roland."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from communique.record import RollCall, Vote

CAST: tuple[Vote, ...] = ("yes", "no", "abstain")

Split = tuple[RollCall, Mapping[str, Vote]]
"""A roll call with the votes of a group's members by code."""


@dataclass(frozen=True)
class Cohesion:
    """How a group voted over `n` roll calls in which at least two members cast a vote: in how many all of those voted `alike`, and the mean
    agreement `index` (1: all alike, 0: spread evenly over yes, no and abstain); NaN without roll calls."""

    n: int
    alike: int
    index: float


def agreement_index(votes: Iterable[Vote]) -> float | None:
    """Return the agreement index of some votes, None when fewer than two were cast.

    (Largest camp - half of the others) / all: Hix, Noury and Roland 2005, British Journal of Political Science 35: 209-234.
    """
    counts = Counter(vote for vote in votes if vote in CAST)
    cast = counts.total()
    return (1.5 * max(counts.values()) - 0.5 * cast) / cast if cast > 1 else None


def cohesion(splits: Sequence[Split]) -> Cohesion:
    """Return how far a group voted alike over some roll calls."""
    found = [index for _, votes in splits if (index := agreement_index(votes.values())) is not None]
    return Cohesion(len(found), sum(index == 1 for index in found), sum(found) / len(found) if found else float("nan"))


def cohesion_by_year(splits: Sequence[Split]) -> dict[int, Cohesion]:
    """Return the cohesion of each year that has roll calls with at least two votes of members."""
    years: dict[int, list[Split]] = {}
    for split in splits:
        years.setdefault(split[0].date.year, []).append(split)
    found = {year: cohesion(inner) for year, inner in sorted(years.items())}
    return {year: one for year, one in found.items() if one.n}


def apart(votes: Mapping[str, Vote]) -> dict[str, Vote]:
    """Return the members that did not vote as most of those who voted did, with their votes; none when no camp is the largest."""
    counts = Counter(vote for vote in votes.values() if vote in CAST).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return {}
    return {code: vote for code, vote in votes.items() if vote in CAST and vote != counts[0][0]}
