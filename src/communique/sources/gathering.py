"""Gathers reports to be read from what a person names: files, folders, addresses, feeds, sitemaps, WARC files, JSON lines."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import CommuniqueError, FetchError, InputError, UsageError
from communique.record import Document
from communique.sources import jsonl, warc
from communique.sources.announcing import Announced, unzipped
from communique.sources.courtesy import Visitor
from communique.sources.feeds import is_feed, read_feed
from communique.sources.opening import SUFFIXES as REPORTS
from communique.sources.opening import check_readable, document_from_bytes, document_from_text, is_address, list_reports, read_file
from communique.sources.sitemaps import Sitemap, is_sitemap, read_sitemap

JSON_LINES = (".jsonl", ".ndjson")
CONTAINERS = (*warc.SUFFIXES, *JSON_LINES)
XML = (".xml", ".rss", ".atom", ".xml.gz")


@dataclass(frozen=True)
class Report:
    """One report that waits to be read: bytes at hand, a file or an address to take them from, or a text with what is known about it.

    `address` is where it was found: a URL, or an absolute path (for a part of a file, the path, # and which part).
    """

    address: str
    data: bytes | None = None
    path: Path | None = None
    content_type: str | None = None
    text: str | None = None
    about: tuple[tuple[str, Any], ...] = ()

    @property
    def remote(self) -> bool:
        """Whether it must be fetched first."""
        return self.data is None and self.path is None and self.text is None

    def loaded(self) -> "Report":
        """Return the report with the bytes of its file at hand; raises InputError kinds."""
        return replace(self, data=read_file(self.path)) if self.path is not None and self.data is None else self

    @property
    def bytes_hash(self) -> str | None:
        """The sha256 of the bytes (or of the text) at hand, and of what is known about them; None when nothing is at hand."""
        data = self.data if self.data is not None else None if self.text is None else self.text.encode("utf-8", "surrogatepass")
        if data is None:
            return None
        return hashlib.sha256(data + repr(self.about).encode()).hexdigest()

    def document(self, *, published: date | None = None) -> Document:
        """Make the Document; `published` is the day of publication where nothing else tells one. Raises InputError kinds.

        What a feed says of the day wins over the page, for it is set by the outlet for this report.
        """
        about = dict(self.about)
        if self.text is not None:
            return document_from_text(self.text, source=self.address, **{"published": published} | about)
        ready = self.loaded()
        shown = str(self.path) if self.path is not None else self.address
        return document_from_bytes(
            ready.data or b"", name=shown, content_type=ready.content_type, published=about.get("published", published)
        )


@dataclass(frozen=True)
class Batch:
    """The reports of one place that a person named; `count` is how many there are, where that can be told beforehand.

    An error in place of a report says why one cannot be had.
    """

    place: str
    reports: Iterable[Report | CommuniqueError]
    count: int | None = None


class Gatherer:
    """Finds the reports at what a person names; what must be fetched is fetched politely, and when its turn comes."""

    def __init__(self) -> None:
        self._visitor = Visitor()

    def gather(self, place: str) -> Batch:
        """Return the reports at a path or an address. Raises UsageError for standard input; InputError and FetchError kinds.

        A path may be a report, a folder of them, a WARC file, JSON lines, a feed or a sitemap; an address may be a page, a feed or a
        sitemap.
        """
        if place == "-":
            raise UsageError("Standard input cannot be added.", "Save it to a file.")
        if is_address(place):
            answer = self._visitor.fetch(place)
            return self._of_bytes(place, answer.data, Report(answer.address, data=answer.data, content_type=answer.content_type))
        path = Path(place)
        if path.is_dir():
            files = list_reports(path, suffixes=(*REPORTS, *CONTAINERS, *XML))
            return Batch(place, self._of_files(files), sum(self._count(file) for file in files))
        check_readable(path)
        if path.name.lower().endswith(CONTAINERS):
            return Batch(place, self._of_container(path), self._count(path))
        if path.name.lower().endswith(XML):
            return self._of_bytes(place, read_file(path), Report(str(path.resolve()), path=path))
        return Batch(place, [Report(str(path.resolve()), path=path)], 1)

    def load(self, report: Report) -> Report:
        """Return a report with its bytes at hand when it must be fetched; raises FetchError and InputError kinds."""
        if not report.remote:
            return report
        answer = self._visitor.fetch(report.address)
        return replace(report, data=answer.data, content_type=answer.content_type)

    def _of_bytes(self, place: str, data: bytes, itself: Report) -> Batch:
        """Return what a feed or a sitemap announces; the report itself when the bytes are neither."""
        data = unzipped(data, place)
        base = itself.address if itself.path is None else ""
        if is_feed(data):
            found = read_feed(data, place, base)
            return Batch(place, [_announced(each) for each in found], len(found))
        if is_sitemap(data):
            first = read_sitemap(data, place)
            return Batch(place, self._of_sitemap(first), None if first.maps else len(first.reports))
        return Batch(place, [itself], 1)

    def _of_sitemap(self, first: Sitemap) -> Iterator[Report | CommuniqueError]:
        """Yield what a sitemap lists, and what the sitemaps that it lists do, each once."""
        yield from map(_announced, first.reports)
        waiting, seen = list(first.maps), set(first.maps)
        while waiting:
            address = waiting.pop(0)
            try:
                listed = read_sitemap(unzipped(self._visitor.fetch(address).data, address), address)
            except (InputError, FetchError) as error:
                yield error
                continue
            yield from map(_announced, listed.reports)
            waiting += [each for each in listed.maps if each not in seen]
            seen |= set(listed.maps)

    def _of_files(self, files: Iterable[Path]) -> Iterator[Report | CommuniqueError]:
        for path in files:
            try:
                if path.name.lower().endswith(CONTAINERS):
                    yield from self._of_container(path)
                elif path.name.lower().endswith(XML):
                    yield from self.gather(str(path)).reports
                else:
                    yield Report(str(path.resolve()), path=path)
            except (InputError, FetchError) as error:
                yield error

    def _of_container(self, path: Path) -> Iterator[Report | CommuniqueError]:
        try:
            if path.name.lower().endswith(warc.SUFFIXES):
                yield from (Report(page.address, data=page.data, content_type=page.content_type) for page in warc.read_warc(path))
            else:
                yield from (_of_line(path, line) for line in jsonl.read_lines(path))
        except InputError as error:
            yield error

    def _count(self, path: Path) -> int:
        if path.name.lower().endswith(warc.SUFFIXES):
            return warc.count_records(path) or 0
        return jsonl.count_lines(path) if path.name.lower().endswith(JSON_LINES) else 1


def _of_line(path: Path, line: "dict[str, Any] | CommuniqueError") -> Report | CommuniqueError:
    """Make a report of a line; without an address of its own it has the path and its id, or else the hash of its text."""
    if isinstance(line, CommuniqueError):
        return line
    key = line["id"] or hashlib.sha256(line["text"].encode("utf-8", "surrogatepass")).hexdigest()[:16]
    about = tuple((name, line[name]) for name in ("title", "outlet", "author", "published") if line[name] is not None)
    return Report(line["source"] or f"{path.resolve()}#{key}", text=line["text"], about=about)


def _announced(each: Announced) -> Report:
    return Report(each.address, about=(("published", each.published),) if each.published else ())
