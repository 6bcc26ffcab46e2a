"""What the addresses of several pages ask for: words, days, names."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from communique.archive import Archive, Wish, find_actors
from communique.record.base import Value
from communique.vocabulary import Vocabulary

MOST = 200
AT_FIRST, AT_MOST = 0.05, 3.0
"""Seconds for which a request waits until reports have been read together, unless it says otherwise, and at most."""


def _empty_is_none(value: Any) -> Any:
    return None if value == "" else value


Day = Annotated[date | None, BeforeValidator(_empty_is_none)]
Words = Annotated[str, Field(max_length=300)]
Wait = Annotated[float, Field(ge=0, le=AT_MOST, description="seconds to wait when reports are read together for the first time")]
Shown = Annotated[int, Field(ge=1, le=MOST)]


class Period(Value):
    """Days of publication, both included."""

    since: Day = Field(default=None, description="published from this day on")
    until: Day = Field(default=None, description="published up to this day")


class Filters(Period):
    """What is looked for in the archive."""

    q: Words = Field(default="", description='words; "a phrase", -without, one OR another, sanction*')
    by: Words = Field(default="", description="name or id of who speaks")
    outlet: Words = Field(default="", description="name of the outlet")
    show: Shown = Field(default=30, description="how many to show")


def wish_of(archive: Archive, asked: Filters, words: Vocabulary, *, limit: int | None = None) -> Wish:
    """Return the wish that filters express; raises UnknownName for a name that nobody has."""
    also = [row.entity for row in words.lookup(asked.by)] if asked.by else []
    actors = find_actors(archive, asked.by, also=also) if asked.by.strip() else ()
    return Wish(
        actors=actors,
        about=asked.q,
        since=asked.since,
        until=asked.until,
        outlet=asked.outlet.strip() or None,
        limit=asked.show if limit is None else limit,
    )
