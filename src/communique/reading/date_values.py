"""The arithmetic of dates: from words already understood to TIMEX3 values, counted from the date of publication.

TIMEX3 (TimeML 1.2.1) writes a day 2023-02-24, a month 2023-02, a week 2023-W08, a weekend 2023-W08-WE, a quarter 2022-Q3, a season 2022-SP,
a decade 202, a century 19, a part of a day 2023-02-24TMO, and an X for each figure that is not known.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from communique.reading.date_words import SEASONS, UNITS
from communique.record import TimexType

Tense = Literal["past", "present", "future"]
TenseOf = Callable[[int, int], Tense | None]

_LONG_AGO, _SOON = 270, 100  # days: a date that far back and as near ahead is, where no tense tells, the one ahead
_VERY_LONG_AGO, _VERY_SOON = 300, 45  # and even in a past clause ("asked for a debate on April 14"), for news gives old days their year
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True)
class FoundDate:
    """An expression of time at `start`:`end`, its TIMEX3 type and value, and the ISO date it was counted from (None: it needed none)."""

    start: int
    end: int
    type: TimexType
    value: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Unanchored:
    """An expression of time at `start`:`end` that could not be given a value, and why, in plain words."""

    start: int
    end: int
    reason: str


Reading = FoundDate | Unanchored


def exists(year: int, month: int, day: int) -> date | None:
    """Return the date, or None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_value(published: date | None, weekday: int, *, tense: Tense | None, which: str = "") -> str:
    """Return the day that a weekday names: the nearest in the past, the day of publication included; with a future tense the next.

    A present tense looks neither way, so it means the nearest of all. `which` is "last" (the nearest before), "next" (that day of the
    following ISO week), "this" (of this ISO week) or empty.
    """
    if published is None:
        return f"XXXX-WXX-{weekday}"
    today = published.isoweekday()
    if which == "last":
        shift = -((today - weekday - 1) % 7 + 1)
    elif which == "next":
        shift = 7 - today + weekday
    elif which == "this":
        shift = weekday - today
        shift += 7 if shift < 0 and tense == "future" else 0
    else:
        ahead, behind = (weekday - today) % 7, (today - weekday) % 7
        shift = ahead if tense == "future" or (tense == "present" and ahead < behind) else -behind
    return (published + timedelta(days=shift)).isoformat()


def day_of_year_value(published: date | None, month: int, day: int, *, tense: Tense | None, weekday: int | None = None) -> str | None:
    """Return the day that a month and day without a year name; None when the calendar has no such day.

    A weekday told with it chooses the nearest year in which it fits.
    """
    if published is None:
        return f"XXXX-{month:02}-{day:02}" if exists(2024, month, day) else None
    days = [d for year in range(max(1, published.year - 6), published.year + 7) if (d := exists(year, month, day)) is not None]
    if weekday is not None:
        fitting = [d for d in days if d.isoweekday() == weekday]
        return min(fitting, key=lambda d: abs((d - published).days)).isoformat() if fitting else None
    before = [d for d in days if d <= published]
    after = [d for d in days if d >= published]
    if not before or not after:
        return None
    sure = tense == "past" and not ((published - before[-1]).days > _VERY_LONG_AGO and (after[0] - published).days < _VERY_SOON)
    ahead = not sure and _lies_ahead(before[-1], after[0], published, None if tense == "past" else tense)
    return (after[0] if ahead else before[-1]).isoformat()


def _lies_ahead(before: date, after: date, published: date, tense: Tense | None) -> bool:
    if tense in {"past", "future"}:
        return tense == "future"
    if tense == "present":
        return (after - published).days < (published - before).days
    return (published - before).days > _LONG_AGO and (after - published).days < _SOON


def month_value(published: date | None, month: int, *, tense: Tense | None, which: str = "") -> str:
    """Return the month that a month's name without a year names, by the same rule as a day; "last", "next" and "this" as with weekdays."""
    if published is None:
        return f"XXXX-{month:02}"
    year = published.year
    if which == "last":
        year -= month >= published.month
    elif which == "next":
        year += month <= published.month
    elif which != "this":
        before = date(year - (month > published.month), month, 1)
        after = date(year + (month < published.month), month, 1)
        year = (after if _lies_ahead(before, after, published, tense) else before).year
    return f"{year}-{month:02}"


def season_value(published: date, season: str, *, tense: Tense | None, which: str = "") -> str:
    """Return the season that a bare name stands for; a winter carries the year in which it begins."""
    code = SEASONS[season.lower()]
    month = _FIRST_MONTH[code]
    year = published.year
    running = month <= published.month < month + 3 or (code == "WI" and published.month < 3)
    begun = year if month <= published.month else year - 1
    if running and which != "last":
        year = begun + (which == "next")
    elif which == "next" or (which != "last" and tense == "future"):
        year = begun + 1
    elif which == "this":
        year = published.year
    else:
        year = begun - (running and which == "last")
    return f"{year}-{code}"


def unit_value(published: date, unit: str, shift: int) -> str | None:
    """Return the value of the week, month, year ... that lies `shift` of them after the one of publication, at the unit's own grain.

    None when that is before the year 1 or after 9999.
    """
    months = published.year * 12 + published.month - 1
    months += shift * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
    days = shift * {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}.get(unit, 0)
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999 or not date.min.toordinal() <= published.toordinal() + days <= date.max.toordinal():
        return None
    if unit == "day":
        return (published + timedelta(days=days)).isoformat()
    if unit in {"week", "weekend", "fortnight"}:
        iso_year, week, _ = (published + timedelta(days=days)).isocalendar()
        return f"{iso_year}-W{week:02}{'-WE' if unit == 'weekend' else ''}"
    grains = {"month": f"{year:04}-{month:02}", "quarter": f"{year:04}-Q{(month + 2) // 3}", "year": f"{year:04}"}
    return {**grains, "decade": f"{year // 10:03}", "century": f"{year // 100:02}"}.get(unit)


def duration_value(amount: float | None, unit: str) -> str:
    """Return the ISO 8601 duration of so many units ("P3W", "PT72H", "P18M"); a vague amount (None) gives an X, or TIMEX3's DE and CE."""
    letter, size, is_time = UNITS[unit]
    if amount is None:
        return f"P{'T' if is_time else ''}X{letter}" if size == 1 else f"PX{'DE' if size == 10 else 'CE' if size == 100 else letter}"
    total, letters = amount * size, letter
    smaller = {"Y": ("M", 12), "H": ("M", 60)}.get(letter)
    if total != int(total) and smaller is not None:
        letters, total = smaller[0], total * smaller[1]
    return f"P{'T' if is_time else ''}{total:g}{letters}"
