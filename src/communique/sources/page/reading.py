"""A page in HTML to its text, blocks and metadata."""

import re
from dataclasses import dataclass
from datetime import date

from lxml import etree

from communique.errors import NoBodyText
from communique.record import Block
from communique.sources.dates import stamp
from communique.sources.layout import join
from communique.sources.page.body import Ground, line_up, survey
from communique.sources.page.metadata import Metadata, metadata
from communique.sources.page.rendering import BLOCKS, render

_STUB = 1500  # characters under which a page that is not free to read is taken for a stub
_NO_BODY_HINT = "A page that is filled in by a script, or lists links, has none; save the text itself as a .txt file."

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)\b[^<>]*>")
_KEPT = frozenset(["html", "head", "body", "title", "meta", "script", "style", "noscript", "template", "p", "br", "h1", "h2", "h3", "pre"])


@dataclass(frozen=True, slots=True)
class Page:
    """The text shown by a page, one block after the other with an empty line between, and what the page says about itself."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    shown_date: date | None
    stub: bool


def read_page(markup: str, name: str) -> Page:
    """Read a page. Torn, truncated and deeply nested markup is read as far as it goes; raises NoBodyText when no prose is shown."""
    root = _parse(markup)
    if root is None:
        raise NoBodyText(f"{name} has no body of text.", _NO_BODY_HINT)
    about = metadata(root)
    ground = survey(root, about.titles)
    pieces = render(next(root.iter("body"), root), ground) if ground is not None else ()
    prose = sum(len(piece.text) for piece in pieces if piece.kind not in ("headline", "heading", "byline", "boilerplate"))
    if ground is None or not prose:
        raise NoBodyText(f"{name} has no body of text.", _NO_BODY_HINT)
    text, blocks = join(pieces)
    return Page(text, blocks, about, _shown_date(root, ground), stub=not about.free and prose < _STUB)


def _shown_date(root: etree._Element, ground: Ground) -> date | None:
    """Return the date of the first <time> of the report: one that no furniture holds."""
    for element in root.iter("time"):
        if not ground.left_out.isdisjoint(line_up(element)):
            continue
        day = stamp(element.get("datetime") or "") or stamp("".join(element.itertext()))
        if day is not None:
            return day
    return None


def _parse(markup: str) -> etree._Element | None:
    """Parse a page; what the parser would give up or swallow - nesting without end, a comment that never closes - is mended first."""
    lost = markup.rfind("<!--")
    if lost > markup.rfind("-->"):
        markup = markup[:lost] + markup[lost + 4 :]
    root, too_deep = _tree(markup)
    return _tree(_flat(markup))[0] if too_deep else root


def _tree(markup: str) -> tuple[etree._Element | None, bool]:
    """Return the root of the parsed markup, None for none, and whether the parser gave up because it nests too deeply."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        root = None
    return root, any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)


def _flat(markup: str) -> str:
    """Return the markup without nesting: paragraphs for blocks, nothing for the rest."""
    return _TAG.sub(lambda tag: tag.group() if tag.group(1).lower() in _KEPT else "<p>" if tag.group(1).lower() in BLOCKS else "", markup)
