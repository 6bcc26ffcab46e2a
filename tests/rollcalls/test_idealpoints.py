"""Ideal points from made-up votes whose order is known."""

from datetime import date

import numpy as np
import pytest

from communique.rollcalls.fixedpoint import Accelerator
from communique.rollcalls.idealpoints import _Fit, levelled, session_of
from communique.rollcalls.ordinal import lower_tail, slopes
from communique.rollcalls.table import ABSTAIN, NO, YES


def test_the_normal_tail():
    assert lower_tail(np.array([0.0, -1.0, -1.959964, -6.0])) == pytest.approx([0.5, 0.158655254, 0.025, 9.8659e-10], rel=1e-5)


@pytest.mark.parametrize("letter", [YES, ABSTAIN, NO])
def test_slopes_are_those_of_the_likelihood(letter):
    vote, a, b, h = np.array([letter], np.uint8), np.array([-0.3]), np.array([0.9]), 1e-4
    found = slopes(vote, a, b)
    assert np.log(slopes(vote, a + h, b).probability / slopes(vote, a - h, b).probability) / (2 * h) == pytest.approx(found.a, abs=1e-3)
    assert np.log(slopes(vote, a, b + h).probability / slopes(vote, a, b - h).probability) / (2 * h) == pytest.approx(found.b, abs=1e-3)
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


def test_levels_keep_the_weighted_mean_of_those_in_both_sessions():
    first = np.array([-1.0, 0.0, 2.0, 0.0])
    second = np.array([-0.5, 0.0, 1.0, 3.0]) + 7
    seen = np.array([[True, True, True, False], [True] * 4])
    precision = np.array([[1.0] * 4, [2.0, 1.0, 1.0, 9.0]])
    point, scale = levelled(np.stack([first, second]), seen, precision)
    # The weighted mean step of the first three is (2 * 7.5 + 7 + 6) / 4 = 7, so that the second session comes down by 7.
    assert (point[1] - point[0])[:3] / scale == pytest.approx([0.5, 0.0, -1.0])
    assert point[seen].mean() == pytest.approx(0)
    assert point[seen].std() == pytest.approx(1)


def test_a_bloc_that_always_votes_alike_does_not_drift_off():
    """Three allies vote no, all others yes, in session after session: nothing in the votes says how far away the allies are."""
    rng = np.random.default_rng(3)
    states = ("USA", "AAA", "BBB", "CCC", "DDD", "EEE", "RUS", "XXX", "YYY")
    sessions = tuple(range(1, 9))
    letters = np.where(rng.random((320, 9)) < np.linspace(0.9, 0.1, 9), NO, YES).astype(np.uint8)
    letters[::2, :6], letters[::2, 6:] = YES, NO
    letters[1::2, 6:] = YES
    fit = _Fit(letters, np.repeat(np.arange(8), 40), states, sessions)
    found = fit.result(sessions, states, fit.run())
    bloc, others = found.points[:, 6:].mean(1), found.points[:, :6].mean(1)
    assert np.all(bloc < others - 1)
    assert np.ptp(bloc) < 0.5


def test_acceleration_finds_the_fixed_point_of_a_slow_iteration():
    matrix, aim = np.diag([0.99, 0.9, 0.5]), np.array([1.0, -1.0, 2.0])

    def plain(x):
        return aim + matrix @ (x - aim)

    ahead, x = Accelerator(np.ones(3)), np.zeros(3)
    for _ in range(12):
        x = ahead.step(x, plain(x))
    assert x == pytest.approx(aim, abs=1e-6)


@pytest.mark.parametrize(
    ("session", "day", "number"),
    [("77", "2023-02-01", 77), ("ES-11", "2023-02-23", 77), ("ES-11", "2022-10-12", 77), ("ES-11", "2022-03-02", 76)],
)
def test_special_sessions_count_to_the_regular_one(session, day, number):
    assert session_of(session, date.fromisoformat(day)) == number
