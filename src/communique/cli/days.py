"""Days as a person gives them: a day, a month or a year, taken from its first or up to its last day."""

import re
from calendar import monthrange
from datetime import date

from communique.errors import BadDate


def day(text: str | None, *, last: bool = False) -> date | None:
    """Return a day given as 2023-02-23, 2023-02 or 2023: the first one of it, or with `last` the last one. Raises BadDate."""
    if text is None:
        return None
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text)
    try:
        if not match:
            raise ValueError(text)
        year, month = int(match[1]), int(match[2] or (12 if last else 1))
        return date(year, month, int(match[3] or (monthrange(year, month)[1] if last else 1)))
    except ValueError as error:
        raise BadDate(f"{text!r} is not a date.", "Write it like 2023-02-23, 2023-02 or 2023.") from error
