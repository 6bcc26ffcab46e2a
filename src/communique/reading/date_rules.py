"""The rules for dates of the calendar: days, months, years, decades, centuries, quarters, seasons and feasts."""

import re
from collections.abc import Iterator
from datetime import date

from communique.reading.date_scene import Rule, Scene
from communique.reading.date_values import FoundDate, Reading, Tense, Unanchored, day_of_year_value, exists, month_value, season_value
from communique.reading.date_words import (
    BREAK,
    COUNTED,
    DAY,
    GAP,
    HOLIDAYS,
    MONTH,
    NAMED_DAYS,
    NAMES_OF_PEOPLE_TOO,
    ORDINALS,
    PART_OF_DAY,
    PARTS_OF_DAY,
    SEASON,
    SEASONS,
    WEEKDAY_SHORT,
    YEAR,
    month_number,
    weekday_number,
)

_STAGE = (
    rf"(?:(?i:(?:the{GAP})?(?:beginning|start|middle|end|turn|first{GAP}half|second{GAP}half){GAP}of{GAP}|(?:early|late|mid){GAP}(?:in{GAP})?)|"
    r"(?i:mid|end|early|late)-)"
)
_JOIN = rf"(?:\s?[-–—]\s?|{GAP}(?:to|and|or|until|till|through){GAP}(?:the{GAP})?)"
_NO_DAY = rf"(?![\d:]|,\d{{3}}|\.\d|[-–]\d|{GAP}(?i:{COUNTED}|[ap]\.?m\b))"  # "May 15 people", "May 3 p.m."
_OF_YEAR = rf",?(?:{BREAK}|-)(?P<year>{YEAR})"
_LATER_YEAR = rf"(?={_JOIN}(?:{DAY}(?:{GAP}of)?{BREAK}{MONTH}|{MONTH}{BREAK}{DAY}),?{BREAK}(?P<late>{YEAR}))"
_NEVER = r"(?!\w)"

_DAY_RANGE = (
    rf"(?P<first>{DAY}){_JOIN}(?P<rest>(?P<second>{DAY})(?:{GAP}of)?{BREAK}(?P<month>{MONTH})(?:,?{BREAK}(?P<year>{YEAR}))?){_NEVER}",
    rf"(?P<first>(?P<month>{MONTH}){BREAK}{DAY})(?:\s?[-–—]\s?|{GAP}(?:to|through|until){GAP}|{GAP}and{GAP}(?=\d{{1,2}}(?:[,.;)]|$)))"
    rf"(?P<rest>(?P<second>{DAY}){_NO_DAY}(?:,?{BREAK}(?P<year>{YEAR}))?){_NEVER}",
)
_HEAD = (
    rf"(?:(?P<stage>(?i:early|earlier|late|later)){GAP}(?:on{GAP})?)?(?:(?i:the{GAP})?(?P<part>(?i:{PART_OF_DAY})){GAP}of{GAP}(?:the{GAP})?)?"
    rf"(?:(?i:last|next|this){GAP})?(?:(?P<weekday>{WEEKDAY_SHORT})(?:{GAP}(?P<part2>{PART_OF_DAY}))?,?{GAP}(?:the{GAP})?)?"
)
_CALENDAR_DAY = (
    rf"{_HEAD}(?<!\d[.,:/])(?P<day>{DAY})(?:{GAP}of)?(?:{BREAK}|-)(?P<month>{MONTH})(?!{GAP}(?i:be|have|not|also)\b)"
    rf"(?:{_OF_YEAR}|{_LATER_YEAR})?{_NEVER}",
    rf"{_HEAD}(?P<month>{MONTH}){BREAK}(?:the{GAP})?(?P<day>{DAY}){_NO_DAY}(?:{_OF_YEAR}|{_LATER_YEAR})?{_NEVER}",
)
_MONTH_RANGE = rf"(?P<first>{MONTH}){_JOIN}(?P<rest>(?P<second>{MONTH}),?(?:{GAP}of)?{GAP}(?P<year>{YEAR})){_NEVER}"
_MONTH = (
    rf"(?P<stage>{_STAGE})?(?:(?P<which>(?i:last|next|this)){GAP})?(?P<month>{MONTH})"
    rf"(?:,?(?:{GAP}of)?{BREAK}(?P<year>{YEAR})(?!{GAP}{COUNTED})|(?:{GAP}of)?{GAP}(?P<rel>(?i:last|this|next)){GAP}year|(?!{BREAK}?\d{{1,2}}(?!\d)(?!{GAP}{COUNTED}))){_NEVER}"
)
_YEAR = (
    rf"(?P<stage>{_STAGE})?(?:(?i:the{GAP}year){GAP})?(?P<years>{YEAR}(?:(?:,{GAP}(?:and{GAP})?|{GAP}(?:and|or|to|through|until){GAP}|[-–—]){YEAR})*"
    rf"(?P<short>[-–/]\d\d(?!\d))?){_NEVER}(?!{GAP}(?i:{COUNTED}))"
)
_YEAR_BEFORE = re.compile(
    r"(?i:\b(?:in|since|by|until|till|from|of|before|after|during|between|through|throughout|to|for|with|circa|late|early|year|fiscal)\s$)"
)
_COUNT_BEFORE = re.compile(
    r"(?i:\b(?:total|number|average|record|maximum|minimum|rate|rates|some|over|than|up|down|close)\s(?:of|to|for|by)\s$)"
)
_OWNED_BEFORE = re.compile(r"(?:(?i:\b(?:the|its|their|his|her|an?|this|our))|['’]s?)\s$")
_MONTH_BEFORE = re.compile(r"(?i:\b(?:in|since|until|till|during|throughout|every|each|back in)\s$)")
_MONTH_BEFORE_UNLESS_NAMED = re.compile(r"(?i:\b(?:by|from|to|of|for|before|after|through|between|and|around)\s$)")
_MAY_NAMED = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Minister) May\b")
_SEASON_BEFORE = re.compile(r"(?i:\b(?:in|by|until|since|during|over|before|after|for)\sthe\s$)")


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _iso(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    day = exists(int(match["y"]), int(match["m"]), int(match["d"]))
    if day is not None:
        value = day.isoformat() + (match["clock"] or "")
        yield FoundDate(match.start(), match.end(), "TIME" if match["clock"] else "DATE", value)


def _figures(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    """Read 24/02/2022 and 24.02.2022; with slashes only when day and month cannot change places."""
    first, second, mark = int(match["a"]), int(match["b"]), match["mark"]
    year = int(match["y"]) if len(match["y"]) == 4 else 2000 + int(match["y"])
    if match[0].count(mark) != 2 or (len(match["y"]) == 2 and (mark != "/" or max(first, second) <= 12)):
        return
    ways = {d for d in (exists(year, second, first), exists(year, first, second) if mark == "/" else None) if d is not None}
    if len(ways) == 1:
        yield FoundDate(match.start(), match.end(), "DATE", ways.pop().isoformat())
    elif ways:
        yield Unanchored(match.start(), match.end(), f"“{match[0]}” may put the day or the month first")


def _eleventh(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    yield FoundDate(match.start(), match.end(), "DATE", "2001-09-11")


def _day_range(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    month, year = month_number(match["month"]), match["year"]
    for group, day in (("first", _number(match["first"])), ("rest", _number(match["second"]))):
        value, anchor = _day(scene, (year, month, day), tense=scene.tense(match))
        if value is not None:
            yield FoundDate(match.start(group), match.end(group), "DATE", value, anchor)
            year = year or (value[:4] if anchor else None)


def _day(
    scene: Scene, told: tuple[str | None, int, int], *, tense: Tense | None, weekday: int | None = None
) -> tuple[str | None, str | None]:
    """Return the value of a (year, month, day) as told, and the date that it was counted from when the year was not told."""
    year, month, day = told
    if year is not None:
        full = exists(int(year), month, day)
        return (full.isoformat() if full else None), None
    value = day_of_year_value(scene.published, month, day, tense=tense, weekday=weekday)
    return value, scene.published.isoformat() if scene.published else None


def _calendar_day(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    month, day = month_number(match["month"]), _number(match["day"])
    year = match["year"] or match["late"] or _named_year(scene, match, (month, day))
    weekday = weekday_number(match["weekday"]) if match["weekday"] else None
    value, anchor = _day(scene, (year, month, day), tense=scene.tense(match), weekday=weekday)
    if value is None:
        return
    part = match["part"] or match["part2"]
    suffix = f"T{PARTS_OF_DAY[part.lower()]}" if part else ""
    yield FoundDate(match.start(), match.end(), "TIME" if part else "DATE", value + suffix, anchor)


def _named_year(scene: Scene, match: re.Match[str], day: tuple[int, int]) -> str | None:
    """Return the year of a day that stands for what happened on it ("the September 11 attacks")."""
    for month, number, year, noun in NAMED_DAYS:
        told = day == (month, number) and re.match(rf"(?:,?\s\w+)?\s(?:{noun})", scene.after(match.end()))
        if told and (scene.published is None or scene.published >= date(year, month, number)):
            return str(year)
    return None


def _month_range(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    first, second, year = month_number(match["first"]), month_number(match["second"]), int(match["year"])
    yield FoundDate(match.start("first"), match.end("first"), "DATE", f"{year - (first > second)}-{first:02}")
    yield FoundDate(match.start("rest"), match.end("rest"), "DATE", f"{year}-{second:02}")


def _month(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    start, end, month = match.start(), match.end(), month_number(match["month"])
    if match["year"]:
        yield FoundDate(start, end, "DATE", f"{match['year']}-{month:02}")
    elif match["rel"]:
        shift = {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
        yield from scene.counted(start, end, f"{scene.published.year + shift}-{month:02}" if scene.published else None)
    elif match["which"] or match["stage"] or _is_month(scene, match):
        which = (match["which"] or "").lower()
        if re.match(r"\s[A-Z]", scene.after(end)) and match["month"].rstrip(".").capitalize() in NAMES_OF_PEOPLE_TOO | {"October"}:
            return
        yield from scene.partly(start, end, month_value(scene.published, month, tense=scene.tense(match), which=which))


def _is_month(scene: Scene, match: re.Match[str]) -> bool:
    """Say whether a bare month is one, not a name, a verb or a walk: by the words around it."""
    name, before = match["month"].rstrip("."), scene.before(match.start())
    if _MONTH_BEFORE.search(before):
        return True
    if len(name) <= 4 and name not in {"June", "July"} and name != "May":
        return bool(_MONTH_BEFORE_UNLESS_NAMED.search(before))
    if name not in NAMES_OF_PEOPLE_TOO:
        return name.istitle() and not re.search(r"\b(?:Black|Red|Hot) $", before)
    if _MONTH_BEFORE_UNLESS_NAMED.search(before):
        return name != "May" or not _MAY_NAMED.search(scene.text)
    after = scene.after(match.end())
    return bool(_OWNED_BEFORE.search(before)) and bool(re.match(r"\s(?!of\b|on\b|for\b|to\b)[a-z]", after))


def _year(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    places = [(m.start(), m.end()) for m in re.compile(r"\d{4}").finditer(scene.text, match.start("years"), match.end("years"))]
    years = [int(scene.text[start:end]) for start, end in places]
    if years != sorted(set(years)) or years[-1] - years[0] > 100 or not _is_year(scene, match, years):
        return
    for (start, end), year in zip(places, years, strict=True):
        yield FoundDate(match.start() if year == years[0] else start, end, "DATE", str(year))
    if match["short"] and int(match["short"][1:]) == (years[-1] + 1) % 100:
        yield FoundDate(match.start("short") + 1, match.end("short"), "DATE", str(years[-1] + 1))


def _is_year(scene: Scene, match: re.Match[str], numbers: list[int]) -> bool:
    """Say whether four figures are a year: by the word before them, by brackets, or as one of two years in a row."""
    before, after = scene.before(match.start()), scene.after(match.end())
    if match["stage"] or match[0].lower().startswith("the year"):
        return True
    if before.endswith("(") and after.startswith(")"):
        return True
    if re.search(r"[\d$€£%№#]\s?$|(?i:resolution|article|no\.|flight|boeing)\s$", before):
        return False
    if len(numbers) > 1 and re.search(r"[-–—]", match["years"]):
        return True
    if _YEAR_BEFORE.search(before):
        return not _COUNT_BEFORE.search(before)
    return numbers[0] >= 1900 and bool(_OWNED_BEFORE.search(before)) and bool(re.match(r"\s(?:[a-z]{3}|[A-Z])", after))


def _decade(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    figures = match["full"] or f"19{match['short']}"
    yield FoundDate(match.start("all"), match.end(), "DATE", figures[:3])


def _century(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    words = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
    told = match["n"].lower()
    if "Century" in match[0] and re.match(r"\s[A-Z]", scene.after(match.end())):  # a company's name
        return
    yield FoundDate(match.start("all"), match.end(), "DATE", f"{(words.get(told) or _number(told)) - 1:02}")


def _quarter(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    """Read quarters and halves of a year that is told."""
    word = match["word"]
    letter = "H" if (word and "half" in match[0].lower()) or (match["code"] or "").startswith("H") else "Q"
    number = ORDINALS[word.lower()] if word else int(match["code"][1])
    if letter == "H" and number > 2:
        return
    if match["year"]:
        yield FoundDate(match.start(), match.end(), "DATE", f"{match['year']}-{letter}{number}")
    else:
        shift = {"last": -1, "this": 0, "next": 1}[match["rel"].lower()]
        yield from scene.counted(
            match.start(), match.end(), f"{scene.published.year + shift}-{letter}{number}" if scene.published else None
        )


def _season(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    which, name = (match["which"] or "").lower(), match["season"]
    if match["year"]:
        if name.lower() != "fall" or match["of"] or name == "Fall":
            yield FoundDate(match.start(), match.end(), "DATE", f"{match['year']}-{SEASONS[name.lower()]}")
        return
    bare = name.islower() and _SEASON_BEFORE.search(scene.before(match.start())) and re.match(r"\s*[,.;)]|$", scene.after(match.end()))
    if not which and not bare:
        return
    value = season_value(scene.published, name, tense=scene.tense(match), which=which) if scene.published else None
    yield from scene.counted(match.start() - (0 if which else len("the ")), match.end(), value)


def _holiday(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    month, day = HOLIDAYS[match["name"].replace("’", "'")]
    if re.match(r"\s[A-Z]", scene.after(match.end())):
        return
    value, anchor = _day(scene, (match["year"], month, day), tense=scene.tense(match))
    if value is not None:
        yield FoundDate(match.start(), match.end(), "DATE", value, anchor)


def _day_of_month(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    """Read "on the 24th": the nearest such day in the past, with a future tense the next."""
    if not scene.before(match.start()).endswith("on the ") or not re.match(r"\s*(?:[.,;:)]|$|and\b)", scene.after(match.end())):
        return
    day, value = _number(match[0]), None
    if scene.published is not None:
        ahead = scene.tense(match) == "future"
        months = range(scene.published.year * 12 + scene.published.month - 1, scene.published.year * 12 + scene.published.month + 2)
        days = [d for n in (m + (0 if ahead else -2) for m in months) if (d := exists(n // 12, n % 12 + 1, day))]
        fitting = [d for d in days if (d >= scene.published if ahead else d <= scene.published)]
        value = (fitting[0] if ahead else fitting[-1]).isoformat() if fitting else None
    yield from scene.counted(match.start(), match.end(), value)


def calendar_rules() -> tuple[Rule, ...]:
    """Return the rules, the more telling ones first."""
    feasts = "|".join(name.replace("'", "['’]").replace(" ", GAP) for name in HOLIDAYS)
    return (
        Rule("iso", r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?P<clock>T\d\d:\d\d(?::\d\d)?Z?)?(?![\d-])", _iso),
        Rule("figures", r"(?P<a>\d{1,2})(?P<mark>[/.])(?P<b>\d{1,2})[/.](?P<y>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)", _figures),
        Rule("eleventh", r"9/11(?![\d/])", _eleventh),
        *(Rule(f"day_range_{i}", pattern, _day_range) for i, pattern in enumerate(_DAY_RANGE)),
        *(Rule(f"calendar_day_{i}", pattern, _calendar_day) for i, pattern in enumerate(_CALENDAR_DAY)),
        Rule("month_range", _MONTH_RANGE, _month_range),
        Rule("holiday", rf"(?P<name>{feasts})(?:,?{GAP}(?P<year>{YEAR}))?{_NEVER}", _holiday),
        Rule("month", _MONTH, _month),
        Rule(
            "quarter",
            rf"(?:(?:(?i:the{GAP}))?(?P<word>(?i:first|second|third|fourth)){GAP}(?:quarter|half)|(?P<code>Q[1-4]|H[12]))(?:{GAP}of)?{GAP}"
            rf"(?:(?P<year>{YEAR})|(?P<rel>(?i:last|this|next)){GAP}year){_NEVER}",
            _quarter,
        ),
        Rule(
            "season",
            rf"(?:(?i:early|late|mid)[-{' '}])?(?:(?P<which>(?i:last|next|this)){GAP})?(?P<season>{SEASON})"
            rf"(?:(?P<of>{GAP}of)?{GAP}(?P<year>{YEAR})(?:[-–/]\d\d(?!\d))?)?{_NEVER}",
            _season,
        ),
        Rule(
            "decade",
            rf"(?:(?i:the){GAP})?(?P<all>(?:(?i:early|mid|late)[- ])?(?:(?P<full>(?:1[5-9]|20)\d0)|['’](?P<short>[2-9]0))s){_NEVER}",
            _decade,
        ),
        Rule(
            "century",
            rf"(?P<all>(?:(?i:early|mid|late)[- ])?(?P<n>(?i:\d\d(?:st|nd|rd|th)|eighteenth|nineteenth|twentieth|twenty-first))[- ]"
            rf"(?i:century)){_NEVER}",
            _century,
        ),
        Rule("year", _YEAR, _year),
        Rule("day_of_month", rf"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th){_NEVER}", _day_of_month),
    )
