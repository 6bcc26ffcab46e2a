"""Training windows to batches: marks and features varied at random, lengths alike within a batch."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from communique.reading.windows import LABELS, WIDTH
from training.data import Gold, Sample

MASK_PIECE = 103
CASE, MARKED, POS, DEP, RULE = range(WIDTH)
_CUES = (LABELS.index("B-cue"), LABELS.index("I-cue"))
_CONTENTS = (LABELS.index("B-content"), LABELS.index("I-content"))


@dataclass(frozen=True, slots=True)
class Noise:
    """How training windows are varied: share of pieces masked, chance that one kind of feature is hidden for a window, marks restyled."""

    masked: float = 0.08
    hidden: float = 0.15
    restyled: float = 0.4


# ids in the vocabulary of bert-base-uncased of the marks that can stand for one another
_DOUBLE = (1000, 1523, 1524)
_SINGLE = (1005, 1520, 1521)


def batches(samples: Sequence[Sample], pieces: int, chance: random.Random, noise: Noise | None) -> Iterator[dict[str, Tensor]]:
    """Yield batches of about so many pieces, windows of like length together, batches in random order."""
    order = sorted(range(len(samples)), key=lambda n: len(samples[n].window) + chance.random() * 12)
    groups: list[list[Sample]] = [[]]
    for number in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(samples[number].window) > pieces:
            groups.append([])
        groups[-1].append(samples[number])
    if noise is not None:
        chance.shuffle(groups)
    for group in groups:
        yield collate(group, chance, noise)


def collate(group: Sequence[Sample], chance: random.Random, noise: Noise | None) -> dict[str, Tensor]:
    """Make one batch.

    ids, labels: batch x pieces (label -100 where none counts); features: batch x pieces x WIDTH; cue_at (n x 2): batch and piece of
    each cue's pieces, source_of (n x pieces + 1): the columns of its source, last column: none; content_at and cue_of the same for
    pieces of content and the cue they belong to.
    """
    longest = max(len(s.window) for s in group)
    ids = np.zeros((len(group), longest), dtype=np.int64)
    features = np.zeros((len(group), longest, WIDTH), dtype=np.int64)
    labels = np.full((len(group), longest), -100, dtype=np.int64)
    links: tuple[list[tuple[int, int]], list[np.ndarray], list[tuple[int, int]], list[np.ndarray]] = ([], [], [], [])
    for row, sample in enumerate(group):
        gold = chance.choice(sample.golds) if noise is not None else sample.golds[0]
        n = len(sample.window)
        ids[row, :n], features[row, :n], labels[row, :n] = sample.window.ids, sample.window.features, gold.labels
        if noise is not None:
            _vary(ids[row, :n], features[row, :n], chance, noise)
        _add_links(gold, row, longest, links)
    cue_at, source_of, content_at, cue_of = links
    empty = np.zeros((0, longest + 1), dtype=bool)
    return {
        "ids": torch.from_numpy(ids),
        "features": torch.from_numpy(features),
        "labels": torch.from_numpy(labels),
        "cue_at": torch.tensor(cue_at, dtype=torch.long).reshape(-1, 2),
        "source_of": torch.from_numpy(np.array(source_of) if source_of else empty),
        "content_at": torch.tensor(content_at, dtype=torch.long).reshape(-1, 2),
        "cue_of": torch.from_numpy(np.array(cue_of) if cue_of else empty),
    }


def _add_links(
    gold: Gold, row: int, longest: int, links: tuple[list[tuple[int, int]], list[np.ndarray], list[tuple[int, int]], list[np.ndarray]]
) -> None:
    cue_at, source_of, content_at, cue_of = links
    cues = np.isin(gold.labels, _CUES)
    for number in range(len(gold.sources)):
        own = np.flatnonzero(cues & (gold.member == number))
        sources, right = np.zeros(longest + 1, dtype=bool), np.zeros(longest + 1, dtype=bool)
        sources[: len(gold.labels)] = gold.sources[number]
        sources[-1] = not sources[:-1].any()
        right[own] = True
        right[-1] = not len(own)
        for piece in own:
            cue_at.append((row, int(piece)))
            source_of.append(sources)
        for piece in np.flatnonzero(np.isin(gold.labels, _CONTENTS) & (gold.member == number)):
            content_at.append((row, int(piece)))
            cue_of.append(right)


def _vary(ids: np.ndarray, features: np.ndarray, chance: random.Random, noise: Noise) -> None:
    for column in (CASE, MARKED, POS, DEP, RULE):
        if chance.random() < noise.hidden:
            features[:, column] = 0
    if chance.random() < noise.restyled:
        _restyle(ids, chance)
    drawn = np.random.default_rng(chance.getrandbits(32)).random(len(ids)) < noise.masked
    drawn[[0, -1]] = False
    ids[drawn] = MASK_PIECE


def _restyle(ids: np.ndarray, chance: random.Random) -> None:
    """Write straight double marks for typographic ones, or the other way about, in one window."""
    straight = chance.random() < 0.5
    opening = True
    for number, piece in enumerate(ids):
        if piece in _DOUBLE:
            ids[number] = _DOUBLE[0] if straight else _DOUBLE[1 if opening else 2]
            opening = not opening
        elif piece in _SINGLE and straight:
            ids[number] = _SINGLE[0]
