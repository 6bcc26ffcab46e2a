"""Gathers reports to be read from what a person names: files, folders, addresses, feeds, sitemaps, WARC files, JSON lines."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import UsageError
from communique.record import Document
from communique.sources.fetch import fetch
from communique.sources.opening import document_from_bytes, document_from_text, is_address, list_reports, read_file


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
        """Return the report with its bytes at hand, read or fetched; raises InputError and FetchError kinds."""
        if self.path is not None and self.data is None:
            return replace(self, data=read_file(self.path))
        if self.remote:
            answer = fetch(self.address)
            return replace(self, data=answer.data, content_type=answer.content_type)
        return self

    @property
    def bytes_hash(self) -> str | None:
        """The sha256 of the bytes (or of the text) at hand, and of what is known about them; None when nothing is at hand."""
        data = self.data if self.data is not None else None if self.text is None else self.text.encode("utf-8", "surrogatepass")
        if data is None:
            return None
        return hashlib.sha256(data + repr(self.about).encode()).hexdigest()

    def document(self, *, published: date | None = None) -> Document:
        """Make the Document; `published` is the day of publication where the report itself is not told one. Raises InputError kinds."""
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
    """The reports of one place that a person named; `count` is how many there are, where that can be told beforehand."""

    place: str
    reports: Iterable[Report]
    count: int | None = None


def gather(place: str) -> Batch:
    """Return the reports at a path or an address. Raises MissingInput, UsageError for standard input, InputError and FetchError kinds."""
    if place == "-":
        raise UsageError("Standard input cannot be added.", "Save it to a file.")
    if is_address(place):
        return Batch(place, (Report(place),), 1)
    path = Path(place)
    if path.is_dir():
        files = list_reports(path)
        return Batch(place, _of_files(files), len(files))
    return Batch(place, _of_files([path]), 1)


def _of_files(files: Iterable[Path]) -> Iterator[Report]:
    for path in files:
        yield Report(str(path.resolve()), path=path)
