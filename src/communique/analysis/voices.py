"""One sentence with two speakers: the same words in quotation marks that two reports put into the mouths of two persons."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from communique.analysis.utterances import Telling, may_be_one, name_in_source

_LEAST_WORDS, _LONG, _LEAST_RARE, _RARE, _NEAR_DAYS = 6, 10, 2, 3, 2


def two_voices(found: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Yield pairs of direct quotations in the same words, two days apart at most, that are given to speakers who cannot be one.

    Formulas are left out: ten words are needed, or six of which two are rare among all quotations here. Each quotation yields the two
    tellings that were published first.
    """
    rare = _rare(found)
    shelves: dict[tuple[str, ...], list[Telling]] = {}
    for telling in found:
        if telling.attribution.kind == "direct" and telling.speakers and len(telling.wording.plain) >= _LEAST_WORDS:
            shelves.setdefault(telling.wording.plain, []).append(telling)
    for shelf in shelves.values():
        words = shelf[0].wording
        if len(words.plain) < _LONG and sum(stem in rare for stem in words.stems) < _LEAST_RARE:
            continue
        shelf.sort(key=lambda t: (t.published is None, str(t.published), t.ref))
        pair = next((pair for pair in combinations(shelf, 2) if _are_two(*pair)), None)
        if pair is not None:
            yield pair


def _rare(found: Sequence[Telling]) -> frozenset[str]:
    """Return the stems that stand in a few differing quotations at most."""
    often = Counter(stem for words in {telling.wording.plain: telling for telling in found}.values() for stem in words.wording.stems)
    return frozenset(stem for stem, count in often.items() if count < _RARE)


def _are_two(one: Telling, other: Telling) -> bool:
    if one.document == other.document or one.published is None or other.published is None:
        return False
    if abs((one.published - other.published).days) > _NEAR_DAYS:
        return False
    return not may_be_one(one, other) and not (_nameless(one) or _nameless(other))


def _nameless(telling: Telling) -> bool:
    """Say whether a speaker is a state or body that stands for somebody whom the text does not name."""
    return not any(speaker.startswith("person:") for speaker in telling.speakers) and not name_in_source(telling)
