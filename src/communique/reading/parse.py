"""A text to one spaCy parse whose character offsets are the text's own: quotation marks made plain in a copy, piece by piece."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from communique.reading import models
from communique.reading.marks import Marks
from communique.reading.sections import Part

LONGEST_PIECE = 4000
_PLAIN = str.maketrans(
    {**dict.fromkeys("“”„‟«»‹›", '"'), **dict.fromkeys("‘’´`‚", "'"), **dict.fromkeys("\n\r\t\u00a0\u202f\u2009\u2028\u2029\x0b\x0c", " ")}
)
_BREAK = re.compile(r"[.!?][\"')]* +(?=[A-Z\"'])|\s")


def plain_copy(text: str, marks: Marks) -> str:
    """Return a copy of the same length with straight double quotation marks and straight single apostrophes."""
    plain = list(text.translate(_PLAIN))
    for quotation in marks.quotations:
        start, end = quotation.outer
        if text[start : start + 2] not in {"``", "''"}:
            plain[start] = '"'
        if text[end - 2 : end] not in {"``", "''"}:
            plain[end - 1] = '"'
    return "".join(plain)


def pieces(plain: str, parts: Sequence[Part]) -> Iterator[str]:
    """Cut the copy where the parts start, and long parts at sentence ends; the pieces' texts end to end are the copy."""
    cuts = [*sorted({part.start for part in parts} - {0}), len(plain)]
    start = 0
    for cut in cuts:
        while cut - start > LONGEST_PIECE:
            stop = _last_break(plain, start, start + LONGEST_PIECE)
            yield plain[start:stop]
            start = stop
        if cut > start:
            yield plain[start:cut]
        start = cut


def _last_break(plain: str, start: int, end: int) -> int:
    sentences = [m.end() for m in _BREAK.finditer(plain, start + (end - start) // 2, end) if len(m.group()) > 1]
    if sentences:
        return sentences[-1]
    space = plain.rfind(" ", start + 1, end)
    return space + 1 if space > 0 else end


def parse(text: str, parts: Sequence[Part], marks: Marks, *, model: str | None = None) -> Any:
    """Parse the text with the spaCy pipeline; token and sentence offsets of the result refer to the text itself."""
    nlp = models.pipeline(model)
    with models.within_threads():
        docs = list(nlp.pipe(pieces(plain_copy(text, marks), parts), batch_size=64))
    return models.merged(docs)
