"""Opens what a user names - a file, standard input, an address, a folder, bytes, a string - and makes it a Document."""

import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import AddressRefused, EmptyInput, InputError, MissingInput, TooLargeInput, UndecodableInput, UsageError
from communique.record import Block, Document, Doubt, PublishedBasis
from communique.settings import number
from communique.sources.audit import audit, is_teaser
from communique.sources.dates import date_in_address
from communique.sources.decoding import declared_charset, decode
from communique.sources.fetch import fetch as fetch_address
from communique.sources.page import Page, read_page
from communique.sources.plain import author_in, plain
from communique.sources.sniffing import form_of
from communique.sources.transcript import turns

SUFFIXES = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")
STANDARD_INPUT = "-"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_NOTHING = " \t\r\n\x0b\x0c\x00\u00a0\u200b\u2028\u2029\ufeff\x85\u2060"


def open_source(where: str | Path, *, published: date | None = None, fetch: bool = True) -> Document:
    """Read one report from a file, from standard input (`-`) or from an http(s) address.

    `published` overrides the date that a page gives itself. With `fetch` False no address is fetched. Raises InputError and FetchError
    kinds (see errors.py), and UsageError for a folder.
    """
    name = str(where)
    if name == STANDARD_INPUT:
        return document_from_bytes(
            _limited(sys.stdin.buffer.read(number("max_bytes") + 1), "standard input"), name=name, published=published
        )
    scheme = _SCHEME.match(name) if isinstance(where, str) else None
    if scheme is None:
        return document_from_bytes(read_file(Path(where)), name=name, published=published)
    if scheme.group(1).lower() not in ("http", "https"):
        raise AddressRefused(f"{name} is not an http or https address.", "Give an address that begins with https://.")
    if not fetch:
        raise AddressRefused(f"{name} is not fetched: fetching is switched off.", "Save the page and give the file.")
    answer = fetch_address(name)
    return document_from_bytes(answer.data, name=answer.address, content_type=answer.content_type, published=published)


def list_reports(folder: str | Path, *, suffixes: tuple[str, ...] = SUFFIXES) -> tuple[Path, ...]:
    """List the reports in a folder and the folders in it, sorted by path; hidden ones and those without these suffixes are passed over.

    Raises MissingInput when there is no such folder and UsageError when it is a file.
    """
    top = Path(folder)
    if not top.exists():
        raise MissingInput(f"There is no folder {folder}.", "Check the path.")
    if not top.is_dir():
        raise UsageError(f"{folder} is a file, not a folder.")
    found: list[Path] = []
    for path, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found.extend(Path(path) / name for name in files if not name.startswith(".") and name.lower().endswith(suffixes))
    return tuple(sorted(found))


def document_from_bytes(data: bytes, *, name: str, content_type: str | None = None, published: date | None = None) -> Document:
    """Make a Document of the bytes of a page or a plain text; `name` is its path or address, `content_type` the server's word for it.

    Raises EmptyInput, BinaryInput, UndecodableInput, TooLargeInput and NoBodyText.
    """
    shown = "standard input" if name == STANDARD_INPUT else name
    _limited(data, shown)
    if not data.strip():
        raise EmptyInput(f"{shown} is empty.")
    form = form_of(data, shown, content_type=content_type)
    decoded = decode(data, shown, declared=declared_charset(data if form == "html" else b"", content_type))
    doubts = () if decoded.doubt is None else (decoded.doubt,)
    if form == "html":
        return _page_document(read_page(decoded.text, shown), name, doubts, published)
    return document_from_text(decoded.text, source=name, published=published, doubts=doubts)


def document_from_text(
    text: str,
    *,
    title: str | None = None,
    source: str | None = None,
    outlet: str | None = None,
    author: str | None = None,
    published: date | None = None,
    doubts: tuple[Doubt, ...] = (),
) -> Document:
    """Make a Document of a plain text, kept as it is; what is given wins over what the text prints. `doubts` go before the audit's.

    Raises EmptyInput, TooLargeInput, and UndecodableInput for half a surrogate pair.
    """
    shown = "standard input" if source == STANDARD_INPUT else source or "The text"
    if not text.strip(_NOTHING):
        raise EmptyInput(f"{shown} is empty.")
    if len(text) > number("max_bytes"):
        raise TooLargeInput(f"{shown} is over {number('max_bytes')} characters.", "COMMUNIQUE_MAX_BYTES sets the limit.")
    if re.search("[\ud800-\udfff]", text):
        raise UndecodableInput(f"{shown} has half a surrogate pair in it, which is no character.", "Decode it anew, as UTF-8.")
    layout = plain(text)
    printed: dict[str, Any] = {"title": title or layout.title, "source": source, "outlet": outlet, "author": author or layout.author}
    basis: PublishedBasis = "unknown" if published is None else "given"
    return _document(text, layout.blocks, printed | {"published": published, "published_basis": basis}, doubts)


def _page_document(page: Page, name: str, doubts: tuple[Doubt, ...], published: date | None) -> Document:
    about = page.metadata
    headline = next((page.text[block.start : block.end] for block in page.blocks if block.kind == "headline"), None)
    day, basis = _publication(page, name, published)
    if page.stub:
        doubts += (Doubt(kind="no body", message="The page shows only the beginning of the report; the rest is for subscribers."),)
    fields = {"title": headline or about.title, "source": name, "outlet": about.outlet, "author": about.author or _printed_author(page)}
    return _document(page.text, page.blocks, fields | {"published": day, "published_basis": basis, "modified": about.modified}, doubts)


def _publication(page: Page, name: str, published: date | None) -> tuple[date | None, PublishedBasis]:
    """Return the publication date with its basis: given, else of the metadata or a <time> shown, else of the address."""
    if published is not None:
        return published, "given"
    told = page.metadata.published or page.shown_date
    if told is not None:
        return told, "metadata"
    day = date_in_address(name) if _SCHEME.match(name) else None
    return (day, "inferred") if day is not None else (None, "unknown")


def _document(text: str, blocks: tuple[Block, ...], fields: dict[str, Any], doubts: tuple[Doubt, ...]) -> Document:
    """Finish a Document: turns of a transcript, teasers set apart, the audit."""
    laid_out = tuple(
        block.model_copy(update={"kind": "boilerplate"})
        if block.kind in ("paragraph", "list_item") and _points_elsewhere(text, block)
        else block
        for block in turns(text, blocks)
    )
    findings, language = audit(text, laid_out, published=fields["published"])
    return Document(text=text, blocks=laid_out, doubts=doubts + findings, language=language, **fields)


def _points_elsewhere(text: str, block: Block) -> bool:
    return block.end - block.start < 250 and is_teaser(text[block.start : block.end])


def _printed_author(page: Page) -> str | None:
    """Return the author that the byline shown on the page names."""
    for block in page.blocks:
        line = page.text[block.start : block.end]
        if block.kind == "byline" and re.match(r"(?:written\s+|reported\s+)?by\s", line, re.I):
            return author_in(line)
    return None


def is_address(name: str) -> bool:
    """Say whether a name is an address with a scheme, not a path."""
    return _SCHEME.match(name) is not None


def check_readable(path: Path) -> None:
    """Raise what `read_file` would when a file, of whatever size, cannot be read."""
    _read(path, 1)


def read_file(path: Path) -> bytes:
    """Read a file whole; raises MissingInput, UsageError for a folder, TooLargeInput, and InputError when it cannot be read."""
    return _limited(_read(path, number("max_bytes") + 1), str(path))


def _read(path: Path, size: int) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(size)
    except FileNotFoundError as error:
        hint = "An address begins with https://." if str(path).startswith("www.") else "Check the path."
        raise MissingInput(f"There is no file {path}.", hint) from error
    except IsADirectoryError as error:
        raise UsageError(f"{path} is a folder, not a report.", "Give a file in it, or read the folder as one.") from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError(f"{str(path)[:200]!r} cannot be read: {reason}.") from error


def _limited(data: bytes, name: str) -> bytes:
    if len(data) > number("max_bytes"):
        raise TooLargeInput(f"{name} is over {number('max_bytes')} bytes.", "COMMUNIQUE_MAX_BYTES sets the limit.")
    return data
