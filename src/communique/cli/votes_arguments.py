"""What the verbs `votes ...` share: their options, states and days as arguments, and printing."""

import csv
import json
import math
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from rich.console import RenderableType

from communique import rollcalls, vocabulary
from communique.cli.days import day
from communique.cli.output import replacing
from communique.cli.terminal import console_for
from communique.errors import UnknownName, UsageError
from communique.rollcalls.drawing import check_png, png
from communique.rollcalls.groups import CHINA_SEATED, Group, group


def check_picture(path: Path | None) -> Path | None:
    """Return the place of a picture when it can be made; raises UsageError for another ending, OutputError where PNG cannot be written."""
    if path is not None and path.suffix.lower() == ".png":
        check_png()
    elif path is not None and path.suffix.lower() != ".svg":
        raise UsageError(f"{path} is no name for a picture.", "It can end in .svg or .png.")
    return path


Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day, month or year.")]
Body = Annotated[str | None, typer.Option(metavar="GA|SC", help="Only the General Assembly or the Security Council.")]
About = Annotated[str, typer.Option(metavar="WORDS", help="Only roll calls with these words in title, subject or agenda.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Limit = Annotated[int, typer.Option(min=1, metavar="N", help="Show the last N; JSON and CSV have all.")]
Picture = Annotated[
    Path | None, typer.Option("--picture", metavar="OUT", callback=check_picture, help="Write a picture to OUT, ending in .svg or .png.")
]
LIMIT = 40
ONCE_CALLED = {
    "RUS": ("Soviet Union", date(1991, 12, 24)),
    "BLR": ("Byelorussian SSR", date(1991, 9, 19)),
    "UKR": ("Ukrainian SSR", date(1991, 8, 24)),
    "DEU": ("West Germany", date(1990, 10, 3)),
    "TWN": ("Republic of China", CHINA_SEATED),
}
"""Names of seats before a day: those whose present names would mislead most."""


def days(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """Return the first and the last day; raises BadDate, UsageError when the last is before the first."""
    first, last = day(since), day(until, last=True)
    if first and last and last < first:
        raise UsageError(f"{until} is before {since}.", "--since is the earlier day, --until the later.")
    return first, last


def body_of(text: str | None) -> Literal["GA", "SC"] | None:
    """Return the body that is meant; raises UsageError."""
    known: Mapping[str, Literal["GA", "SC"]] = {"GA": "GA", "SC": "SC"}
    if text is None or text.upper() in known:
        return known[text.upper()] if text else None
    raise UsageError(f"{text!r} is no body.", "It can be GA or SC.")


def seat(name: str) -> str:
    """Return the code under which a state, by name or code, votes in the record; raises UnknownName, also when it never had a seat."""
    words = vocabulary.load()
    code = words.state(name.upper() if name.upper() in words.states else name)
    code = words.states[code].votes_as or code
    if code not in rollcalls.load().states:
        raise UnknownName(f"{words.states[code].name} never had a vote in the Assembly or the Council, so none is recorded.")
    return code


def members(name: str, on: date, words: vocabulary.Vocabulary) -> Group:
    """Return a group on a day, empty before it was founded; raises UnknownName for a name that is no group."""
    try:
        return group(name, on, words)
    except UnknownName:
        group(name, rollcalls.load().as_of, words)
        return Group("", name, on, frozenset())


def names(on: date | None = None) -> dict[str, str]:
    """Return the states' names by code; with a day, as the seats were called on it where that was another name."""
    today = {code: entry.name for code, entry in vocabulary.load().states.items()}
    return today | {code: name for code, (name, until) in ONCE_CALLED.items() if on and on < until}


def write_picture(path: Path, svg: str) -> None:
    """Write a picture as SVG or PNG, as its name ends."""
    with replacing(path) as stream:
        if path.suffix.lower() == ".png":
            stream.buffer.write(png(svg))
        else:
            stream.write(svg)


def show_all(parts: Iterable[RenderableType]) -> None:
    """Print parts to the terminal."""
    console = console_for(sys.stdout.isatty(), os.environ.get("COLUMNS"))
    for part in parts:
        console.print(part)


def print_json(value: object) -> None:
    """Print a value as JSON; what is not a number is null."""
    typer.echo(json.dumps(_finite(value), ensure_ascii=False, indent=2, default=str))


def _finite(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _finite(inner) for key, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, list | tuple) else value


def print_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table as CSV."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
