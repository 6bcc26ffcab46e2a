"""What a rule for expressions of time is, and what it sees: the text, the date of publication, the tense around, the dates before."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from communique.reading.date_values import FoundDate, Reading, Tense, TenseOf, Unanchored
from communique.record import TimexType

_NEAR = 300  # characters that "that day" may look back


@dataclass(slots=True)
class Scene:
    """One text being read: `found` holds what was read so far, in order of place."""

    text: str
    published: date | None
    tense_of: TenseOf
    found: list[FoundDate] = field(default_factory=list)

    def tense(self, match: re.Match[str]) -> Tense | None:
        """The tense of the clause that the match stands in."""
        return self.tense_of(match.start(), match.end())

    def before(self, start: int, length: int = 24) -> str:
        """The words right before a place, on its line."""
        return self.text[max(0, start - length) : start].rpartition("\n")[2]

    def after(self, end: int, length: int = 30) -> str:
        """The words right after a place, on its line."""
        return self.text[end : end + length].partition("\n")[0]

    def counted(self, start: int, end: int, value: str | None, kind: TimexType = "DATE") -> Iterator[Reading]:
        """Yield a value that was counted from the date of publication, nothing for None; without that date, why there is none."""
        if self.published is None:
            yield Unanchored(start, end, f"“{self.text[start:end]}” counts from the date of publication, which is not known")
        elif value is not None:
            yield FoundDate(start, end, kind, value, self.published.isoformat())

    def partly(self, start: int, end: int, value: str | None, kind: TimexType = "DATE") -> Iterator[Reading]:
        """Yield a value that stands without the date of publication too, with X for what is not known."""
        if value is not None:
            yield FoundDate(start, end, kind, value, self.published.isoformat() if self.published else None)

    def day_before(self, start: int) -> date | None:
        """The day that the text named last, if that was close by, on the same line, and no vaguer date stands between."""
        last = next((f for f in reversed(self.found) if f.type in {"DATE", "TIME"} or start - f.end > _NEAR), None)
        if last is None or start - last.end > _NEAR or "\n" in self.text[last.end : start]:
            return None
        value = last.value[:10]
        return date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression: the pattern that finds it, and the function that reads a match (nothing for what only looks like one)."""

    name: str
    pattern: str
    read: Callable[[Scene, re.Match[str]], Iterable[Reading]]
