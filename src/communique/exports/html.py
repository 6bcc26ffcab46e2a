"""One dossier as one self-contained page: the text with whose-words layers in colour, and cards beside it, linked both ways."""

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from communique.exports.cards import Card, cards
from communique.exports.marks import QUIET_AT_FIRST, SIGNED, WITH_CARDS, layers_in, marks
from communique.exports.matrix import matrix
from communique.exports.paragraphs import Paragraph, Paragraphs
from communique.exports.segments import Mark, Segment, segments
from communique.exports.speakers import Share, shares, words_of_text
from communique.exports.strip import strip
from communique.exports.tables import Layer, tables
from communique.exports.tension_cards import tension_cards
from communique.exports.wording import Cast, heading, one_line, published, visible
from communique.record import Dossier

_WRAPPED_LINE = 55
_COLUMN, _DEPTHS = 60, (1, 2, 3, 4, 5, 6, 8, 10, 14, 20)
"""Characters in a line of the page, and the numbers of lines for which the style sheet knows a height."""


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of the page: its place, its text as markup, and its cards."""

    paragraph: Paragraph
    html: Markup
    classes: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One speaker's bar: the name, what is known of them, the share of words, and where the first of their words stands."""

    index: int
    name: str
    role: str
    share: Share
    first: str


def render_html(dossier: Dossier) -> str:
    """Return the page as one string of HTML that needs no network and runs nothing but its own script.

    All text is escaped. The page grows by the text and its entries; what is fixed in it is below 50 kilobytes.
    """
    style, script = page_asset("page.css"), page_asset("page.js")
    context: dict[str, Any] = {
        "policy": f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'",
        "style": Markup(style),
        "script": Markup(script),
        **report_parts(dossier),
    }
    return _environment().get_template("page.html").render(context)


def report_parts(dossier: Dossier) -> dict[str, Any]:
    """Return what the template `report.html` shows of a dossier: the text with its layers, its cards and tables."""
    cast, paragraphs = Cast(dossier), Paragraphs(dossier)
    found = marks(dossier, cast)
    page_cards = cards(dossier, cast)
    speakers = _bars(dossier, cast)
    return {
        "document": dossier.document,
        "heading": heading(dossier.document),
        "published": published(dossier.document),
        "word_count": words_of_text(dossier),
        "doubts": [doubt for doubt in dossier.document.doubts if doubt.start is None],
        "bars": speakers,
        "bar_of": {bar.share.speaker: bar.index for bar in speakers},
        "most": max((bar.share.total for bar in speakers), default=0) or 1,
        "rows": _rows(dossier, paragraphs, found, page_cards),
        "counts": _counts(dossier, page_cards),
        "layers": layers_in(found),
        "quiet": QUIET_AT_FIRST,
        "tables": tables(dossier, cast, paragraphs),
        "tensions": tension_cards(dossier, cast, paragraphs),
        "matrix": matrix(dossier, cast),
        "strip": strip(dossier, cast),
        "failing": [claim for claim in dossier.vote_claims if claim.verdict and claim.verdict.outcome == "fails"],
        "made_by": dossier.made_by,
    }


def report_loader() -> PackageLoader:
    """Return the loader of the templates, for a page that includes `report.html`; it needs the filter `visible` (see `one_line`)."""
    return PackageLoader("communique.exports")


def page_asset(name: str) -> str:
    """Return the style sheet (`page.css`) or the script (`page.js`) of the page."""
    return (files("communique.exports") / "templates" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the source expression of a content security policy that allows exactly this text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(loader=report_loader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["visible"] = one_line
    return environment


def _bars(dossier: Dossier, cast: Cast) -> list[Bar]:
    return [
        Bar(index, cast.name(share.speaker) or "unresolved", cast.role(share.speaker or ""), share, share.attributions[0])
        for index, share in enumerate(shares(dossier))
    ]


def _counts(dossier: Dossier, page_cards: Iterable[Card]) -> dict[str, int]:
    return {"attributions": len(dossier.attributions), "gaps": len(dossier.gaps), "cards": len(list(page_cards))}


def _rows(dossier: Dossier, paragraphs: Paragraphs, found: list[Mark], page_cards: list[Card]) -> Iterator[Row]:
    """Yield the paragraphs with their segments and cards, in one pass over the text."""
    text = dossier.document.text
    numbers = {card.id: card.number for card in page_cards if card.number}
    cuts = [place for paragraph in paragraphs.all for place in (paragraph.start, paragraph.end)]
    in_paragraph, beside = defaultdict[int, list[Segment]](list), defaultdict[int, list[Card]](list)
    for piece in segments(found, cuts):
        if piece.start < paragraphs.at(piece.start).end:
            in_paragraph[paragraphs.at(piece.start).start].append(piece)
    for card in page_cards:
        beside[paragraphs.at(card.place).start].append(card)
    for paragraph in paragraphs.all:
        html = Markup("").join(_pieces(text, in_paragraph[paragraph.start], numbers))
        yield Row(paragraph, html, _layout(text, paragraph), tuple(beside[paragraph.start]))


def _layout(text: str, paragraph: Paragraph) -> str:
    """Say whether line ends inside a paragraph are mere wrapping or its own lines (a list, an address), and how many lines it may take."""
    lines = text[paragraph.start : paragraph.end].splitlines()
    wrapped = len(lines) > 1 and max(map(len, lines)) >= _WRAPPED_LINE
    deep = sum(-(-len(line) // _COLUMN) for line in ([" ".join(lines)] if wrapped else lines))
    return f"{paragraph.kind}{' wrapped' if wrapped else ''} lines-{next((size for size in _DEPTHS if size >= deep), _DEPTHS[-1])}"


def _pieces(text: str, found: Iterable[Segment], numbers: Mapping[str, int]) -> Iterator[Markup]:
    """Yield segments as markup; neighbours inside the same speech become one link, unless a sign stands between them."""
    held: list[Markup] = []
    speech: list[Mark] = []
    begins = False
    for piece in found:
        inside = sorted((mark for mark in piece.marks if mark.layer == "speech"), key=lambda mark: (-mark.depth, mark.end - mark.start))
        if held and inside != speech:
            yield _speech(held, speech, begins=begins)
            held = []
        if not held:
            begins = bool(inside) and inside[0].first and inside[0] in piece.opening
        speech = inside
        held.append(_words(text, piece, numbers))
        if signs := Markup("").join(_sign(mark) for mark in piece.closing if mark.last and mark.layer in SIGNED):
            yield _speech(held, speech, begins=begins)
            yield signs
            held = []
    if held:
        yield _speech(held, speech, begins=begins)


def _speech(held: Iterable[Markup], speech: list[Mark], *, begins: bool) -> Markup:
    """Wrap words in their innermost speech: its beginning is a link to its card, what goes on after an interruption is not one more."""
    words = Markup("").join(held)
    if not speech:
        return words
    entries = _entries(speech)
    if not begins:
        return Markup('<span class="speech {}" data-a="{}">{}</span>').format(speech[0].classes, " ".join(entries), words)
    return Markup('<a class="speech {}" href="#{}" data-a="{}">{}</a>').format(speech[0].classes, entries[0], " ".join(entries), words)


def _words(text: str, piece: Segment, numbers: Mapping[str, int]) -> Markup:
    """Return the words of one segment inside their other layers, after the anchors of what begins here."""
    words = escape(visible(text[piece.start : piece.end]))
    cues = [mark for mark in piece.marks if mark.layer == "cue"]
    others = [mark for mark in piece.marks if mark.layer not in {"speech", "cue"}]
    if cues:
        words = Markup('<span class="{}" data-a="{}">{}</span>').format(_classes(cues), " ".join(_entries(cues)), words)
    if others:
        titles = "; ".join(dict.fromkeys(mark.title for mark in others))
        beside = _entries(mark for mark in others if mark.layer in WITH_CARDS)
        linked = Markup(' data-a="{}"').format(" ".join(beside)) if beside else ""
        linked += (
            Markup(' data-e="{}"').format(" ".join(below)) if (below := _entries(mark for mark in others if mark.leads_to)) else Markup("")
        )
        words = Markup('<span class="{}" title="{}"{}>{}</span>').format(_classes(others), titles, linked, words)
    anchors = (_anchor(mark, numbers) for mark in piece.opening if mark.first and mark.layer not in {"cue", "actor"})
    return Markup("").join([*anchors, words])


def _classes(found: Iterable[Mark]) -> str:
    return " ".join(dict.fromkeys(mark.classes for mark in found))


def _entries(found: Iterable[Mark]) -> list[str]:
    return list(dict.fromkeys(mark.entry for mark in found))


def _anchor(mark: Mark, numbers: Mapping[str, int]) -> Markup:
    """Return the empty element that links lead to; that of an attribution carries its number, which print shows."""
    number = Markup(' data-n="{}"').format(numbers[mark.entry]) if mark.entry in numbers else ""
    return Markup('<span class="at" id="at-{}"{}></span>').format(mark.entry, number)


def _sign(mark: Mark) -> Markup:
    """Return the small sign after a claim, gap or doubt that leads to its card; the sign itself is drawn by the style sheet."""
    return Markup('<a class="sign {}" href="#{}" aria-label="{}"></a>').format(mark.classes, mark.leads_to or mark.entry, mark.title)


__all__ = ["Bar", "Layer", "Row", "page_asset", "render_html", "report_loader", "report_parts"]
