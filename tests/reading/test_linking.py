"""From the tagger's shares to proposals, on shares written by hand."""

import numpy as np
import pytest

from communique.reading.linking import Proposal, Scores, proposals
from communique.reading.windows import LABELS, Window

TEXT = "Talks failed, Ann said and Bob added."
#        012345678901234567890123456789012345678
WORDS = ("Talks", "failed", ",", "Ann", "said", "and", "Bob", "added", ".")
N = len(WORDS) + 2


def window() -> Window:
    offsets, at = [(0, 0)], 0
    for word in WORDS:
        at = TEXT.index(word, at)
        offsets.append((at, at + len(word)))
    offsets.append((len(TEXT), len(TEXT)))
    return Window(np.arange(N), np.zeros((N, 5), dtype=np.int64), tuple(offsets))


def scores(labels: dict[int, str], sources: dict[int, int], cues: dict[int, int]) -> Scores:
    """Shares of 0.9 for what is given, by piece (1 is the first word; N is none)."""
    shares = np.full((N, len(LABELS)), 0.1 / 6, dtype=np.float32)
    for piece in range(N):
        shares[piece, LABELS.index(labels.get(piece, "O"))] = 0.9
    pointed = []
    for given in (sources, cues):
        rows = np.full((N, N + 1), 0.1 / N, dtype=np.float32)
        for piece, to in given.items():
            rows[piece, to] = 0.9
        pointed.append(rows)
    return Scores(shares, pointed[0], pointed[1])


CONTENT = {1: "B-content", 2: "I-content", 5: "B-cue"}


def words(proposal: Proposal) -> tuple[list[str], list[str], str | None]:
    source = TEXT[slice(*proposal.source)] if proposal.source else None
    return [TEXT[s:e] for s, e in proposal.content], [TEXT[s:e] for s, e in proposal.cue], source


@pytest.mark.parametrize(
    ("sources", "further", "expected"),
    [
        ({5: 4}, [], "Ann"),
        ({5: 7}, [], "Bob"),
        ({5: N}, [], None),
        ({5: 3}, [(12, 13)], ","),
    ],
    ids=["the source that the cue points at", "the other one", "none", "a place that only the rules know"],
)
def test_a_cue_takes_the_source_it_points_at(sources: dict[int, int], further: list[tuple[int, int]], expected: str | None) -> None:
    given = scores(CONTENT | {4: "B-source", 7: "B-source"}, sources, {1: 5, 2: 5})
    assert [words(p) for p in proposals(TEXT, window(), given, further)] == [(["Talks failed"], ["said"], expected)]


def test_contents_of_one_cue_are_one_attribution() -> None:
    given = scores(CONTENT | {7: "B-content", 4: "B-source"}, {5: 4}, {1: 5, 2: 5, 7: 5})
    assert [words(p) for p in proposals(TEXT, window(), given)] == [(["Talks failed", "Bob"], ["said"], "Ann")]


def test_content_that_points_at_no_cue_stands_alone() -> None:
    given = scores(CONTENT, {}, {1: N, 2: N})
    assert [words(p) for p in proposals(TEXT, window(), given)] == [(["Talks failed"], [], None)]


def test_nothing_tagged_proposes_nothing() -> None:
    assert proposals(TEXT, window(), scores({}, {}, {})) == []
