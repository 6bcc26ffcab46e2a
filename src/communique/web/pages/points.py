"""Ideal points over time: where the votes of states place them, with intervals, the number of votes and the day of the record."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator, Field
from starlette.responses import Response

from communique.errors import UsageError
from communique.record.base import Value
from communique.rollcalls.charts import Series, ideal_chart
from communique.rollcalls.idealpoints import LIMITS, IdealPoints, year_of
from communique.web.pages.asking import Words
from communique.web.pages.states import seat_of, voting_states
from communique.web.resources import Resources

AT_FIRST = ("USA", "RUS", "CHN", "GBR", "IND")
AT_ONCE = 6
"""How many lines can be told apart by dashes as well as by colours."""
COLUMNS = ("state", "name", "year", "point", "low", "high", "votes", "as_of")
files = APIRouter(include_in_schema=False)

Start = Annotated[int | None, Field(ge=1946, le=2100), BeforeValidator(lambda value: None if value == "" else value)]


class PointFilters(Value):
    """Whose points are shown, and of which years."""

    states: Annotated[str, Field(max_length=300)] = Field(
        default="", description=f"states by name or code, parted by commas, at most {AT_ONCE}; with none, four great powers and India"
    )
    add: Words = Field(default="", description="one more state")
    since: Start = Field(default=None, description="from the session that began in this year on")
    until: Start = Field(default=None, description="up to the session that began in this year")


class Point(Value):
    """Where the votes of one session place a state."""

    year: int = Field(description="year in which the session began")
    point: float = Field(description="the ideal point")
    low: float = Field(description="lower end of the 95 percent interval")
    high: float = Field(description="upper end of the interval")
    votes: int = Field(description="how many of its votes it rests on")


class Placed(Value):
    """A state and its points in order of time."""

    code: str = Field(description="code of the state")
    name: str = Field(description="its name")
    points: tuple[Point, ...] = Field(description="its points by session; none where it cast no vote")


class Points(Value):
    """Ideal points of states over time."""

    filters: PointFilters = Field(description="what was asked for")
    as_of: date = Field(description="the day to which the record goes")
    roll_calls: int = Field(description="on how many divided roll calls of the Assembly all points rest")
    direction: str = Field(default="high is near to the United States", description="what a high point means")
    limits: str = Field(default=LIMITS, description="what the points cannot tell")
    states: tuple[Placed, ...] = Field(description="the states asked for, with their points")
    latest: int = Field(description="year in which the last session began")
    ranking: tuple[Placed, ...] = Field(description="all states by their point in the last session, the highest first")
    names: tuple[str, ...] = Field(description="names that may be given")


def ideal_points(resources: Resources, asked: Annotated[PointFilters, Query()]) -> Points:
    """Show where the votes of states place them over time, by the model of Bailey, Strezhnev and Voeten."""
    if asked.since and asked.until and asked.until < asked.since:
        raise UsageError("The last year is before the first.", "Change the two.")
    seats = _chosen(resources, asked)
    found = resources.ideal_points()
    since, until = asked.since or 1946, asked.until or 2100
    latest = year_of(found.sessions[-1])
    names = {code: state.name for code, state in resources.vocabulary.states.items()}
    last = [Placed(code=code, name=names.get(code, code), points=_points(found, code, latest, latest)) for code in found.states]
    return Points(
        filters=asked.model_copy(update={"states": ", ".join(name for _, name in seats), "add": ""}),
        as_of=resources.votes.as_of,
        roll_calls=found.roll_calls,
        states=tuple(Placed(code=code, name=name, points=_points(found, code, since, until)) for code, name in seats),
        latest=latest,
        ranking=tuple(sorted((each for each in last if each.points), key=lambda each: -each.points[0].point)),
        names=voting_states(resources),
    )


def shown(found: Points) -> Mapping[str, Any]:
    """Add the chart, the table by year, and for each state the names of the others."""
    points = {(state.code, each.year): each for state in found.states for each in state.points}
    years = sorted({year for _, year in points}, reverse=True)
    without = {
        state.code: ", ".join(other.name for other in found.states if other.code != state.code) for state in found.states
    }  # fmt: skip
    series = [Series(state.name, {each.year: (each.point, each.low, each.high) for each in state.points}) for state in found.states]
    chart = ideal_chart(series, roll_calls=found.roll_calls, as_of=found.as_of) if points else ""
    return {"chart": chart, "years": years, "at": points, "without": without}


@files.get("/ideal-points.csv")
def table(request: Request, asked: Annotated[PointFilters, Query()]) -> Response:
    """Return the points as a table of comma-separated values, one row a state and year."""
    found = ideal_points(request.app.state.resources, asked)
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for state in found.states:
        for each in state.points:
            writer.writerow((state.code, state.name, each.year, each.point, each.low, each.high, each.votes, found.as_of))
    headers = {"Content-Disposition": f'attachment; filename="ideal-points-{found.as_of}.csv"'}
    return Response(stream.getvalue(), media_type="text/csv", headers=headers)


def _chosen(resources: Resources, asked: PointFilters) -> list[tuple[str, str]]:
    """Return codes and names of the states asked for; raises UnknownName, and UsageError when they are too many."""
    named = [part.strip() for part in (*asked.states.split(","), asked.add) if part.strip()]
    seats = list(dict.fromkeys(seat_of(resources, name) for name in named or AT_FIRST))
    if len(seats) > AT_ONCE:
        raise UsageError(f"That is more than {AT_ONCE} states at once.", "Take one away first.")
    return seats


def _points(found: IdealPoints, code: str, since: int, until: int) -> tuple[Point, ...]:
    votes = {year_of(session): found.votes[i] for i, session in enumerate(found.sessions)}
    place = found.states.index(code) if code in found.states else 0
    return tuple(
        Point(year=year, point=round(point, 3), low=round(low, 3), high=round(high, 3), votes=int(votes[year][place]))
        for year, (point, low, high) in found.of(code).items()
        if since <= year <= until
    )
