"""Infers when a text was published from what it says: a line that states it, a dateline, an anniversary with the weekdays told."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from communique.reading.date_values import FoundDate, exists
from communique.reading.date_words import ONES
from communique.reading.dates import find_dates
from communique.reading.sections import Part
from communique.record import Document
from communique.vocabulary.anchor_events import AnchorEvent, anchor_events

_TOP, _LINE = 1500, 120  # characters: how far down a statement may stand, and how long its line may be
_STATED = re.compile(
    r"(?im)^[\W_]*(?P<label>(?:first[ ]|originally[ ])?(?:published|posted|publication date|issued|released|date))\b\s*(?:on|at)?\s*:?"
)
_UPDATED = re.compile(r"(?im)^[\W_]*(?P<label>(?:last[ ])?(?:updated|modified))\b\s*(?:on|at)?\s*:?")
_DATELINE_END = re.compile(
    r",?\s*(?:\([^()\n]{2,40}\)|/[^/\n]{2,40}/)?\s*(?:-{1,2}|–|—|:|/)\s?(?=\S)|\s*\([^()\n]{2,40}\)\s|[^\S\n]*(?=\n|$)"
)
_DATELINE_START = re.compile(r"[\"“(]?(?!(?:On|In|Since|By|From|Until)\s)[A-Z][^\n]{1,60}?[,/(]\s?$")
_COPYRIGHT = re.compile(r"(?:©|\([cC]\)|Copyright)\s*(?:©|\([cC]\))?\s*(?P<year>20\d\d)\b")
_ORDINALS = {
    word: number
    for number, word in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
}  # fmt: skip
_CARDINALS = {word: number for word, number in ONES.items() if 1 <= number <= 10}
_ANNIVERSARY = re.compile(
    rf"(?i:(?P<how>\bon the eve of|\bon|\btoday(?: is| marks)?)\s)?(?i:the\s)?\b(?P<nth>(?i:{'|'.join(_ORDINALS)})|"
    rf"\d{{1,3}}(?:st|nd|rd|th)|(?:(?i:{'|'.join(_CARDINALS)})|\d{{1,3}})[- ](?i:year))[- ](?i:anniversary)\b(?P<tail>[^.\n]{{0,80}})"
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BARE_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)(?:T\w\w)?")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Inference:
    """A date of publication read off the text itself.

    `basis` is "text" when the text states it and "inferred" when it follows from other things told; `why` is one sentence that says how,
    and `places` are the words it rests on (half-open offsets).
    """

    value: date
    basis: Literal["text", "inferred"]
    why: str
    places: tuple[tuple[int, int], ...]


def infer_published(text: str, dateline_end: int | None = None, *, events: Sequence[AnchorEvent] | None = None) -> Inference | None:
    """Return the one date of publication that the text allows, with how it follows; None when it singles out none.

    `dateline_end` is where the dateline ends, when that is known already; `events` replace the vocabulary's table of known events.
    """
    found = find_dates(text, published=None)
    known = anchor_events() if events is None else events
    return _stated(text, found) or _dateline(text, found, dateline_end) or _anniversary(text, found, known)


def day_words(day: date) -> str:
    """Write a day as in "Friday 24 February 2023"."""
    return f"{_WEEKDAYS[day.isoweekday() - 1]} {day.day} {day:%B %Y}"


def _stated(text: str, found: Iterable[FoundDate]) -> Inference | None:
    """A line such as "Published: 24 February 2023", or one that is nothing but a date, near the top."""
    days = [f for f in found if f.anchor is None and _DAY.match(f.value) and f.type in {"DATE", "TIME"} and f.start < _TOP]
    for pattern in (_STATED, _UPDATED):
        for match in pattern.finditer(text, 0, _TOP):
            line_end = text.find("\n", match.end())
            day = next((f for f in days if match.end() <= f.start < match.end() + _LINE and (line_end < 0 or f.start < line_end)), None)
            if day is not None:
                why = f"The text says “{text[match.start('label') : day.end]}”."
                return Inference(date.fromisoformat(day.value[:10]), "text", why, ((match.start("label"), day.end),))
    for day in days:
        start, end = text.rfind("\n", 0, day.start) + 1, text.find("\n", day.end)
        rest = text[start : day.start] + text[day.end : end if end >= 0 else len(text)]
        if start < _TOP // 2 and end >= 0 and not re.search(r"\w", rest):
            why = f"A line near the top is the date “{text[day.start : day.end]}”."
            return Inference(date.fromisoformat(day.value[:10]), "text", why, ((day.start, day.end),))
    return None


def _dateline(text: str, found: Sequence[FoundDate], dateline_end: int | None) -> Inference | None:
    """A dateline such as "KYIV, Feb 24 (Reuters) -", with its year or with one that the rest of the text singles out."""
    for day in found:
        line_start = text.rfind("\n", 0, day.start) + 1
        if day.start > (_TOP // 3 if dateline_end is None else dateline_end):
            break
        opens = _DATELINE_START.fullmatch(text, line_start, day.start)
        closes = day.end <= (dateline_end or 0) or _DATELINE_END.match(text, day.end)
        if not opens or not closes or day.start - line_start > _LINE // 2:
            continue
        place = (line_start, day.end)
        if _DAY.fullmatch(day.value):
            return Inference(date.fromisoformat(day.value), "text", f"The dateline reads “{text[slice(*place)]}”.", (place,))
        if bare := _BARE_DAY.fullmatch(day.value):
            return _with_year(text, found, (int(bare[1]), int(bare[2])), place)
    return None


def _with_year(text: str, found: Sequence[FoundDate], day: tuple[int, int], place: tuple[int, int]) -> Inference | None:
    """Complete a dateline by the year of a copyright line, or by the one year after those told in which its day falls on a weekday told."""
    words = text[slice(*place)]
    copyright_line = _COPYRIGHT.search(text)
    if copyright_line is not None and (full := exists(int(copyright_line["year"]), *day)):
        why = f"The dateline reads “{words}” and the copyright line gives the year {full.year}."
        return Inference(full, "text", why, (place, copyright_line.span()))
    years = {int(f.value[:4]) for f in found if f.anchor is None and f.type == "DATE" and re.match(r"(?:19|20)\d\d(?:-|$)", f.value)}
    weekdays = _told_weekdays(found)
    if not years or not weekdays:
        return None
    fitting = [d for year in (max(years), max(years) + 1) if (d := exists(year, *day)) and d.isoweekday() in weekdays]
    if len(fitting) != 1:
        return None
    told = weekdays[fitting[0].isoweekday()]
    why = (
        f"The dateline reads “{words}”, the text tells of {_WEEKDAYS[fitting[0].isoweekday() - 1]} and of the year {max(years)}, and of "
        f"that year and the next only {day_words(fitting[0])} fits."
    )
    return Inference(fitting[0], "inferred", why, (place, (told.start, told.end)))


def _told_weekdays(found: Iterable[FoundDate]) -> dict[int, FoundDate]:
    """The weekdays that the text names without further words, each with the first place."""
    told: dict[int, FoundDate] = {}
    for item in found:
        if item.type in {"DATE", "TIME"} and item.value.startswith("XXXX-WXX-"):
            told.setdefault(int(item.value[9]), item)
    return told


def _anniversary(text: str, found: Sequence[FoundDate], events: Sequence[AnchorEvent]) -> Inference | None:
    """The anniversary of a known event that the news falls on, with a weekday told that fits that day or the one after, not both.

    What happened on the eve only narrows this: it may be told on that day or the next.
    """
    topics = [event for event in events if event.is_topic_of(text)]
    days: set[date] | None = None
    named: list[tuple[re.Match[str], date, AnchorEvent]] = []
    for match in _ANNIVERSARY.finditer(text):
        event = _event_of(match, text, topics)
        how = re.sub(r"\s+", " ", (match["how"] or "").lower())
        day = exists(event.day.year + _count(match["nth"]), event.day.month, event.day.day) if event else None
        if event is None or day is None or not how:
            continue
        allowed = {day - timedelta(days=1), day} if "eve" in how else {day} if "today" in how else {day, day + timedelta(days=1)}
        days = allowed if days is None else days & allowed
        named.append((match, day, event))
    weekdays = _told_weekdays(found)
    fitting = [d for d in days or () if d.isoweekday() in weekdays]
    on_the_day = [n for n in named if "eve" not in n[0]["how"].lower()]
    if len(fitting) != 1 or not on_the_day or _told_later(found, fitting[0]):
        return None
    match, day, event = on_the_day[0]
    told = weekdays[fitting[0].isoweekday()]
    weekday = _WEEKDAYS[fitting[0].isoweekday() - 1]
    words = re.sub(r"\s+", " ", text[match.start() : match.start("tail")])
    why = (
        f"The text speaks “{words}” of {event.name} ({event.day.day} {event.day:%B %Y}), which is {day_words(day)}, and tells of {weekday} "
        f"as of a day of its news, so it came out on {day_words(fitting[0])}."
    )
    return Inference(fitting[0], "inferred", why, ((match.start(), match.start("tail")), (told.start, told.end)))


def _event_of(match: re.Match[str], text: str, topics: Sequence[AnchorEvent]) -> AnchorEvent | None:
    """The one known event that the words beside "anniversary" name; without such words the only one that the text is about and names."""
    tail = match["tail"] if re.match(r"\s(?:of|since|when)\b", match["tail"]) else ""
    naming = [event for event in topics if event.is_named_in(tail or text)]
    return naming[0] if len(naming) == 1 else None


def _count(words: str) -> int:
    """Return which anniversary: of "first", "10th", "one-year", "20 year"."""
    word = re.split(r"[- ]", words.lower())[0]
    return _ORDINALS.get(word) or _CARDINALS.get(word) or int(re.sub(r"\D", "", word))


def _told_later(found: Iterable[FoundDate], day: date) -> bool:
    """Say whether the text tells of a day or month within the years after: then it looks back, and the anniversary is not its news."""
    latest = (day + timedelta(days=1)).isoformat(), f"{day.year + 5}-12-31"
    told = [f.value[:10] for f in found if f.anchor is None and re.match(r"\d{4}-\d\d", f.value)]
    return any(latest[0][: len(value)] < value <= latest[1] for value in told)


def dated(document: Document, parts: Sequence[Part]) -> Document:
    """Return the document with the date of publication that its text allows, and how, when it came without one; else as it is."""
    if document.published is not None:
        return document
    dateline = next((part.end for part in parts if part.kind == "dateline"), None)
    inference = infer_published(document.text, dateline)
    if inference is None:
        return document
    return document.model_copy(update={"published": inference.value, "published_basis": inference.basis, "published_why": inference.why})
