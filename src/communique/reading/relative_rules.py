"""The rules for expressions of time that count from somewhere: weekdays, "yesterday", "last week", "two days ago", "the same day"."""

import re
from collections.abc import Iterator
from datetime import timedelta

from communique.reading.date_scene import Rule, Scene
from communique.reading.date_values import FoundDate, Reading, Unanchored, unit_value, weekday_value
from communique.reading.date_words import (
    BREAK,
    CARDINAL,
    GAP,
    PART_OF_DAY,
    PARTS_OF_DAY,
    ROUGHLY,
    STAGE,
    UNIT,
    WEEKDAY,
    number,
    unit_name,
    weekday_number,
)

_NEVER = r"(?!\w)"
_DEICTIC = {"the day before yesterday": -2, "yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "the day after tomorrow": 2}
_NAMED_WEEKDAY = r"(?:Black|Bloody|Good|Palm|Super|Ash|Maundy|Holy|Easter|Cyber|Shrove|Whit|Red|Giving)"
_PAPERS = r"(?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Star|World|Independent|Night)\b"
_TODAY_AS_NAME = re.compile(r"(?:USA|Russia|India|China|Africa|Military|Christianity) T(?:oday|ODAY)$")

_TODAY = (
    rf"(?:(?i:{STAGE}|late){GAP})?(?P<word>(?i:the{GAP}day{GAP}before{GAP}yesterday|the{GAP}day{GAP}after{GAP}tomorrow|yesterday|today|tonight|"
    rf"tomorrow))(?:{GAP}(?P<part>{PART_OF_DAY}))?{_NEVER}"
)
_WEEKDAY = (
    rf"(?:(?i:{STAGE}){GAP}(?:on{GAP})?)?(?:(?i:the{GAP})?(?P<partof>(?i:{PART_OF_DAY})){GAP}of{GAP})?"
    rf"(?:(?P<which>(?i:last|next|this(?:{GAP}(?:coming|past))?|(?:the{GAP})?(?:following|previous|same))){GAP})?(?P<day>{WEEKDAY})(?P<plural>s)?"
    rf"(?:{GAP}(?:of{GAP})?(?P<week>last|this|next){GAP}week|{GAP}(?P<part>{PART_OF_DAY})s?)?{_NEVER}"
)
_THIS_UNIT = (
    rf"(?:(?i:{STAGE}|(?:the{GAP})?(?:end|beginning|start|middle){GAP}of)[-{' '}])?(?P<which>(?i:last|this|next|the{GAP}current)){GAP}"
    rf"(?P<unit>week(?:end)?|month|quarter|year|decade|century|{PART_OF_DAY}){_NEVER}(?!-)"
)
_WEEKEND = rf"(?:(?i:over|at|on|during|for)){GAP}(?P<all>the{GAP}weekend){_NEVER}(?!{GAP}of)"
_END_OF = rf"(?:(?i:by|until|before)){GAP}(?P<all>the{GAP}end{GAP}of{GAP}the{GAP}(?P<unit>week|month|year|decade|century)){_NEVER}"
_AGO = (
    rf"(?:(?P<roughly>(?i:{ROUGHLY})){GAP})?(?:(?P<n>(?i:{CARDINAL}|an?|several|some|many|a{GAP}few|a{GAP}couple{GAP}of|half{GAP}an?))"
    rf"(?P<half>{GAP}and{GAP}a{GAP}half)?{BREAK}(?P<unit>(?i:{UNIT}))(?P<half2>{GAP}and{GAP}a{GAP}half)?){BREAK}(?P<way>ago|from{GAP}now)"
    rf"(?P<today>{GAP}today)?{_NEVER}"
)
_DAY_THEN = (
    rf"(?i:(?:on{GAP})?(?P<all>(?P<same>the{GAP}(?:very{GAP})?same{GAP}day|that{GAP}(?:very{GAP}|same{GAP})?day)(?!{GAP}(?:that|when|as|of|the))|"
    rf"(?P<next>the{GAP}(?:next|following){GAP}day(?!{GAP}of)|(?:a|one){GAP}day{GAP}later)|"
    rf"(?P<before>(?:the{GAP}previous{GAP}day|the{GAP}day{GAP}before|(?:a|one){GAP}day{GAP}earlier)(?=\s*(?:[.,;:)]|$|\n|and\b|in\b|at\b)))|"
    rf"(?P<n>{CARDINAL}){GAP}(?P<unit>days|weeks){GAP}(?P<way>later|earlier))){_NEVER}"
)


def _today(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    word = re.sub(r"\s+", " ", match["word"].lower())
    if _TODAY_AS_NAME.search(scene.before(match.start("word")) + match["word"]):
        return
    part = "NI" if word == "tonight" else PARTS_OF_DAY[match["part"]] if match["part"] else None
    value = unit_value(scene.published, "day", _DEICTIC[word]) if scene.published else None
    yield from _at_part(scene, match, value, part)


def _at_part(scene: Scene, match: re.Match[str], value: str | None, part: str | None) -> Iterator[Reading]:
    kind = "TIME" if part else "DATE"
    yield from scene.counted(match.start(), match.end(), f"{value}T{part}" if part and value else value, kind)  # type: ignore[arg-type]


def _weekday(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    day, which = weekday_number(match["day"]), (match["which"] or "").lower().removeprefix("the ")
    before, after = scene.before(match.start()), scene.after(match.end())
    if match["day"] == "Sunday" and before.endswith(("Fox News ", "CBS ")) and match[0] == "Sunday":  # the programme
        return
    if re.search(rf"\b{_NAMED_WEEKDAY}\s$|\bMail on $", before) or (re.match(rf"\s{_PAPERS}", after) and not match["part"]):
        return
    part = match["part"] or match["partof"]
    suffix = f"T{PARTS_OF_DAY[part.lower()]}" if part else ""
    if match["plural"]:
        yield FoundDate(match.start("day"), match.end(), "SET", f"XXXX-WXX-{day}{suffix}")
    elif which in {"following", "previous", "same"}:
        yield from _other_weekday(scene, match, (day, which, suffix))
    else:
        if match["week"] and scene.published is not None:
            shift = {"last": -1, "this": 0, "next": 1}[match["week"]]
            monday = scene.published + timedelta(days=1 - scene.published.isoweekday(), weeks=shift)
            value = (monday + timedelta(days=day - 1)).isoformat()
        else:
            near = {"this coming": "", "this past": ""}.get(which, which)
            tense = {"this coming": "future", "this past": "past"}.get(which) or scene.tense(match)
            value = weekday_value(scene.published, day, tense=tense, which=near)  # type: ignore[arg-type]
        yield from scene.partly(match.start(), match.end(), value + suffix, "TIME" if suffix else "DATE")


def _other_weekday(scene: Scene, match: re.Match[str], told: tuple[int, str, str]) -> Iterator[Reading]:
    """Read "the following Monday" from the day that the text named last."""
    weekday, which, suffix = told
    day = scene.day_before(match.start())
    if day is None:
        yield Unanchored(match.start(), match.end(), f"no day right before tells which one “{match[0]}” is")
        return
    shift = (weekday - day.isoweekday() - 1) % 7 + 1
    shift = {"following": shift, "previous": shift - 7 if shift != 7 else -7}.get(which, shift % 7)
    value = (day + timedelta(days=shift)).isoformat()
    yield FoundDate(match.start(), match.end(), "TIME" if suffix else "DATE", value + suffix, day.isoformat())


def _this_unit(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    which, unit = match["which"].lower().removeprefix("the "), match["unit"]
    shift = {"last": -1, "this": 0, "next": 1, "current": 0}[which]
    if unit in PARTS_OF_DAY:
        if which != "next":
            value = unit_value(scene.published, "day", shift) if scene.published else None
            yield from _at_part(scene, match, value, PARTS_OF_DAY[unit])
        return
    if re.search(r"(?i:\bthe\s$)", scene.before(match.start())):  # "the last week of the campaign"
        return
    yield from scene.counted(match.start(), match.end(), unit_value(scene.published, unit, shift) if scene.published else None)


def _weekend(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    ahead_or_on = scene.tense(match) == "future" or (scene.published is not None and scene.published.isoweekday() >= 6)
    value = unit_value(scene.published, "weekend", 0 if ahead_or_on else -1) if scene.published else None
    yield from scene.counted(match.start("all"), match.end(), value)


def _end_of(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    yield from scene.counted(match.start("all"), match.end(), unit_value(scene.published, match["unit"], 0) if scene.published else None)


def _ago(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    """Read "two weeks ago" at the grain of its unit; "nearly a year ago" and "a year and a half ago" are told to the month."""
    unit, words = unit_name(match["unit"]), re.sub(r"\s+", " ", match["n"].lower())
    half = bool(match["half"] or match["half2"])
    amount = 0.5 if words.startswith("half") else number(words)
    if amount is None or unit in {"second", "minute", "hour"}:
        if unit not in {"second", "minute", "hour"}:
            yield Unanchored(match.start(), match.end(), f"“{match[0]}” does not say how long")
        return
    amount += 0.5 if half else 0
    near = unit == "year" and amount == 1 and (match["roughly"] or "").lower() in {"nearly", "almost"}
    if unit == "year" and (near or amount != int(amount)):
        unit, amount = "month", amount * 12
    if match["today"] and unit in {"year", "month"} and scene.published is not None:
        yield from scene.counted(match.start(), match.end(), _same_day(scene, int(amount) * (12 if unit == "year" else 1)))
        return
    unit = "day" if match["today"] or (unit == "week" and amount != int(amount)) else unit
    shift = int(amount * 7 if match["today"] and unit_name(match["unit"]) == "week" else amount) * (-1 if match["way"] == "ago" else 1)
    value = unit_value(scene.published, unit, shift) if scene.published else None
    if value is None and scene.published is not None:
        yield Unanchored(match.start(), match.end(), f"“{match[0]}” lies outside the years 1 to 9999")
    yield from scene.counted(match.start(), match.end(), value)


def _same_day(scene: Scene, months: int) -> str | None:
    """Return the day so many months before publication, None when that month is too short."""
    assert scene.published is not None
    month = unit_value(scene.published, "month", -months)
    return f"{month}-{scene.published.day:02}" if scene.published.day <= 28 else None


def _day_then(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    day = scene.day_before(match.start())
    if day is None:
        yield Unanchored(match.start("all"), match.end(), f"no day right before tells which one “{match['all']}” is")
        return
    if match["n"]:
        amount = number(match["n"]) or 0
        shift = int(amount * (7 if match["unit"].lower() == "weeks" else 1)) * (-1 if match["way"].lower() == "earlier" else 1)
    else:
        shift = 1 if match["next"] else -1 if match["before"] else 0
    yield FoundDate(match.start("all"), match.end(), "DATE", (day + timedelta(days=shift)).isoformat(), day.isoformat())


def relative_rules() -> tuple[Rule, ...]:
    """Return the rules, the more telling ones first."""
    return (
        Rule("ago", _AGO, _ago),
        Rule("day_then", _DAY_THEN, _day_then),
        Rule("today", _TODAY, _today),
        Rule("weekday", _WEEKDAY, _weekday),
        Rule("weekend", _WEEKEND, _weekend),
        Rule("end_of", _END_OF, _end_of),
        Rule("this_unit", _THIS_UNIT, _this_unit),
    )
