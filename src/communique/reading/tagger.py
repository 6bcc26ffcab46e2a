"""The trained tagger at work: windows of pieces to the shares of labels and links, batches of like length, the same on every run."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from communique.reading import models
from communique.reading.linking import Scores
from communique.reading.windows import PADDING, WIDTH, Window

BATCH = 2048


def score(windows: Sequence[Window]) -> list[Scores]:
    """Return the tagger's scores of each window, in the windows' order; raises ModelError when the weights are damaged."""
    found: dict[int, Scores] = {}
    for group in _groups(windows):
        found.update(zip(group, _run([windows[n] for n in group]), strict=True))
    return [found[n] for n in range(len(windows))]


def _groups(windows: Sequence[Window]) -> list[list[int]]:
    """Sort windows by length into batches of at most about BATCH pieces."""
    groups: list[list[int]] = []
    for number in sorted(range(len(windows)), key=lambda n: (len(windows[n]), n)):
        if not groups or (len(groups[-1]) + 1) * len(windows[number]) > BATCH:
            groups.append([])
        groups[-1].append(number)
    return groups


def _run(group: Sequence[Window]) -> list[Scores]:
    longest = max(len(window) for window in group)
    ids = np.full((len(group), longest), PADDING, dtype=np.int64)
    features = np.zeros((len(group), longest, WIDTH), dtype=np.int64)
    for row, window in enumerate(group):
        ids[row, : len(window)] = window.ids
        features[row, : len(window)] = window.features
    labels, sources, cues = models.tagger_session().run(["labels", "sources", "cues"], {"ids": ids, "features": features})
    return [
        Scores(labels[row, : len(window)], _square(sources[row], len(window)), _square(cues[row], len(window)))
        for row, window in enumerate(group)
    ]


def _square(shares: NDArray[np.float32], n: int) -> NDArray[np.float32]:
    """Cut the padding out of a window's links; the last column, that stands for none, stays."""
    return np.concatenate([shares[:n, :n], shares[:n, -1:]], axis=1)
