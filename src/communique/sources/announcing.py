"""What announces reports: how a feed or a sitemap is told from other XML, and what both give."""

import gzip
import io
import re
import zlib
from dataclasses import dataclass
from datetime import date

from communique.errors import InputError, TooLargeInput
from communique.settings import number

_FIRST = re.compile(rb"<([A-Za-z_][\w:.-]*)")
_PROLOGUE = re.compile(rb"(?:<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?\s*>|\s)*", re.DOTALL)
_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class Announced:
    """A report that a feed or a sitemap announces; `published` is the day that it gives."""

    address: str
    published: date | None = None


def first_element(data: bytes) -> str:
    """Return the name of the first element of an XML text, without its prefix, in small letters; empty when there is none."""
    start = data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    prologue = _PROLOGUE.match(start)
    found = _FIRST.match(start, prologue.end() if prologue else 0)
    return found[1].decode("ascii", "replace").rpartition(":")[2].lower() if found else ""


def unzipped(data: bytes, name: str) -> bytes:
    """Return the bytes of a gzip file, others as they are; raises InputError when it is damaged and TooLargeInput over the limit."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            whole = file.read(number("max_bytes") + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"{name} is a damaged gzip file.", "Fetch it again.") from error
    if len(whole) > number("max_bytes"):
        raise TooLargeInput(f"{name} is over {number('max_bytes')} bytes when unpacked.", "COMMUNIQUE_MAX_BYTES sets the limit.")
    return whole
