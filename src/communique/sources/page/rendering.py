"""The text that a browser shows of an element, as pieces: one for each block, white space collapsed, hidden things left out.

A <br> is a line break, two are the end of a block. <q> shows its quotation marks. List numbers and the alt text of images are no text.
"""

import re
from collections.abc import Iterator

from lxml import etree

from communique.record import BlockKind
from communique.sources.layout import Piece, opens_turn, paragraphs
from communique.sources.page.body import Ground
from communique.sources.page.boilerplate import NEVER_SHOWN, names

_BLOCKS_LIST = """
p div section article main header footer aside nav h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption table caption thead
tbody tfoot tr pre hr address details summary form fieldset legend center body html hgroup
"""
BLOCKS = frozenset(_BLOCKS_LIST.split())
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "legend"])
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-)?(?:image|photo|media|figure|picture|gallery|mol-img)?[-_]*(?:caption|imagecaption|cutline)s?(?:[-_]?text)?(?:$|[\s_-])",
    re.I,
)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:byline|by-line|authors?|contributors?|dateline|timestamp|date-?time|pub-?date|publish(?:ed)?-?date|posted-on|entry-meta|article-meta)(?:$|[\s_-])",
    re.I,
)
_STANDFIRST = re.compile(
    r"(?:^|[\s_-])(?:standfirst|stand-first|subtitle|sub-title|subhead(?:ing|line)?|dek|deck|lede|article-(?:lead|intro|summary)|intro|description)(?:$|[\s_-])",
    re.I,
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_AROUND_TAB = re.compile(r" *(?:\t *)+")
_BLANK_LINE = re.compile(r"\n(?:[ \u00a0]*\n)+")
_AROUND_BREAK = re.compile(r" *\n *")
_UNSHOWN = re.compile("[\u00ad\u200b\ufeff]")
_EMPTY = " \t\n\u00a0\u200c\u200d\u2060"
_MORE = re.compile(
    r"(?:read (?:more|also|next|the full)|see also|related|also read|more on this|watch|click here|sign up|subscribe|follow us|"
    r"share this|advertisement|print this)\b",
    re.I,
)
_OPENING = ("“", "‘", '"', "'", "«", "„", "‹")
_PROSE = 150  # characters that make what stands over the headline part of the report
_TEXT = ("paragraph", "blockquote", "list_item")
_LONG = 80  # characters that make a line between two <br> a paragraph


def render(top: etree._Element, ground: Ground) -> tuple[Piece, ...]:
    """Return the pieces shown from the headline to the end of the body, in document order; of what lies between the two only
    bylines, standfirsts and captions."""
    sheet = _Sheet(ground)
    walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            if element in ground.left_out or element.tag in NEVER_SHOWN:
                walk.skip_subtree()
            else:
                sheet.open(element)
            continue
        if event == "end" and element not in ground.left_out and element.tag not in NEVER_SHOWN:
            sheet.close(element)
            if element is ground.body:
                break
        if element is not top:
            sheet.add(element.tail)
    sheet.flush()
    return tuple(_without_loose_ends(sheet.pieces))


class _Sheet:
    """Takes the elements of a page as they open and close, and writes the pieces."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.pieces: list[Piece] = []
        self._buffer: list[str] = []
        self._kinds: list[tuple[etree._Element, BlockKind]] = []  # the open elements that give their text a kind
        self._shown: list[etree._Element] = []  # the open elements whose text is taken
        self._quotes: list[tuple[etree._Element, str]] = []  # the open <q>s with their closing marks
        self._links = self._pre = 0
        self._linked = self._stamped = 0  # characters of the buffer inside links, and inside <time> and rel=author
        self._stamps = 0

    def open(self, element: etree._Element) -> None:
        """Begin an element and take its own first text."""
        tag, kind = element.tag, self._kind(element)
        if tag in BLOCKS or kind is not None:
            self.flush()
        if kind is not None:
            self._kinds.append((element, kind))
        if (
            element is self.ground.body
            or element is self.ground.headline
            or (kind is not None and kind != "list_item" and self._wanted(element, kind))
        ):
            self._shown.append(element)
        self._links += tag == "a"
        self._pre += tag == "pre"
        self._stamps += _is_stamp(element)
        if tag == "br":
            self._put("\n")
        elif tag in ("td", "th") and self._buffer:
            self._put(" \t ")
        elif tag == "q":
            self._open_quote(element)
        self.add(element.text)

    def close(self, element: etree._Element) -> None:
        """End an element."""
        tag = element.tag
        if self._quotes and self._quotes[-1][0] is element:
            self._put(self._quotes.pop()[1])
        named = bool(self._kinds) and self._kinds[-1][0] is element
        if tag in BLOCKS or named:
            self.flush()
        if named:
            self._kinds.pop()
        if self._shown and self._shown[-1] is element:
            self._shown.pop()
        self._links -= tag == "a"
        self._pre -= tag == "pre"
        self._stamps -= _is_stamp(element)

    def add(self, text: str | None) -> None:
        """Take a text node, white space collapsed unless inside <pre>."""
        if text and self._shown:
            self._put(text.replace("\r\n", "\n") if self._pre else _SPACES.sub(" ", text))

    def flush(self) -> None:
        """Write what was taken since the last block began."""
        if not self._buffer:
            return
        raw = _UNSHOWN.sub("", "".join(self._buffer))
        kind = self._kinds[-1][1] if self._kinds else "paragraph"
        linked, stamped = self._linked, self._stamped
        self._buffer.clear()
        self._linked = self._stamped = 0
        letters = len("".join(raw.split()))
        if not letters:
            return
        if kind == "paragraph" and stamped > 0.5 * letters and letters < 150:
            kind = "byline"
        if linked >= 0.9 * letters and kind in ("paragraph", "list_item"):
            words = raw.split()
            if _MORE.match(" ".join(words)):
                return
            kind = "boilerplate" if kind == "list_item" or len(words) >= 4 else kind
        for text in _preformatted(raw) if self._pre else _broken(raw):
            self.pieces.append(Piece("paragraph" if kind == "byline" and len(text) > 250 else kind, text))

    def _put(self, text: str) -> None:
        if not self._shown:
            return
        self._buffer.append(text)
        if self._links or self._stamps:
            count = len("".join(text.split()))
            self._linked += count if self._links else 0
            self._stamped += count if self._stamps else 0

    def _kind(self, element: etree._Element) -> BlockKind | None:
        """Return the kind that an element gives the text in it, None when it gives none."""
        tag = element.tag
        if element is self.ground.headline:
            return "headline"
        if tag in ("figcaption", "caption"):
            return "caption"
        if tag in _HEADINGS:
            return "heading"
        if tag == "li":
            return "list_item"
        if tag == "blockquote":
            return "blockquote"
        words = names(element)
        if not words or element is self.ground.body:
            return None
        if _CAPTION.search(words):
            return "caption"
        if tag not in ("a", "article", "section", "main", "body") and _BYLINE.search(words):
            return "byline"
        return "paragraph" if _STANDFIRST.search(words) and not self._shown else None

    def _wanted(self, element: etree._Element, kind: BlockKind) -> bool:
        """Say whether an element before the body belongs to the report: after the headline, and a byline, standfirst or caption."""
        return bool(self.pieces) and not self._shown and kind in ("byline", "caption", "paragraph") and sum(1 for _ in element.iter()) < 60

    def _open_quote(self, element: etree._Element) -> None:
        first = "".join(text for text, _ in zip(element.itertext(), range(5), strict=False)).lstrip()
        if first.startswith(_OPENING):
            return
        inner = len(self._quotes) % 2 == 1
        self._put("‘" if inner else "“")
        self._quotes.append((element, "’" if inner else "”"))


def _is_stamp(element: etree._Element) -> bool:
    return element.tag == "time" or element.get("rel") == "author" or element.get("itemprop") in ("author", "datePublished")


def _broken(raw: str) -> Iterator[str]:
    """Yield the blocks of a run of text: parted at two line breaks, and at one when the lines are paragraphs themselves."""
    if "\t" in raw:
        raw = _AROUND_TAB.sub("\t", raw)
    if "  " in raw:
        raw = _SPACES.sub(" ", raw) if "\n" not in raw and "\t" not in raw else re.sub(" {2,}", " ", raw)
    if "\n" not in raw:
        words = raw.strip(_EMPTY)
        yield from [words] if words else []
        return
    for part in _BLANK_LINE.split(_AROUND_BREAK.sub("\n", raw)):
        lines = [line.strip(_EMPTY) for line in part.split("\n")]
        lines = [line for line in lines if line]
        apart = len(lines) > 1 and (sum(map(len, lines)) >= _LONG * len(lines) or any(opens_turn(line) for line in lines[1:]))
        yield from lines if apart else ["\n".join(lines)] if lines else []


def _preformatted(raw: str) -> Iterator[str]:
    for block in paragraphs(raw):
        yield raw[block.start : block.end]


def _without_loose_ends(pieces: list[Piece]) -> list[Piece]:
    """Take off what stands over the headline but captions and prose, links at either end, and headings that nothing follows."""
    top = next((at for at, piece in enumerate(pieces) if piece.kind == "headline"), 0)
    if sum(len(piece.text) for piece in pieces[:top]) > sum(len(piece.text) for piece in pieces[top + 1 :]):
        top = 0  # a heading under the text is not over it
    end = len(pieces)
    text_begins = next((at for at, piece in enumerate(pieces) if piece.kind in _TEXT), end)
    while end and pieces[end - 1].kind in ("heading", "boilerplate"):
        end -= 1
    return [
        piece
        for at, piece in enumerate(pieces[:end])
        if (at >= top or piece.kind == "caption" or len(piece.text) >= _PROSE) and (at > text_begins or piece.kind != "boilerplate")
    ]
