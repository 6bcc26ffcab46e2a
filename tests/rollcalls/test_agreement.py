"""The measures of agreement against values worked out by hand."""

import numpy as np
import pytest

from communique.rollcalls import load
from communique.rollcalls.agreement import all_pairs, bootstrap, measures
from communique.rollcalls.alignment import VoteSet, align
from communique.rollcalls.table import ABSENT, ABSTAIN, NO, YES

SAME = [[5, 0, 0], [0, 0, 0], [0, 0, 5]]
OPPOSITE = [[0, 0, 5], [0, 0, 0], [5, 0, 0]]
MIXED = [[6, 1, 1], [0, 1, 0], [0, 0, 1]]
"""10 votes, rows one and columns the other (yes, abstain, no): 8 the same, one a step apart, one opposed; D = (1/2 + 1) / 10 = 0.15."""


@pytest.mark.parametrize(
    ("table", "raw", "s", "kappa", "pi"),
    [
        (SAME, 1, 1, 1, 1),
        (OPPOSITE, 0, -1, -1, -1),
        # expected for kappa: .8*.2*.5 + .8*.2*1 + .1*.6*.5 + .1*.2*.5 + .1*.6*1 + .1*.2*.5 = 0.35
        # expected for pi, shares .7 .15 .15: 2 * (.7*.15*.5 + .7*.15*1 + .15*.15*.5) = 0.3375
        (MIXED, 0.8, 0.7, 1 - 0.15 / 0.35, 1 - 0.15 / 0.3375),
    ],
)
def test_measures(table, raw, s, kappa, pi):
    found = measures(table)
    assert [float(found[name]) for name in ("raw agreement", "S", "kappa", "pi")] == pytest.approx([raw, s, kappa, pi])


def test_kappa_is_not_defined_when_nobody_varies_and_nothing_is_without_votes():
    assert np.isnan(measures([[9, 0, 0], [0, 0, 0], [0, 0, 0]])["kappa"])
    assert np.isnan(measures(np.zeros((3, 3)))["S"])


def test_absences_are_left_out_or_count_as_abstentions():
    letters = np.array([[YES, YES], [YES, ABSENT], [NO, ABSTAIN]], np.uint8)
    assert all_pairs(letters).n[0, 1] == 2
    assert all_pairs(letters, "as abstention").n[0, 1] == 3
    assert all_pairs(letters).values["S"][0, 1] == pytest.approx(0.5)


def test_the_interval_holds_the_value_and_narrows_with_votes():
    few, many = np.array([MIXED], float), np.array(MIXED, float)
    one_by_one = np.concatenate([np.repeat(np.eye(9)[k].reshape(1, 3, 3), int(n), 0) for k, n in enumerate(many.ravel())])
    low, high = bootstrap(one_by_one)["S"]
    assert low < float(measures(few[0])["S"]) < high
    wide = high - low
    low, high = bootstrap(np.repeat(one_by_one, 20, 0))["S"]
    assert high - low < wide / 3


def test_disagreement_of_the_measures_is_warned_of():
    found = align(load(), "CHN", "RUS", within=VoteSet())
    assert any("disagree in rank" in warning for warning in found.warnings)
    assert any("without a vote" in note for note in found.notes)
    assert found.n + found.left_out == len(VoteSet().rows(load()))
