"""Finds the roll calls that a vote claim can be about: by symbol, body, day, subject and tally."""

import calendar
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.errors import UnknownName
from communique.record import Finding, RollCall, Tally, VoteClaim
from communique.rollcalls import RollCalls, read_symbol
from communique.vocabulary import Vocabulary
from communique.vocabulary.vote_subjects import VoteSubject, vote_subjects

COUNCIL = 15
"""How many members the Security Council has had at most."""
RECENT = timedelta(days=12)
"""How far back from its publication a report's undated vote is looked for first."""
_TELLING = 2
"""How many counts must be told for them to name a roll call where nothing tells its matter."""
_APPROXIMATE = timedelta(days=7)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which the vote can have been; `exact` when the text tells one day, `told` when it tells any."""

    since: date | None
    until: date | None
    exact: bool = False
    told: bool = True


@dataclass(frozen=True, slots=True)
class Resolution:
    """The roll calls that fit a claim, the likelier first. `named` when a symbol names them, `dated` when a told or recent day does.

    `problem` says why there are none, in `words`.
    """

    fits: tuple[RollCall, ...] = ()
    named: bool = False
    dated: bool = False
    exact: bool = False
    problem: Finding | None = None
    words: str = ""
    symbol: str | None = None


def window(told: str | None, published: date | None) -> Window:
    """Return the days that a date as told leaves open: one day, a week, a month, a year, or all days up to publication."""
    if told is None:
        return Window(None, published, told=False)
    if match := _DAY.fullmatch(told):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return Window(day, day, exact=True)
    if match := _WEEK.fullmatch(told):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Window(monday, monday + timedelta(days=6))
    if match := _MONTH.fullmatch(told):
        year, month = int(match[1]), int(match[2])
        return Window(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    if _YEAR.fullmatch(told):
        return Window(date(int(told), 1, 1), date(int(told), 12, 31))
    return Window(None, published, told=False)


def resolve(claim: VoteClaim, published: date | None, record: RollCalls, vocabulary: Vocabulary) -> Resolution:
    """Return the roll calls that the claim can be about."""
    if claim.body in {"SC", None} and largest(claim) > COUNCIL:
        claim = claim.model_copy(update={"body": "GA"}) if claim.body is None else claim
    if claim.body not in {"GA", "SC", None}:
        return Resolution(
            problem="not in the record",
            words="the record holds votes of the General Assembly and the Security Council, not of committees or other bodies",
        )
    days = window(claim.date, published)
    if claim.resolution is not None:
        return _by_symbol(claim, days, record)
    return _by_day(claim, days, published, record, vocabulary)


def _by_symbol(claim: VoteClaim, days: Window, record: RollCalls) -> Resolution:
    symbol = claim.resolution or ""
    try:
        rows = record.by_symbol(symbol, None)
    except UnknownName as error:
        return Resolution(problem="no roll call found", words=str(error.args[0]).rstrip("."))
    told = tuple(row for row in rows if days.since is None or days.until is None or days.since.year <= row.date.year <= days.until.year)
    rows = _of_body(claim, symbol, told if told or not days.told else rows)
    if not days.told and days.until is not None:
        rows = tuple(row for row in rows if row.date <= days.until)
    whole = tuple(row for row in rows if not is_partial(row))
    if rows and not whole:
        return Resolution(problem="not in the record", words=f"the record has only votes on paragraphs or amendments of {symbol}")
    if not rows:
        return _unrecorded(symbol, days, record)
    if all(cast == "absent" for row in whole for cast in row.votes.values()):
        return Resolution(
            problem="adopted without a vote", symbol=whole[0].resolution, words=f"{whole[0].resolution} was adopted without a vote"
        )
    return Resolution(whole, named=True, dated=days.exact, exact=True)


def _of_body(claim: VoteClaim, symbol: str, rows: tuple[RollCall, ...]) -> tuple[RollCall, ...]:
    """Keep the body that the text tells; a bare number of four digits or fewer is the Council's, whose numbers are in use today."""
    if claim.body and any(row.body == claim.body for row in rows):
        return tuple(row for row in rows if row.body == claim.body)
    if claim.body is None and len({row.body for row in rows}) > 1 and largest(claim) <= COUNCIL:
        return tuple(row for row in rows if row.body == "SC")
    return rows


def largest(claim: VoteClaim) -> int:
    """The largest number that a claim tells of a vote."""
    tally = claim.tally
    told = [count for count in (tally.yes, tally.no, tally.abstain) if count is not None] if tally is not None else []
    return max([*told, *(count.number or 0 for count in claim.counts)], default=0)


def _unrecorded(symbol: str, days: Window, record: RollCalls) -> Resolution:
    listed = record.adoption(symbol)
    if listed is not None and not listed.recorded:
        return Resolution(
            problem="adopted without a vote",
            symbol=listed.symbol,
            words=f"{listed.symbol} was adopted without a vote, so no state's vote is recorded",
        )
    if days.until is not None and days.told and days.until > record.council_until and read_symbol(symbol)[0].body == "SC":
        return Resolution(problem="not in the record", words=f"the record of the Council goes up to {record.council_until}")
    return Resolution(
        problem="no roll call found",
        words=f"the record has no vote on {symbol}: it may have been adopted without one, or not adopted at all",
    )


def _by_day(claim: VoteClaim, days: Window, published: date | None, record: RollCalls, vocabulary: Vocabulary) -> Resolution:
    if days.since is not None and days.since > record.as_of:
        return Resolution(problem="not in the record", words=f"the record goes up to {record.as_of}")
    if days.told:
        return _within(claim, days, record, vocabulary)
    if published is not None and published - RECENT > record.as_of:
        return Resolution(problem="not in the record", words=f"the record goes up to {record.as_of}")
    if published is not None:
        recent = _fitting(claim, Window(published - RECENT, published), record, vocabulary)
        if recent:
            return Resolution(recent, dated=True)
    fits = _fitting(claim, days, record, vocabulary)
    if not fits:
        return Resolution(problem="no roll call found", words=_nothing(claim, days))
    return Resolution(fits)


def _within(claim: VoteClaim, days: Window, record: RollCalls, vocabulary: Vocabulary) -> Resolution:
    fits = _fitting(claim, days, record, vocabulary)
    if not fits and days.exact and days.since and days.until:
        for margin in (timedelta(days=1), _APPROXIMATE):
            near = _fitting(claim, Window(days.since - margin, days.until + margin), record, vocabulary)
            fits = near if margin.days == 1 else tuple(row for row in near if "date approximate" in row.flags)
            if fits:
                break
    if not fits:
        return Resolution(problem="no roll call found", words=_nothing(claim, days))
    return Resolution(fits, dated=True, exact=days.exact)


def _nothing(claim: VoteClaim, days: Window) -> str:
    body = {"GA": "the General Assembly", "SC": "the Security Council"}.get(claim.body or "", "the United Nations")
    when = f" on {days.since}" if days.exact else f" between {days.since} and {days.until}" if days.told else ""
    on = f" on {', '.join(claim.subject[:3])}" if claim.subject else ""
    return f"the record has no vote of {body}{on}{when}"


def _fitting(claim: VoteClaim, days: Window, record: RollCalls, vocabulary: Vocabulary) -> tuple[RollCall, ...]:
    """Return the votes on whole texts in the window that are about what the claim is about, those with most in common alone."""
    rows = record.rows(days.since, until=days.until, body=claim.body if claim.body in {"GA", "SC"} else None, whole=True)  # type: ignore[arg-type]
    return closest(claim, [(row, record.symbol_and_words(row)) for row in rows], record, vocabulary)


def closest(
    claim: VoteClaim, rows: Iterable[tuple[int, tuple[str | None, str]]], record: RollCalls, vocabulary: Vocabulary
) -> tuple[RollCall, ...]:
    """Return the rows that share most of the claim's subjects; all of them when the claim has no subject."""
    matters = [subject for subject in vote_subjects() if subject.id in claim.subject]
    names = {code: _names(vocabulary, code) for code in claim.subject if code in vocabulary.states and code not in claim.votes}
    scored = []
    for row, (symbol, words) in rows:
        by_matter = sum(subject.is_of(symbol, words) for subject in matters)
        by_state = sum(any(name in words for name in known) for known in names.values())
        if by_matter or (by_state and not matters) or not (matters or names):
            scored.append((by_matter or by_state, row))
    if not scored:
        return ()
    if not matters and not names and len(scored) > 1:
        tally = claim.tally
        if tally is None or sum(count is not None for count in (tally.yes, tally.no, tally.abstain)) < _TELLING:
            return ()
        return tuple(row for row in record.take(row for _, row in scored) if has_tally(row, tally))
    best = max(score for score, _ in scored)
    return record.take(row for score, row in scored if score == best)


def of_subject(subjects: Sequence[VoteSubject], symbol: str | None, words: str) -> bool:
    """Say whether a roll call is on one of these matters."""
    return any(subject.is_of(symbol, words) for subject in subjects)


def _names(vocabulary: Vocabulary, code: str) -> tuple[str, ...]:
    entry = vocabulary.states[code]
    return tuple({name.casefold() for name in (entry.name, *vocabulary.names_of(f"state:{code}")) if len(name) > 3})


def is_partial(row: RollCall) -> bool:
    """Say whether a roll call is on a paragraph or an amendment alone."""
    return "paragraph" in row.flags or "amendment" in row.flags


def has_tally(row: RollCall, tally: Tally) -> bool:
    """Say whether a roll call has these counts, in the list or as stated."""
    for counts in (row.tally, row.stated):
        if counts is not None and all(
            told in (None, known) for told, known in ((tally.yes, counts.yes), (tally.no, counts.no), (tally.abstain, counts.abstain))
        ):
            return True
    return False
