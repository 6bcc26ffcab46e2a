"""The rules for spans of time, things that recur, and times of the day: "three weeks", "72-hour", "every Friday", "3 p.m.", "noon"."""

import re
from collections.abc import Iterator

from communique.reading.date_scene import Rule, Scene
from communique.reading.date_values import FoundDate, Reading, Unanchored, duration_value
from communique.reading.date_words import (
    BREAK,
    CARDINAL,
    FREQUENCIES,
    GAP,
    MONTH,
    PART_OF_DAY,
    PARTS_OF_DAY,
    ROUGHLY,
    UNIT,
    WEEKDAY,
    month_number,
    number,
    unit_name,
    weekday_number,
)

_NEVER = r"(?!\w)"
_AGE = rf"(?![-\s]?(?:old|anniversary)\b|{GAP}(?:of{GAP}age|old|anniversary|earlier|later)\b)"
_ZONE = (
    rf"(?:{GAP}\(?(?P<zone>GMT|UTC|Z|CES?T|EES?T|E[SD]?T|P[SD]?T|BST|IST|MSK|JST|[Ll]ocal{GAP}time|(?:Moscow|Kyiv|Kiev|Eastern|Central|Pacific|London|"
    rf"Paris|Berlin|Israel|Beijing|Brussels|Geneva)(?:{GAP}[Tt]ime)?(?<=ime|ern))\)?)"
)
_RANGE = (
    rf"(?:(?:(?i:the){GAP})?(?:(?i:past|last|next|coming|first|final|previous){GAP}))?(?P<low>(?i:{CARDINAL}))(?:{GAP}(?:to|or){GAP}|[-–])(?i:{CARDINAL})"
    rf"[-{' '}](?P<unit>(?i:{UNIT})){_NEVER}{_AGE}(?P<ago>{GAP}ago\b)?"
)
_AMOUNT = (
    rf"(?P<lead>(?i:{ROUGHLY}){GAP})?(?:(?i:the){GAP}(?:past|last|next|coming|first|final|previous){GAP})?"
    rf"(?P<n>(?i:{CARDINAL}|several|many|some|(?:a{GAP})?few|a{GAP}couple{GAP}of))(?P<half>{GAP}and{GAP}a{GAP}half)?"
    rf"(?P<dash>[-‑]|{BREAK})(?P<unit>(?i:{UNIT}))(?:-long)?(?P<half2>{GAP}and{GAP}a{GAP}half)?{_NEVER}{_AGE}"
)
_ONE = (
    rf"(?:(?P<lead>(?i:for|within|in|over|after|during|than|nearly|almost|about|around|lasted|least|just|under|every|of|took){GAP}))?"
    rf"(?P<all>(?:(?P<half>[Hh]alf){GAP})?(?:[Aa]n?|[Oo]ne){GAP}(?P<unit>minute|hour|day|week|fortnight|month|year|decade|century)"
    rf"(?P<more>{GAP}and{GAP}a{GAP}half)?){_NEVER}(?!-|{GAP}(?:ago|old|earlier|later|from|anniversary)\b)"
)
_PAST_UNIT = (
    rf"(?P<all>(?i:the){GAP}(?:past|coming|last|next){GAP}(?P<plural>days|weeks|months|years|decades)|(?i:the){GAP}past{GAP}"
    rf"(?P<unit>hour|day|week|month|year|decade|century)){_NEVER}(?!{GAP}of\b)"
)
_LONG = rf"(?P<unit>day|week|month|year|decade)[-]?long{_NEVER}"
_SET = (
    rf"(?i:every|each){GAP}(?:(?P<other>other){GAP}|(?P<n>{CARDINAL}){GAP})?(?:(?P<unit>(?i:{UNIT}))|(?P<day>{WEEKDAY})(?:{GAP}(?P<daypart>"
    rf"{PART_OF_DAY}))?|(?P<month>{MONTH})|(?P<part>{PART_OF_DAY})){_NEVER}"
)
_RATE = rf"(?i:once|twice|(?:{CARDINAL}){GAP}times){GAP}(?:an?|per|each|every){GAP}(?P<unit>day|week|month|year){_NEVER}"
_CLOCK = (
    rf"(?P<hour>2[0-3]|1\d|0?\d)(?:[:.](?P<minute>[0-5]\d))?{GAP}?(?P<half>[AaPp])(?:\.[Mm]\.?|[Mm]){_NEVER}{_ZONE}?",
    rf"(?P<hour>2[0-3]|[01]?\d):(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:]){_ZONE}?",
    rf"(?P<hour>2[0-3]|[01]\d)(?P<minute>[0-5]\d){_ZONE}",
    rf"(?P<hour>1[0-2]|[1-9])(?:{GAP})?[oO]['’]clock(?:{GAP}in{GAP}the{GAP}(?P<part>morning|afternoon|evening))?",
    rf"(?P<word>noon|midday|midnight){_NEVER}(?!{GAP}oil){_ZONE}?",
)
_CLOCK_BEFORE = re.compile(r"(?i:\b(?:at|by|until|till|from|since|before|after|around|about|to|and|between|shortly|just|roughly)\s$)")
_ZONES = {"GMT": "Z", "UTC": "Z", "Z": "Z"}


def _range(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    if match["ago"]:
        yield Unanchored(match.start(), match.end(), f"“{match[0]}” does not say how long")
    else:
        yield FoundDate(match.start(), match.end(), "DURATION", duration_value(None, unit_name(match["unit"])))


def _amount(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    unit, words = unit_name(match["unit"]), re.sub(r"\s+", " ", match["n"].lower())
    dash, plural = match["dash"] in "-‑", match["unit"].lower().endswith("s")
    if dash == plural and (dash or number(words) != 1 or match["lead"] is None):  # "two week", "two-weeks"; "one year" without "over"
        return
    amount = number(words)
    if amount is not None and (match["half"] or match["half2"]):
        amount += 0.5
    yield FoundDate(match.start(), match.end(), "DURATION", duration_value(amount, unit))


def _one(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    """Read "a year", where a preposition or what follows shows that it is a span and not a rate ("twice a year", "$5 a day")."""
    unit, after = match["unit"], scene.after(match.end())
    told = match["half"] or match["more"] or unit in {"decade", "fortnight"} or (unit == "century" and match["lead"])
    if (
        told
        or (match["lead"] and match["lead"].strip().lower() not in {"of", "every"})
        or re.match(r"\s(?:after|into|since|before)\b", after)
    ):
        amount = 0.5 if match["half"] else 1.5 if match["more"] else 1
        yield FoundDate(match.start("all"), match.end(), "DURATION", duration_value(amount, unit))


def _past_unit(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    value = duration_value(None, unit_name(match["plural"])) if match["plural"] else duration_value(1, match["unit"])
    yield FoundDate(match.start("all"), match.end(), "DURATION", value)


def _long(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    yield FoundDate(match.start(), match.end(), "DURATION", duration_value(1, match["unit"]))


def _set(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    if match["unit"]:
        amount = 2 if match["other"] else number(match["n"]) if match["n"] else 1
        value = duration_value(amount, unit_name(match["unit"]))
    elif match["day"]:
        part = match["daypart"]
        value = f"XXXX-WXX-{weekday_number(match['day'])}" + (f"T{PARTS_OF_DAY[part]}" if part else "")
    elif match["month"]:
        value = f"XXXX-{month_number(match['month']):02}"
    else:
        value = f"XXXX-XX-XXT{PARTS_OF_DAY[match['part']]}"
    yield FoundDate(match.start(), match.end(), "SET", value)


def _rate(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    yield FoundDate(match.start(), match.end(), "SET", duration_value(1, match["unit"]))


def _frequency(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    named = re.match(r"\s[A-Z]", scene.after(match.end())) or re.search(r"\w $", scene.before(match.start()))
    if match[0][0].isupper() and named:  # the Daily Mail, the Washington Monthly
        return
    yield FoundDate(match.start(), match.end(), "SET", FREQUENCIES[match[0].lower()])


def _clock(scene: Scene, match: re.Match[str]) -> Iterator[Reading]:
    told = match.groupdict()
    zone = _ZONES.get(told.get("zone") or "", "")
    if told.get("word"):
        hour, minute = (24 if told["word"] == "midnight" else 12), 0
    else:
        hour, minute = int(told["hour"]), int(told.get("minute") or 0)
        half = (told.get("half") or {"afternoon": "p", "evening": "p", "morning": "a"}.get(told.get("part") or "", "")).lower()
        if half:
            if not 1 <= hour <= 12:
                return
            hour = hour % 12 + (12 if half == "p" else 0)
        elif (not told.get("zone") and not _CLOCK_BEFORE.search(scene.before(match.start()))) or "clock" in match[0]:
            return
    yield FoundDate(match.start(), match.end(), "TIME", f"T{hour:02}:{minute:02}{zone}")


def duration_rules() -> tuple[Rule, ...]:
    """Return the rules, the more telling ones first."""
    words = "|".join(sorted(FREQUENCIES, key=len, reverse=True))
    return (
        *(Rule(f"clock_{i}", pattern, _clock) for i, pattern in enumerate(_CLOCK)),
        Rule("set", _SET, _set),
        Rule("rate", _RATE, _rate),
        Rule("amount", _AMOUNT, _amount),
        Rule("range", _RANGE, _range),
        Rule("past_unit", _PAST_UNIT, _past_unit),
        Rule("one", _ONE, _one),
        Rule("long", _LONG, _long),
        Rule("frequency", rf"(?i:{words}){_NEVER}(?!-to-)", _frequency),
    )
