"""The record of figures and the tables made from it."""

from typing import Any

import pytest

from benchmarks.figures import Figure, Measured
from benchmarks.run import load_results, recorded, with_figures

E2E = Figure("polnear-dev.all.e2e", "PolNeAR dev: whole", 51.234, "%", "2,192 attributions")
RATIO = Figure("speed.ratio", "Read over parse", 1.31, "times", "12 texts")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (E2E, "51.2 %"),
        (RATIO, "1.31 times"),
        (Figure("process.peak", "", 612.4, "MiB", ""), "612 MiB"),
        (Figure("x.y", "", 3, "cases", ""), "3 cases"),
    ],
)
def test_a_figure_is_written_with_its_unit(figure: Figure, expected: str) -> None:
    assert figure.written() == expected


def results() -> dict[str, Any]:
    return recorded([Measured("polnear-dev", (E2E,)), Measured("speed", (RATIO,))], {"figures": {}})


def test_a_skipped_group_keeps_its_figures_and_a_measured_one_replaces_them() -> None:
    faster = Figure("speed.ratio", "Read over parse", 1.2, "times", "12 texts")
    later = recorded([Measured("polnear-dev", skipped="no corpus"), Measured("speed", (faster,))], results())
    assert {name: row["value"] for name, row in later["figures"].items()} == {"polnear-dev.all.e2e": 51.23, "speed.ratio": 1.2}


def test_tables_are_filled_between_their_marks_only() -> None:
    page = "a\n<!-- figures: short -->\nold\n<!-- /figures -->\nb\n"
    assert with_figures(page, results()) == (
        "a\n<!-- figures: short -->\n"
        "| what | value | over |\n|---|---|---|\n"
        "| PolNeAR dev: whole | 51.2 % | 2,192 attributions |\n"
        "| Read over parse | 1.31 times | 12 texts |\n"
        "<!-- /figures -->\nb\n"
    )


def test_without_a_record_the_table_says_so() -> None:
    assert "Nothing has been recorded yet." in with_figures("<!-- figures: full -->\n<!-- /figures -->", {"figures": {}})


def test_the_record_loads() -> None:
    assert "figures" in load_results()
