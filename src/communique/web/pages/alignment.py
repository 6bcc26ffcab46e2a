"""How two states, or a state and a group, voted together: measures with their denominators, over all and year by year."""

import math
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated, Any, Literal

from fastapi import Query
from pydantic import Field

from communique import vocabulary
from communique.errors import UnknownName, UsageError
from communique.record.base import Value
from communique.rollcalls import RollCalls
from communique.rollcalls.alignment import Alignment, Estimate, VoteSet, align, align_with_group, by_year
from communique.rollcalls.charts import Series, line_chart
from communique.rollcalls.groups import group
from communique.web.answering import days_in
from communique.web.pages.asking import Period, Words
from communique.web.pages.states import seat_of, voting_states
from communique.web.resources import Resources

YEARS = 10


class AlignmentFilters(Period):
    """Whose votes are compared, and which."""

    one: Words = Field(default="", description="a state, by name or code")
    other: Words = Field(default="", description="another state, or a group such as the EU")
    q: Words = Field(default="", description="only roll calls with these words")
    body: Literal["GA", "SC"] = Field(default="GA", description="GA for the General Assembly, SC for the Security Council")


class Measured(Value):
    """One measure, with its 95 percent bootstrap interval; null where it is not defined."""

    measure: str = Field(description="name of the measure")
    value: float | None = Field(description="its value")
    low: float | None = Field(description="lower end of the interval")
    high: float | None = Field(description="upper end of the interval")
    percentile: float | None = Field(description="share of all pairs of the set that are below it, 0 to 100")


class Year(Value):
    """The measures of one calendar year."""

    year: int
    n: int = Field(description="roll calls in which both cast a vote")
    measures: tuple[Measured, ...] = Field(description="the measures")


class Aligned(Value):
    """How two voted together."""

    filters: AlignmentFilters = Field(description="what was asked for")
    one: str = Field(default="", description="name of the one")
    other: str = Field(default="", description="name of the other")
    about: str = Field(default="", description="which votes these are")
    n: int = Field(default=0, description="roll calls in which both cast a vote")
    left_out: int = Field(default=0, description="roll calls of the set in which one did not")
    measures: tuple[Measured, ...] = Field(default=(), description="the measures over all of them")
    years: tuple[Year, ...] = Field(default=(), description="the measures by year")
    notes: tuple[str, ...] = Field(default=(), description="what the set leaves out")
    warnings: tuple[str, ...] = Field(default=(), description="where the measures disagree")
    states: tuple[str, ...] = Field(default=(), description="names that may be given")


def alignment(resources: Resources, asked: Annotated[AlignmentFilters, Query()]) -> Aligned:
    """Compare the votes of two states, or of a state and a group; without days, those of the last ten years of the record."""
    if not (asked.one.strip() and asked.other.strip()):
        return Aligned(filters=asked, states=voting_states(resources))
    record = resources.votes
    since = asked.since or (None if asked.until else date(record.as_of.year - YEARS + 1, 1, 1))
    if since and asked.until and asked.until < since:
        raise UsageError("The last day is before the first.", "Change the two.")
    mine, my_name = seat_of(resources, asked.one)
    theirs, their_name = _other(resources, asked.other)
    if mine == theirs:
        raise UsageError(f"{my_name} cannot be compared with itself.", "Name another state, or a group.")
    found, years = _measured(record, mine, theirs, VoteSet(since, asked.until, asked.body, asked.q))
    if not found.n:
        raise UnknownName(f"There is no roll call in which both voted: {found.about}.", "Widen the days or the words.")
    return Aligned(
        filters=asked,
        one=my_name,
        other=their_name,
        about=found.about,
        n=found.n,
        left_out=found.left_out,
        measures=_listed(found.estimates),
        years=tuple(Year(year=year, n=one.n, measures=_listed(one.estimates)) for year, one in years.items()),
        notes=found.notes,
        warnings=found.warnings,
        states=voting_states(resources),
    )


def shown(found: Aligned) -> Mapping[str, Any]:
    """Add the chart of the measures by year."""
    if not found.years:
        return {"chart": ""}
    series = [Series(name, _points(found, name)) for name in ("S", "kappa", "pi")]
    counts = [year.n for year in found.years]
    notes = [f"{days_in(found.about)}; {min(counts)} to {max(counts)} votes a year; 95% bootstrap intervals"]
    return {"chart": line_chart(series, title=f"{found.one} and {found.other}: agreement by year", notes=notes, low=-1, high=1)}


def _points(found: Aligned, name: str) -> dict[int, tuple[float, float | None, float | None]]:
    points = {}
    for year in found.years:
        one = next(each for each in year.measures if each.measure == name)
        if one.value is not None:
            points[year.year] = (one.value, one.low, one.high)
    return points


def _other(resources: Resources, name: str) -> tuple[str, str]:
    """Return code and name of a state, or the name of a group, marked as one; raises UnknownName."""
    try:
        return seat_of(resources, name)
    except UnknownName as unknown:
        try:
            found = group(name, resources.votes.as_of, resources.vocabulary)
        except UnknownName:
            raise unknown from None
        return f"group {name}", found.name


@lru_cache(maxsize=128)
def _measured(record: RollCalls, mine: str, theirs: str, within: VoteSet) -> tuple[Alignment, dict[int, Alignment]]:
    """Measure two over all and by year; kept, for it takes seconds over all years."""

    def measure(votes: VoteSet, ranked: bool = False) -> Alignment:
        if not theirs.startswith("group "):
            return align(record, mine, theirs, within=votes, ranked=ranked)
        name = theirs.removeprefix("group ")
        return align_with_group(record, mine, name, lambda on: _members(name, on), within=votes)

    return measure(within, ranked=True), by_year(record, within, measure)


def _members(name: str, on: date) -> frozenset[str]:
    try:
        return group(name, on, vocabulary.load()).states
    except UnknownName:
        return frozenset()


def _listed(estimates: Mapping[Any, Estimate]) -> tuple[Measured, ...]:
    return tuple(
        Measured(measure=name, value=_finite(e.value), low=_finite(e.low), high=_finite(e.high), percentile=e.percentile)
        for name, e in estimates.items()
    )


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None
