"""Independent chains: which reports hand on the same copy, so that wire copy printed ten times counts once."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.analysis.words import Word, plain, shingles, words
from communique.record import Attribution, Dossier

SHINGLE, ALIKE, CONTEXT, CONTEXT_ALIKE, LEAST_WORDS, SAMPLED = 5, 0.5, 260, 0.5, 25, 8
_CREDIT = re.compile(r"\(((?:[A-Z][\w&.]*)(?: [A-Z][\w&.]*){0,3})\)")


@dataclass(frozen=True)
class Copy:
    """A report as copy: its text, and the agencies that it says it has its words from (ids, or names from the dateline)."""

    dossier: Dossier

    @property
    def id(self) -> str:
        """The document's id."""
        return self.dossier.document.id

    @cached_property
    def narration(self) -> list[Word]:
        """The words outside of direct speech: two reporters may quote one sentence, but they do not tell it in the same words."""
        text, place, parts = self.dossier.document.text, 0, []
        for start, end in sorted((s.start, s.end) for a in self.dossier.attributions if a.kind == "direct" for s in a.content):
            parts.append(words(text[place:start], place) if start > place else [])
            place = max(place, end)
        return [word for part in [*parts, words(text[place:], place)] for word in part]

    @cached_property
    def shingles(self) -> set[int]:
        """Hashes of all runs of five words of the narration."""
        return shingles(self.narration, SHINGLE)

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Plain names of the outlet itself and of the agencies credited in headline, dateline or byline."""
        document = self.dossier.document
        named = {document.outlet} if document.outlet else set()
        for section in self.dossier.sections:
            if section.kind in {"dateline", "byline"}:
                named |= set(_CREDIT.findall(section.span.text))
        named |= set(_CREDIT.findall(document.text[:120]))
        return frozenset(_plain(name) for name in named)

    def context(self, attribution: Attribution) -> set[int]:
        """Return the shingles of the reporter's own words around an attribution."""
        start, end = attribution.content[0].start, attribution.content[-1].end
        before = [word for word in self.narration if start - CONTEXT <= word.start and word.end <= start]
        after = [word for word in self.narration if end <= word.start and word.end <= end + CONTEXT]
        return shingles(before, 4) | shingles(after, 4)


def alike(one: set[int], other: set[int]) -> float:
    """Return how much of the smaller set of shingles the other has (0 to 1)."""
    small = min(len(one), len(other))
    return len(one & other) / small if small else 0.0


def same_copy(one: Copy, other: Copy) -> bool:
    """Say whether two reports are printings of one text: half of the shorter one's narration is in the longer.

    With too few words of narration to tell, only the same words throughout count.
    """
    if one.id == other.id or min(len(one.narration), len(other.narration)) >= LEAST_WORDS:
        return one.id == other.id or alike(one.shingles, other.shingles) >= ALIKE
    return plain(words(one.dossier.document.text)) == plain(words(other.dossier.document.text))


def chains(tellings: Sequence[tuple[Copy, Attribution | None]]) -> list[list[int]]:
    """Group tellings, by number, that have their words from one another or from one agency; each group is one independent chain."""
    via = [_passed_on(copy, attribution) for copy, attribution in tellings]
    contexts = [copy.context(attribution) if attribution else set() for copy, attribution in tellings]

    def linked(i: int, j: int) -> bool:
        if via[i] & via[j] or same_copy(tellings[i][0], tellings[j][0]):
            return True
        return min(len(contexts[i]), len(contexts[j])) >= 8 and alike(contexts[i], contexts[j]) >= CONTEXT_ALIKE

    return grouped(len(tellings), linked)


def grouped(count: int, linked: Callable[[int, int], bool]) -> list[list[int]]:
    """Group the numbers below `count` that are linked, directly or through others; a pair in one group already is not asked about."""
    roots = list(range(count))
    for i in range(count):
        for j in range(i):
            one, other = root(roots, i), root(roots, j)
            if one != other and linked(i, j):
                roots[max(one, other)] = min(one, other)
    return list(by_root(roots).values())


def root(roots: list[int], i: int) -> int:
    """Return the root of `i` in a forest of roots, shortening the way to it."""
    while roots[i] != i:
        roots[i] = roots[roots[i]]
        i = roots[i]
    return i


def by_root(roots: list[int]) -> Mapping[Hashable, list[int]]:
    """Return the members of each tree of a forest, in order."""
    found: dict[Hashable, list[int]] = {}
    for i in range(len(roots)):
        found.setdefault(root(roots, i), []).append(i)
    return found


def document_chains(copies: Iterable[Copy]) -> list[list[Copy]]:
    """Group whole reports that are printings of one text; only reports that share sampled shingles are compared."""
    listed = list(copies)
    roots, shelves = list(range(len(listed))), dict[int, list[int]]()
    for i, copy in enumerate(listed):
        shared: Counter[int] = Counter()
        for sample in _samples(copy):
            shelf = shelves.setdefault(sample, [])
            shared.update(shelf)
            shelf.append(i)
        for j in sorted(shared):
            one, other = root(roots, i), root(roots, j)
            if one != other and same_copy(copy, listed[j]):
                roots[max(one, other)] = min(one, other)
    return [[listed[i] for i in group] for group in by_root(roots).values()]


def _samples(copy: Copy) -> set[int]:
    """Return an eighth of the shingles of a report's narration, the same eighth in all; of a short one, the checksum of the whole."""
    if len(copy.narration) >= LEAST_WORDS:
        found = {shingle for shingle in copy.shingles if shingle % SAMPLED == 0}
        return found or {min(copy.shingles)}
    return shingles(words(copy.dossier.document.text), len(copy.dossier.document.text))


def _passed_on(copy: Copy, attribution: Attribution | None) -> frozenset[str]:
    """Return plain names of those through whom the words came: the one nearest to the speaker, and the report's own agencies."""
    via = attribution.via[:1] if attribution else ()
    names = {actor.id: actor.name for actor in copy.dossier.actors}
    return copy.agencies | {_plain(names.get(actor, actor)) for actor in via}


def _plain(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold()).strip().removeprefix("the ")
