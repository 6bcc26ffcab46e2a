"""The gate: what holds, what is missed, what is skipped; and that the pins say since when and why."""

from datetime import date

import pytest

from benchmarks.corpora import ROOT
from benchmarks.figures import GROUPS, Figure, Measured
from benchmarks.gate import Pin, judge, load_pins, main

FLOOR = Pin("polnear-dev.all.e2e", "2026-11-24", "for this test", at_least=45.0)
CEILING = Pin("speed.ratio", "2026-11-24", "for this test", at_most=1.5)


def measured(name: str, value: float) -> Measured:
    return Measured(name.partition(".")[0], (Figure(name, "a figure", value, "%", "3 texts"),))


@pytest.mark.parametrize(
    ("pin", "value", "expected"),
    [
        (FLOOR, 45.0, True),
        (FLOOR, 44.996, True),  # figures are kept with two decimals
        (FLOOR, 44.9, False),
        (FLOOR, 60.0, True),
        (CEILING, 1.5, True),
        (CEILING, 1.51, False),
    ],
)
def test_a_pin_holds_or_is_missed(pin: Pin, value: float, expected: bool) -> None:
    lines, all_hold = judge([pin], [measured(pin.name, value)])
    assert all_hold is expected
    assert ("MISSED" in lines[1]) is not expected


def test_a_group_without_its_corpus_is_skipped_and_does_not_fail() -> None:
    lines, all_hold = judge([FLOOR], [Measured("polnear-dev", skipped="no corpus here")])
    assert all_hold
    assert "skipped" in lines[1]


def test_a_pinned_figure_that_is_no_longer_measured_is_missed() -> None:
    _, all_hold = judge([FLOOR], [Measured("polnear-dev")])
    assert not all_hold


def test_an_unknown_group_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nonsense"]) == 2
    assert "nonsense" in capsys.readouterr().err


@pytest.mark.parametrize("pin", load_pins(), ids=lambda pin: pin.name)
def test_every_pin_is_one_bound_on_a_known_group_with_its_reason(pin: Pin) -> None:
    assert (pin.at_least is None) != (pin.at_most is None)
    assert pin.group in GROUPS
    assert date.fromisoformat(pin.since)
    assert pin.reason
    if "lowered" in pin.reason:
        assert pin.name in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), "a lowered pin is named in the changelog"
