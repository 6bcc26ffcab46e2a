"""Reading the UN Digital Library's CSV files of votes, whatever the year of their layout, into rows for the table."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from communique.errors import MissingInput, RollCallError, UnknownName
from communique.rollcalls.symbols import read_symbol
from communique.rollcalls.table import ABSENT, ABSTAIN, NO, YES

StateOf = Callable[[str, str, date], str]
"""Turns the file's code and name of a member into a state's code on a day; raises UnknownName."""

HEADERS: Mapping[str, tuple[str, ...]] = {
    "record": ("undl_id", "record_id", "record", "recid", "id"),
    "code": ("ms_code", "iso3", "country_code", "member_state_code", "code"),
    "name": ("ms_name", "member_state", "country", "country_name", "state", "name"),
    "vote": ("ms_vote", "vote", "country_vote"),
    "date": ("date", "vote_date", "date_of_vote"),
    "resolution": ("resolution", "resolution_symbol", "symbol"),
    "session": ("session",),
    "title": ("title", "description", "resolution_title"),
    "subjects": ("subjects", "subject"),
    "yes": ("total_yes", "yes", "votes_yes"),
    "no": ("total_no", "no", "votes_no"),
    "abstain": ("total_abstentions", "total_abstain", "total_abstention", "abstentions", "abstain"),
}
"""The names that each column has had: the Assembly's and the Council's files of 2024, 2025 and 2026, and exports derived from them."""

NEEDED = ("vote", "date", "resolution")
LETTER_OF = {
    "Y": YES, "YES": YES, "IN FAVOUR": YES, "N": NO, "NO": NO, "AGAINST": NO, "A": ABSTAIN, "ABSTAIN": ABSTAIN, "ABSTENTION": ABSTAIN,
    "ABSTAINED": ABSTAIN, "ABSTAINING": ABSTAIN, "X": ABSENT, "": ABSENT, "NON-VOTING": ABSENT, "NONVOTING": ABSENT, "NON VOTING": ABSENT,
    "NOT VOTING": ABSENT, "ABSENT": ABSENT,
}  # fmt: skip
"""Every way in which the files write a vote."""

LIBRARY_CODES = {"SUN": "RUS", "BYS": "BLR", "ZAR": "COD", "BUR": "MMR", "DHY": "BEN", "HVO": "BFA", "SCG": "SRB", "YSR": "SRB"}
"""Codes under which the Library lists seats that go on under another code in the table."""


@dataclass
class Ballot:
    """One roll call as a file lists it: its cells, the letters by state, and what is wrong with it."""

    cells: Mapping[str, str]
    day: date
    votes: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    conflict: bool = False


def read_library_file(path: Path, state_of: StateOf) -> list[Ballot]:
    """Return the roll calls of a file in its order.

    Raises MissingInput when there is no such file, and RollCallError, naming the line, when it is not a file of votes: no text, columns
    that are missing, a vote, date or symbol that cannot be read.
    """
    ballots: dict[str, Ballot] = {}
    for number, cells in _lines(path):
        if not any(cells.values()):
            continue
        key = cells.get("record") or f"{cells['resolution']} {cells['date']}"
        ballot = ballots.get(key)
        if ballot is None:
            ballot = ballots[key] = Ballot(cells, _day(cells["date"], path, number))
            _check_symbol(cells["resolution"], path, number)
        _cast(ballot, cells, state_of, where=f"line {number} of {path.name}")
    if not ballots:
        raise RollCallError(f"{path} lists no votes.", "Nothing was changed.")
    return list(ballots.values())


def table_row(ballot: Ballot) -> dict[str, Any]:
    """Return the columns of the table for one roll call of a file."""
    cells = ballot.cells
    symbol = read_symbol(cells["resolution"])[0]
    record = cells.get("record", "").removesuffix(".0")
    title = re.sub(r"\s*:\s*(?:[A-Za-z] )?resolutions? / adopted.*$", "", cells.get("title", "")).replace(" : ", ": ")
    title = re.sub(r"^Security Council resolution \d+ \(\d+\) \[(.*)\]$", r"\1", title)
    stated = [_count(cells.get(name, "")) for name in ("yes", "no", "abstain")]
    known = None if None in stated else stated
    session = cells.get("session", "") or (symbol.number.split("/")[0] if "/" in symbol.number else "")
    return {
        "id": f"U{record}" if record.isdecimal() else str(symbol),
        "body": symbol.body,
        "symbol": str(symbol),
        "date": ballot.day.isoformat(),
        "session": session.removesuffix(".0") if symbol.body == "GA" else "",
        "title": title[:1].upper() + title[1:],
        "description": "",
        "subject": cells.get("subjects", ""),
        "stated": known,
        "stated_by": "undl" if known else "",
        "flags": "",
        "rcid": 0,
        "twin": "",
        "differing": 0,
        "official_differs": "",
        "faults": "|".join(ballot.faults),
    }


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each line's number and its cells by our names of the columns."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), delimiter=_delimiter(path))
    try:
        header = next(reader, [])
        places = _places(header, path)
        for row in reader:
            if len(row) not in (0, len(header)):
                raise RollCallError(
                    f"Line {reader.line_num} of {path} has {len(row)} cells, not {len(header)} as its header.",
                    "The file may be cut off; nothing was changed.",
                )
            if row:
                yield reader.line_num, {name: row[place].strip() for name, place in places.items()}
    except csv.Error as error:
        raise RollCallError(f"Line {reader.line_num} of {path} is not CSV ({error}).", "Nothing was changed.") from error


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise MissingInput(f"There is no file {path}.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise RollCallError(f"{path} cannot be read as text ({error}).", "Nothing was changed.") from error


def _delimiter(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as file:
        header = file.readline()
    return max(",;\t", key=header.count)


def _places(header: Sequence[str], path: Path) -> dict[str, int]:
    """Return the place of each column that is there; raises RollCallError when one that is needed is not."""
    named = {re.sub(r"[^a-z0-9]+", "_", cell.strip().lower()).strip("_"): place for place, cell in reversed(list(enumerate(header)))}
    places = {ours: named[theirs] for ours, names in HEADERS.items() for theirs in names[::-1] if theirs in named}
    missing = [HEADERS[name][0] for name in NEEDED if name not in places]
    if "code" not in places and "name" not in places:
        missing.append(HEADERS["code"][0])
    if missing:
        raise RollCallError(
            f"{path} has no column {' or '.join(repr(name) for name in missing)}.",
            "It should be the UN Digital Library's CSV of votes by member state.",
        )
    return places


def _cast(ballot: Ballot, cells: Mapping[str, str], state_of: StateOf, *, where: str) -> None:
    letter = LETTER_OF.get(cells["vote"].upper())
    if letter is None:
        raise RollCallError(
            f"{cells['vote']!r} in {where} is no vote.", "Votes are Y, N, A, X or empty, or the words; nothing was changed."
        )
    code, name = cells.get("code", ""), cells.get("name", "")
    try:
        state = state_of(LIBRARY_CODES.get(code, code), name, ballot.day)
    except UnknownName:
        ballot.faults.append(f"{name or code} is no state that is known; its vote was left out.")
        return
    if state in ballot.votes:
        ballot.conflict |= ballot.votes[state] != letter
        ballot.faults.append(f"{state} is listed twice{' with different votes' if ballot.votes[state] != letter else ''}.")
    ballot.votes.setdefault(state, letter)


def _day(text: str, path: Path, number: int) -> date:
    for form in ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise RollCallError(f"{text!r} in line {number} of {path} is not a date.", "Nothing was changed.")


def _check_symbol(text: str, path: Path, number: int) -> None:
    try:
        read_symbol(text)
    except UnknownName as error:
        raise RollCallError(f"{text!r} in line {number} of {path} is not the symbol of a resolution.", "Nothing was changed.") from error


def _count(cell: str) -> int | None:
    return int(float(cell)) if re.fullmatch(r"\d+(\.0+)?", cell) else None
