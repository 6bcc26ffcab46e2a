"""The verb `compare`: proposals, statements, reports and UN resolutions side by side, issue by issue."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.gathering import text_of
from communique.cli.output import check_apart, replacing
from communique.errors import RecordError, UnknownName, UsageError

if TYPE_CHECKING:
    from communique.ingest import Reader
    from communique.record import ComparedColumn, Comparison, Dossier

_SYMBOL = re.compile(r"[AS]/[\w.\-/ ()]+|\d{1,4} ?\([\w-]+\)")
_DOSSIERS = {".json", ".jsonl"}


def compare(
    what: Annotated[
        list[str], typer.Argument(metavar="A B ...", help="Reports, statements, dossiers (.json) or symbols of UN resolutions.")
    ],
    by: Annotated[str | None, typer.Option(metavar="ACTOR", help="Only the stances of this party, by name or id.")] = None,
    html: Annotated[Path | None, typer.Option(metavar="OUT", help="Write a page to OUT.")] = None,
    csv: Annotated[Path | None, typer.Option(metavar="OUT", help="Write a table with a line for each stance to OUT.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Emit JSON.")] = False,
) -> None:
    """Show issue by issue who takes which stance, how strongly, in which words, and who is silent."""
    if len(what) < 2:
        raise UsageError("There is only one thing to compare.", "Name two or more files or resolutions.")
    check_apart([path for path in (html, csv) if path is not None], what)
    if html is not None and csv is not None and html.resolve() == csv.resolve():
        raise UsageError(f"{html} cannot hold both the page and the table.", "Name two places.")
    compared = _compared(what, by)
    if html is not None:
        _write_page(compared, html)
    if csv is not None:
        _write_table(compared, csv)
    if as_json:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.write(compared.model_dump_json(indent=2) + "\n")
    elif html is None and csv is None:
        _show(compared)


def _compared(what: list[str], by: str | None) -> "Comparison":
    from communique import analysis
    from communique.vocabulary.issues import issues

    columns = [column for place in what for column in _columns(place, by)]
    if by and not any(column.stands for column in columns):
        raise UnknownName(f"None of them tells a position of {by!r}.", "Leave out --by to see whose positions they tell.")
    return analysis.compare(_apart(columns), issues())


def _columns(place: str, by: str | None) -> Iterator["ComparedColumn"]:
    """Yield the columns of one argument: one for a file or resolution, several for a file of JSON lines."""
    from communique import analysis

    if not Path(place).exists() and place != "-" and _SYMBOL.fullmatch(place):
        yield _resolution(place)
        return
    for number, dossier in enumerate(_dossiers(place)):
        name = dossier.document.title or Path(place).stem if number else Path(place).stem or place
        yield analysis.column_of(dossier, name, by=by)


def _dossiers(place: str) -> Iterator["Dossier"]:
    from communique.record import Dossier

    if Path(place).suffix.lower() not in _DOSSIERS or not Path(place).is_file():
        yield _reader().read_source(place)
        return
    text = text_of(Path(place))
    lines = text.splitlines() if Path(place).suffix.lower() == ".jsonl" else [text]
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Dossier.from_json(line)
            except RecordError as error:
                where = f"{place}, line {number}" if len(lines) > 1 else place
                raise RecordError(f"{where} holds no dossier that can be read.", error.message) from error


def _reader() -> "Reader":
    from communique.ingest import Reader

    if not _READER:
        _READER.append(Reader())
    return _READER[0]


_READER: "list[Reader]" = []


def _resolution(symbol: str) -> "ComparedColumn":
    from communique import analysis, rollcalls
    from communique.vocabulary.issues import issues

    record = rollcalls.load()
    found = record.by_symbol(symbol)
    listed = record.adoption(symbol)
    title = found[0].title or found[0].description if found else listed.title if listed else ""
    if not title:
        raise UnknownName(
            f"No resolution {symbol} is in the record, which goes to {record.as_of}.", "Write it as A/RES/ES-11/1 or S/RES/242(1967)."
        )
    return analysis.resolution_column(found[0].resolution or symbol if found else symbol, title, issues())


def _apart(columns: list["ComparedColumn"]) -> list["ComparedColumn"]:
    """Number columns of the same name, so that they can be told apart."""
    names = [column.name for column in columns]
    return [
        column.model_copy(update={"name": f"{column.name} ({names[: number + 1].count(column.name)})"})
        if names.count(column.name) > 1
        else column
        for number, column in enumerate(columns)
    ]


def _write_page(compared: "Comparison", out: Path) -> None:
    from communique.exports.comparison import render_comparison

    with replacing(out) as stream:
        stream.write(render_comparison(compared))
    typer.echo(f"Wrote {out}", err=True)


def _write_table(compared: "Comparison", out: Path) -> None:
    from communique.exports.comparison import write_comparison_csv

    with replacing(out) as stream:
        write_comparison_csv(compared, stream)
    typer.echo(f"Wrote {out}", err=True)


def _show(compared: "Comparison") -> None:
    from communique.cli.comparison import print_comparison
    from communique.cli.terminal import console_for

    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    print_comparison(compared, console_for(sys.stdout.isatty(), os.environ.get("COLUMNS")))
