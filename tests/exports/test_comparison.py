"""The page and the table of a comparison: every stance and every silence is in them, and no text becomes markup or a formula."""

import csv
import io
import re

from communique.exports.comparison import render_comparison, summary, write_comparison_csv
from communique.record import ComparedColumn, ComparedRow, Comparison, Stand

HOSTILE = '<script>alert("x")</script>'


def stand(words: str, number: int | None = None) -> Stand:
    return Stand(
        issue="ceasefire", label="ceasefire", stance="calls for", strength=7, words=words, holder=HOSTILE, number=number, why="call for"
    )


def comparison() -> Comparison:
    one, other = (stand("=an immediate truce", 2),), (stand("a truce"),)
    return Comparison(
        columns=(ComparedColumn(name=HOSTILE, about="a paper"), ComparedColumn(name="b", about=""), ComparedColumn(name="c", about="")),
        rows=(ComparedRow(issue="ceasefire", label="ceasefire", group="fighting", cells=(one, other, ()), agreement="agree"),),
    )


def test_the_page_escapes_and_shows_silence() -> None:
    page = render_comparison(comparison())
    assert HOSTILE not in page
    assert "&lt;script&gt;" in page
    assert page.count('class="silent"') == 1
    assert "=an immediate truce" in page
    assert "point 2" in page
    assert not re.search(r"<script|src=|href=|url\(", page)


def test_the_table_has_a_line_for_each_stance_and_silence() -> None:
    stream = io.StringIO()
    write_comparison_csv(comparison(), stream)
    rows = list(csv.DictReader(io.StringIO(stream.getvalue())))
    assert [(r["column"], r["stance"], r["strength"], r["words"]) for r in rows] == [
        (HOSTILE, "calls for", "7", "'=an immediate truce"),
        ("b", "calls for", "7", "a truce"),
        ("c", "silent", "", ""),
    ]


def test_the_summary_counts_issues() -> None:
    assert summary(comparison()) == "1 issues; on 1 more than one speaks: 1 agree, 0 differ, 0 not one way"
