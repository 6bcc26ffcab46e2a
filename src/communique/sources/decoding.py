"""Bytes to text: byte order mark, UTF-8, the declared charset, then detection; every guess is told as a doubt.

The text comes back as it was written: no Unicode normalisation, line ends (CRLF too) as they are; only a byte order mark is taken off.
"""

import codecs
import re
from dataclasses import dataclass

from communique.errors import BinaryInput, UndecodableInput
from communique.record import Doubt

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the web calls by these names is windows-1252 in practice (WHATWG Encoding Standard).
_WEB_NAMES = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "gb2312": "gb18030"}
_NO_CHARSETS = frozenset(["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"])  # codecs, but of no page
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
_SHIFTING = ("iso2022_", "hz")  # encodings made of 7-bit bytes: valid UTF-8 to look at, wrong to read so
_WORDLIKE = re.compile(rb"[A-Za-z]")
_HIGH = re.compile(rb"[\x80-\xff]")
_LEADS = bytes(range(0xC2, 0xF5))  # first bytes of multi-byte UTF-8 characters
_SAMPLE = 200_000  # bytes that are enough to detect an encoding by


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the encoding that it was read in, and a doubt when that encoding is a guess."""

    text: str
    encoding: str
    doubt: Doubt | None = None


def decode(data: bytes, name: str, *, declared: str | None = None) -> Decoded:
    """Decode the bytes of `name`, trying in turn: byte order mark, UTF-8, `declared`, UTF-8 with few flaws, detection.

    Raises BinaryInput for bytes that are no text and UndecodableInput for bytes that fit no encoding.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], encoding, name)
    if b"\0" in data[:_SAMPLE]:
        return _without_mark(data, name)
    known = _codec(declared)
    if known is None or not known.startswith(_SHIFTING):
        text = _strict(data, "utf-8")
        if text is not None:
            return Decoded(text, "utf-8")
    if known is not None and known != "utf-8":
        text = _strict(data, known)
        if text is not None:
            return Decoded(text, known)
    return _flawed_utf8(data, name) or _guess(data, name, declared)


def declared_charset(data: bytes, content_type: str | None) -> str | None:
    """Return the charset named by a Content-Type header, an XML declaration or a <meta> tag in the first 4096 bytes, or None."""
    if content_type:
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", content_type, re.I)
        if found:
            return found.group(1)
    head = data[:4096]
    tag = _XML_CHARSET.search(head) or _META_CHARSET.search(head)
    return tag.group(1).decode("ascii") if tag else None


def _codec(declared: str | None) -> str | None:
    """Return Python's name for a declared charset, None when there is none or it is unknown."""
    if declared is None:
        return None
    name = declared.strip().lower()
    try:
        codec = codecs.lookup(_WEB_NAMES.get(name, name)).name
    except (LookupError, ValueError):
        return None
    return None if codec in _NO_CHARSETS else codec


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _with_mark(data: bytes, encoding: str, name: str) -> Decoded:
    text = _strict(data, encoding)
    if text is not None:
        return Decoded(text, encoding)
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd")
    if bad > max(3, len(text) // 100):
        raise UndecodableInput(f"{name} starts with the byte order mark of {encoding} but is not {encoding}.", "Save it as UTF-8.")
    return Decoded(text, encoding, _doubt(f"{bad} places are not {encoding} and show as \ufffd.", text))


def _without_mark(data: bytes, name: str) -> Decoded:
    """Read text with NUL bytes: UTF-16 or UTF-32 without a mark when the NULs fall in step, else it is no text."""
    sample = data[:4000]
    nuls = [sample[phase::4].count(0) for phase in range(4)]
    each = max(1, len(sample) // 4)
    full = [count > 0.7 * each for count in nuls]
    encoding = {
        (False, True, False, True): "utf-16-le",
        (True, False, True, False): "utf-16-be",
        (False, True, True, True): "utf-32-le",
        (True, True, True, False): "utf-32-be",
    }.get((full[0], full[1], full[2], full[3]))
    text = _strict(data, encoding) if encoding else None
    if encoding is None or text is None or "\0" in text:
        raise BinaryInput(f"{name} is not text: it has NUL bytes.", "Give it as plain text or HTML.")
    return Decoded(text, encoding, _doubt(f"No byte order mark; read as {encoding}.", None))


def _flawed_utf8(data: bytes, name: str) -> Decoded | None:
    """Read UTF-8 with a few wrong bytes (a torn end, a pasted line): the good multi-byte characters must far outnumber the bad."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(data) - len(data.translate(None, _LEADS)) - bad
    if good < 4 * bad:
        return None
    return Decoded(text, "utf-8", _doubt(f"{name} is UTF-8 but for {bad} {'place' if bad == 1 else 'places'}, shown as \ufffd.", text))


def _guess(data: bytes, name: str, declared: str | None) -> Decoded:
    said = f"it says {declared} and is not" if declared else "no encoding is declared"
    sample = data[:_SAMPLE]
    high, letters = len(_HIGH.findall(sample)), len(_WORDLIKE.findall(sample))
    text = _strict(data, "cp1252") if high <= 0.06 * letters else None
    if text is not None:
        return Decoded(text, "cp1252", _doubt(f"{name} is not UTF-8 and {said}; read as windows-1252.", None))
    encoding = _detect(sample)
    text = _strict(data, encoding) if encoding else None
    if encoding is None or text is None or _garbled(text):
        raise UndecodableInput(f"The bytes of {name} fit no encoding ({said}).", "Save it as UTF-8.")
    return Decoded(text, encoding, _doubt(f"{name} is not UTF-8 and {said}; read as {encoding}, by its looks.", None))


def _detect(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, enable_fallback=False).best()
    return best.encoding if best is not None else None


def _garbled(text: str) -> bool:
    """Say whether a decoded text has the control characters of bytes that are no text."""
    sample = text[:_SAMPLE]
    controls = sum(1 for char in sample if (char < " " and char not in "\t\n\r\f") or "\x7f" <= char <= "\x9f")
    return controls > 0.01 * len(sample)


def _doubt(message: str, text: str | None) -> Doubt:
    place = text.find("\ufffd") if text else -1
    return Doubt(kind="encoding", message=message, start=place, end=place + 1) if place >= 0 else Doubt(kind="encoding", message=message)
