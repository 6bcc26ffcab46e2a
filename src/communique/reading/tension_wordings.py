"""Two wordings of one quotation in the same text: what somebody is quoted as saying, once so and once a little otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from communique.reading.tension_scene import Found, TensionScene
from communique.record import Attribution, Span

_CLAUSE = re.compile(r"[^.!?;…]+")
_WORD = re.compile(r"\w+(?:[’'´]\w+)?")
_IDLE = frozenset(
    {
        "a", "an", "the", "and", "or", "but", "of", "to", "in", "on", "at", "for", "with", "by", "from", "as", "is", "are", "was", "were",
        "be", "been", "will", "would", "shall", "should", "must", "can", "could", "may", "might", "not", "no", "never", "we", "our", "us",
        "i", "my", "you", "your", "it", "its", "they", "their", "this", "that", "these", "those", "have", "has", "had", "do", "does",
        "all", "any", "some", "one", "who", "which", "than", "so", "if", "when",
    }
)  # fmt: skip
_STEM = 5
_FEWEST = 3
_SHARE = 0.6
_MOST_APART = 3
_OPENING, _MORE = 2, 2


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a quotation, with its words in order as they stand, and the stems of those that carry the sense."""

    attribution: Attribution
    span: Span
    words: tuple[str, ...]
    stems: tuple[str, ...]
    names: frozenset[str]


def find_wordings(scene: TensionScene) -> Iterator[Found]:
    """Yield pairs of quotations of one speaker that say one thing in two wordings; a shorter excerpt of the same words is none."""
    clauses = [
        clause for attribution in scene.dossier.attributions if attribution.kind != "indirect" for clause in _clauses(scene, attribution)
    ]
    taken: set[str] = set()
    for one, other in combinations(clauses, 2):
        if one.attribution.id in taken or not _may_be_one(scene, one, other):
            continue
        if _are_two_wordings(one, other):
            taken.add(one.attribution.id)
            speaker = scene.name(one.attribution.speakers[0])
            shared = " ".join(sorted(set(one.stems) & set(other.stems)))
            why = f"{one.attribution.id} and {other.attribution.id} share the stems {shared}"
            yield Found("wording", f"what {speaker} said, word for word", (one.span, other.span), why)


def _clauses(scene: TensionScene, attribution: Attribution) -> Iterator[Clause]:
    for span in attribution.content:
        for start, end in _quoted(scene, span, attribution.kind == "direct"):
            for match in _CLAUSE.finditer(scene.page.text, start, end):
                found = list(_WORD.finditer(match.group()))
                if found:
                    at = match.start() + found[0].start(), match.start() + found[-1].end()
                    words = tuple(m.group().lower().replace("’", "'").replace("´", "'") for m in found)
                    yield Clause(attribution, scene.dossier.document.span(*at), words, _stems(words), _names(scene, *at))


def _quoted(scene: TensionScene, span: Span, is_direct: bool) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a content that stand between marks: all of direct speech, the quoted parts of mixed speech."""
    if is_direct:
        yield span.start, span.end
        return
    for quotation in scene.page.quotations_in(span.start, span.end):
        start, end = max(quotation.start, span.start), min(quotation.end, span.end)
        if start < end:
            yield start, end


def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word[:_STEM] for word in words if word not in _IDLE and len(word) > 2)


def _names(scene: TensionScene, start: int, end: int) -> frozenset[str]:
    tokens = scene.doc[scene.page.token_from(start) : scene.page.token_from(end)]
    return frozenset(t.lower_ for t in tokens if t.pos_ == "PROPN" or (t.like_num and t.lower_ != "one") or t.lower_ in {"first", "second"})


def _may_be_one(scene: TensionScene, one: Clause, other: Clause) -> bool:
    if one.attribution.id == other.attribution.id or not one.attribution.speakers or one.attribution.speakers != other.attribution.speakers:
        return False
    if one.attribution.nested_in is not None or other.attribution.nested_in is not None or one.names != other.names:
        return False
    return scene.page.part_at(one.span.start) != scene.page.part_at(other.span.start)


def _are_two_wordings(one: Clause, other: Clause) -> bool:
    if min(len(one.stems), len(other.stems)) < _FEWEST or _is_excerpt(one.words, other.words) or _is_excerpt(other.words, one.words):
        return False
    first, second = one.stems, other.stems
    if one.words[:_OPENING] == other.words[:_OPENING]:
        first, second = first[: len(second) + _MORE], second[: len(first) + _MORE]
    matcher = SequenceMatcher(a=first, b=second, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    apart = max(len(first), len(second)) - same
    shortest = min(len(first), len(second))
    return same >= _FEWEST and same / shortest >= _SHARE and (apart <= _MOST_APART or same / shortest > 0.8)


def _is_excerpt(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Say whether all words of one stand in the other, in their order: left out words are no other wording."""
    rest = iter(whole)
    return all(word in rest for word in part)
