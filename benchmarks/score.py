"""Scores predicted attributions against gold ones; knows neither a corpus nor a reader.

The definitions are those that the literature on PolNeAR needs, written down once here:

token       a run of word characters, or one other mark that is not a space; it is in a span when they share a character.
*_tok       token precision, recall and F1 of a role: tokens in any predicted span against tokens in any gold span.
*_span      the same for single spans that cover exactly the same tokens, whatever attribution they belong to.
exact       the content token sets are equal; exact_w: equal when only word tokens count, so that marks and stops do not matter.
partial     the Jaccard index of the content token sets is at least 0.5; one to one, the highest index first (then the earlier gold,
            then the earlier prediction).
source_acc  among partial matches whose gold has a source: the predicted source shares a telling word token with it (any word token
            when the gold source has only words of STOPWORDS).
e2e         a partial match whose source is right; where the gold has no source, the prediction must have none.

Subsets: `direct_mixed` are attributions whose content has quotation marks in it or at its edge, `indirect` the others. Recall is over
the gold of the subset; precision is over the predictions that are of the subset by their own content, matched against any gold.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

Offsets = tuple[int, int]

ROLES = ("content", "source", "cue")
SUBSETS = ("all", "direct_mixed", "indirect")
MATCH = 0.5

_TOKEN = re.compile(r"\w+|[^\w\s]")
_WORD = re.compile(r"\w")
_DOUBLE_MARKS = '"“”„‟«»〝〞'
_DOUBLE = re.compile(f"[{_DOUBLE_MARKS}]|``|''")
_SINGLE = re.compile(r"(?<!\w)['‘](?=\w)[^'‘’\n]+?['’](?!\w)")

STOPWORDS = frozenset(
    " ".join(
        (
            "a an the this that these those such one ones other others some any each every no all both either neither",
            "i me my mine we us our ours you your yours he him his she her hers it its they them their theirs",
            "myself ourselves yourself himself herself itself themselves",
            "who whom whose which what how why where when while if because since until unless though although",
            "about after against among as at before between by during for from in into of on onto over than through to under with without",
            "and but nor or so yet there here also just only very more most many much several",
            "am are be been being is was were do does did doing had has have having",
            "can could may might must shall should will would not n't d ll m re s t ve said say says",
        )
    ).split()
)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One attribution as offsets into its text (code points, half-open); source and cue may be empty."""

    id: str
    content: tuple[Offsets, ...]
    source: tuple[Offsets, ...] = ()
    cue: tuple[Offsets, ...] = ()

    def role(self, name: str) -> tuple[Offsets, ...]:
        """Return the spans of 'content', 'source' or 'cue'."""
        return {"content": self.content, "source": self.source, "cue": self.cue}[name]


class Count(NamedTuple):
    """Right ones and all, on the predicted and on the gold side; counts add up over articles."""

    right_predicted: int = 0
    predicted: int = 0
    right_gold: int = 0
    gold: int = 0

    def plus(self, other: "Count") -> "Count":
        """Add two counts, side by side."""
        return Count(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 when there are none."""
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 when there is none."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


Counts = dict[str, Count]


class Tokens:
    """The tokens of one text, findable by offsets."""

    def __init__(self, text: str) -> None:
        found = list(_TOKEN.finditer(text))
        self.words = [m.group() for m in found]
        self._starts = [m.start() for m in found]
        self._ends = [m.end() for m in found]

    def inside(self, spans: Iterable[Offsets]) -> frozenset[int]:
        """Return the indices of the tokens that share a character with any of the spans."""
        chosen: set[int] = set()
        for start, end in spans:
            if start < end:
                chosen.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(chosen)

    def is_word(self, index: int) -> bool:
        """Say whether the token is a word rather than a mark."""
        return bool(_WORD.match(self.words[index]))


class Side:
    """One attribution of one side, as token sets."""

    def __init__(self, labelled: Labelled, text: str, tokens: Tokens) -> None:
        self.labelled = labelled
        self._tokens = tokens
        self.content = tokens.inside(labelled.content)
        self.subset = "direct_mixed" if has_quotation(text, labelled.content) else "indirect"

    @cached_property
    def source(self) -> frozenset[int]:
        """Tokens of the source."""
        return self._tokens.inside(self.labelled.source)

    @cached_property
    def cue(self) -> frozenset[int]:
        """Tokens of the cue."""
        return self._tokens.inside(self.labelled.cue)

    @cached_property
    def content_words(self) -> frozenset[int]:
        """Word tokens of the content."""
        return frozenset(i for i in self.content if self._tokens.is_word(i))

    def role(self, name: str) -> frozenset[int]:
        """Return the tokens of 'content', 'source' or 'cue'."""
        return {"content": self.content, "source": self.source, "cue": self.cue}[name]


class Pair(NamedTuple):
    """A gold attribution and the prediction that matches it, with whether the source is right."""

    gold: int
    predicted: int
    jaccard: float
    source_right: bool


@dataclass(frozen=True, slots=True)
class Matching:
    """One article's gold and predictions as token sets, and which match which."""

    tokens: Tokens
    gold: tuple[Side, ...]
    predicted: tuple[Side, ...]
    pairs: tuple[Pair, ...]


def has_quotation(text: str, spans: Sequence[Offsets]) -> bool:
    """Say whether a content has a part in quotation marks: a double mark in it or at its edge, or a pair of single marks."""
    for start, end in spans:
        before = text[start - 1 : start] if start else ""
        after = text[end : end + 1]
        closing = text[end + 1 : end + 2] if after and after in ",.!?;" else after
        if any(mark and mark in _DOUBLE_MARKS for mark in (before, after, closing)):
            return True
        if _DOUBLE.search(text, start, end) or _SINGLE.search(text[max(0, start - 1) : end + 1]):
            return True
    return False


def match(text: str, gold: Sequence[Labelled], predicted: Sequence[Labelled]) -> Matching:
    """Match the predictions of one article to its gold; attributions without content are left out."""
    tokens = Tokens(text)
    gold_sides = _sides(gold, text, tokens)
    predicted_sides = _sides(predicted, text, tokens)
    candidates = sorted(_overlaps(gold_sides, predicted_sides), key=lambda c: (-c[2], c[0], c[1]))
    pairs, taken_gold, taken_predicted = [], set(), set()
    for g, p, jaccard in candidates:
        if g not in taken_gold and p not in taken_predicted:
            taken_gold.add(g)
            taken_predicted.add(p)
            pairs.append(Pair(g, p, jaccard, _source_right(tokens, gold_sides[g].source, predicted_sides[p].source)))
    return Matching(tokens, gold_sides, predicted_sides, tuple(pairs))


def count_article(text: str, gold: Sequence[Labelled], predicted: Sequence[Labelled]) -> Counts:
    """Return every count of one article, named 'SUBSET.METRIC' (see the module's docstring)."""
    matching = match(text, gold, predicted)
    counts = _count_roles(matching)
    counts |= _count_spans(matching.tokens, gold, predicted)
    counts |= _count_exact(matching, "exact", lambda side: side.content)
    counts |= _count_exact(matching, "exact_w", lambda side: side.content_words)
    right = [p for p in matching.pairs if p.source_right]
    counts |= _count_sides(matching, "partial", {p.gold for p in matching.pairs}, {p.predicted for p in matching.pairs})
    counts |= _count_sides(matching, "e2e", {p.gold for p in right}, {p.predicted for p in right})
    for subset in SUBSETS:
        sourced = [p for p in matching.pairs if matching.gold[p.gold].source and _of(matching.gold[p.gold], subset)]
        counts[f"{subset}.source_acc"] = Count(right_gold=sum(p.source_right for p in sourced), gold=len(sourced))
    return counts


def total(articles: Iterable[Counts]) -> Counts:
    """Sum the counts of many articles (micro-average)."""
    summed: Counts = defaultdict(Count)
    for counts in articles:
        for name, count in counts.items():
            summed[name] = summed[name].plus(count)
    return dict(summed)


def lines(counts: Counts) -> str:
    """Return the scores as a table, one line a subset: precision/recall/F1 in per cent, and how many there were."""
    shown = ("content_tok", "exact", "exact_w", "partial", "e2e")
    rows = [f"{'P/R/F1 in %':13}" + "".join(f"{name:>19}" for name in shown) + f"{'source_acc':>18}{'gold':>7}{'pred':>7}"]
    for subset in SUBSETS:
        cells = (counts[f"{subset}.{name}"] for name in shown)
        row = "".join(f"{100 * c.precision:7.1f}{100 * c.recall:6.1f}{100 * c.f1:6.1f}" for c in cells)
        sourced, matched = counts[f"{subset}.source_acc"], counts[f"{subset}.partial"]
        rows.append(f"{subset:13}{row}{100 * sourced.recall:8.1f} (n={sourced.gold:4d}){matched.gold:7d}{matched.predicted:7d}")
    return "\n".join(rows)


def as_json(counts: Counts) -> dict[str, dict[str, float]]:
    """Return the scores as plain numbers (shares of 1) by name."""
    return {name: {"P": c.precision, "R": c.recall, "F1": c.f1, "predicted": c.predicted, "gold": c.gold} for name, c in counts.items()}


def _sides(attributions: Sequence[Labelled], text: str, tokens: Tokens) -> tuple[Side, ...]:
    return tuple(side for side in (Side(a, text, tokens) for a in attributions) if side.content)


def _overlaps(gold: Sequence[Side], predicted: Sequence[Side]) -> list[tuple[int, int, float]]:
    """Return (gold index, prediction index, Jaccard index) of the pairs that overlap enough to match."""
    holders: dict[int, list[int]] = defaultdict(list)
    for p, side in enumerate(predicted):
        for token in side.content:
            holders[token].append(p)
    found = []
    for g, side in enumerate(gold):
        for p, shared in Counter(p for token in side.content for p in holders.get(token, ())).items():
            jaccard = shared / (len(side.content) + len(predicted[p].content) - shared)
            if jaccard >= MATCH:
                found.append((g, p, jaccard))
    return found


def _source_right(tokens: Tokens, gold: frozenset[int], predicted: frozenset[int]) -> bool:
    if not gold:
        return not predicted
    words = {i for i in gold if tokens.is_word(i)}
    telling = {i for i in words if tokens.words[i].lower() not in STOPWORDS}
    return bool((telling or words) & predicted)


def _of(side: Side, subset: str) -> bool:
    return subset in ("all", side.subset)


def _count_sides(matching: Matching, name: str, right_gold: set[int], right_predicted: set[int]) -> Counts:
    counts = {}
    for subset in SUBSETS:
        gold = {i for i, side in enumerate(matching.gold) if _of(side, subset)}
        predicted = {i for i, side in enumerate(matching.predicted) if _of(side, subset)}
        counts[f"{subset}.{name}"] = Count(len(predicted & right_predicted), len(predicted), len(gold & right_gold), len(gold))
    return counts


def _count_exact(matching: Matching, name: str, key: Callable[[Side], Hashable]) -> Counts:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for p in reversed(range(len(matching.predicted))):
        waiting[key(matching.predicted[p])].append(p)
    right_gold, right_predicted = set(), set()
    for g, side in enumerate(matching.gold):
        if waiting[key(side)]:
            right_gold.add(g)
            right_predicted.add(waiting[key(side)].pop())
    return _count_sides(matching, name, right_gold, right_predicted)


def _count_roles(matching: Matching) -> Counts:
    """Count tokens by role: over everything, and over the gold of each subset (for content, over its predictions too)."""
    counts = {}
    for role in ROLES:
        in_gold, in_predicted = _union(matching.gold, role), _union(matching.predicted, role)
        shared = len(in_gold & in_predicted)
        counts[f"all.{role}_tok"] = Count(shared, len(in_predicted), shared, len(in_gold))
        for subset in SUBSETS[1:]:
            own_gold = _union([s for s in matching.gold if _of(s, subset)], role)
            own_predicted = _union([s for s in matching.predicted if _of(s, subset)], role) if role == "content" else frozenset()
            counts[f"{subset}.{role}_tok"] = Count(
                len(own_predicted & in_gold), len(own_predicted), len(own_gold & in_predicted), len(own_gold)
            )
    return counts


def _count_spans(tokens: Tokens, gold: Sequence[Labelled], predicted: Sequence[Labelled]) -> Counts:
    counts = {}
    for role in ROLES:
        in_gold, in_predicted = (
            {tokens.inside([span]) for attribution in side for span in attribution.role(role)} - {frozenset()} for side in (gold, predicted)
        )
        shared = len(in_gold & in_predicted)
        counts[f"all.{role}_span"] = Count(shared, len(in_predicted), shared, len(in_gold))
    return counts


def _union(sides: Iterable[Side], role: str) -> frozenset[int]:
    return frozenset().union(*(side.role(role) for side in sides))
