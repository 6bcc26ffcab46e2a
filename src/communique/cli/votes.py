"""The verbs `votes ...`: look UN roll calls up, audit and update them; how states vote together is in `votes_measures`."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from communique import rollcalls, vocabulary
from communique.cli import votes_measures as measures
from communique.cli import votes_terminal as terminal
from communique.cli.votes_arguments import (
    LIMIT,
    About,
    Body,
    Csv,
    Json,
    Limit,
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
from communique.record import RollCall, Vote
from communique.rollcalls.audit import MEANINGS
from communique.rollcalls.cohesion import Split, apart, cohesion, cohesion_by_year
from communique.rollcalls.groups import group
from communique.rollcalls.pictures import draw
from communique.rollcalls.table import VOTES
from communique.rollcalls.updating import update as add_votes
from communique.rollcalls.wording import ids_about

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="UN roll calls: look up, audit, update, alignment, ideal points.",
)

BRIEF = ["id", "body", "resolution", "date", "yes", "no", "abstain", "vote", "title"]


@app.command()
def show(
    symbol: Annotated[str, typer.Argument(help='A resolution: "A/RES/ES-11/6", "217 A (III)", "S/RES/242(1967)"; or an id: "U4003921".')],
    only: Annotated[str | None, typer.Option("--group", metavar="GROUP", help="Only the members of a group, such as EU.")] = None,
    as_json: Json = False,
    as_csv: Csv = False,
    picture: Picture = None,
) -> None:
    """Show who voted how on a resolution."""
    record, words = rollcalls.load(), vocabulary.load()
    found = _named(symbol)
    kept = [frozenset(r.votes) if only is None else group(only, r.date, words).states & frozenset(r.votes) for r in found]
    if picture:
        write_picture(picture, draw(found[0], names(found[0].date), kept[0] if only else frozenset()))
    if as_json:
        shown = [{**r.model_dump(mode="json"), "votes": _kept(r, states)} for r, states in zip(found, kept, strict=True)]
        print_json({"as_of": record.as_of.isoformat(), "roll_calls": shown})
    elif as_csv:
        rows = [[r.id, r.resolution, r.date, code, v] for r, k in zip(found, kept, strict=True) for code, v in sorted(_kept(r, k).items())]
        print_csv(["id", "resolution", "date", "state", "vote"], rows)
    else:
        for roll_call, states in zip(found, kept, strict=True):
            show_all(terminal.whole(roll_call, names(roll_call.date), states if only else None))
        if picture and len(found) > 1:
            show_all([f"The picture is of the first of these {len(found)}."])


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="Words in the title, subject or agenda.")] = "",
    since: Since = None,
    until: Until = None,
    body: Body = None,
    tally: Annotated[str | None, typer.Option(metavar="YES-NO-ABSTAIN", help='Only this count; "141-7-32", "141-7" or "141".')] = None,
    limit: Limit = LIMIT,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Find roll calls by words, days and counts."""
    record = rollcalls.load()
    first, last = days(since, until)
    if tally:
        yes, no, abstain = _counts(tally)
        found = record.with_tally(yes, no, abstain=abstain, since=first, until=last, body=body_of(body))
    else:
        found = record.find("", first, until=last, body=body_of(body))
    kept = _about(words)
    _list([(r, None) for r in found if kept is None or r.id in kept], limit, as_json=as_json, as_csv=as_csv)


@app.command("of")
def of_state(
    state: Annotated[str, typer.Argument(help="A state, by name or code.")],
    since: Since = None,
    until: Until = None,
    vote: Annotated[str | None, typer.Option(metavar="VOTE", help="Only yes, no, abstain or absent.")] = None,
    body: Body = None,
    about: About = "",
    limit: Limit = LIMIT,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """List how one state voted."""
    if vote is not None and vote.lower() not in VOTES:
        raise UsageError(f"{vote!r} is no vote.", f"It can be {', '.join(VOTES)}.")
    wanted = next((v for v in VOTES if vote and v == vote.lower()), None)
    first, last = days(since, until)
    within = _about(about)
    found = rollcalls.load().votes_of(seat(state), first, until=last, vote=wanted, body=body_of(body))
    _list([(r, v) for r, v in found if within is None or r.id in within], limit, as_json=as_json, as_csv=as_csv)


@app.command("group")
def of_group(
    name: Annotated[str, typer.Argument(help="A group: EU, NATO, ASEAN, African Union, BRICS, P5 ...")],
    since: Since = None,
    until: Until = None,
    body: Body = None,
    about: About = "",
    by_year: Annotated[bool, typer.Option("--by-year", help="Tell how cohesive it was in each year instead.")] = False,
    limit: Limit = LIMIT,
    as_json: Json = False,
    as_csv: Csv = False,
    picture: Picture = None,
) -> None:
    """List how the members of a group voted, as it was made up on each day, and how far they voted alike."""
    splits = _splits(name, days(since, until), body, about)
    if picture:
        write_picture(picture, measures.cohesion_chart(name, cohesion_by_year(splits), body=body_of(body), about=about))
    if by_year and not as_json:
        years = cohesion_by_year(splits)
        if as_csv:
            print_csv(["year", "n", "alike", "index"], [[year, c.n, c.alike, round(c.index, 4)] for year, c in years.items()])
        else:
            show_all(terminal.cohesion_by_year(years))
    elif as_json:
        print_json(_group_json(name, splits))
    elif as_csv:
        rows = [[r.id, r.resolution, r.date, *_counted(votes), " ".join(sorted(apart(votes)))] for r, votes in splits]
        print_csv(["id", "resolution", "date", *VOTES, "apart"], rows)
    else:
        show_all(terminal.split(splits, limit, cohesion(splits)))


app.command("align")(measures.alignment)
app.command("ideal")(measures.ideal)


@app.command()
def audit(
    kind: Annotated[str | None, typer.Option(metavar="KIND", help='Only one kind of finding, such as "lists disagree".')] = None,
    limit: Limit = LIMIT,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show where the record does not agree with itself or with other sources."""
    if kind is not None and kind not in MEANINGS:
        raise UsageError(f"{kind!r} is no kind of finding.", f"It can be {', '.join(MEANINGS)}.")
    record = rollcalls.load()
    findings = [finding for found in record.findings.values() for finding in found if kind in (None, finding.kind)]
    if as_json:
        print_json({"as_of": record.as_of.isoformat(), "roll_calls": len(record), "findings": [asdict(f) for f in findings]})
    elif as_csv:
        print_csv(["roll_call", "kind", "message"], [[f.roll_call, f.kind, f.message] for f in findings])
    else:
        show_all([f"{len(record):,} roll calls, as of {record.as_of}", *terminal.audit(findings, limit if kind else 0)])


@app.command()
def update(file: Annotated[Path, typer.Argument(help="CSV of votes by member state from the UN Digital Library.")]) -> None:
    """Add newer votes from a file of the UN Digital Library."""
    done = add_votes(file, vocabulary.load())
    added = f"{terminal.counted(len(done.added))} added to {done.path}" if done.added else "Nothing is new"
    typer.echo(f"{added}; {done.known} were known and stay as they are.")
    for symbol in done.left_out:
        typer.echo(f"{symbol} was left out: the file lists a state twice with different votes.")
    for finding in (*done.findings, *done.differing):
        typer.echo(f"{finding.roll_call}: {finding.message}")


def _named(symbol: str) -> tuple[RollCall, ...]:
    """Return the roll calls of a symbol or id; raises UnknownName, with what is known of a resolution that has none."""
    record = rollcalls.load()
    if (row := record.row_of(symbol.strip().upper())) is not None:
        return record.take([row])
    if found := record.by_symbol(symbol):
        return found
    listed = record.adoption(symbol)
    how = f"It was adopted without a vote on {listed.date}: {listed.title}." if listed and not listed.recorded else ""
    raise UnknownName(f"No roll call on {symbol} is in the record, which goes to {record.as_of}.", how)


def _about(words: str) -> frozenset[str] | None:
    return ids_about(rollcalls.load(), words, vocabulary.load()) if words.strip() else None


def _counts(tally: str) -> tuple[int | None, int | None, int | None]:
    if not re.fullmatch(r"\d{1,3}([-–]\d{1,3}){0,2}", tally):
        raise UsageError(f"{tally!r} is no count of votes.", "Write it like 141-7-32.")
    told = [int(part) for part in re.split("[-–]", tally)]
    yes, no, abstain = [*told, None, None][:3]
    return yes, no, abstain


def _splits(name: str, between: tuple[Any, Any], body: str | None, about: str) -> list[Split]:
    """Return the roll calls with the votes of the group's members, those without any left out."""
    record, words, within = rollcalls.load(), vocabulary.load(), _about(about)

    @cache
    def states(on: Any) -> frozenset[str]:
        return members(name, on, words).states

    states(record.as_of)
    splits = []
    for roll_call in record.find("", between[0], until=between[1], body=body_of(body)):
        if within is None or roll_call.id in within:
            votes = {code: vote for code, vote in roll_call.votes.items() if code in states(roll_call.date)}
            splits.append((roll_call, votes))
    return [(roll_call, votes) for roll_call, votes in splits if votes]


def _counted(votes: Mapping[str, Vote]) -> list[int]:
    counts = Counter(votes.values())
    return [counts[vote] for vote in VOTES]


def _group_json(name: str, splits: Sequence[Split]) -> dict[str, Any]:
    listed = [{**_brief(r), "members": dict(zip(VOTES, _counted(v), strict=True)), "apart": apart(v)} for r, v in splits]
    years = {year: asdict(found) for year, found in cohesion_by_year(splits).items()}
    as_of = rollcalls.load().as_of.isoformat()
    return {"as_of": as_of, "group": name, "cohesion": asdict(cohesion(splits)), "by_year": years, "roll_calls": listed}


def _list(rows: Sequence[tuple[RollCall, Vote | None]], limit: int, *, as_json: bool, as_csv: bool) -> None:
    record = rollcalls.load()
    if as_json:
        print_json({"as_of": record.as_of.isoformat(), "roll_calls": [{**_brief(r), **({"vote": v} if v else {})} for r, v in rows]})
    elif as_csv:
        print_csv(BRIEF, [[r.id, r.body, r.resolution, r.date, *r.tally.model_dump().values(), v or "", r.title] for r, v in rows])
    else:
        show_all(terminal.many(rows, limit))


def _brief(roll_call: RollCall) -> dict[str, Any]:
    return roll_call.model_dump(mode="json", exclude={"votes", "sponsors"}, exclude_defaults=True)


def _kept(roll_call: RollCall, states: frozenset[str]) -> dict[str, Vote]:
    return {code: vote for code, vote in roll_call.votes.items() if code in states}
