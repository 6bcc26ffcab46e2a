"""The verb `add`: reports into the archive, with a bar that tells rate and time left."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import EmptyInput, UsageError

if TYPE_CHECKING:
    from communique.adding import Added, Adder

_ORDER = ("added", "new version", "read again", "known elsewhere", "known")


def add(
    what: Annotated[list[str], typer.Argument(metavar="WHAT", help="Files, folders, addresses, feeds, sitemaps, WARC files, JSON lines.")],
    archive: Annotated[
        str | None, typer.Option(metavar="PATH|URL", help="The archive; else COMMUNIQUE_ARCHIVE, or communique.db here.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=64, help="How many processes read.")] = 1,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When reports without a date were published.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but errors.")] = False,
) -> None:
    """Add reports to the archive; what is there already is not read again."""
    from communique.adding import Adder
    from communique.archive import open_archive
    from communique.ingest import parse_date

    if not what:
        raise UsageError("There is nothing to add.", "Name a file, a folder or an address.")
    day = parse_date(published) if published else None
    counts: Counter[str] = Counter()
    failed = 0
    with open_archive(archive, create=True) as opened:
        adder = Adder(opened, workers=workers, published=day)
        with _progress(adder, shown=not quiet and sys.stderr.isatty()) as watched:
            for added in watched(adder.add(what)):
                if added.error is not None:
                    _tell(str(added.error))
                    failed = failed or added.error.exit_code
                    counts["not read"] += 1
                else:
                    counts[str(added.outcome)] += 1
                    _tell_unsettled(added)
        if not counts:
            raise EmptyInput("Nothing was found to add.", "Reports are plain texts, web pages, feeds, WARC files and JSON lines.")
        if not quiet:
            typer.echo(f"{_summary(counts)} ({opened.place})")
    if failed:
        raise typer.Exit(failed)


def _summary(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[name]} {name}" for name in (*_ORDER, "not read") if counts[name])


def _tell(message: str) -> None:
    typer.echo(f"communique: {message}", err=True)


def _tell_unsettled(added: "Added") -> None:
    """Say which decisions of persons lost their evidence by the new reading."""
    for each in added.kept.unsettled if added.kept else ():
        now = f"; {each.now} stands there now" if each.now else ""
        _tell(
            f"Document {added.kept.document_id if added.kept else ''}: the decision on {each.entry} has {each.state}{now}: {each.words!r}."
        )


@contextmanager
def _progress(adder: "Adder", *, shown: bool) -> Iterator[Any]:
    """Give a function that watches what is added; on a terminal it moves a bar along."""
    if not shown:
        yield lambda outcomes: outcomes
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(), TextColumn("left"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("adding", total=None, rate="")

        def watched(outcomes: Iterable["Added"]) -> Iterator["Added"]:
            for number, added in enumerate(outcomes, start=1):
                elapsed = progress.tasks[0].elapsed or 0.0
                rate = f"{number / elapsed:.1f} a second" if elapsed else ""
                progress.update(task, completed=number, total=max(adder.total, number), rate=rate)
                yield added

        yield watched
