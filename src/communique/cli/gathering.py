"""Dossiers for the verbs that look across reports: out of the archive, out of files of dossiers, or by reading reports."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.days import day
from communique.errors import RecordError, UsageError

if TYPE_CHECKING:
    from communique.record import Dossier

Reports = Annotated[
    list[str] | None, typer.Argument(metavar="[WHERE...]", help="Reports, folders, or dossiers (.json, .jsonl); else the archive.")
]
_DOSSIERS = {".json", ".jsonl"}


def gathered(
    where: Sequence[str] | None, archive: str | None = None, *, since: str | None = None, until: str | None = None
) -> list["Dossier"]:
    """Return the dossiers of the places, or without any those of the archive, published within the days; each document once.

    Raises UsageError for places and an archive together, or when nothing is there; RecordError for a faulty file of dossiers.
    """
    if where and archive is not None:
        raise UsageError("WHERE and --archive exclude each other.", "Name reports, or an archive.")
    first, last = day(since), day(until, last=True)
    found: dict[str, Dossier] = {}
    for dossier in _from_places(where) if where else _from_archive(archive):
        published = dossier.document.published
        if (first is None or (published is not None and published >= first)) and (
            last is None or (published is not None and published <= last)
        ):
            found.setdefault(dossier.document.id, dossier)
    if not found:
        raise UsageError("There is no report to look at.", "Name files or folders, or add reports to the archive first.")
    return list(found.values())


def read_dossiers(path: Path) -> Iterator["Dossier"]:
    """Yield the dossiers of a file of JSON (one) or JSON lines; raises RecordError with the line that is faulty."""
    from communique.record import Dossier

    text = path.read_text(encoding="utf-8")
    lines = text.split("\n") if path.suffix.lower() == ".jsonl" else [text]
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Dossier.from_json(line)
            except RecordError as error:
                raise RecordError(f"{error.message.rstrip('.')} ({path}, line {number}).", error.hint) from error


def _from_places(where: Sequence[str]) -> Iterator["Dossier"]:
    from communique.cli.read import Readings

    reports = []
    for name in where:
        path = Path(name)
        if path.suffix.lower() in _DOSSIERS and path.is_file():
            yield from read_dossiers(path)
        else:
            reports.append(name)
    if reports:
        readings = Readings(reports, None, quiet=not sys.stderr.isatty())
        yield from (dossier for _, dossier in readings)
        if readings.failed:
            raise typer.Exit(readings.failed)


def _from_archive(archive: str | None) -> Iterator["Dossier"]:
    from communique.archive import Wish, dossiers, open_archive

    with open_archive(archive) as opened:
        yield from (dossier for _, dossier in dossiers(opened, Wish()))
