"""Numbers that differ between reports: in sentences that tell the same, and of one thing and deed in reports of one happening."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.analysis.counts import FATES, Count, counts_in, differing
from communique.analysis.sentences import Sentence, sharing
from communique.analysis.timeline import Happening

NEAR_DAYS, _SHARE, _SHARE_OF_LONGER, _LEAST = 4, 0.6, 0.4, 4
_SAYING = frozenset({"say", "tell", "report", "add"})


@dataclass(frozen=True)
class Tallied:
    """A count in a sentence of a report."""

    sentence: Sentence
    count: Count


def unlike_tallies(found: Iterable[Sentence], happenings: Iterable[Happening]) -> Iterator[tuple[Tallied, Tallied]]:
    """Yield pairs of counts of one thing that differ, from reports at most four days apart; the earlier report comes first.

    Either the sentences share three fifths of the shorter one's words and two fifths of the longer one's, at least four of them, or the
    reports tell one happening and say the same deed of the thing counted ("three boats had been towed", "two boats were towed away").
    """
    told = [Tallied(each, count) for each in found for count in counts_in(each.text, each.words)]
    told.sort(key=lambda each: (each.sentence.published is None, str(each.sentence.published), each.sentence.ref))
    by_sentence: dict[str, list[Tallied]] = {}
    for each in told:
        by_sentence.setdefault(each.sentence.ref, []).append(each)
    yield from _in_like_sentences(list(by_sentence.values()))
    yield from _in_one_happening(told, happenings)


def _in_like_sentences(counted: Sequence[Sequence[Tallied]]) -> Iterator[tuple[Tallied, Tallied]]:
    for i, j in sharing([each[0].sentence.stems for each in counted], _SHARE):
        one, other = counted[i][0].sentence, counted[j][0].sentence
        shared = len((one.stems & other.stems) - _SAYING)
        if shared >= max(_LEAST, _SHARE_OF_LONGER * max(len(one.stems), len(other.stems))) and _apart(one, other):
            yield from _differing(counted[i], counted[j])


def _differing(ours: Sequence[Tallied], theirs: Sequence[Tallied]) -> Iterator[tuple[Tallied, Tallied]]:
    """Yield the counts that differ and of which neither stands in the other sentence as well."""
    for one in ours:
        for other in theirs:
            known = any(differing(one.count, x.count) is False and x.count.units & one.count.units for x in theirs)
            known = known or any(differing(other.count, x.count) is False and x.count.units & other.count.units for x in ours)
            if differing(one.count, other.count) and one.count.units & FATES == other.count.units & FATES and not known:
                yield one, other


def _in_one_happening(told: Sequence[Tallied], happenings: Iterable[Happening]) -> Iterator[tuple[Tallied, Tallied]]:
    shared: dict[str, set[str]] = {}
    for happening in happenings:
        if happening.documents > 1:
            for each in happening.told:
                shared.setdefault(each.document, set()).add(happening.id)
    shelves: dict[tuple[str, str], list[Tallied]] = {}
    for tallied in told:
        if tallied.count.deed and tallied.sentence.document in shared:
            shelves.setdefault(tallied.count.deed, []).append(tallied)
    for shelf in shelves.values():
        for one, other in combinations(shelf, 2):
            both = shared[one.sentence.document] & shared[other.sentence.document]
            if both and _apart(one.sentence, other.sentence) and differing(one.count, other.count):
                yield one, other


def _apart(one: Sentence, other: Sentence) -> bool:
    """Say whether two sentences are of two reports that are known to be published within a few days."""
    if one.document == other.document or one.published is None or other.published is None:
        return False
    return abs((one.published - other.published).days) <= NEAR_DAYS
