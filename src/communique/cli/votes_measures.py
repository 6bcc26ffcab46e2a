"""The verbs `votes align` and `votes ideal`: how states vote together, and where their votes place them."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from communique import rollcalls, vocabulary
from communique.cli import votes_terminal as terminal
from communique.cli.votes_arguments import (
    About,
    Body,
    Csv,
    Json,
    Picture,
    Since,
    Until,
    body_of,
    days,
    members,
    names,
    print_csv,
    print_json,
    seat,
    show_all,
    write_picture,
)  # fmt: skip
from communique.errors import UnknownName, UsageError
from communique.rollcalls.agreement import MEASURES
from communique.rollcalls.alignment import Alignment, VoteSet, align, align_with_group, by_year, closest, notes_on
from communique.rollcalls.charts import Series, ideal_chart, line_chart
from communique.rollcalls.cohesion import Cohesion
from communique.rollcalls.idealpoints import LIMITS, IdealPoints, year_of
from communique.rollcalls.placed import ideal_points

IDEAL_COLUMNS = ("state", "year", "point", "low", "high", "votes")
ALWAYS_SHOWN = ("USA", "RUS", "CHN", "GBR", "IND")


def alignment(
    one: Annotated[str, typer.Argument(help="A state.")],
    other: Annotated[str | None, typer.Argument(help="Another state, or a group; with none, all states by how near they are.")] = None,
    since: Since = None,
    until: Until = None,
    body: Body = "GA",
    about: About = "",
    as_json: Json = False,
    as_csv: Csv = False,
    picture: Picture = None,
) -> None:
    """Measure how often two states, or a state and a group, voted together; or rank all states by how they voted with one."""
    first, last = days(since, until)
    within = VoteSet(first, last, body_of(body) or "GA", about)
    mine = seat(one)
    if other is None:
        if picture:
            raise UsageError("A picture needs two states, or a state and a group.", "Name the other one.")
        return _ranking(mine, within, as_json=as_json, as_csv=as_csv)
    found, years = _measured(mine, other, within)
    if picture:
        write_picture(picture, _alignment_chart(found, years))
    if as_json:
        print_json({**asdict(found), "by_year": {year: asdict(one_year) for year, one_year in years.items()}})
    elif as_csv:
        header = ["year", "n", *(f"{m}{end}" for m in MEASURES for end in ("", " low", " high"))]
        rows = [[y, a.n, *(v for e in a.estimates.values() for v in (e.value, e.low, e.high))] for y, a in years.items()]
        print_csv(header, [[f"{v:.4f}" if isinstance(v, float) else v for v in row] for row in rows])
    else:
        show_all(terminal.alignment(found, years, names()))
    return None


def _measured(mine: str, other: str, within: VoteSet) -> tuple[Alignment, dict[int, Alignment]]:
    """Return the alignment of a state with another or with a group, over all and by year; raises UnknownName, UsageError."""
    record, words = rollcalls.load(), vocabulary.load()
    theirs = _seat_or_none(other)
    if theirs is None:
        members(other, record.as_of, words)
    elif theirs == mine:
        raise UsageError(f"{names()[mine]} cannot be compared with itself.", "Name another state, or a group.")

    def measure(votes: VoteSet, ranked: bool = False) -> Alignment:
        if theirs is not None:
            return align(record, mine, theirs, within=votes, ranked=ranked)
        return align_with_group(record, mine, other, lambda on: members(other, on, words).states, within=votes)

    found = measure(within, ranked=True)
    if not found.n:
        raise UnknownName(f"There is no roll call in which both voted: {found.about}.", "Widen the days or the words.")
    return found, by_year(record, within, measure)


def _ranking(mine: str, within: VoteSet, *, as_json: bool, as_csv: bool) -> None:
    record = rollcalls.load()
    near = closest(record, mine, within=within)
    if not near:
        raise UnknownName(
            f"No state has enough joint votes with {names()[mine]}: {within.describe(record)}.", "Widen the days or the words."
        )
    if as_json:
        rows = [{"state": state, "n": n, **values} for state, n, values in near]
        print_json({"state": mine, "about": within.describe(record), "states": rows, "notes": notes_on(within)})
    elif as_csv:
        print_csv(["state", "n", *MEASURES], [[state, n, *(f"{v:.4f}" for v in values.values())] for state, n, values in near])
    else:
        show_all(terminal.ranking(mine, near, [within.describe(record), *notes_on(within)], names()))


def ideal(
    states: Annotated[list[str] | None, typer.Argument(metavar="[STATE]...", help="States; with none, all in the last session.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    picture: Picture = None,
) -> None:
    """Show ideal points from all of the Assembly's votes; high is near to the United States."""
    record = rollcalls.load()
    codes = list(dict.fromkeys(seat(name) for name in states or ()))
    found = ideal_points(record)
    rows = ideal_rows(found, codes)
    if picture:
        series = [Series(names().get(code, code), found.of(code)) for code in codes or ALWAYS_SHOWN]
        write_picture(picture, ideal_chart(series, roll_calls=found.roll_calls, as_of=record.as_of))
    if as_json:
        note = {"as_of": record.as_of.isoformat(), "roll_calls": found.roll_calls, "direction": "high is near to the United States"}
        print_json({**note, "note": LIMITS, "points": [dict(zip(IDEAL_COLUMNS, row, strict=True)) for row in rows]})
    elif as_csv:
        print_csv(IDEAL_COLUMNS, rows)
    else:
        told = f"High is near to the United States. {found.roll_calls:,} divided roll calls to {record.as_of}. {LIMITS}"
        show_all(terminal.ideal_points(rows, told, names()))


def ideal_rows(found: IdealPoints, codes: Sequence[str]) -> list[tuple[str, int, float, float, float, int]]:
    """Return the points of some states in all sessions, or of all states in the last session, the highest first."""
    place, session = {state: j for j, state in enumerate(found.states)}, {year_of(s): i for i, s in enumerate(found.sessions)}
    rows = [
        (state, year, round(point, 3), round(low, 3), round(high, 3), int(found.votes[session[year], place[state]]))
        for state in codes or found.states
        for year, (point, low, high) in found.of(state).items()
        if codes or year == year_of(found.sessions[-1])
    ]
    return rows if codes else sorted(rows, key=lambda row: -row[2])


def _seat_or_none(name: str) -> str | None:
    """Return the code of a state; None when the name is rather that of a group, or of nothing."""
    try:
        vocabulary.load().state(name.upper() if name.upper() in vocabulary.load().states else name)
    except UnknownName:
        return None
    return seat(name)


def cohesion_chart(name: str, years: Mapping[int, Cohesion], *, body: str | None, about: str) -> str:
    """Return a chart of how far a group voted alike in each year, as SVG text."""
    series = [
        Series("index", {year: (found.index, None, None) for year, found in years.items()}),
        Series("all alike", {year: (found.alike / found.n, None, None) for year, found in years.items()}),
    ]
    where = {"GA": "General Assembly", "SC": "Security Council"}.get(body or "", "General Assembly and Security Council")
    counts = [found.n for found in years.values()] or [0]
    words = f' about "{about}"' if about else ""
    rests = f"{where}, recorded votes{words} of at least two members, {min(counts)} to {max(counts)} a year"
    notes = [
        f"{rests}; record as of {rollcalls.load().as_of}; members as of each day",
        "index: mean of (largest camp - half of the others) / all who voted; all alike: share of roll calls without dissent",
    ]
    return line_chart(series, title=f"{name}: how far its members voted alike", notes=notes, low=0, high=1)


def _alignment_chart(found: Alignment, years: Mapping[int, Alignment]) -> str:
    series = []
    for measure in ("S", "kappa", "pi"):
        estimates = {year: one.estimates[measure] for year, one in years.items()}
        series.append(Series(measure, {y: (e.value, e.low, e.high) for y, e in estimates.items() if math.isfinite(e.value)}))
    counts = [one.n for one in years.values()] or [0]
    spread = f"{min(counts)} to {max(counts)} votes a year"
    notes = [f"{found.about}; {spread}; absences {found.absences}; 95% bootstrap intervals", found.notes[0]]
    title = f"{names().get(found.one, found.one)} and {names().get(found.other, found.other)}: agreement by year"
    return line_chart(series, title=title, notes=notes, low=-1, high=1)
