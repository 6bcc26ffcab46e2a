"""A comparison as one self-contained page, and as a table with one line a stance."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TextIO

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from communique.exports.wording import one_line
from communique.record import ComparedRow, Comparison

FIELDS = ("issue", "label", "group", "agreement", "column", "holder", "stance", "strength", "number", "words", "why")
AGREEMENTS = {"agree": "all agree", "differ": "they differ", "only one": "one speaks", "undecided": "not one way"}
_AGAINST = frozenset({"opposes", "rejects"})


@dataclass(frozen=True, slots=True)
class Group:
    """The rows under one broadest issue; without a name, what no declared issue names."""

    name: str
    rows: tuple[ComparedRow, ...]


def groups(comparison: Comparison) -> Iterator[Group]:
    """Yield the rows of a comparison by their broadest issue, in order."""
    rows: list[ComparedRow] = []
    for row in comparison.rows:
        if rows and row.group != rows[0].group:
            yield Group(rows[0].group, tuple(rows))
            rows = []
        rows.append(row)
    if rows:
        yield Group(rows[0].group, tuple(rows))


def summary(comparison: Comparison) -> str:
    """Say in one line on how many issues the columns speak, agree and differ."""
    speak = len(comparison.rows) - comparison.count("only one")
    counts = f"{comparison.count('agree')} agree, {comparison.count('differ')} differ, {comparison.count('undecided')} not one way"
    return f"{len(comparison.rows)} issues; on {speak} more than one speaks: {counts}"


def render_comparison(comparison: Comparison) -> str:
    """Return the page as one string of HTML that needs no network and runs no script; all text is escaped."""
    template = _environment().get_template("comparison.html")
    style = (files("communique.exports") / "templates" / "comparison.css").read_text(encoding="utf-8")
    return template.render(comparison=comparison, groups=list(groups(comparison)), style=Markup(style), summary=summary(comparison))


def write_comparison_csv(comparison: Comparison, stream: TextIO) -> None:
    """Write a line for each stance, and one with the stance "silent" for each column that says nothing on an issue."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in comparison.rows:
        for column, cell in zip(comparison.columns, row.cells, strict=True):
            facts = (row.issue, row.label, row.group, row.agreement, _plain(column.name))
            for stand in cell:
                told = (_plain(stand.holder), stand.stance, stand.strength, stand.number, _plain(stand.words), stand.why)
                writer.writerow((stand.issue, stand.label, *facts[2:], *told))
            if not cell:
                writer.writerow((*facts, "", "silent", "", "", "", ""))


def _plain(text: str) -> str:
    """Return text on one line that no spreadsheet takes for a formula."""
    line = one_line(text)
    return f"'{line}" if line[:1] in {"=", "+", "-", "@"} else line


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.exports"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["visible"] = one_line
    environment.filters["agreement"] = AGREEMENTS.__getitem__
    environment.filters["side"] = lambda stance: "against" if stance in _AGAINST else "neutral" if stance == "neutral" else "for"
    return environment
