"""Looking roll calls up: by id, symbol, words, day, tally and state, as values of the record."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.errors import UnknownName
from communique.record import RollCall, Tally, Vote
from communique.rollcalls.adoptions import Adoption, adoptions, sponsors
from communique.rollcalls.audit import Finding, audit
from communique.rollcalls.symbols import Body, Symbol, read_symbol
from communique.rollcalls.table import ABSENT, ABSTAIN, LETTERS, NO, NOT_A_MEMBER, VOTES, YES, Letters, Table

Rows = npt.NDArray[np.intp]
_WORD = re.compile(r"[^\W_]+")


class RollCalls:
    """All roll calls that are known: the shipped table and what an update added. Rows are in order of body and date."""

    def __init__(self, table: Table) -> None:
        self.table = table

    def __len__(self) -> int:
        return len(self.table)

    @property
    def as_of(self) -> date:
        """The day up to which the record goes."""
        return self.table.as_of

    @cached_property
    def council_until(self) -> date:
        """The day of the last roll call of the Security Council."""
        return date.fromisoformat(
            max(day for day, body in zip(self.table.columns["date"], self.table.columns["body"], strict=True) if body == "SC")
        )

    @property
    def states(self) -> tuple[str, ...]:
        """The codes of all states that ever had a seat, in the order of the columns of `letters`."""
        return self.table.states

    def get(self, roll_call_id: str) -> RollCall:
        """Return the roll call with this id ("U4003921", "V756", or a symbol); raises UnknownName when there is none."""
        row = self._by_id.get(roll_call_id)
        if row is None:
            raise UnknownName(
                f"There is no roll call {roll_call_id!r}.", "Ids are U or V and a number; symbols are looked up with by_symbol."
            )
        return self._value(row)

    def row_of(self, roll_call_id: str) -> int | None:
        """Return the row of the roll call with this id, or None."""
        return self._by_id.get(roll_call_id)

    def by_symbol(self, symbol: str, body: Body | None = None) -> tuple[RollCall, ...]:
        """Return the roll calls on a resolution, however its symbol is spelled, the vote on the whole text first.

        A symbol without its letter returns the votes on all parts; a bare number ("242") those of both bodies, the Council's first; the
        symbol of a draft ("A/ES-11/L.7") those on the draft. Empty when no vote on it is recorded (see `adoption`). Raises UnknownName
        when the text is no symbol.
        """
        rows = self._by_draft.get(_squeezed(symbol))
        if rows is None:
            rows = [row for candidate in read_symbol(symbol, body) for row in self._rows_of(candidate)]
        return tuple(self._value(row) for row in rows)

    def adoption(self, symbol: str) -> Adoption | None:
        """Return how the Assembly adopted a resolution, as its own list since September 2019 has it; None when it is not listed."""
        for candidate in read_symbol(symbol):
            if listed := adoptions().get(str(candidate)):
                return listed
        return None

    def unrecorded(self, day: date, days: int) -> tuple[Adoption, ...]:
        """Return what the Assembly adopted without a vote within so many days of a day, as far as its own list has it."""
        return tuple(a for a in adoptions().values() if not a.recorded and a.date is not None and abs((a.date - day).days) <= days)

    def find(
        self,
        words: str = "",
        since: date | None = None,
        *,
        until: date | None = None,
        body: Body | None = None,
        subject: str = "",
        whole: bool = False,
    ) -> tuple[RollCall, ...]:
        """Return the roll calls whose title, description, subject or agenda have all of these words (as beginnings of words), by date.

        `since` and `until` are both included; `subject` looks in the subject headings alone; `whole` leaves out votes on paragraphs
        and amendments.
        """
        return self.take(self.rows(since, until=until, body=body, words=words, subject=subject, whole=whole))

    def on(self, day: date, body: Body | None = None) -> tuple[RollCall, ...]:
        """Return the roll calls of one day."""
        return tuple(self._value(row) for row in self.rows(day, until=day, body=body))

    def with_tally(
        self,
        yes: int | None = None,
        no: int | None = None,
        *,
        abstain: int | None = None,
        since: date | None = None,
        until: date | None = None,
        body: Body | None = None,
    ) -> tuple[RollCall, ...]:
        """Return the roll calls with these counts, in the list or as stated; None matches any."""
        rows = self.rows(since, until=until, body=body)
        wanted = [(i, count) for i, count in enumerate((yes, no, abstain)) if count is not None]
        hit = np.ones(len(rows), bool)
        also = np.array([self.table.columns["stated"][row] is not None for row in rows], bool)
        for i, count in wanted:
            hit &= self.tallies[rows, i] == count
            also &= self._stated[rows, i] == count
        return tuple(self._value(row) for row in rows[hit | also])

    def votes_of(
        self, state: str, since: date | None = None, *, until: date | None = None, vote: Vote | None = None, body: Body | None = None
    ) -> tuple[tuple[RollCall, Vote], ...]:
        """Return the roll calls in which a state (by code) had a seat, with its vote, by date; `vote` keeps those alone."""
        rows = self.rows(since, until=until, body=body)
        cast = self.letters(rows, [state])[:, 0]
        kept = cast != NOT_A_MEMBER if vote is None else cast == LETTERS[vote]
        return tuple((self._value(row), VOTES[letter - 1]) for row, letter in zip(rows[kept], cast[kept], strict=True))

    def rows(
        self,
        since: date | None = None,
        *,
        until: date | None = None,
        body: Body | None = None,
        words: str = "",
        subject: str = "",
        whole: bool = False,
    ) -> Rows:
        """Return the row numbers of roll calls in order of date; the arguments are those of `find`."""
        order, days = self._by_date
        low = bisect_left(days, since.isoformat()) if since else 0
        high = bisect_right(days, until.isoformat()) if until else len(days)
        rows = order[low:high]
        if body is not None:
            rows = rows[self._is_assembly[rows] == (body == "GA")]
        if whole:
            rows = rows[~self._partial[rows]]
        if wanted := _words(words):
            rows = rows[[_has(self._texts[row], wanted) for row in rows]]
        if heading := _words(subject):
            rows = rows[[_has(_folded(self.table.columns["subject"][row]), heading) for row in rows]]
        return rows

    def letters(self, rows: Rows, states: Sequence[str] | None = None) -> Letters:
        """Return the votes as (rows, states) letters of `table`; raises UnknownName for a code without a seat."""
        if states is None:
            return self.table.votes[rows]
        columns = np.array([self.column(state) for state in states], np.intp)
        return self.table.votes[np.ix_(rows, columns)]

    def column(self, state: str) -> int:
        """Return the column of a state; raises UnknownName when it never had a seat."""
        place = self._columns.get(state)
        if place is None:
            raise UnknownName(f"{state} has no votes in the record.", "It may not be a member, or vote under another seat at the time.")
        return place

    def take(self, rows: Iterable[int]) -> tuple[RollCall, ...]:
        """Return the roll calls in these rows."""
        return tuple(self._value(row) for row in rows)

    def symbol_and_words(self, row: int) -> tuple[str | None, str]:
        """Return the symbol of a row's resolution and, in small letters, all words of its title, description, headings and agenda."""
        return self.table.columns["symbol"][row] or None, self._texts[row]

    @cached_property
    def findings(self) -> dict[int, tuple[Finding, ...]]:
        """What the audit finds, by row."""
        return audit(self.table)

    @cached_property
    def tallies(self) -> npt.NDArray[np.int64]:
        """The recounts, (rows, 4): yes, no, abstain, absent."""
        return np.stack([(self.table.votes == letter).sum(1) for letter in (YES, NO, ABSTAIN, ABSENT)], 1)

    @cached_property
    def _stated(self) -> npt.NDArray[np.int64]:
        return np.array([counts or (-1, -1, -1) for counts in self.table.columns["stated"]], np.int64).reshape(-1, 3)

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {state: j for j, state in enumerate(self.table.states)}

    @cached_property
    def _by_id(self) -> dict[str, int]:
        return {name: row for row, name in enumerate(self.table.columns["id"])}

    @cached_property
    def _by_date(self) -> tuple[Rows, list[str]]:
        days = self.table.columns["date"]
        order = sorted(range(len(days)), key=lambda row: days[row])
        return np.array(order, np.intp), [days[row] for row in order]

    @cached_property
    def _is_assembly(self) -> npt.NDArray[np.bool_]:
        return np.array([body == "GA" for body in self.table.columns["body"]], bool)

    @cached_property
    def _partial(self) -> npt.NDArray[np.bool_]:
        return np.array(["paragraph" in flags or "amendment" in flags for flags in self.table.columns["flags"]], bool)

    @cached_property
    def _by_symbol(self) -> dict[str, list[int]]:
        """Rows by symbol, and by the symbol without its part, session or year; votes on the whole text first."""
        index: dict[str, list[int]] = {}
        for row, name in enumerate(self.table.columns["symbol"]):
            if name:
                symbol = read_symbol(name)[0]
                number = re.sub(r"\(.*", "", symbol.number)
                for key in {name, str(symbol.whole()), str(Symbol(symbol.body, number, kind=symbol.kind))}:
                    index.setdefault(key, []).append(row)
        return {key: sorted(rows, key=lambda row: (self._partial[row], self._not_adopted(row))) for key, rows in index.items()}

    @cached_property
    def _by_draft(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for adoption in adoptions().values():
            if "/L." in adoption.draft and adoption.symbol in self._by_symbol:
                for draft in re.split(r",| and ", adoption.draft):
                    index.setdefault(_squeezed(draft), []).extend(self._by_symbol[adoption.symbol])
        return index

    @cached_property
    def _texts(self) -> list[str]:
        columns, listed = self.table.columns, adoptions()
        texts = []
        for symbol, *words in zip(columns["symbol"], columns["title"], columns["description"], columns["subject"], strict=True):
            if symbol in listed:
                words += [listed[symbol].agenda, *listed[symbol].subjects]
            texts.append(_folded(" ".join(words)))
        return texts

    def _rows_of(self, symbol: Symbol) -> list[int]:
        if symbol.part:
            whole = self._by_symbol.get(str(symbol.whole()), [])
            return self._by_symbol.get(str(symbol)) or [row for row in whole if self._covers(row, symbol.part)]
        return self._by_symbol.get(str(symbol), [])

    def _covers(self, row: int, part: str) -> bool:
        """Say whether the vote was on several parts at once ("A-C") and this one (by its letter) is among them."""
        ends = re.fullmatch(r"([A-Z])-([A-Z])", read_symbol(self.table.columns["symbol"][row])[0].part)
        return ends is not None and len(part) == 1 and ends[1] <= part <= ends[2]

    def _not_adopted(self, row: int) -> bool:
        return not str(self.table.columns["id"][row]).startswith(("U", "A/"))

    def _value(self, row: int) -> RollCall:
        column: dict[str, Any] = {name: values[row] for name, values in self.table.columns.items()}
        counts = [int(count) for count in self.tallies[row]]
        listed = adoptions().get(column["symbol"]) if column["symbol"] else None
        stated = column["stated"]
        letters = self.table.votes[row]
        return RollCall(
            id=column["id"],
            body=column["body"],
            resolution=column["symbol"] or None,
            date=date.fromisoformat(column["date"]),
            session=column["session"] or None,
            title=column["title"],
            description=column["description"],
            subject=column["subject"],
            tally=Tally(yes=counts[0], no=counts[1], abstain=counts[2]),
            stated=Tally(yes=stated[0], no=stated[1], abstain=stated[2]) if stated else None,
            stated_by=column["stated_by"] or None,
            votes={self.table.states[j]: VOTES[letters[j] - 1] for j in np.flatnonzero(letters)},
            flags=tuple(column["flags"].split("|")) if column["flags"] else (),
            adopted=self._adopted(row, counts),
            draft=listed.draft if listed else None,
            meeting=listed.meeting if listed else None,
            committee=(listed.committee or None) if listed else None,
            sponsors=sponsors().get(column["symbol"], ()),
            audit=tuple(finding.message for finding in self.findings.get(row, ())),
        )

    def _adopted(self, row: int, counts: list[int]) -> bool | None:
        """Say whether the text was adopted: the Library lists adopted resolutions alone; no text passes without more yes than no."""
        if not self._not_adopted(row):
            return True
        return False if counts[0] <= counts[1] else None


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    return text.casefold()


def _has(text: str, words: list[str]) -> bool:
    """Say whether every word begins a word of the text."""
    return all(word in text and re.search(rf"(?<![^\W_]){re.escape(word)}", text) for word in words)


def _squeezed(symbol: str) -> str:
    return re.sub(r"\s+", "", symbol).upper()
