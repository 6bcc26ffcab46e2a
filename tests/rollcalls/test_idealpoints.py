"""Ideal points from made-up votes whose order is known."""

from datetime import date

import numpy as np
import pytest

from communique.rollcalls.idealpoints import _Fit, linked, session_of
from communique.rollcalls.ordinal import lower_tail, slopes
from communique.rollcalls.table import ABSTAIN, NO, YES


def test_the_normal_tail():
    assert lower_tail(np.array([0.0, -1.0, -1.959964, -6.0])) == pytest.approx([0.5, 0.158655254, 0.025, 9.8659e-10], rel=1e-5)


@pytest.mark.parametrize("letter", [YES, ABSTAIN, NO])
def test_slopes_are_those_of_the_likelihood(letter):
    vote, a, b, h = np.array([letter], np.uint8), np.array([-0.3]), np.array([0.9]), 1e-4
    found = slopes(vote, a, b)
    assert (slopes(vote, a + h, b).value - slopes(vote, a - h, b).value) / (2 * h) == pytest.approx(found.a, abs=1e-3)
    assert (slopes(vote, a, b + h).value - slopes(vote, a, b - h).value) / (2 * h) == pytest.approx(found.b, abs=1e-3)
    assert (slopes(vote, a + h, b).a - slopes(vote, a - h, b).a) / (2 * h) == pytest.approx(found.aa, abs=1e-2)


def test_the_order_of_made_up_states_is_found():
    states = ("USA", "AAA", "BBB", "CCC", "RUS")
    place = np.array([2.0, 1.0, 0.0, -1.0, -2.0])
    noise = np.random.default_rng(7).normal(size=(240, 5))
    strength = noise + 1.5 * place
    letters = np.where(strength < -0.8, YES, np.where(strength > 0.8, NO, ABSTAIN)).astype(np.uint8)
    fit = _Fit(letters, np.repeat([0, 1], 120), states, (1, 2))
    found = fit.result((1, 2), states, fit.run())
    for session in (0, 1):
        assert np.all(np.diff(found.points[session]) < 0)
    assert np.all(found.low < found.points)
    assert found.of("USA").keys() == {1946, 1947}
    assert found.of("ZZZ") == {}


def test_linking_keeps_mean_and_spread_of_those_in_both_sessions():
    first = np.array([-1.0, 0.0, 2.0, 0.0])
    second = np.array([-0.5, 0.0, 1.0, 3.0]) + 7
    seen = np.array([[True, True, True, False], [True] * 4])
    point, scale = linked(np.stack([first, second]), seen)
    assert point[1, :3] == pytest.approx(point[0, :3])
    assert scale[1] / scale[0] == pytest.approx(2)


@pytest.mark.parametrize(
    ("session", "day", "number"),
    [("77", "2023-02-01", 77), ("ES-11", "2023-02-23", 77), ("ES-11", "2022-10-12", 77), ("ES-11", "2022-03-02", 76)],
)
def test_special_sessions_count_to_the_regular_one(session, day, number):
    assert session_of(session, date.fromisoformat(day)) == number
