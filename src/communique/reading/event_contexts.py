"""The PLOVER contexts of an event, by the words of the paragraphs that tell it."""

import re
from collections.abc import Iterable
from itertools import pairwise

from communique.reading.drafts import Page
from communique.vocabulary.event_words import EventWords

_WORD = re.compile(r"[a-z][a-z-]*[a-z]")


class Contexts:
    """The PLOVER contexts of the paragraphs of one text, read when they are asked for."""

    def __init__(self, page: Page, words: EventWords) -> None:
        self._page, self._words = page, words.contexts
        self._known: dict[int, frozenset[str]] = {}

    def of(self, offsets: Iterable[int]) -> tuple[str, ...]:
        """Return the contexts of the paragraphs that hold these offsets, in alphabetical order."""
        return tuple(sorted(frozenset[str]().union(*(self._of_part(self._page.part_at(offset)) for offset in offsets))))

    def _of_part(self, number: int) -> frozenset[str]:
        if number not in self._known:
            part = self._page.parts[number]
            words = [_singular(w) for w in _WORD.findall(self._page.text[part.start : part.end].lower())]
            pairs = (f"{a} {b}" for a, b in pairwise(words))
            self._known[number] = frozenset(c for w in (*words, *pairs) for c in self._words.get(w, ()))
        return self._known[number]


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
