"""The audit of the primary record: where a roll call's list, its stated count and other sources do not agree."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from communique.rollcalls.table import ABSENT, ABSTAIN, NO, NOT_A_MEMBER, YES, Table

FindingKind = Literal[
    "count against list",
    "sources disagree",
    "lists disagree",
    "no votes listed",
    "possible double",
    "seats missing",
    "fault of the file",
    "date approximate",
]

MEANINGS: dict[FindingKind, str] = {
    "count against list": "the count that the UN states is not that of its list of states",
    "sources disagree": "the count in Voeten's data is not that of the Library's list",
    "lists disagree": "two sources list at least one state differently",
    "no votes listed": "adopted without a vote, or a broken row",
    "possible double": "another row may be the same vote",
    "seats missing": "states that had a seat on the votes before and after are not in the list",
    "fault of the file": "a state listed twice, or a name that is no state's, in a file that was added",
    "date approximate": "right to about the month only",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one roll call (by id), in one sentence."""

    roll_call: str
    kind: FindingKind
    message: str


def audit(table: Table) -> dict[int, tuple[Finding, ...]]:
    """Return the findings by row, for the rows that have any."""
    found: dict[int, list[Finding]] = {}
    for row, kind, message in _all(table):
        found.setdefault(row, []).append(Finding(str(table.columns["id"][row]), kind, message))
    return {row: tuple(findings) for row, findings in sorted(found.items())}


def _all(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    yield from _counts(table)
    yield from _other_lists(table)
    yield from _empty(table)
    yield from _doubles(table)
    yield from _missing(table)
    yield from _faults(table)
    yield from _dates(table)


def _counts(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    tallies = np.stack([(table.votes == letter).sum(1) for letter in (YES, NO, ABSTAIN)], 1).tolist()
    for row, stated in enumerate(table.columns["stated"]):
        if stated is None or stated == tallies[row]:
            continue
        told, counted = "-".join(map(str, stated)), "-".join(map(str, tallies[row]))
        if table.columns["stated_by"][row] == "voeten":
            yield row, "sources disagree", f"The UN Digital Library's list gives {counted}, Voeten's data {told}."
        else:
            yield row, "count against list", f"The stated count is {told}, the list of states gives {counted}."


def _other_lists(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    for row, (number, states) in enumerate(zip(table.columns["differing"], table.columns["official_differs"], strict=True)):
        if number:
            yield row, "lists disagree", f"The UN Digital Library and Voeten's data list {_states(number)} differently."
        if states:
            yield (
                row,
                "lists disagree",
                f"The Assembly's own file lists {states.replace(' ', ', ')} differently from the UN Digital Library.",
            )


def _empty(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    cast = ((table.votes != 0) & (table.votes != ABSENT)).sum(1)
    for row in np.flatnonzero(cast < 5).tolist():
        if table.columns["body"][row] == "SC" and cast[row] == 0:
            yield row, "no votes listed", "No state's vote is listed: the Council adopted it without a vote."
        else:
            yield row, "no votes listed", f"Only {_states(int(cast[row]))} voted by the list, which must be broken."


def _doubles(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    row_of = {name: row for row, name in enumerate(table.columns["id"])}
    for row, twin in enumerate(table.columns["twin"]):
        if twin and not any(flag in table.columns["flags"][row] for flag in ("paragraph", "amendment")):
            yield row, "possible double", f"It has the symbol of {twin} and may be the same vote."
            yield row_of[twin], "possible double", f"{table.columns['id'][row]} has the same symbol and may be the same vote."


def _missing(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    """Compare each of the Assembly's lists with those of the Library's records on the nearest days before and after."""
    columns, seats = table.columns, table.votes != NOT_A_MEMBER
    exact = [row for row in range(len(table)) if columns["body"][row] == "GA" and "date approximate" not in columns["flags"][row]]
    sure = sorted((row for row in exact if columns["id"][row].startswith("U")), key=lambda row: columns["date"][row])
    days = [columns["date"][row] for row in sure]
    for row in exact:
        before, after = bisect_left(days, columns["date"][row]) - 1, bisect_right(days, columns["date"][row])
        if before >= 0 and after < len(sure):
            missing = np.flatnonzero(seats[sure[before]] & seats[sure[after]] & ~seats[row])
            if len(missing):
                yield row, "seats missing", f"The list lacks {', '.join(table.states[j] for j in missing)}, which had a seat."


def _faults(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    for row, faults in enumerate(table.columns["faults"]):
        for fault in filter(None, faults.split("|")):
            yield row, "fault of the file", fault


def _dates(table: Table) -> Iterator[tuple[int, FindingKind, str]]:
    for row, flags in enumerate(table.columns["flags"]):
        if "date approximate" in flags:
            yield row, "date approximate", "Its date is right to about the month only."


def _states(number: int) -> str:
    return "1 state" if number == 1 else f"{number} states"
