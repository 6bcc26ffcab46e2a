"""What a list asks for: the points of a numbered paper, and the items after "calls for:"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.reading.cast import Cast
from communique.reading.drafts import Page
from communique.reading.issues import Found
from communique.reading.operatives import Operative
from communique.reading.sections import Part
from communique.reading.stance_paths import Climber
from communique.reading.ways import Way

_NUMBER = re.compile(
    r"\(?(?:(?P<digits>\d{1,2})|(?P<letter>[a-z]))[.)]|(?P<word>First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)\b"
)
_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_LEAD_TAIL = frozenset({":", "the", "following", "that", "-", "–"})
_FEWEST = 3
_FARTHEST = 20
_ASKING = frozenset({"heading", "operative", "modal", "imperative", "predicate"})


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: its number in the text, its tokens, and those of its first sentence."""

    number: int | None
    start: int
    end: int
    first_end: int


def lists(page: Page) -> Iterator[tuple[int, list[Item]]]:
    """Yield the lists of a text, each with the number of the part before its first item; lettered items stand within a numbered one."""
    lead, items = -1, list[Item]()
    for number, part in enumerate(page.parts):
        if part.kind == "list_item" or _NUMBER.match(page.text, part.start):
            lead = number - 1 if not items else lead
            items.append(_item(page, part))
            if page.text[part.start : part.end].rstrip().endswith(":"):
                yield lead, items
                items = []
        elif items and (part.kind != "paragraph" or not _is_between(page, number)):
            yield lead, items
            items = []
    if items:
        yield lead, items


def _is_between(page: Page, number: int) -> bool:
    """Say whether a paragraph belongs to the item before it: another item follows soon."""
    return any(_NUMBER.match(page.text, part.start) for part in page.parts[number + 1 : number + 4])


def _item(page: Page, part: Part) -> Item:
    found = _NUMBER.match(page.text, part.start, part.end)
    number = None
    if found is not None and found["digits"]:
        number = int(found["digits"])
    elif found is not None and found["word"]:
        number = _ORDINALS.index(found["word"]) + 1
    words = max(part.words, found.end() if found is not None else part.start)
    start, end = page.token_from(words), page.token_from(part.end)
    while start < end and (page.doc[start].is_punct or page.doc[start].is_space):
        start += 1
    first_end = next((t.i for t in page.doc[start + 1 : end] if t.is_sent_start), end)
    return Item(number, start, end, first_end)


def is_numbered(items: Sequence[Item]) -> bool:
    """Say whether a list counts its items, as a paper of points does."""
    numbers = [item.number for item in items if item.number is not None]
    return len(numbers) >= _FEWEST and numbers == sorted(set(numbers))


def asked_in(item: Item, climber: Climber, found: Sequence[Found]) -> Iterator[tuple[Found, Way]]:
    """Yield the issues that an item asks for: those of its first sentence, and others that its further sentences say must be."""
    inside = [one for one in found if item.start <= one.top < item.end]
    first = [(one, climber.way(one, heading=True)) for one in inside if one.top < item.first_end]
    rest = [(one, climber.way(one)) for one in inside if one.top >= item.first_end]
    seen = set[str]()
    for one, way in (*first, *rest):
        if way is None or one.issue in seen or way.kind not in _ASKING:
            continue
        if way.kind == "heading":
            way.turned ^= climber.opens_against(item.start, (*one.tokens, *way.path))
        seen.add(one.issue)
        yield one, way


def leading(page: Page, lead: int, operatives: Mapping[int, Operative]) -> Operative | None:
    """Return the stance word with which the paragraph before a list ends ("Indonesia calls for:", "demands the following:")."""
    if lead < 0 or not page.text[page.parts[lead].start : page.parts[lead].end].rstrip().endswith(":"):
        return None
    at = page.token_from(page.parts[lead].end) - 1
    while at > 0 and (page.doc[at].lower_ in _LEAD_TAIL or page.doc[at].is_space):
        at -= 1
    return next((o for o in operatives.values() if o.last == at), None)


def opener(page: Page, lead: int, cast: Cast) -> str | None:
    """Return the body whose acts the items are: the one with which a paragraph before them begins ("The General Assembly,")."""
    for number in range(lead, max(-1, lead - _FARTHEST), -1):
        part = page.parts[number]
        start = page.token_from(part.start)
        named = [m for m in cast.mention_in(start, start + 3) if m.role not in {"adjective", "demonym", "place"}]
        if named and page.text[part.start : part.end].rstrip().endswith((",", ":")):
            return named[0].actor
    return None


def heading_of(item: Item, doc: Any) -> tuple[int, int]:
    """Return the tokens of an item's first sentence without the stop."""
    end = item.first_end
    while end > item.start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return item.start, end
