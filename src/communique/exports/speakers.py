"""Who speaks, and how much: attributions in the order of the text, how deep they are nested, and each speaker's share of words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from communique.exports.wording import speakers_of
from communique.record import Attribution, AttributionKind, Dossier, Span

_WORD = re.compile(r"\w+(?:[’'´.-]\w+)*")


def _none_yet() -> dict[AttributionKind, int]:
    return {"direct": 0, "mixed": 0, "indirect": 0}


@dataclass(slots=True)
class Share:
    """What one speaker says in a text: how many attributions and how many words of each kind, and which they are.

    `speaker` is None for all attributions whose speaker is unresolved. A word counts once, for the innermost speech that it stands
    in; joint speech counts in full for each of its speakers.
    """

    speaker: str | None
    attributions: list[str] = field(default_factory=list)
    counts: dict[AttributionKind, int] = field(default_factory=_none_yet)
    words: dict[AttributionKind, int] = field(default_factory=_none_yet)

    @property
    def total(self) -> int:
        """All words that the speaker says."""
        return self.words["direct"] + self.words["mixed"] + self.words["indirect"]


def shares(dossier: Dossier) -> list[Share]:
    """Return each speaker's share of the words, the most talkative first and the unresolved last."""
    found: dict[str | None, Share] = {}
    inner = children(dossier.attributions)
    for attribution in in_order(dossier.attributions):
        words = _own_words(dossier.document.text, attribution, inner.get(attribution.id, ()))
        for speaker in speakers_of(attribution) or (None,):
            share = found.setdefault(speaker, Share(speaker))
            share.attributions.append(attribution.id)
            share.counts[attribution.kind] += 1
            share.words[attribution.kind] += words
    return sorted(found.values(), key=lambda share: (share.speaker is None, -share.total))


def words_of_text(dossier: Dossier) -> int:
    """Count the words of the whole text, the denominator of the shares."""
    return sum(1 for _ in _WORD.finditer(dossier.document.text))


def in_order(attributions: Iterable[Attribution]) -> list[Attribution]:
    """Return attributions in the order in which their contents begin, a longer one before those inside it."""
    return sorted(attributions, key=lambda attribution: (attribution.content[0].start, -attribution.content[-1].end))


def children(attributions: Iterable[Attribution]) -> Mapping[str | None, list[Attribution]]:
    """Group attributions by the one that they are nested in (None for the outermost), each group in the order of the text."""
    groups: dict[str | None, list[Attribution]] = {}
    for attribution in in_order(attributions):
        groups.setdefault(attribution.nested_in, []).append(attribution)
    return groups


def walk(attributions: Iterable[Attribution]) -> Iterator[tuple[Attribution, int]]:
    """Yield each attribution with its depth, an outer one before those nested in it: 1 is speech, 2 speech inside speech, and so on."""
    groups, seen = children(attributions), set[str]()
    for root in [*groups.get(None, []), *in_order(attributions)]:
        stack = [] if root.id in seen else [(root, 1)]
        while stack:
            attribution, depth = stack.pop()
            if attribution.id not in seen:
                seen.add(attribution.id)
                yield attribution, depth
                stack.extend((inner, depth + 1) for inner in reversed(groups.get(attribution.id, [])))


def _own_words(text: str, attribution: Attribution, inner: Iterable[Attribution]) -> int:
    holes = sorted((span.start, span.end) for child in inner for span in child.content)
    return sum(_count(text, piece, holes) for piece in attribution.content)


def _count(text: str, piece: Span, holes: list[tuple[int, int]]) -> int:
    total, place = 0, piece.start
    for start, end in [*holes, (piece.end, piece.end)]:
        if end <= place or start > piece.end:
            continue
        total += sum(1 for _ in _WORD.finditer(text[place : max(start, place)]))
        place = max(place, end)
    return total
