"""Our ideal points held against published ones, on points made up for it."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.corpora import MissingCorpus
from benchmarks.idealpoints import Published, compare, published
from communique.rollcalls.idealpoints import IdealPoints

STATES = ("FRA", "MCO", "MLI", "MNG")


def ours(points: np.ndarray) -> IdealPoints:
    return IdealPoints((47, 48), STATES, points, points, points, np.ones(points.shape, np.intp), roll_calls=1, rounds=1)


def theirs(points: np.ndarray, codes: tuple[int, ...] = (220, 221, 432, 712)) -> Published:
    sessions, ccodes = np.repeat([47, 48], 4), np.tile(codes, 2)
    return Published(sessions, ccodes.astype(np.intp), STATES * 2, points.ravel())


def test_a_year_on_another_level_counts_over_all_years_alone() -> None:
    points = np.array([[2.0, 1.0, 0.0, -1.0], [2.0, 1.5, 0.5, -1.0]])
    found = compare(ours(points), theirs(points + np.array([[0.0], [3.0]])))
    assert (found.found, found.published) == (8, 8)
    assert found.by_year == {1992: pytest.approx(1), 1993: pytest.approx(1)}
    assert found.pooled < 0.9
    assert found.pooled_on_their_level == pytest.approx(1)
    assert found.below == 0


def test_mongolia_and_monaco_are_put_right_in_1993_alone() -> None:
    points = np.array([[2.0, 1.0, 0.0, -1.0], [2.0, 1.5, 0.5, -1.0]])
    exchanged = points.copy()
    exchanged[1] = [2.0, -1.0, 0.5, 1.5]
    assert compare(ours(points), theirs(exchanged)).lowest[0] == 1993
    assert compare(ours(points), theirs(exchanged), swap=True).lowest[1] == pytest.approx(1)


def test_a_state_without_a_point_of_ours_is_not_compared() -> None:
    points = np.array([[2.0, 1.0, 0.0, np.nan], [2.0, 1.5, 0.5, -1.0]])
    assert compare(ours(points), theirs(np.nan_to_num(points))).found == 7


def test_without_the_published_file_one_sentence_says_so(tmp_path: Path) -> None:
    with pytest.raises(MissingCorpus, match="not there"):
        published(tmp_path / "missing.parquet")
