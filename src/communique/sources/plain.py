"""Plain text to blocks: paragraphs, and at the top a headline, byline or dateline when they are plainly that."""

import re
from dataclasses import dataclass

from communique.record import Block
from communique.sources.dates import stamp
from communique.sources.layout import gap_after, paragraphs

_TOP = 6  # a byline or dateline is looked for in this many first blocks
_STOPS = re.compile(r"""[.…:;,!"'”’»]$""")
_SENTENCE = re.compile(r"""[.!?…]["'”’»)\]]*$""")
_BYLINE = re.compile(r"(?:By|BY|by)\s+(?:the\s+)?[^\W\d_a-zß-öø-ÿ][^!?;:]*")
_SAID = re.compile(r"""[,.!?]["'”’]\s+[a-z]""")
_IN_BYLINES = frozenset(
    ["and", "in", "for", "of", "with", "the", "at", "de", "da", "del", "der", "van", "von", "den", "al", "el", "bin", "ben", "y", "e"]
)
_DATELINE = re.compile(
    r"[A-Z][A-Z .,’'\-/()]{2,60}(?:,|\s[-–—])\s+(?:[A-Z][a-z]+day,?\s+)?(?:\d{1,2}\s+)?[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?(?:,?\s+\d{4})?"
)
_DAY_ALONE = re.compile(
    r"(?:[A-Z][\w .’'\-]{2,30},\s+)?(?:(?:Published|Updated|Posted|Issued|Date)\s*(?:on|at)?:?\s*)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2})"
    r"(?:[,\s]+(?:at\s+)?\d{1,2}[:.]\d{2}.{0,20})?"
)
_SMALL_WORDS_LIST = """
a an and as at but by for from in into is its of on or over says the to up via vs with after amid
"""
_SMALL_WORDS = frozenset(_SMALL_WORDS_LIST.split())


@dataclass(frozen=True, slots=True)
class Plain:
    """The blocks of a plain text, with the title and author that it prints, when it plainly does."""

    blocks: tuple[Block, ...]
    title: str | None = None
    author: str | None = None


def plain(text: str) -> Plain:
    """Lay out a plain text. Its first line is taken for a title only when it cannot well be anything else."""
    blocks = list(paragraphs(text))
    title = author = None
    if len(blocks) > 1 and _is_headline(text, blocks):
        blocks[0] = blocks[0].model_copy(update={"kind": "headline"})
        title = _words(text, blocks[0])
    for at in range(min(_TOP, len(blocks) - 1)):
        block = blocks[at]
        words = _words(text, block)
        if block.kind != "paragraph" or len(words) > 100:
            continue
        if author is None and _is_byline(words):
            blocks[at] = block.model_copy(update={"kind": "byline"})
            author = author_in(words)
        elif _is_dateline(words):
            blocks[at] = block.model_copy(update={"kind": "dateline"})
    return Plain(tuple(blocks), title, author)


def author_in(byline: str) -> str | None:
    """Return the names in a byline, without "By" and what follows the names (an office, a place after a bar)."""
    names = re.sub(r"^(?:written\s+|reported\s+|story\s+)?by\b:?\s*", "", " ".join(byline.split()), flags=re.I)
    names = re.split(r"\s+[|•·–—]\s+|\s+(?:Published|Updated|Posted)\b|\s+in\s+(?=[A-Z])", names, maxsplit=1)[0].strip(" ,;|")
    return names or None


def _is_headline(text: str, blocks: list[Block]) -> bool:
    """Decide on the first block: short, no stop at its end, apart from what follows, and over a text of full sentences."""
    first, words = blocks[0], _words(text, blocks[0])
    count = len(words.split())
    if (
        _SAID.search(words)
        or first.kind != "paragraph"
        or not 3 <= count <= 25
        or len(words) > 160
        or _STOPS.search(words)
        or not (words[0].isupper() or words[0] in "‘“\"'0123456789")
    ):
        return False
    if _is_byline(words) or _DATELINE.fullmatch(words) or _DAY_ALONE.fullmatch(words):
        return False
    second = _words(text, blocks[1])
    if _is_byline(second) or _is_dateline(second):
        return len(blocks) > 2
    later = [_words(text, block) for block in blocks[1:12]]
    sentences = [line for line in later if _SENTENCE.search(line) and len(line) > len(words) * 0.8]
    if len(sentences) < max(1, len(later) // 2) or not _SENTENCE.search(second):
        return False
    return gap_after(text, first) or _in_title_case(words)


def _is_byline(words: str) -> bool:
    """Say whether a line is "By" with names: at most ten words, all with a capital but the likes of "and", "van" and "in"."""
    if not _BYLINE.fullmatch(words) or len(words.split()) > 10 or (_SENTENCE.search(words) and not re.search(r"\b[A-Z]\.$", words)):
        return False
    return all(not word[0].islower() or word.strip(",") in _IN_BYLINES for word in words.split()[1:])


def _is_dateline(words: str) -> bool:
    return _DATELINE.fullmatch(words) is not None or (_DAY_ALONE.fullmatch(words) is not None and stamp(words) is not None)


def _in_title_case(words: str) -> bool:
    """Say whether nearly every word that can have a capital has one."""
    named = [word for word in re.findall(r"[^\W\d_][\w’'\-]*", words) if word.lower() not in _SMALL_WORDS]
    return len(named) >= 4 and sum(1 for word in named if word[0].isupper()) >= 0.9 * len(named)


def _words(text: str, block: Block) -> str:
    return " ".join(text[block.start : block.end].split())
