"""Denials between reports: what one report says that somebody denied, and another tells as a fact or as somebody else's words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from communique.analysis.sentences import Sentence
from communique.analysis.words import Word, content, words
from communique.record import Attribution, Dossier, Span

_APART_DAYS, _SHARE, _LEAST = 14, 0.6, 3


@dataclass(frozen=True)
class Denied:
    """Words of which a report says that they were denied."""

    dossier: Dossier
    attribution: Attribution

    @property
    def text(self) -> str:
        """The words that were denied."""
        return " … ".join(span.text for span in self.attribution.content)

    @cached_property
    def words(self) -> list[Word]:
        """All words of them."""
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of those that carry meaning."""
        return frozenset(content(self.words))

    @cached_property
    def common(self) -> frozenset[str]:
        """The stems of those in small letters: deeds and things, not names."""
        return frozenset(content(word for word in self.words if self.text[word.start].islower()))


@dataclass(frozen=True)
class Contradicted:
    """What was denied, and the sentence that tells it; `speaker` is who says it there, None where the report itself does."""

    denied: Denied
    sentence: Sentence
    speaker: str | None
    share: float


def contradicted(dossiers: Sequence[Dossier], told: Iterable[Sentence]) -> Iterator[Contradicted]:
    """Yield for each denial the sentence of another report that tells what was denied in the most like words, if there is one.

    The sentence has three fifths of the words that were denied, at least three of them, and is not denied, negated or in doubt itself;
    whoever denies does not say it; and no more than a fortnight lies between the reports. Of several denials of one sentence in one
    report the one in the most like words counts.
    """
    holders: dict[str, list[Sentence]] = {}
    for sentence in told:
        for stem in sentence.stems:
            holders.setdefault(stem, []).append(sentence)
    best: dict[tuple[str, str], Contradicted] = {}
    for denied in _denied(dossiers):
        found = max(_telling(denied, holders), key=_order, default=None)
        if found is not None:
            key = (denied.dossier.document.id, found.sentence.text)
            best[key] = max(best.get(key, found), found, key=lambda each: each.share)
    yield from best.values()


def _denied(dossiers: Sequence[Dossier]) -> Iterator[Denied]:
    for dossier in dossiers:
        for attribution in dossier.attributions:
            if attribution.denial:
                yield Denied(dossier, attribution)


def _telling(denied: Denied, holders: dict[str, list[Sentence]]) -> Iterator[Contradicted]:
    """Yield the sentences of other reports that tell what was denied."""
    rarest = sorted(denied.stems, key=lambda stem: (len(holders.get(stem, ())), stem))
    probed = rarest[: len(rarest) - max(_LEAST, round(_SHARE * len(rarest))) + 1]
    seen: set[str] = set()
    for sentence in (each for stem in probed for each in holders.get(stem, ())):
        if sentence.ref in seen or sentence.document == denied.dossier.document.id:
            continue
        seen.add(sentence.ref)
        share = len(denied.stems & sentence.stems) / len(denied.stems)
        enough = len(denied.stems & sentence.stems) >= _LEAST and len(denied.common & sentence.stems) >= 2
        if share >= _SHARE and enough and _near(denied, sentence) and _stands(sentence):
            speaker = _speaker(sentence)
            if speaker is None or speaker not in denied.attribution.speakers:
                yield Contradicted(denied, sentence, speaker, round(share, 3))


def _near(denied: Denied, sentence: Sentence) -> bool:
    one, other = denied.dossier.document.published, sentence.published
    return one is None or other is None or abs((one - other).days) <= _APART_DAYS


def _stands(sentence: Sentence) -> bool:
    """Say whether a sentence asserts what it tells: nobody denies it there, and nothing in it is negated or in doubt."""
    told = [a for a in sentence.dossier.attributions if any(_within(sentence, span) for span in a.content)]
    return sentence.is_asserted and not any(a.denial or a.negated for a in told)


def _speaker(sentence: Sentence) -> str | None:
    """Return who says most of a sentence, None where the report does itself or the speaker is not resolved."""
    told = [a for a in sentence.dossier.attributions if any(sentence.covers(span) for span in a.content)]
    longest = max(told, key=lambda a: sum(span.end - span.start for span in a.content), default=None)
    return longest.speaker if longest else None


def _within(sentence: Sentence, span: Span) -> bool:
    return sentence.start <= span.start and span.end <= sentence.end


def _order(found: Contradicted) -> tuple[float, int, str]:
    """Order tellings: the most like first, then the earliest."""
    published = found.sentence.published
    return found.share, -(published.toordinal() if published else 10**7), found.sentence.ref
