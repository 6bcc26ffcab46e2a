"""The verb `read`: reports in, dossiers out, on the terminal, as JSON or as pages."""

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.output import check_apart, page_paths, replacing
from communique.errors import CommuniqueError, EmptyInput, FetchError, InputError, RecordError, UsageError

if TYPE_CHECKING:
    from communique.record import Dossier


def read(
    where: Annotated[list[str] | None, typer.Argument(metavar="WHERE", help="Files, folders, addresses, or - for standard input.")] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When the reports were published, such as 2023-02-24.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Emit the dossier of one report as JSON, over several lines.")] = False,
    as_jsonl: Annotated[bool, typer.Option("--jsonl", help="Emit JSON lines, one dossier a line.")] = False,
    html: Annotated[Path | None, typer.Option(metavar="OUT", help="Write a page to OUT; of many reports, into the folder OUT.")] = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the JSON to FILE, not to standard output.")] = None,
    min_confidence: Annotated[
        float | None, typer.Option(min=0, max=1, metavar="SHARE", help="Leave out attributions less sure than this, from 0 to 1.")
    ] = None,
    why: Annotated[bool, typer.Option("--why", help="Show each attribution's reason and confidence.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and errors.")] = False,
) -> None:
    """Read reports and show who said what, with dates and gaps."""
    _check_choice(as_json=as_json, as_jsonl=as_jsonl, html=html, out=out)
    readings = Readings(where or _standard_input(), published, min_confidence=min_confidence, quiet=quiet or not sys.stderr.isatty())
    if html is not None:
        _write_pages(readings, html, quiet=quiet)
    elif as_json or as_jsonl:
        _emit_json(readings, out, one=as_json)
    else:
        _show(readings, why=why)
    if readings.failed:
        raise typer.Exit(readings.failed)


class Readings:
    """The dossiers of many reports, read one by one; a report that cannot be read is told on standard error and the rest go on.

    `failed` is the exit code of the first error, 0 while there was none.
    """

    def __init__(self, where: list[str], published: str | None, *, min_confidence: float | None = None, quiet: bool) -> None:
        from communique.ingest import parse_date

        self._published: date | None = parse_date(published) if published else None
        self._min_confidence = min_confidence
        self._quiet = quiet
        self.failed = 0
        self.places = [place for name in where for place in self._listed(name)]
        self.many = len(self.places) != 1 or any(Path(name).is_dir() for name in where)

    def __iter__(self) -> Iterator[tuple[str, "Dossier"]]:
        """Yield the place and the dossier of each report that can be read; the models are loaded with the first."""
        from communique.ingest import Reader

        reader = Reader(min_confidence=self._min_confidence)
        for number, place in enumerate(self.places, start=1):
            try:
                self._tell_progress(number, place)
                dossier = reader.read_source(place, published=self._published)
            except (InputError, FetchError, RecordError) as error:
                self._report(error)
                continue
            self._tell_progress(0, "")
            yield place, dossier

    def _listed(self, name: str) -> list[str]:
        from communique.ingest import list_reports

        if not Path(name).is_dir():
            return [name]
        try:
            found = [str(path) for path in list_reports(Path(name))]
        except (InputError, FetchError) as error:
            self._report(error)
            return []
        if not found:
            self._report(EmptyInput(f"There is no report in the folder {name}.", "Reports are plain texts and web pages: .txt, .html ..."))
        return found

    def _report(self, error: CommuniqueError) -> None:
        self._tell_progress(0, "")
        typer.echo(f"communique: {error}", err=True)
        self.failed = self.failed or error.exit_code

    def _tell_progress(self, number: int, place: str) -> None:
        if not self._quiet and len(self.places) > 1:
            words = f"reading {number} of {len(self.places)}: {place}"[:78] if number else ""
            typer.echo(f"\r\033[K{words}", err=True, nl=False)


def _check_choice(*, as_json: bool, as_jsonl: bool, html: Path | None, out: Path | None) -> None:
    if as_json + as_jsonl + (html is not None) > 1:
        raise UsageError("--json, --jsonl and --html exclude each other.", "Choose one of them.")
    if out is not None and not (as_json or as_jsonl):
        raise UsageError("--out holds JSON, and neither --json nor --jsonl was asked for.", "Add one of them, or use --html for a page.")


def _standard_input() -> list[str]:
    if sys.stdin.isatty():
        raise UsageError("There is nothing to read.", "Name a file, a folder or an address, or - for standard input.")
    return ["-"]


def _emit_json(readings: Readings, out: Path | None, *, one: bool) -> None:
    from communique.exports.jsonl import write_jsonl

    if one and len(readings.places) > 1:
        raise UsageError(f"--json holds one dossier, and there are {len(readings.places)} reports.", "Use --jsonl, one dossier a line.")
    if out is not None:
        check_apart([out], readings.places)
    else:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    dossiers = (dossier for _, dossier in readings)
    first = next(dossiers, None)
    if first is None:
        return
    with replacing(out) if out is not None else nullcontext(sys.stdout) as stream:
        if one:
            stream.write(first.to_json(indent=2) + "\n")
        else:
            write_jsonl(chain([first], dossiers), stream)


def _write_pages(readings: Readings, out: Path, *, quiet: bool) -> None:
    from communique.exports.html import render_html

    paths = dict(zip(readings.places, page_paths(readings.places, out, many=readings.many), strict=True))
    check_apart(list(paths.values()), readings.places)
    for place, dossier in readings:
        with replacing(paths[place]) as stream:
            stream.write(render_html(dossier))
        if not quiet:
            typer.echo(f"Wrote {paths[place]}")


def _show(readings: Readings, *, why: bool) -> None:
    from communique.cli.terminal import console_for, print_dossier

    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    console = console_for(sys.stdout.isatty(), os.environ.get("COLUMNS"))
    for number, (_, dossier) in enumerate(readings):
        if number:
            console.rule(style="quiet")
        print_dossier(dossier, console, why=why)
