"""The user's own file of newer roll calls: JSON lines, read whole or not at all, and replaced in one step."""

import json
import os
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from communique.errors import RollCallError
from communique.rollcalls.table import COLUMNS

Row = dict[str, Any]
_LETTER_OF = {"Y": 1, "N": 2, "A": 3, "X": 4}
_SIGN_OF = {letter: sign for sign, letter in _LETTER_OF.items()}


def read_user_file(path: Path, known: Collection[str] = ()) -> tuple[list[Row], list[dict[str, int]]]:
    """Return the rows of the file and the letters cast by state; rows whose id is `known` are passed over. Raises RollCallError when it is
    damaged."""
    rows, cast = [], []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            votes = {state: _LETTER_OF[sign] for state, sign in row.pop("votes").items()}
            row = {name: row[name] for name in COLUMNS}
        except (ValueError, KeyError, AttributeError, TypeError) as error:
            raise RollCallError(
                f"Line {number} of {path} is no roll call ({error}).", "Delete the file and run `communique votes update` again."
            ) from error
        if row["id"] not in known:
            rows.append(row)
            cast.append(votes)
    return rows, cast


def write_user_file(path: Path, rows: Sequence[Row], cast: Sequence[Mapping[str, int]]) -> None:
    """Write the rows to the file, in one step: a reader finds the old file or the new one, never half of it."""
    lines = [
        json.dumps({**row, "votes": {state: _SIGN_OF[letter] for state, letter in sorted(votes.items())}}, ensure_ascii=False)
        for row, votes in zip(rows, cast, strict=True)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write("".join(line + "\n" for line in lines))
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
