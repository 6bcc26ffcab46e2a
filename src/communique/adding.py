"""Adds reports to an archive: gathers them, reads what is not there yet - in several processes when asked to - and keeps it, one by one."""

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context, parent_process
from typing import Self

from communique import vocabulary
from communique.archive import Archive, Kept, Outcome, Sighting, has_reading, keep, note_sighting, open_archive, reader_of, seen_bytes
from communique.errors import CommuniqueError, FetchError, InputError, ModelError, RecordError
from communique.ingest import Reader
from communique.record import Document, Dossier
from communique.sources import Batch, Gatherer, Report, open_source

_WAITING_PER_WORKER = 3
_TOLD = (InputError, FetchError, RecordError)


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one report: kept (how, and as which document), or `error` says why it could not be."""

    address: str
    outcome: Outcome | None
    kept: Kept | None = None
    error: CommuniqueError | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reader made of a report: a dossier, or the document when the archive has it, or nothing when its bytes are known."""

    report: Report
    dossier: Dossier | None = None
    document: Document | None = None
    error: CommuniqueError | None = None


class _Bench:
    """A reader at work for an archive: opens a report and reads it unless the archive has it. One in each process.

    Nothing is loaded before the first report that must be read.
    """

    def __init__(self, archive: Archive, published: date | None) -> None:
        self._archive, self._published, self._reader = archive, published, Reader()
        self._version = reader_of(self._reader.made_by)

    def read(self, report: Report) -> _Read:
        """Read a report; an error about it is part of the answer."""
        try:
            report = report.loaded()
            if seen_bytes(self._archive, Sighting(report.address, report.bytes_hash), self._version):
                return _Read(report)
            document = report.document(published=self._published)
            if has_reading(self._archive, document.id, self._version):
                return _Read(report, document=document)
            return _Read(report, dossier=self._reader.read(document))
        except _TOLD as error:
            return _Read(report, error=error)


class Adder:
    """Adds what is named to an archive, one report a transaction; `total` grows with what is found to read.

    With more than one worker the reports are read in as many processes, while this one fetches and writes. Killed at any moment, the
    archive has all that was told, and the next call goes on from there.
    """

    def __init__(self, archive: Archive, *, workers: int = 1, published: date | None = None) -> None:
        self._archive, self._workers, self._published = archive, workers, published
        self.total = 0

    def add(self, places: Sequence[str]) -> Iterator[Added]:
        """Read and keep all reports at these places, and tell of each as it is done; raises ArchiveError when the archive fails."""
        gatherer, batches = Gatherer(), list[Batch]()
        for place in places:
            try:
                batches.append(gatherer.gather(place))
            except _TOLD as error:
                yield Added(place, None, error=error)
        self.total = sum(batch.count or 0 for batch in batches)
        reports = self._reports(gatherer, batches)
        for read in self._read_here(reports) if self._workers < 2 else self._read_apart(reports):
            yield self._kept(read)

    def _reports(self, gatherer: Gatherer, batches: Iterable[Batch]) -> Iterator[Report | Added]:
        """Yield the reports of all batches, those at addresses fetched; what cannot be had is told in its place."""
        for batch in batches:
            for report in batch.reports:
                if batch.count is None:
                    self.total += 1
                if isinstance(report, CommuniqueError):
                    yield Added(batch.place, None, error=report)
                    continue
                try:
                    yield gatherer.load(report)
                except _TOLD as error:
                    yield Added(report.address, None, error=error)

    def _read_here(self, reports: Iterable[Report | Added]) -> Iterator[_Read | Added]:
        bench = _Bench(self._archive, self._published)
        return (report if isinstance(report, Added) else bench.read(report) for report in reports)

    def _read_apart(self, reports: Iterable[Report | Added]) -> Iterator[_Read | Added]:
        with _Pool(self._workers, self._archive, self._published) as pool:
            for report in reports:
                if isinstance(report, Added):
                    yield report
                    continue
                pool.hand_in(report)
                while pool.full:
                    yield from pool.finished()
            while pool.busy:
                yield from pool.finished()

    def _kept(self, read: _Read | Added) -> Added:
        if isinstance(read, Added):
            return read
        report, address = read.report, read.report.address
        if read.error is not None:
            return Added(address, None, error=read.error)
        sighting = Sighting(address, report.bytes_hash)
        if read.dossier is not None:
            kept = keep(self._archive, read.dossier, sighting, names_of=self._names_of)
        elif read.document is not None:
            kept = note_sighting(self._archive, read.document, sighting)
        else:
            return Added(address, "known")
        return Added(address, kept.outcome, kept)

    def _names_of(self, actor_id: str) -> tuple[str, ...] | None:
        known = vocabulary.load()
        entity = known.entities.get(actor_id)
        return None if entity is None else (entity.name, *known.names_of(actor_id))


def text_at(place: str) -> str:
    """Return the text of the report at a path or an address, as it would be read; raises InputError and FetchError kinds."""
    return open_source(place).text


class _Pool:
    """Processes that read reports; when one dies, the reports in hand are told as unread and new ones take over."""

    def __init__(self, workers: int, archive: Archive, published: date | None) -> None:
        self._workers = workers
        self._started_with = (archive.engine.url.render_as_string(hide_password=False), published)
        self._running: dict[Future[_Read], Report] = {}
        self._proven = False
        self._pool = self._new()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    @property
    def busy(self) -> bool:
        """Whether any report is in hand."""
        return bool(self._running)

    @property
    def full(self) -> bool:
        """Whether enough reports wait for every process to stay at work."""
        return len(self._running) >= self._workers * _WAITING_PER_WORKER

    def hand_in(self, report: Report) -> None:
        """Hand a report to be read."""
        try:
            self._running[self._pool.submit(_read_in_process, report)] = report
        except BrokenProcessPool:
            self._pool = self._new()
            self._running[self._pool.submit(_read_in_process, report)] = report

    def finished(self) -> Iterator[_Read]:
        """Wait for at least one reading and yield those that are done.

        Raises ModelError when the processes die before they have read anything.
        """
        done, _ = wait(self._running, return_when=FIRST_COMPLETED)
        for future in done:
            report = self._running.pop(future)
            try:
                read = future.result()
            except BrokenProcessPool as error:
                if not self._proven:
                    raise ModelError("The processes that read cannot be started.", "Try --workers 1, which tells why.") from error
                read = _Read(report, error=InputError(f"The process that read {report.address} died.", "Add it again with --workers 1."))
            else:
                self._proven = True
            yield read

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"), initializer=_start, initargs=self._started_with)


class _Process:
    """What a reading process has made once: its bench."""

    bench: _Bench


def _start(url: str, published: date | None) -> None:
    """Set a reading process up: it ignores the interrupt that its parent handles, and ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Process.bench = _Bench(open_archive(url), published)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _read_in_process(report: Report) -> _Read:
    return _Process.bench.read(report)
