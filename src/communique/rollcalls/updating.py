"""Adding newer votes: a file of the UN Digital Library is read whole, compared with what is known, and what is new is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from communique.rollcalls.audit import Finding
from communique.rollcalls.library import read_library_file, table_row
from communique.rollcalls.loading import load, user_file
from communique.rollcalls.lookup import RollCalls
from communique.rollcalls.table import read_shipped
from communique.rollcalls.userfile import read_user_file, write_user_file
from communique.vocabulary import Vocabulary


@dataclass(frozen=True)
class Update:
    """What an update did: ids of the roll calls added, and findings about the file.

    `known` roll calls were in the record already and stay as they were; `differing` of them are listed differently by the file. `left_out`
    ones list a state twice with different votes.
    """

    path: Path
    added: tuple[str, ...]
    known: int
    differing: tuple[Finding, ...]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]


def update(file: Path, vocabulary: Vocabulary, *, into: Path | None = None) -> Update:
    """Add the roll calls of a Library file that are not known yet to the user's file (or `into`).

    The file is read and checked whole before anything is written, and the user's file is replaced in one step: after an error what was
    there is there unchanged. Raises MissingInput and RollCallError (see `read_library_file`).
    """
    target = into or user_file()
    ballots = read_library_file(file, lambda code, name, on: _state(vocabulary, code, name, on))
    shipped = frozenset(read_shipped().columns["id"])
    kept, kept_votes = read_user_file(target, known=shipped) if target.exists() else ([], [])
    before = load(target)
    rows, votes, left_out, differing, known = [], [], [], [], 0
    for ballot in ballots:
        row = table_row(ballot)
        same = _same(before, row)
        if same is not None:
            known += 1
            differing += _differences(before, same, ballot.votes)
        elif ballot.conflict:
            left_out.append(str(row["symbol"]))
        else:
            rows.append(row)
            votes.append(ballot.votes)
    if rows:
        write_user_file(target, [*kept, *rows], [*kept_votes, *votes])
    return Update(target, tuple(str(row["id"]) for row in rows), known, tuple(differing), tuple(left_out), _findings(target, rows))


def _state(vocabulary: Vocabulary, code: str, name: str, on: date) -> str:
    """Return the code of a member: China's seat was the Republic of China's until 25 October 1971."""
    state = vocabulary.state(code if code in vocabulary.states else name, on)
    return "TWN" if state == "CHN" and on < date(1971, 10, 25) else state


def _same(record: RollCalls, row: Mapping[str, Any]) -> int | None:
    """Return the row of the record that is this roll call: by id, or by symbol and day."""
    ids = record.table.columns["id"]
    for position in record.rows(date.fromisoformat(row["date"]), until=date.fromisoformat(row["date"])).tolist():
        whole = not record.table.columns["flags"][position].startswith(("paragraph", "amendment"))
        if ids[position] == row["id"] or (record.table.columns["symbol"][position] == row["symbol"] and whole):
            return int(position)
    return record.row_of(row["id"])


def _differences(record: RollCalls, row: int, votes: Mapping[str, int]) -> list[Finding]:
    listed = {record.states[j]: int(record.table.votes[row, j]) for j in np.flatnonzero(record.table.votes[row])}
    differ = sorted(state for state in listed.keys() | votes.keys() if listed.get(state) != votes.get(state))
    if not differ:
        return []
    name, symbol = record.table.columns["id"][row], record.table.columns["symbol"][row]
    shown = ", ".join(differ[:8]) + (f" and {len(differ) - 8} more" if len(differ) > 8 else "")
    return [Finding(name, "lists disagree", f"The file lists {shown} differently from the record on {symbol}, which stays as it is.")]


def _findings(target: Path, rows: list[dict[str, Any]]) -> tuple[Finding, ...]:
    added = {row["id"] for row in rows}
    return tuple(finding for found in load(target).findings.values() for finding in found if finding.roll_call in added) if added else ()
