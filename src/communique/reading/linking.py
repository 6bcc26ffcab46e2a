"""What the tagger scores to proposals: runs of source, cue and content pieces, each content hung on its cue, each cue on its source."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from communique.reading.drafts import CharRange
from communique.reading.windows import LABELS, Window

Floats = NDArray[np.float32]
Run = tuple[int, int]

WEAK = 0.5
LEAN = np.array([0.15, 1, 1, 1, 1, 1, 1], dtype=np.float32)

_OUTSIDE, _SOURCE, _CUE, _CONTENT = range(4)
_ROLE_OF = (0, 1, 1, 2, 2, 3, 3)
_BEGIN = {_SOURCE: LABELS.index("B-source"), _CUE: LABELS.index("B-cue"), _CONTENT: LABELS.index("B-content")}


@dataclass(frozen=True, slots=True)
class Scores:
    """What the tagger says of one window of n pieces: shares of labels (n x 7); of each piece, as a cue, the shares of the pieces as its
    source, and of each piece, as content, the shares of the pieces as its cue (n x n + 1, the last column: none)."""

    labels: Floats
    sources: Floats
    cues: Floats


@dataclass(slots=True)
class Proposal:
    """One attribution as the tagger sees it, in offsets; `confidence` is the raw share, not yet calibrated."""

    content: list[CharRange]
    cue: list[CharRange] = field(default_factory=list)
    source: CharRange | None = None
    content_share: float = 0.0
    cue_share: float = 0.0
    source_share: float = 0.0
    link_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Runs:
    """The runs of pieces of one window by role, each with the mean share of its role."""

    sources: list[tuple[Run, float]]
    cues: list[tuple[Run, float]]
    contents: list[tuple[Run, float]]


def proposals(text: str, window: Window, scores: Scores, sources: Sequence[CharRange] = ()) -> list[Proposal]:
    """Decode one window. `sources` are further places (the rules') that a cue may point at."""
    runs = find_runs(text, window, scores)
    if not runs.contents:
        return []
    by_cue: dict[int | None, list[tuple[Run, float, float]]] = defaultdict(list)
    for run, share in runs.contents:
        cue, link = _cue_of(run, runs, scores)
        by_cue[cue].append((run, share, link))
    further = [_run_of(window, source) for source in sources]
    candidates = _distinct([run for run, _ in runs.sources], [run for run in further if run is not None])
    found: list[Proposal] = []
    for cue, contents in by_cue.items():
        if cue is None:
            found += [Proposal([_chars(window, run)], content_share=share, link_share=link) for run, share, link in contents]
            continue
        run, cue_share = runs.cues[cue]
        strongest = max(share * link for _, share, link in contents)
        contents = [c for c in contents if c[1] * c[2] >= WEAK * strongest]
        source, source_share = _source_of(run, candidates, scores)
        found.append(
            Proposal(
                [_chars(window, r) for r, _, _ in contents],
                [_chars(window, run)],
                _chars(window, source) if source is not None else None,
                float(np.mean([s for _, s, _ in contents])),
                cue_share,
                source_share,
                float(np.mean([link for _, _, link in contents])),
            )
        )
    return sorted(found, key=lambda p: p.content[0])


def find_runs(text: str, window: Window, scores: Scores) -> Runs:
    """Find the best sequence of roles; pieces of one word have one role."""
    labels = _by_word(text, window, scores.labels) * LEAN
    path = _best_path(labels)
    roles = [_ROLE_OF[label] for label in path]
    found: dict[int, list[tuple[Run, float]]] = {_SOURCE: [], _CUE: [], _CONTENT: []}
    start = 0
    for end in range(1, len(path) + 1):
        if end == len(path) or roles[end] != roles[start] or path[end] == _BEGIN.get(roles[end]) or _breaks(text, window, end):
            if roles[start] != _OUTSIDE:
                inside = _BEGIN[roles[start]]
                share = float(labels[start:end, inside : inside + 2].sum(axis=1).mean())
                found[roles[start]].append(((start, end), share))
            start = end
    return Runs(found[_SOURCE], found[_CUE], found[_CONTENT])


def _breaks(text: str, window: Window, number: int) -> bool:
    """Say whether a paragraph ends before a piece."""
    return "\n" in text[window.offsets[number - 1][1] : window.offsets[number][0]]


def _by_word(text: str, window: Window, labels: Floats) -> Floats:
    """Give all pieces of a word the shares of its first piece, as begun or continued."""
    out = labels.copy()
    for n in range(2, len(window) - 1):
        if _continues(text, window, n):
            for begin in _BEGIN.values():
                out[n, begin] = 0.0
                out[n, begin + 1] = out[n - 1, begin] + out[n - 1, begin + 1]
            out[n, 0] = out[n - 1, 0]
    return out


def _continues(text: str, window: Window, number: int) -> bool:
    """Say whether a piece continues the word of the piece before."""
    start = window.offsets[number][0]
    return start == window.offsets[number - 1][1] and text[start - 1].isalnum() and text[start].isalnum()


def _best_path(labels: Floats) -> list[int]:
    """Viterbi over the labels' shares: a run goes on only after its own beginning."""
    allowed = np.zeros((7, 7), dtype=np.float32)
    for role in (_SOURCE, _CUE, _CONTENT):
        begin = _BEGIN[role]
        allowed[:, begin + 1] = -1e9
        allowed[[begin, begin + 1], begin + 1] = 0.0
    logs = np.log(labels + 1e-6)
    best, back = logs[0].copy(), np.zeros(labels.shape, dtype=np.int64)
    best[[b + 1 for b in _BEGIN.values()]] = -1e9
    for n in range(1, len(labels)):
        total = best[:, None] + allowed
        back[n] = total.argmax(axis=0)
        best = total.max(axis=0) + logs[n]
    path = [int(best.argmax())]
    for n in range(len(labels) - 1, 0, -1):
        path.append(int(back[n][path[-1]]))
    return path[::-1]


def _cue_of(content: Run, runs: Runs, scores: Scores) -> tuple[int | None, float]:
    """Return the number of the cue that a content's pieces point at most, with the share; None when they point at none."""
    pointed = scores.cues[content[0] : content[1]].mean(axis=0)
    shares = [float(pointed[s:e].sum()) for (s, e), _ in runs.cues]
    nearest = max(range(len(shares)), key=lambda n: shares[n], default=None)
    if nearest is None or shares[nearest] < pointed[-1]:
        return None, float(pointed[-1])
    return nearest, shares[nearest]


def _source_of(cue: Run, candidates: Sequence[Run], scores: Scores) -> tuple[Run | None, float]:
    """Return the run that a cue points at most as its source, with the share; None when it points at none."""
    pointed = scores.sources[cue[0] : cue[1]].mean(axis=0)
    shares = [float(pointed[s:e].sum()) for s, e in candidates]
    best = max(range(len(shares)), key=lambda n: shares[n], default=None)
    if best is None or shares[best] < pointed[-1]:
        return None, float(pointed[-1])
    return candidates[best], shares[best]


def _distinct(tagged: list[Run], further: list[Run]) -> list[Run]:
    """Join the candidates; a further one that overlaps a tagged one is left out."""
    return tagged + [r for r in dict.fromkeys(further) if not any(r[0] < e and s < r[1] for s, e in tagged)]


def _run_of(window: Window, place: CharRange) -> Run | None:
    """Return the pieces of a window that a place covers."""
    offsets = window.offsets
    if len(offsets) < 3 or place[1] <= offsets[1][0] or offsets[-2][1] <= place[0]:
        return None
    inside = [n for n, (s, e) in enumerate(offsets) if s < place[1] and place[0] < e and s < e]
    return (inside[0], inside[-1] + 1) if inside else None


def _chars(window: Window, run: Run) -> CharRange:
    return window.offsets[run[0]][0], window.offsets[run[1] - 1][1]


class PageShares:
    """The shares of source, cue and content of a page's pieces, found by place."""

    def __init__(self, windows: Sequence[Window], scores: Sequence[Scores]) -> None:
        """Lay the windows of one page end to end."""
        places: list[CharRange] = []
        rows: list[Floats] = []
        for window, scored in zip(windows, scores, strict=True):
            places += window.offsets[1:-1]
            rows.append(scored.labels[1:-1])
        self._starts = np.array([start for start, _ in places], dtype=np.int64)
        labels = np.concatenate(rows) if rows else np.zeros((0, len(LABELS)), dtype=np.float32)
        self._shares = {role: labels[:, begin : begin + 2].sum(axis=1) for role, begin in _BEGIN.items()}

    def content(self, spans: Sequence[CharRange]) -> float:
        """Return the mean share of content over the pieces that start in the spans; 0 where none does."""
        picked = [self._shares[_CONTENT][slice(*np.searchsorted(self._starts, span))] for span in spans]
        together = np.concatenate(picked) if picked else np.zeros(0, dtype=np.float32)
        return float(together.mean()) if len(together) else 0.0
