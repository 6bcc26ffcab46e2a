"""What the archive answers, shown as a table, as JSON or as CSV: always with document, offsets, words, and out of how many."""

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import typer

from communique.cli.options import Output

if TYPE_CHECKING:
    from communique.archive import Answer

Row = Mapping[str, Any]


def emit(answer: "Answer", rows: Sequence[Row], output: Output, *, columns: Sequence[str], what: str) -> None:
    """Show an answer: `rows` hold all fields of what was found (for JSON and CSV), `columns` those that the table shows."""
    if output.as_json:
        head = {"total": answer.total, "shown": len(rows), "documents": answer.documents, "notes": list(answer.notes)}
        print_json({**head, "found": [dict(row) for row in rows]})
    elif output.as_csv:
        print_csv(rows)
    else:
        _print_table(answer, rows, columns, what)


def print_json(value: Any) -> None:
    """Print a value as JSON on standard output, in UTF-8."""
    _in_utf8()
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain))


def print_csv(rows: Sequence[Row]) -> None:
    """Print rows as CSV on standard output, in UTF-8; a field that holds several values has them joined with "; "."""
    _in_utf8()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    typer.echo(stream.getvalue(), nl=False)


def print_rows(rows: Iterable[Row], columns: Sequence[str]) -> None:
    """Print rows as a table on the terminal; words are wrapped, not cut."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from communique.cli.terminal import console_for
    from communique.exports.wording import one_line

    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    console = console_for(sys.stdout.isatty(), os.environ.get("COLUMNS"))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1), header_style="quiet")
    for column in columns:
        narrow = column in _NARROW
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=narrow, justify="right" if column in _NUMBERS else "left")
    for row in rows:
        table.add_row(*(Text(one_line(_cell(row.get(column)))) for column in columns))
    console.print(table)


_NUMBERS = frozenset({"document", "documents", "quotes", "version", "number"})
_NARROW = frozenset({"ref", "published", "where", "date", *_NUMBERS})


def _print_table(answer: "Answer", rows: Sequence[Row], columns: Sequence[str], what: str) -> None:
    if rows:
        print_rows(rows, columns)
    shown = "" if len(rows) == answer.total else f"{len(rows)} of "
    typer.echo(f"{shown}{answer.total} {what}; the archive has {answer.documents} documents.")
    for note in answer.notes:
        typer.echo(note)
    if len(rows) < answer.total:
        typer.echo("--limit 0 shows all.")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list | tuple):
        return "; ".join(_cell(each) for each in value)
    if isinstance(value, Mapping):
        return _cell(value.get("name", json.dumps(value, ensure_ascii=False)))
    return value.isoformat() if isinstance(value, date) else str(value)


def _in_utf8() -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
