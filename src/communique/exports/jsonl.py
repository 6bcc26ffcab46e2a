"""JSON lines: one dossier a line, in the record's own form."""

from collections.abc import Iterable
from typing import TextIO

from communique.record import Dossier


def write_jsonl(dossiers: Iterable[Dossier], stream: TextIO) -> int:
    """Write each dossier as one line of JSON (format 1, non-ASCII as itself) as soon as it comes, and return how many there were.

    The line separators U+2028 and U+2029 and the next-line control U+0085, which some readers take for the end of a line, are
    written as escapes, so that a line of the file is a dossier for every reader.
    """
    count = 0
    for dossier in dossiers:
        stream.write(dossier.to_json().translate(_LINE_ENDS) + "\n")
        stream.flush()
        count += 1
    return count


_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"}
