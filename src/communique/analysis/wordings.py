"""Two wordings held against each other: whether they may render the same words, how, and in what they differ."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import Literal

from communique.analysis.words import (
    HOURS,
    MODALS,
    NEGATORS,
    STOPWORDS,
    WEAKENING,
    Word,
    amounts,
    content,
    negations,
    numbers,
    plain,
    shingles,
    stem,
    words,
)
from communique.vocabulary.renderings import renderings

Kind = Literal["verbatim", "truncated", "reworded", "translated"]
DifferenceKind = Literal["negation", "number", "modal", "name", "condition", "left out", "wording"]
SERIOUS: frozenset[DifferenceKind] = frozenset({"negation", "number", "modal", "name", "condition"})

_SENTENCE_END = re.compile(r"[.!?;]")
CONDITIONS = frozenset({"if", "unless", "provided", "until", "but", "except", "only", "once"})
_BACKSHIFT = {"will": "would", "can": "could", "may": "might"}
RUN, _SHORT, _LONG, _SPELLED, _LONG_NAME = 5, 3, 6, 0.6, 3


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two wordings differ: in what, and the words of the one and of the other ("" for none); `at` is their place in the other."""

    kind: DifferenceKind
    one: str
    other: str
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one wording renders the other: `score` is the share of content words that agree (0 to 1), `run` the longest run of same words."""

    kind: Kind
    score: float
    run: int
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Wording:
    """The words of one attribution, `direct` when they stand in quotation marks."""

    text: str
    direct: bool = True

    @cached_property
    def words(self) -> list[Word]:
        """All words."""
        return words(self.text)

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """Their plain forms."""
        return plain(self.words)

    @cached_property
    def runs(self) -> set[int]:
        """Hashes of all runs of five words."""
        return shingles(self.words, RUN)

    @cached_property
    def stems(self) -> Counter[str]:
        """The stems of the words that carry meaning, with their number; a long name ("the International Court of Justice") is one word."""
        found, places = self.words, range(len(self.words))
        inside = {i for start, end in self._long_names() for i in range(start + 1, end)}
        return Counter(content(found[i] for i in places if i not in inside))

    def _long_names(self) -> Iterator[tuple[int, int]]:
        """Yield the ranges of words of names with three capitals or more."""
        start, capitals = 0, 0
        for i in range(len(self.words) + 1):
            if i < len(self.words) and self.text[self.words[i].start].isupper():
                start, capitals = (start, capitals + 1) if capitals else (i, 1)
            elif not (capitals and i < len(self.words) and self.words[i].plain in {"of", "and", "for", "the"}):
                if capitals >= _LONG_NAME:
                    yield start, i
                capitals = 0

    @cached_property
    def size(self) -> int:
        """How many words carry meaning."""
        return self.stems.total()

    def piece(self, start: int, end: int) -> str:
        """Return the text from the word `start` to before the word `end`."""
        return self.text[self.words[start].start : self.words[end - 1].end] if end > start else ""

    def place(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the offsets of a range of words, None when it is empty."""
        return (self.words[start].start, self.words[end - 1].end) if end > start else None

    def names(self, start: int, end: int) -> set[str]:
        """Return the plain forms of the words in a range that have a capital within a sentence."""
        return {word.plain for i, word in enumerate(self.words[start:end], start) if self._is_name(i, word)}

    def meant(self, start: int, end: int) -> set[str]:
        """Return the stems of a range of words that carry meaning and are no numbers, units of time or negations."""
        found = (w for w in self.words[start:end] if w.plain not in NEGATORS and w.number is None and w.stem not in HOURS)
        return set(content(found))

    def _is_name(self, i: int, word: Word) -> bool:
        if not self.text[word.start].isupper() or i == 0 or word.plain == "i":
            return False
        return not _SENTENCE_END.search(self.text[self.words[i - 1].end : word.start])


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Return the groups of renderings by stem."""
    found: dict[str, set[int]] = {}
    for word, numbers_of in renderings().items():
        found.setdefault(stem(word), set()).update(numbers_of)
    return {key: frozenset(value) for key, value in found.items()}


def keys(wording: Wording) -> set[str]:
    """Return what a wording is looked up by: the stems that carry meaning, and the groups of words that translate each other."""
    groups = _groups()
    told = {f"@{amount:.15g}" for amount in amounts(wording.words)}
    plainly = {e for e in wording.stems if e not in groups and e not in HOURS and not e.startswith("#")}
    return {f"={group}" for each in wording.stems for group in groups.get(each, ())} | plainly | told


def likeness(one: Wording, other: Wording, *, near: bool) -> Likeness | None:
    """Say how the one wording renders the other, None when it does not; `near` when both were published within a few days.

    Far apart in time only long and nearly the same words count, since formulas are said again and again.
    """
    if one.plain == other.plain:
        enough = len(one.plain) >= 4 if near else len(one.plain) >= 14 and one.size >= 6
        return Likeness("verbatim", 1.0, len(one.plain), ()) if enough and not _is_bare(one) else None
    small, shared = min(one.size, other.size), (one.stems & other.stems).total()
    least_plain = min(len(one.plain), len(other.plain))
    if least_plain < 4 or (shared < 0.5 * small and shared + _soft(one, other) < 0.6 * small):
        return None
    matcher = SequenceMatcher(None, one.plain, other.plain, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    kind = _kind(one, other, shared=shared, blocks=[(b.a, b.b, b.size) for b in blocks], near=near)
    codes = matcher.get_opcodes()
    if kind == "truncated" and _is_bare(min(one, other, key=lambda wording: len(wording.words))):
        return None
    if kind is None or (kind == "reworded" and _says_other_things(one, other, codes)):
        return None
    found = tuple(differences(one, other, codes))
    score = 2 * shared / max(one.size + other.size, 1) if kind in {"reworded", "translated"} else shared / max(small, 1)
    swapped = [difference for difference in found if difference.kind == "name"]
    if swapped and (len(swapped) > 1 or small < 8 or score < 0.8):
        return None
    return Likeness(kind, round(score, 3), max((block.size for block in blocks), default=0), found)


def _kind(one: Wording, other: Wording, *, shared: int, blocks: Sequence[tuple[int, int, int]], near: bool) -> Kind | None:
    small, both = min(one.size, other.size), one.size + other.size
    shortened: Kind = "truncated" if min(len(one.plain), len(other.plain)) < 0.8 * max(len(one.plain), len(other.plain)) else "reworded"
    matched = sum(size for *_, size in blocks)
    shorter, longer = sorted((len(one.plain), len(other.plain)))
    run = max((size for *_, size in blocks), default=0)
    if not near:
        if small >= 5 and shared >= 0.85 * small and run >= 8 and matched >= 0.8 * shorter:
            return shortened
        return None
    if run == shorter >= 5 and small >= 2:
        return shortened
    if longer >= 5 and matched >= 0.8 * longer and shorter >= 4:
        return "reworded"
    if small >= _SHORT and shared >= 0.8 * small and matched >= 0.7 * shorter and run >= min(4, shorter):
        return shortened
    if small >= 4 and 2 * shared >= 0.6 * both:
        return "reworded"
    soft = shared + _soft(one, other)
    if small >= 4 and shared >= 1 and 2 * soft >= 0.6 * both:
        return "translated"
    return None


def _soft(one: Wording, other: Wording) -> float:
    """Count the content words of the one, beyond those shared, that a translator may have put for words of the other; each is worth 0.9."""
    groups = _groups()
    left = [groups.get(s, frozenset()) for s in (one.stems - other.stems).elements()]
    right = [groups.get(s, frozenset()) for s in (other.stems - one.stems).elements()]
    count = 0
    for group in left:
        match = next((i for i, candidate in enumerate(right) if group & candidate), None)
        if match is not None:
            right.pop(match)
            count += 1
    return 0.9 * (count + 2 * _same_times(one, other))


def _same_times(one: Wording, other: Wording) -> int:
    """Count the times that both tell with other figures and units (14 days, two weeks); each is two words."""
    ours, theirs = ({a for a in amounts(w.words) if a not in numbers(w.words)} for w in (one, other))
    figures = {word.plain for word in one.words if word.number is not None} & set(other.plain)
    return len(ours & theirs) if not figures else 0


def _is_bare(wording: Wording) -> bool:
    """Say whether reported words are a mere name or thing named ("the North American Free Trade Agreement"), which is no utterance."""
    if wording.direct:
        return False
    return sum(word.plain not in STOPWORDS and wording.text[word.start].islower() for word in wording.words) < 2


def _says_other_things(one: Wording, other: Wording, codes: Sequence[tuple[str, int, int, int, int]]) -> bool:
    """Say whether words that carry meaning replace others: once in a short wording, a third of the words in a long one."""
    swaps, small = sum(_swaps(one, other, code) for code in codes), min(one.size, other.size)
    return bool(swaps) and (small < _LONG or 3 * swaps >= small)


def _swaps(one: Wording, other: Wording, code: tuple[str, int, int, int, int]) -> bool:
    """Say whether a piece puts other words that carry meaning, which are no rendering, number or negation, in the place of such words."""
    tag, a, b, c, d = code
    if tag != "replace":
        return False
    ours, theirs = one.meant(a, b), other.meant(c, d)
    left, right = ours - other.stems.keys(), theirs - one.stems.keys()
    groups = _groups()
    translated = any(groups.get(x, frozenset()) & groups.get(y, frozenset()) for x in left for y in right)
    spelled = any(SequenceMatcher(None, x, y).ratio() >= _SPELLED for x in left for y in right)
    return bool(left and right) and not translated and not spelled


def differences(one: Wording, other: Wording, codes: Sequence[tuple[str, int, int, int, int]]) -> Iterator[Difference]:
    """Yield the differences in order of place; what only the longer has before or after the common part is left out."""
    for number, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            continue
        ours, theirs = one.piece(a, b), other.piece(c, d)
        if number in {0, len(codes) - 1} and tag in {"insert", "delete"}:
            longer, start, end = (one, a, b) if b > a else (other, c, d)
            yield Difference(_at_the_edge(longer, start, end, first=number == 0), ours, theirs, other.place(c, d))
            continue
        yield Difference(_inside(one, other, (a, b, c, d)), ours, theirs, other.place(c, d))


def _at_the_edge(longer: Wording, start: int, end: int, *, first: bool) -> DifferenceKind:
    """Say what was left out before (`first`) or after the words that both have."""
    if first:
        opened = not _SENTENCE_END.search(longer.text[longer.words[start].start : longer.words[end].start])
        if opened and CONDITIONS & set(longer.plain[start : start + 2]):
            return "condition"
        near = [i for i in range(max(start, end - 5), end) if negations(longer.plain[i : i + 1])]
        joined = near and not _SENTENCE_END.search(longer.text[longer.words[near[-1]].end : longer.words[end].start])
        return "negation" if joined else "left out"
    joined = not _SENTENCE_END.search(longer.text[longer.words[start - 1].end : longer.words[start].start])
    return "condition" if joined and CONDITIONS & set(longer.plain[start : start + 2]) else "left out"


def _inside(one: Wording, other: Wording, place: tuple[int, int, int, int]) -> DifferenceKind:
    a, b, c, d = place
    ours, theirs = one.plain[a:b], other.plain[c:d]
    if max(len(ours), len(theirs)) <= 4 and negations(ours) % 2 != negations(theirs) % 2:
        return "negation"
    if _other_amounts(one.words[a:b], other.words[c:d]):
        return "number"
    if max(len(ours), len(theirs)) <= 4 and _modals(ours, theirs, backshift=not (one.direct and other.direct)):
        return "modal"
    if _swaps_names(one.names(a, b), other.names(c, d)):
        return "name"
    return "wording" if ours and theirs else "left out"


def _other_amounts(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Say whether two pieces tell other numbers, or other units of time (a month, a year)."""
    told, told_there = amounts(ours), amounts(theirs)
    if told and told_there:
        return sorted(told) != sorted(told_there)
    units, units_there = ({word.stem for word in words if word.stem in HOURS} for words in (ours, theirs))
    return bool(units and units_there) and units != units_there


def _modals(ours: Sequence[str], theirs: Sequence[str], *, backshift: bool) -> bool:
    """Say whether the modal of one piece is another one in the other, or weakens it; reported speech shifts will to would."""

    def told(forms: Sequence[str]) -> set[str]:
        found = {MODALS[form] for form in forms if form in MODALS} | {form for form in forms if form in WEAKENING and form not in MODALS}
        return {_BACKSHIFT.get(form, form) for form in found} if backshift else found

    here, there = told(ours), told(theirs)
    if here and there:
        return here != there
    return bool((here | there) & (WEAKENING - ({"could", "might"} if backshift else set())))


def _swaps_names(ours: set[str], theirs: set[str]) -> bool:
    """Say whether one name stands for another; two spellings of one name (Kyiv, Kiev) do not count."""
    left, right = ours - theirs, theirs - ours
    if not left or not right:
        return False
    return not any(SequenceMatcher(None, x, y).ratio() >= _SPELLED or x[:4] == y[:4] for x in left for y in right)
