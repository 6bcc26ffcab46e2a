"""WARC files: the pages that a crawl kept, each with its address and what the server said about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from communique.errors import InputError
from communique.settings import number

SUFFIXES = (".warc", ".warc.gz")
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a WARC file: its address, its bytes and the server's Content-Type."""

    address: str
    data: bytes
    content_type: str | None


def read_warc(path: Path) -> Iterator[Page]:
    """Yield the pages of a WARC file, plain or compressed: answers with status 200 that are HTML or plain text, in their order.

    Pages over the size limit are passed over. Raises InputError, after the pages that can be read, when the file is damaged or broken off.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    read = 0
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
                if not _whole(record):
                    raise InputError(f"{path} breaks off after {read} records.", "What could be read before was added.")
                page = _page(record)
                read += 1
                if page is not None:
                    yield page
    except (OSError, ValueError, EOFError) as error:
        raise InputError(f"{path} is damaged after {read} records: {error}.", "What could be read before was added.") from error
    if not read:
        raise InputError(f"{path} has no answers of servers in it.", "Is it a WARC file?")


def count_records(path: Path) -> int | None:
    """Count the answers of servers in a WARC file; None when it is damaged."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        with path.open("rb") as file:
            return sum(1 for _ in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False))
    except (OSError, ValueError, EOFError):
        return None


def _whole(record: Any) -> bool:
    """Take a record into memory, unless it is over the limit; says whether all of it is there."""
    length = record.content_length
    if length <= number("max_bytes"):
        record.freeze()
    return bool(record.headers.get("WARC-Target-URI")) and record.content_length == length


def _page(record: Any) -> Page | None:
    """Return the page of a record; None when it is no page, or over the limit."""
    address, limit = record.headers.get("WARC-Target-URI", "").strip("<>"), number("max_bytes")
    if record.content_length > limit:
        return None
    record.parse_http(auto_decode="all")
    http = record.http_headers
    if http is None or http.status_code != HTTPStatus.OK:
        return None
    kind = http.get("Content-Type")
    if kind is not None and kind.partition(";")[0].strip().lower() not in _PAGES:
        return None
    data = record.reader.read(limit + 1)
    return Page(address, data, kind) if data and len(data) <= limit else None
