"""Dates as people and pages write them: strict for an argument, forgiving but never guessing for metadata."""

import re
from datetime import UTC, date, datetime, timedelta

from communique.errors import BadDate

_HINT = "Write it as year-month-day, such as 2023-02-24."
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(\d{{4}})\b", re.I)
_MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})\b", re.I)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d{2})(?!\d)")
_IN_ADDRESS = re.compile(rf"/((?:19|20)\d{{2}})/(\d{{1,2}}|{_MONTH[:-3]})/(\d{{1,2}})(?=/|$|[-_.])", re.I)
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


def parse_date(text: str) -> date:
    """Read an ISO 8601 date (2023-02-24, 20230224, or one with a time after it); raises BadDate with one clear sentence."""
    cleaned = text.strip()
    found = _ISO.fullmatch(cleaned) or _COMPACT.fullmatch(cleaned)
    if found is None:
        raise BadDate(f"{text[:40]!r} is not a date that communique reads.", _HINT)
    day = _date(found.group(1), found.group(2), found.group(3))
    if day is None:
        raise BadDate(f"{cleaned[:40]} does not exist.", _HINT)
    return day


def stamp(text: str) -> date | None:
    """Read a date out of a metadata value or a shown timestamp, as the page's own clock has it; None when it is not clear.

    Day and month in figures (03/04/2023) are read only when one of them cannot be a month.
    """
    value = text.strip()[:200]
    if _EPOCH.fullmatch(value):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(value[:10]))).date()
    found = _COMPACT.fullmatch(value) or _YEAR_FIRST.search(value)
    if found:
        return _date(found.group(1), found.group(2), found.group(3))
    found = _DAY_FIRST.search(value)
    if found:
        return _date(found.group(3), found.group(2), found.group(1))
    found = _MONTH_FIRST.search(value)
    if found:
        return _date(found.group(3), found.group(1), found.group(2))
    return _figures(value)


def date_in_address(address: str) -> date | None:
    """Read the date that a news address often carries (/2023/02/24/ or /2023/feb/24/); None when there is none."""
    found = _IN_ADDRESS.search(address)
    return _date(found.group(1), found.group(2), found.group(found.lastindex or 3)) if found else None


def _figures(value: str) -> date | None:
    found = _NUMERIC.search(value)
    if found is None:
        return None
    first, second = int(found.group(1)), int(found.group(2))
    if first > 12 or first == second:
        return _date(found.group(3), str(second), str(first))
    return _date(found.group(3), str(first), str(second)) if second > 12 else None


def _date(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
