"""What the bytes are: a web page, plain text, or something that is no text and is turned away by name."""

import re
from typing import Literal

from communique.errors import BinaryInput

Form = Literal["html", "plain"]

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (a Word or OpenDocument file is one too)"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM film"),
    (b"WARC/1.", "a WARC archive"),
    (b"%!PS", "a PostScript file"),
)
_HINT = "Give it as plain text or HTML."
_HTML_START = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b", re.I | re.S)
_HTML_TAGS = re.compile(rb"<(?:p|div|span|article|section|h[1-6]|ul|table|br|a\s+href|meta|link|script|blockquote)\b[^<>]*>", re.I)
_FEED_START = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(rss|feed|rdf:RDF|urlset|sitemapindex)\b", re.I | re.S)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_TEXT_TYPES = (
    *_HTML_TYPES,
    "text/plain",
    "text/markdown",
    "application/octet-stream",
    "binary/octet-stream",
    "application/xml",
    "text/xml",
    "",
)


def form_of(data: bytes, name: str, *, content_type: str | None = None) -> Form:
    """Say whether the bytes of `name` are HTML or plain text; raises BinaryInput, naming what they look like, when neither."""
    _turn_away(data, name)
    media = _media_type(content_type)
    if media is not None and media not in _TEXT_TYPES and not media.startswith("text/"):
        raise BinaryInput(f"{name} is {media}, not a text.", _HINT)
    head = _readable_head(data)
    feed = _FEED_START.match(head)
    if feed:
        raise BinaryInput(
            f"{name} is a feed or site map (<{feed.group(1).decode('ascii')}>), not a report.", "Give the address of one report."
        )
    if media in _HTML_TYPES or _HTML_START.match(head):
        return "html"
    path = re.split(r"[?#]", name, maxsplit=1)[0].lower()
    if media is None and path.endswith(_HTML_SUFFIXES):
        return "html"
    if media not in ("text/plain", "text/markdown") and not path.endswith((".txt", ".text", ".md")) and head.lstrip()[:1] == b"<":
        return "html" if len(_HTML_TAGS.findall(head)) >= 2 else "plain"
    return "plain"


def _media_type(content_type: str | None) -> str | None:
    return None if content_type is None else content_type.split(";")[0].strip().lower()


def _readable_head(data: bytes) -> bytes:
    """Return the first bytes as ASCII would show them, also when they are UTF-16."""
    head = data[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) > len(head) // 3:
        head = head.replace(b"\0", b"")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe")


def _turn_away(data: bytes, name: str) -> None:
    head = data[:16].lstrip() if data[:4].isspace() else data[:16]
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise BinaryInput(f"{name} is {what}, not a text.", _HINT)
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise BinaryInput(f"{name} is a {data[8:12].decode('ascii').strip()} file, not a text.", _HINT)
    if data[4:8] == b"ftyp":
        raise BinaryInput(f"{name} is an MP4 or HEIF file, not a text.", _HINT)
