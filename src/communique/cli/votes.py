"""The verbs `votes ...`: look UN roll calls up, audit and update them, and measure how states vote together."""

import csv
import json
import os
import re
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import RenderableType

from communique import rollcalls, vocabulary
from communique.cli import votes_terminal as terminal
from communique.cli.output import replacing
from communique.cli.terminal import console_for
from communique.errors import BadDate, UnknownName, UsageError
from communique.record import RollCall, Vote
from communique.rollcalls.alignment import Alignment, VoteSet, align, align_with_group, by_year
from communique.rollcalls.charts import Series, line_chart
from communique.rollcalls.groups import Group, group
from communique.rollcalls.idealpoints import IdealPoints, estimate
from communique.rollcalls.pictures import draw
from communique.rollcalls.table import VOTES
from communique.rollcalls.updating import update as add_votes

app = typer.Typer(no_args_is_help=True, help="UN roll calls: look up, audit, update, alignment, ideal points.")

Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year.")]
Body = Annotated[str | None, typer.Option(metavar="GA|SC", help="Only the General Assembly or the Security Council.")]
About = Annotated[str, typer.Option(metavar="WORDS", help="Only roll calls with these words in title, subject or agenda.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Svg = Annotated[Path | None, typer.Option(metavar="OUT", help="Write a picture (SVG) to the file OUT.")]
LIMIT = 40


@app.command()
def show(
    symbol: Annotated[str, typer.Argument(help='A resolution: "A/RES/ES-11/6", "217 A (III)", "S/RES/242(1967)".')],
    members: Annotated[str | None, typer.Option("--group", metavar="GROUP", help="Only the members of a group, such as EU.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    svg: Svg = None,
) -> None:
    """Show who voted how on a resolution."""
    record, words = rollcalls.load(), vocabulary.load()
    found = record.by_symbol(symbol)
    if not found:
        listed = record.adoption(symbol)
        how = f"It was adopted without a vote on {listed.date}: {listed.title}." if listed and not listed.recorded else ""
        raise UnknownName(f"No roll call on {symbol} is in the record, which goes to {record.as_of}.", how)
    only = group(members, found[0].date, words).states if members else None
    if svg:
        _write(svg, draw(found[0], _names(), only or frozenset()))
    if as_json:
        _print_json({"as_of": record.as_of.isoformat(), "roll_calls": [_as_dict(r, only) for r in found]})
    elif as_csv:
        rows = [[r.id, r.resolution, r.date, code, v] for r in found for code, v in sorted(r.votes.items()) if only is None or code in only]
        _print_csv(["id", "resolution", "date", "state", "vote"], rows)
    else:
        for roll_call in found:
            _print(terminal.whole(roll_call, _names(), only))


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="Words in the title, subject or agenda.")] = "",
    since: Since = None,
    until: Until = None,
    body: Body = None,
    tally: Annotated[str | None, typer.Option(metavar="YES-NO-ABSTAIN", help='Only this count; "141-7-32", "141-7" or "141".')] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Find roll calls by words, days and counts."""
    record = rollcalls.load()
    found = record.find(words, day(since), until=day(until, last=True), body=_body(body))
    if tally:
        yes, no, abstain = _counts(tally)
        counts = record.with_tally(yes, no, abstain=abstain, since=day(since), until=day(until, last=True), body=_body(body))
        ids = {r.id for r in counts}
        found = tuple(r for r in found if r.id in ids)
    _list([(r, None) for r in found], as_json=as_json, as_csv=as_csv)


@app.command("of")
def of_state(
    state: Annotated[str, typer.Argument(help="A state, by name or code.")],
    since: Since = None,
    until: Until = None,
    vote: Annotated[str | None, typer.Option(metavar="VOTE", help="Only yes, no, abstain or absent.")] = None,
    body: Body = None,
    about: About = "",
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List how one state voted."""
    if vote not in (None, *VOTES):
        raise UsageError(f"{vote!r} is no vote.", f"It can be {', '.join(VOTES)}.")
    record, code = rollcalls.load(), _state(state)
    within = {r.id for r in record.find(about, day(since), until=day(until, last=True))} if about else None
    found = record.votes_of(code, day(since), until=day(until, last=True), vote=vote, body=_body(body))
    _list([(r, v) for r, v in found if within is None or r.id in within], as_json=as_json, as_csv=as_csv)


@app.command("group")
def of_group(
    name: Annotated[str, typer.Argument(help="A group: EU, NATO, ASEAN, African Union, BRICS, P5 ...")],
    since: Since = None,
    until: Until = None,
    body: Body = None,
    about: About = "",
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List how the members of a group voted, as it was made up on each day."""
    record, words = rollcalls.load(), vocabulary.load()
    rows = []
    for roll_call in record.find(about, day(since), until=day(until, last=True), body=_body(body)):
        states = _members(name, roll_call.date, words).states
        rows.append((roll_call, Counter(v for code, v in roll_call.votes.items() if code in states)))
    if as_json:
        _print_json({"as_of": record.as_of.isoformat(), "group": name, "roll_calls": [{**_brief(r), "members": dict(c)} for r, c in rows]})
    elif as_csv:
        _print_csv(["id", "resolution", "date", *VOTES], [[r.id, r.resolution, r.date, *(c[v] for v in VOTES)] for r, c in rows])
    else:
        _print(terminal.split(rows, LIMIT))


@app.command("align")
def alignment(
    one: Annotated[str, typer.Argument(help="A state.")],
    other: Annotated[str, typer.Argument(help="Another state, or a group.")],
    since: Since = None,
    until: Until = None,
    body: Body = "GA",
    about: About = "",
    as_json: Json = False,
    svg: Svg = None,
) -> None:
    """Measure how often two states, or a state and a group, voted together."""
    record, words = rollcalls.load(), vocabulary.load()
    within = VoteSet(day(since), day(until, last=True), _body(body) or "GA", about)
    mine, theirs = _state(one), _state_or_none(other)
    if theirs is None:
        _members(other, record.as_of, words)

    def measure(votes: VoteSet, ranked: bool = False) -> Alignment:
        if theirs is not None:
            return align(record, mine, theirs, within=votes, ranked=ranked)
        return align_with_group(record, mine, other, lambda on: _members(other, on, words).states, within=votes)

    found, years = measure(within, ranked=True), by_year(record, within, measure)
    if svg:
        _write(svg, _alignment_chart(found, years))
    if as_json:
        _print_json({**asdict(found), "by_year": {year: asdict(one_year) for year, one_year in years.items()}})
    else:
        _print(terminal.alignment(found, years, _names()))


@app.command()
def ideal(
    states: Annotated[list[str] | None, typer.Argument(metavar="[STATE]...", help="States; with none, all in the last session.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    svg: Svg = None,
) -> None:
    """Estimate ideal points from all of the Assembly's votes (about 15 seconds); high is near to the United States."""
    record = rollcalls.load()
    codes = [_state(name) for name in states or ()]
    found = estimate(record)
    rows = _ideal_rows(found, codes)
    if svg:
        series = [Series(_names().get(code, code), found.of(code)) for code in codes or ["USA", "RUS", "CHN", "GBR", "IND"]]
        notes = [
            f"Bailey, Strezhnev and Voeten's model; {found.roll_calls:,} divided roll calls to {record.as_of}; 95% intervals",
            IDEAL_NOTE,
        ]
        _write(
            svg,
            line_chart(
                series, title="Ideal points in the General Assembly: high is near to the United States", notes=notes, low=-3, high=3
            ),
        )
    if as_json:
        note = {"as_of": record.as_of.isoformat(), "roll_calls": found.roll_calls, "direction": "high is near to the United States"}
        _print_json({**note, "note": IDEAL_NOTE, "points": [dict(zip(IDEAL_COLUMNS, row, strict=True)) for row in rows]})
    elif as_csv:
        _print_csv(IDEAL_COLUMNS, rows)
    else:
        lines = [
            f"{year}  {_names().get(code, code):34} {point:6.2f}  ({low:5.2f} to {high:5.2f})  {n} votes"
            for code, year, point, low, high, n in rows
        ]
        _print([*lines, f"High is near to the United States. {found.roll_calls:,} divided roll calls to {record.as_of}. {IDEAL_NOTE}"])


IDEAL_NOTE = "What is adopted without a vote is not seen; from 2018 on only adopted texts are."
IDEAL_COLUMNS = ("state", "year", "point", "low", "high", "votes")


@app.command()
def audit(
    kind: Annotated[str | None, typer.Option(metavar="KIND", help='Only one kind of finding, such as "lists disagree".')] = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show where the record does not agree with itself or with other sources."""
    record = rollcalls.load()
    findings = [finding for found in record.findings.values() for finding in found if kind in (None, finding.kind)]
    if as_json:
        _print_json({"as_of": record.as_of.isoformat(), "roll_calls": len(record), "findings": [asdict(f) for f in findings]})
    elif as_csv:
        _print_csv(["roll_call", "kind", "message"], [[f.roll_call, f.kind, f.message] for f in findings])
    else:
        _print([f"{len(record):,} roll calls, as of {record.as_of}", *terminal.audit(findings, LIMIT if kind else 0)])


@app.command()
def update(file: Annotated[Path, typer.Argument(help="CSV of votes by member state from the UN Digital Library.")]) -> None:
    """Add newer votes from a file of the UN Digital Library."""
    done = add_votes(file, vocabulary.load())
    typer.echo(f"{len(done.added)} roll calls added to {done.path}; {done.known} were known and stay as they are.")
    for symbol in done.left_out:
        typer.echo(f"{symbol} was left out: the file lists a state twice with different votes.")
    for finding in (*done.findings, *done.differing):
        typer.echo(f"{finding.roll_call}: {finding.message}")


def day(text: str | None, *, last: bool = False) -> date | None:
    """Return a day given as 2023-02-23, 2023-02 or 2023: the first one of it, or with `last` the last one. Raises BadDate."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    try:
        if not match:
            raise ValueError(text)
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        raise BadDate(f"{text!r} is not a date.", "Write it like 2023-02-23, 2023-02 or 2023.") from error


def _body(text: str | None) -> Literal["GA", "SC"] | None:
    known: Mapping[str, Literal["GA", "SC"]] = {"GA": "GA", "SC": "SC"}
    if text is None or text.upper() in known:
        return known[text.upper()] if text else None
    raise UsageError(f"{text!r} is no body.", "It can be GA or SC.")


def _counts(tally: str) -> tuple[int | None, int | None, int | None]:
    if not re.fullmatch(r"\d+(-\d+){0,2}", tally):
        raise UsageError(f"{tally!r} is no count of votes.", "Write it like 141-7-32.")
    told = [int(part) for part in tally.split("-")]
    yes, no, abstain = [*told, None, None][:3]
    return yes, no, abstain


def _state(name: str) -> str:
    words = vocabulary.load()
    return words.state(name.upper() if name.upper() in words.states else name)


def _state_or_none(name: str) -> str | None:
    try:
        return _state(name)
    except UnknownName:
        return None


def _members(name: str, on: date, words: vocabulary.Vocabulary) -> Group:
    """Return a group on a day, empty before it was founded; raises UnknownName for a name that is no group."""
    try:
        return group(name, on, words)
    except UnknownName:
        group(name, rollcalls.load().as_of, words)
        return Group("", name, on, frozenset())


def _names() -> dict[str, str]:
    return {code: entry.name for code, entry in vocabulary.load().states.items()}


def _ideal_rows(found: IdealPoints, codes: Sequence[str]) -> list[tuple[str, int, float, float, float, int]]:
    """Return the points of some states in all sessions, or of all states in the last session, the highest first."""
    rows = [
        (
            state,
            year,
            round(point, 3),
            round(low, 3),
            round(high, 3),
            int(found.votes[found.sessions.index(year - 1945), found.states.index(state)]),
        )
        for state in codes or found.states
        for year, (point, low, high) in found.of(state).items()
        if codes or year == found.sessions[-1] + 1945
    ]
    return rows if codes else sorted(rows, key=lambda row: -row[2])


def _alignment_chart(found: Alignment, years: Mapping[int, Alignment]) -> str:
    names = _names()
    series = [
        Series(
            m,
            {
                y: (a.estimates[m].value, a.estimates[m].low, a.estimates[m].high)
                for y, a in years.items()
                if a.estimates[m].value == a.estimates[m].value
            },
        )
        for m in ("S", "kappa", "pi")
    ]
    counts = [a.n for a in years.values()] or [0]
    notes = [
        f"{found.about}; {min(counts)} to {max(counts)} votes a year; absences {found.absences}; 95% bootstrap intervals",
        found.notes[0],
    ]
    title = f"{names.get(found.one, found.one)} and {names.get(found.other, found.other)}: agreement by year"
    return line_chart(series, title=title, notes=notes, low=-1, high=1)


def _list(rows: Sequence[tuple[RollCall, Vote | None]], *, as_json: bool, as_csv: bool) -> None:
    record = rollcalls.load()
    if as_json:
        _print_json({"as_of": record.as_of.isoformat(), "roll_calls": [{**_brief(r), **({"vote": v} if v else {})} for r, v in rows]})
    elif as_csv:
        cells = [[r.id, r.body, r.resolution, r.date, *r.tally.model_dump().values(), v or "", r.title] for r, v in rows]
        _print_csv(["id", "body", "resolution", "date", "yes", "no", "abstain", "vote", "title"], cells)
    else:
        _print(terminal.many(rows, LIMIT))


def _brief(roll_call: RollCall) -> dict[str, Any]:
    return roll_call.model_dump(mode="json", exclude={"votes", "sponsors"}, exclude_defaults=True)


def _as_dict(roll_call: RollCall, only: frozenset[str] | None) -> dict[str, Any]:
    votes = {code: vote for code, vote in roll_call.votes.items() if only is None or code in only}
    return {**roll_call.model_dump(mode="json"), "votes": votes}


def _write(path: Path, content: str) -> None:
    with replacing(path) as stream:
        stream.write(content)


def _print(parts: Iterable[RenderableType]) -> None:
    console = console_for(sys.stdout.isatty(), os.environ.get("COLUMNS"))
    for part in parts:
        console.print(part)


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _print_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
