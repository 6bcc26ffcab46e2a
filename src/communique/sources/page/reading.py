"""A page in HTML to its text, blocks and metadata."""

from dataclasses import dataclass

from lxml import etree

from communique.errors import NoBodyText
from communique.record import Block
from communique.sources.layout import join
from communique.sources.page.body import survey
from communique.sources.page.metadata import Metadata, metadata
from communique.sources.page.rendering import render

_STUB = 1500  # characters under which a page that is not free to read is taken for a stub
_NO_BODY_HINT = "A page that is filled in by a script, or lists links, has none; save the text itself as a .txt file."


@dataclass(frozen=True, slots=True)
class Page:
    """The text shown by a page, one block after the other with an empty line between, and what the page says about itself."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
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
    return Page(text, blocks, about, stub=not about.free and prose < _STUB)


def _parse(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
