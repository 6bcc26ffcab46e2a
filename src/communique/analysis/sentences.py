"""The sentences of reports, with the stems of their words, and which of them share most of their words with another report's."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import ceil

from communique.analysis.words import NEGATORS, Word, content, plain, words
from communique.record import Dossier, Span

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«„(\[]?[A-Z0-9]|\s*$)")
_READ = frozenset({"headline", "paragraph", "turn", "list_item"})
_UNCERTAIN = frozenset({"if", "whether", "unless", "should", "would", "could", "may", "might"})
_LEAST_WORDS = 3


@dataclass(frozen=True)
class Sentence:
    """A sentence of a report: half-open offsets, and its words."""

    dossier: Dossier
    start: int
    end: int

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.dossier.document.id

    @property
    def ref(self) -> str:
        """Id of the document and the offsets: "sha256:...#120:188"."""
        return f"{self.document}#{self.start}:{self.end}"

    @property
    def text(self) -> str:
        """The words as they stand."""
        return self.dossier.document.text[self.start : self.end]

    @property
    def published(self) -> date | None:
        """The day of publication."""
        return self.dossier.document.published

    @cached_property
    def words(self) -> list[Word]:
        """All words, with places in the sentence."""
        return words(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry meaning, without numbers."""
        return frozenset(stem for stem in content(self.words) if not stem.startswith("#"))

    @cached_property
    def is_asserted(self) -> bool:
        """Say whether the sentence states something as a fact: it has no negation, no condition, and no modal of doubt."""
        return not (NEGATORS | _UNCERTAIN) & set(plain(self.words))

    def covers(self, span: Span) -> bool:
        """Say whether a span lies in the sentence, for the greater part."""
        return 2 * (min(span.end, self.end) - max(span.start, self.start)) > span.end - span.start


def sentences(dossier: Dossier) -> Iterator[Sentence]:
    """Yield the sentences of a report's headline, paragraphs and points; of those of one or two words none."""
    text = dossier.document.text
    blocks = [(s.span.start, s.span.end) for s in dossier.sections if s.kind in _READ] or [(0, len(text))]
    for start, end in blocks:
        place = start
        for stop in [*(start + match.end() for match in _END.finditer(text[start:end])), end]:
            if stop > place:
                first = place + len(text[place:stop]) - len(text[place:stop].lstrip())
                last = place + len(text[place:stop].rstrip())
                if last > first and len(text[first:last].split()) >= _LEAST_WORDS:
                    yield Sentence(dossier, first, last)
            place = stop


def sharing(looked_up: Sequence[frozenset[str] | set[str]], share: float) -> Iterator[tuple[int, int]]:
    """Yield pairs of numbers whose sets share `share` of the smaller one (prefix filtering: Chaudhuri and others, 2006)."""
    often = Counter(key for each in looked_up for key in each)
    ranked = [sorted(each, key=lambda key: (often[key], key)) for each in looked_up]
    order = sorted(range(len(ranked)), key=lambda i: len(ranked[i]), reverse=True)
    holders: dict[str, list[int]] = {}
    for i in order:
        needed = max(1, ceil(len(ranked[i]) * share))
        ours = looked_up[i]
        for j in set().union(*(holders.get(key, ()) for key in ranked[i][: len(ranked[i]) - needed + 1])):
            if len(ours & looked_up[j]) >= needed:
                yield min(i, j), max(i, j)
        for key in ranked[i]:
            holders.setdefault(key, []).append(i)
