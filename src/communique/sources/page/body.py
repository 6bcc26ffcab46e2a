"""Where on a page the report stands: the furniture to leave out, the element that holds the body, and the headline.

The body is the smallest element that holds most of the page's prose (text outside links and furniture), helped by the marks that
publishers set themselves: itemprop=articleBody, <article>, <main>.
"""

import re
from dataclasses import dataclass

from lxml import etree

from communique.sources.page.boilerplate import NEVER_SHOWN, is_comments, is_furniture, is_unseen, names

_HEAVY = 120  # characters of prose that make an element worth remembering
_BODY_NAMES = re.compile(
    r"(?:article|story|entry|post|news|page|main|content|body|field)[-_]*(?:body|content|text|copy|main|article|story)|articlebody|storybody|"
    r"maincontent|^content$|speech-text|transcript",
    re.I,
)
_TEXT_ITSELF = frozenset(["p", "blockquote", "ul", "ol", "table", "tbody", "tr", "pre", "figure"])
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Ground:
    """The plan of a page: its body element, its headline element if one is shown, and the elements to leave out."""

    body: etree._Element
    headline: etree._Element | None
    left_out: frozenset[etree._Element]


def survey(root: etree._Element, titles: tuple[str, ...]) -> Ground | None:
    """Find the body and the headline of a parsed page; None when it has no prose at all."""
    top = next(root.iter("body"), root)
    unseen, suspects = _sort_out(top)
    mass, order = _weigh(top, unseen)
    total = mass.get(top, 0)
    left_out = _leave_out(suspects, unseen, mass, total)
    mass, order = _weigh(top, left_out)
    if not mass.get(top, 0):
        return None
    body = _body(top, mass, order)
    return Ground(body, _headline(top, body, titles, left_out), frozenset(left_out))


def _sort_out(top: etree._Element) -> tuple[set[etree._Element], list[etree._Element]]:
    """Return the elements that are not shown, and those that look like furniture, in document order."""
    unseen: set[etree._Element] = set()
    suspects: list[etree._Element] = []
    walk = etree.iterwalk(top, events=("start",))
    for _, element in walk:
        if element is top:
            continue
        if not isinstance(element.tag, str) or is_unseen(element):
            unseen.add(element)
            walk.skip_subtree()
        elif is_furniture(element) and (parent := element.getparent()) is not None and parent.tag != "blockquote":
            suspects.append(element)
    return unseen, suspects


def _weigh(top: etree._Element, left_out: set[etree._Element]) -> tuple[dict[etree._Element, int], list[etree._Element]]:
    """Return the characters of prose in each heavy element, and these elements from the inside out."""
    mass: dict[etree._Element, int] = {}
    order: list[etree._Element] = []
    stack: list[int] = []
    links = 0
    walk = etree.iterwalk(top, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        if event == "start":
            stack.append(0)
            if element in left_out or element.tag in NEVER_SHOWN:
                walk.skip_subtree()
                continue
            links += element.tag == "a"
            if not links:
                stack[-1] += _length(element.text)
            continue
        if event == "end":
            if element not in left_out and element.tag not in NEVER_SHOWN:
                links -= element.tag == "a"
            own = stack.pop()
            if own >= _HEAVY or element is top:
                mass[element] = own
                order.append(element)
            if stack:
                stack[-1] += own
        if stack and not links:
            stack[-1] += _length(element.tail)
    return mass, order


def _length(text: str | None) -> int:
    """Count the characters of a text node, leaving out the indentation of the source."""
    return 0 if not text or text.isspace() else len(text) if len(text) < 200 else len(" ".join(text.split()))


def _leave_out(
    suspects: list[etree._Element], unseen: set[etree._Element], mass: dict[etree._Element, int], total: int
) -> set[etree._Element]:
    """Decide which suspects go: not one that holds half of the prose, for a wrapper can be called "has-sidebar" too."""
    left_out = set(unseen)
    for element in suspects:
        own = mass.get(element, 0)
        if own < 0.5 * total or (is_comments(element) and total - own >= 400) or (total < _HEAVY and own < _HEAVY):
            left_out.add(element)
    return left_out


def _body(top: etree._Element, mass: dict[etree._Element, int], order: list[etree._Element]) -> etree._Element:
    """Choose the body: a marked element with a good share of the prose, else go down from the top while one child holds most of it."""
    total = mass[top]
    marked = [(element, rank) for element in order if (rank := _mark(element)) and mass[element] >= max(200, rank * total)]
    if marked:
        least = min(rank for _, rank in marked)
        alike = [element for element, rank in marked if rank == least]
        return _together(max(alike, key=lambda element: mass[element]), alike)
    current = top
    while True:
        heavy = [child for child in current if child in mass and mass[child] >= max(0.85 * mass[current], 0.7 * total)]
        if not heavy or heavy[0].tag in _TEXT_ITSELF:
            return current
        current = heavy[0]


def _together(chosen: etree._Element, alike: list[etree._Element]) -> etree._Element:
    """Return the element around `chosen` and all others marked like it (a body can come in several parts)."""
    inside = set(line_up(chosen))
    apart = [element for element in alike if element not in inside and chosen not in line_up(element)]
    lines = [line_up(element) for element in apart]
    return next((around for around in line_up(chosen) if all(around in line for line in lines)), chosen)


def _mark(element: etree._Element) -> float:
    """Return the share of the page's prose from which a publisher's mark is believed; 0 when the element has no mark."""
    if "articleBody" in (element.get("itemprop") or ""):
        return 0.15
    if element.tag == "article" or element.get("role") == "article":
        return 0.4
    if element.tag == "main" or element.get("role") == "main":
        return 0.45
    if element.tag in ("div", "section", "td") and _BODY_NAMES.search(names(element)):
        return 0.5
    return 0.0


def _headline(top: etree._Element, body: etree._Element, titles: tuple[str, ...], left_out: set[etree._Element]) -> etree._Element | None:
    """Find the heading that shows the title: the <h1> (else <h2>) closest in words to a title of the metadata, else the only <h1>."""
    wanted = [set(_WORDS.findall(title.lower())) for title in titles]
    best, best_score, firsts = None, 0.0, []
    for heading in top.iter("h1", "h2"):
        words = set(_WORDS.findall("".join(heading.itertext()).lower()))
        if len(words) < 2 or any(parent in left_out and parent.tag != "header" for parent in line_up(heading)):
            continue
        likeness = max((len(words & title) / len(words | title) for title in wanted if title), default=0.0)
        if heading.tag == "h1":
            firsts.append(heading)
        if likeness > best_score and likeness >= (0.45 if heading.tag == "h1" else 0.7):
            best, best_score = heading, likeness
    if best is not None:
        return best
    inside = [heading for heading in firsts if body in line_up(heading)]
    return inside[0] if len(inside) == 1 else firsts[0] if len(firsts) == 1 else None


def line_up(element: etree._Element) -> list[etree._Element]:
    """Return an element and those around it, at most 200 of them (a torn page can nest without end)."""
    line = [element]
    while len(line) < 200 and (parent := line[-1].getparent()) is not None:
        line.append(parent)
    return line
