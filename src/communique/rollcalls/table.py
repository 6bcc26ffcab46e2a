"""The table of roll calls in memory: one letter a state and vote, and columns that tell about each vote."""

import json
import lzma
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.errors import RollCallError
from communique.record import Vote

Letters = npt.NDArray[np.uint8]
NOT_A_MEMBER, YES, NO, ABSTAIN, ABSENT = range(5)
VOTES: tuple[Vote, ...] = ("yes", "no", "abstain", "absent")
LETTERS: Mapping[Vote, int] = {vote: letter for letter, vote in enumerate(VOTES, start=1)}

COLUMNS = (
    "id", "body", "symbol", "date", "session", "title", "description", "subject", "stated", "stated_by", "flags", "rcid", "twin",
    "differing", "official_differs", "faults",
)  # fmt: skip
"""What is known of each roll call; docs/rollcalls.md says what the columns mean."""


@dataclass(frozen=True)
class Table:
    """Roll calls, one a row: `votes` is (rows, states) with NOT_A_MEMBER, YES, NO, ABSTAIN or ABSENT; `columns` are lists of the same
    length."""

    as_of: date
    states: tuple[str, ...]
    votes: Letters
    columns: Mapping[str, Sequence[Any]]

    def __len__(self) -> int:
        return len(self.votes)

    def joined(self, rows: Sequence[Mapping[str, Any]], cast: Sequence[Mapping[str, int]]) -> "Table":
        """Return the table with rows added: the values of the columns, and the letters by state; states that are new get a column."""
        if not rows:
            return self
        states = sorted({*self.states, *(state for votes in cast for state in votes)})
        place = {state: j for j, state in enumerate(states)}
        votes = np.zeros((len(self) + len(rows), len(states)), np.uint8)
        votes[: len(self), [place[state] for state in self.states]] = self.votes
        for i, row in enumerate(cast, start=len(self)):
            for state, letter in row.items():
                votes[i, place[state]] = letter
        columns = {name: [*self.columns[name], *(row[name] for row in rows)] for name in COLUMNS}
        as_of = max(self.as_of, *(date.fromisoformat(row["date"]) for row in rows))
        return Table(as_of, tuple(states), votes, columns)


def read_shipped() -> Table:
    """Read the table that the package ships (about 30 ms)."""
    head = json.loads(unpack("rollcalls.json.xz"))
    states = tuple(head["states"])
    letters = np.frombuffer(unpack("votes.bin.xz"), np.uint8).reshape(len(states), -1)
    return Table(date.fromisoformat(head["as_of"]), states, np.ascontiguousarray(letters.T), head["columns"])


def unpack(name: str) -> bytes:
    """Return the content of a data file of this room; raises RollCallError when it is damaged."""
    try:
        return lzma.decompress(files("communique.rollcalls").joinpath("data", name).read_bytes())
    except (OSError, lzma.LZMAError) as error:
        raise RollCallError(f"The shipped file {name} cannot be read ({error}).", "Install communique anew.") from error
