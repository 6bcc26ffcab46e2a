"""Quotation marks counted paragraph by paragraph: which open and never close, or close and never opened."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PAIRS = {"“": "”", "«": "»", "‹": "›", "„": "“"}
_CLOSERS = {"”": "“„", "»": "«", "›": "‹"}
_APOSTROPHE = re.compile(r"(?<=[’']n)[’']|(?<=\w)[’'](?=\w)|(?<!\w)[’'](?=\d0s\b|(?:em|til|tis|twas|cause|n)\b)", re.I)
_SINGLE = re.compile(r"[‘’]")
_DOUBLE = re.compile(r"[“”„«»‹›\"]")
_INCH = re.compile(r"(?<=\d)\"(?=\s|[-x,;.)]|$)")


@dataclass(frozen=True, slots=True)
class Odd:
    """A mark without its partner, by its offset in the text."""

    place: int
    mark: str
    opens: bool


def odd_marks(text: str, paragraphs: Sequence[tuple[int, int]]) -> tuple[Odd, ...]:
    """Find the marks without a partner. `paragraphs` are half-open places in reading order.

    ´ and a ’ between letters are apostrophes, a ’ after s may be one; a paragraph that does not close its quotation is in order when the
    next one reopens with the same mark.
    """
    found: list[Odd] = []
    for at, (start, end) in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        after = text[following[0] : following[0] + 2] if following else ""
        words = text[start:end]
        odd = _odd_doubles(words) + _odd_singles(words)
        found.extend(Odd(start + one.place, one.mark, one.opens) for one in odd if not (one.opens and one.mark in after))
    return tuple(sorted(found, key=lambda odd: odd.place))


def _odd_doubles(words: str) -> list[Odd]:
    """Find the double marks (and guillemets) of one paragraph that have no partner; straight ones by an odd count."""
    stack: list[tuple[str, int]] = []
    odd: list[Odd] = []
    straight = [] if '"' not in words else [found.start() for found in re.finditer('"', words) if not _INCH.match(words, found.start())]
    if len(straight) % 2:
        place = _lone_straight(words, straight)
        odd.append(Odd(place, '"', opens=_opens(words, place)))
    for found in _DOUBLE.finditer(words):
        mark, place = found.group(), found.start()
        if mark == '"':
            continue
        if mark == "“" and stack and stack[-1][0] == "„":
            stack.pop()
        elif mark in _PAIRS:
            stack.append((mark, place))
        elif stack and stack[-1][0] in _CLOSERS[mark]:
            stack.pop()
        else:
            odd.append(Odd(place, mark, opens=False))
    return odd + [Odd(place, mark, opens=True) for mark, place in stack]


def _lone_straight(words: str, places: Sequence[int]) -> int:
    """Return the straight mark that breaks the alternation of opening and closing, by the spaces around it."""
    expected = True
    for place in places:
        if _opens(words, place) != expected and (
            place == 0 or place == len(words) - 1 or words[place - 1].isspace() != words[place + 1].isspace()
        ):
            return place
        expected = not expected
    return places[-1]


def _opens(words: str, place: int) -> bool:
    """Say whether a straight mark stands as an opening one does: after a space or bracket, before a word."""
    return (
        (place == 0 or words[place - 1].isspace() or words[place - 1] in "([—–-")
        and place + 1 < len(words)
        and not words[place + 1].isspace()
    )


def _odd_singles(words: str) -> list[Odd]:
    """Find the curly single marks of one paragraph that have no partner."""
    if "‘" not in words and "’" not in words:
        return []
    aside = {found.start() for found in _APOSTROPHE.finditer(words)}
    open_places: list[int] = []
    maybe = 0  # possessive-looking ’ seen while a quotation is open
    odd: list[Odd] = []
    for found in _SINGLE.finditer(words):
        place = found.start()
        if found.group() == "‘":
            if not re.match(r"\d0s\b|(?:em|til|tis|twas)\b", words[place + 1 :], re.I):
                open_places.append(place)
        elif place in aside:
            continue
        elif _may_be_possessive(words, place):
            maybe += bool(open_places)
        elif open_places:
            open_places.pop()
        elif place == 0 or words[place - 1] not in "sS":
            odd.append(Odd(place, "’", opens=False))
    kept = open_places[: max(0, len(open_places) - maybe)]
    return odd + [Odd(place, "‘", opens=True) for place in kept]


def _may_be_possessive(words: str, place: int) -> bool:
    return place > 0 and words[place - 1] in "sSzx" and re.match(r"\s+[\w‘“]", words[place + 1 :]) is not None
