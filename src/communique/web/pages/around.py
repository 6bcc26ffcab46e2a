"""Words of a report with those around them: the sentence, or as much of the text as fits on either side."""

import re

from communique.record import Span

LONGEST = 200
_ENDS = re.compile(r"[.!?…][”’»\"')\]]*\s|\n")
_OPENS = re.compile(r".*(?:[.!?…][”’»\"')\]]*\s|\n)", re.DOTALL)


def sentence_around(text: str, span: Span) -> tuple[str, str, str]:
    """Return what stands before a span in its sentence, its words, and what stands after; at most LONGEST characters on either side."""
    before, after = text[max(0, span.start - LONGEST) : span.start], text[span.end : span.end + LONGEST]
    opened = _OPENS.match(before)
    ended = _ENDS.search(after)
    front = before[opened.end() :] if opened else whole_words(before, cut=span.start > LONGEST)
    back = after[: ended.end()] if ended else whole_words(after[::-1], cut=span.end + LONGEST < len(text))[::-1]
    return front, span.text, back


def whole_words(text: str, *, cut: bool) -> str:
    """Leave out a word that was cut at the beginning of a text."""
    return text.partition(" ")[2] or text if cut else text
