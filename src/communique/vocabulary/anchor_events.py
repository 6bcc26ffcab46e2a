"""Events whose date everybody knows, by which a text that tells an anniversary can be dated."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from communique.vocabulary.rows import read_csv, read_date


@dataclass(frozen=True, slots=True)
class AnchorEvent:
    """An event of one known day.

    A text is about it when of every group in `about` one wording stands in it; an anniversary is this event's when one of the wordings
    `near` stands beside the word.
    """

    id: str
    day: date
    name: str
    about: tuple[tuple[str, ...], ...]
    near: tuple[str, ...]

    def is_topic_of(self, text: str) -> bool:
        """Say whether the text is about the event."""
        return all(any(wording in text for wording in group) for group in self.about)

    def is_named_in(self, words: str) -> bool:
        """Say whether these words name the event, given that the text is about it."""
        return re.search(rf"\b(?:{'|'.join(map(re.escape, self.near))})", words, re.IGNORECASE) is not None


@cache
def anchor_events() -> tuple[AnchorEvent, ...]:
    """Return the declared events, read once a process. Raises VocabularyError, with file and line, for a faulty row."""
    rows = read_csv(resources.files("communique.vocabulary") / "data" / "anchor_events.csv", "id,date,event,about,near")
    events = []
    for row in rows:
        try:
            day = read_date(row["date"], late=False)
        except ValueError as error:
            raise row.fault(f"date {row['date']!r} is not a date that exists.") from error
        about = tuple(tuple(group.split("|")) for group in row["about"].split(" & "))
        events.append(AnchorEvent(row["id"], day, row["event"], about, row.many("near")))
    return tuple(events)
