"""The Assembly's own list of its resolutions since September 2019: which were adopted without a vote, their drafts, meetings and
sponsors."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from communique.rollcalls.table import unpack


@dataclass(frozen=True, slots=True)
class Adoption:
    """One resolution as the Assembly lists it; `recorded` is false when it was adopted without a vote. `date` is None for the 74th
    session."""

    symbol: str
    title: str
    date: date | None
    recorded: bool
    draft: str
    meeting: str
    committee: str
    agenda: str
    subjects: tuple[str, ...]


@lru_cache(maxsize=1)
def adoptions() -> Mapping[str, Adoption]:
    """Return the resolutions of the 74th to 80th sessions (to the table's as-of date) by symbol."""
    columns = json.loads(unpack("resolutions.json.xz"))["columns"]
    names = ("symbol", "title", "date", "recorded", "draft", "meeting", "committee", "agenda", "subjects")
    rows = zip(*(columns[name] for name in names), strict=True)
    return {
        symbol: Adoption(
            symbol, title, date.fromisoformat(day) if day else None, bool(recorded), draft, meeting, committee, agenda,
            tuple(subjects.split("|")) if subjects else (),
        )
        for symbol, title, day, recorded, draft, meeting, committee, agenda, subjects in rows
    }  # fmt: skip


@lru_cache(maxsize=1)
def sponsors() -> Mapping[str, tuple[str, ...]]:
    """Return the codes of the states that submitted a resolution or joined its sponsors, by symbol; the submitters first."""
    listed = json.loads(unpack("sponsors.json.xz"))
    return {symbol: tuple(first.split() + later.split()) for symbol, (first, later) in listed.items()}


@dataclass(frozen=True, slots=True)
class Share:
    """How many resolutions were adopted without a vote, of how many, in which sessions."""

    without_vote: int
    resolutions: int
    sessions: str

    def __str__(self) -> str:
        percent = round(100 * self.without_vote / self.resolutions)
        return f"{self.without_vote:,} of {self.resolutions:,} resolutions ({percent}%) of {self.sessions} were adopted without a vote"


def share_without_vote() -> Share:
    """Return the share of the Assembly's resolutions that no roll call can show, for the sessions whose full list is known."""
    listed = adoptions().values()
    return Share(sum(not a.recorded for a in listed), len(listed), "the 74th to 80th sessions (September 2019 to July 2026)")
