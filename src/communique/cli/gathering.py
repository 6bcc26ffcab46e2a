"""Dossiers for the verbs that look across reports: out of the archive, out of files of dossiers, or by reading reports."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from communique.cli.days import day
from communique.cli.options import Selection
from communique.errors import RecordError, UsageError

if TYPE_CHECKING:
    from communique.record import Dossier

_DOSSIERS = {".json", ".jsonl"}
_MOST_NUMBERS = 100_000


def gathered(chosen: Selection) -> list["Dossier"]:
    """Return the dossiers of the places, or without any those of the archive, that were chosen; each document once.

    Out of an archive they come as they stand after review. Raises UsageError for places and an archive together, or when nothing is there;
    RecordError for a faulty file of dossiers.
    """
    if chosen.where and (chosen.archive is not None or chosen.having or chosen.under or chosen.documents):
        raise UsageError(
            "WHERE and --archive exclude each other; --having, --under and --documents choose from an archive.",
            "Name reports, or an archive.",
        )
    first, last = day(chosen.since), day(chosen.until, last=True)
    found: dict[str, Dossier] = {}
    for dossier in _from_places(chosen.where) if chosen.where else _from_archive(chosen):
        document = dossier.document
        in_time = (first is None or (document.published or first) >= first) and (last is None or (document.published or last) <= last)
        dated = document.published is not None or (first is None and last is None)
        if in_time and dated and (chosen.outlet is None or (document.outlet or "").casefold() == chosen.outlet.casefold()):
            found.setdefault(document.id, dossier)
    if not found:
        raise UsageError("There is no report to look at.", "Name files or folders, add reports to the archive, or choose less narrowly.")
    return list(found.values())


def read_dossiers(path: Path) -> Iterator["Dossier"]:
    """Yield the dossiers of a file of JSON (one) or JSON lines; raises RecordError with the line that is faulty."""
    from communique.record import Dossier

    text = text_of(path)
    lines = text.split("\n") if path.suffix.lower() == ".jsonl" else [text]
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Dossier.from_json(line)
            except RecordError as error:
                raise RecordError(f"{error.message.rstrip('.')} ({path}, line {number}).", error.hint) from error


def text_of(path: Path) -> str:
    """Return the text of a file of dossiers; raises RecordError when it cannot be read, or is not in UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path} holds no dossier: it is not text in UTF-8.", "`communique read --jsonl` writes dossiers.") from error


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


def _from_archive(chosen: Selection) -> Iterator["Dossier"]:
    from communique.archive import Wish, choose, open_archive, reviewed_dossiers

    with open_archive(chosen.archive) as opened:
        wish = Wish(about=chosen.having, outlet=chosen.outlet, since=day(chosen.since), until=day(chosen.until, last=True))
        numbers = choose(opened, wish, under=_address(chosen.under), numbers=_numbers(chosen.documents))
        yield from (dossier for _, dossier in reviewed_dossiers(opened, numbers))


def _address(place: str | None) -> str:
    """Return a place as the archive has it: an address as it is, a file or folder by its whole path."""
    if place is None:
        return ""
    return place if "://" in place else str(Path(place).expanduser().resolve())


def _numbers(written: str) -> frozenset[int]:
    """Read numbers such as "3,5-9"; raises UsageError for anything else."""
    found: set[int] = set()
    for part in filter(None, (each.strip() for each in written.split(","))):
        match = re.fullmatch(r"(\d{1,9})(?:-(\d{1,9}))?", part)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
        if not 0 <= last - first < _MOST_NUMBERS:
            raise UsageError(f"{part!r} names no documents.", "Write numbers like 3,5-9; `communique sources` shows them.")
        found.update(range(first, last + 1))
    return frozenset(found)
