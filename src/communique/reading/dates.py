"""Finds expressions of time in a text and gives each its TIMEX3 type and value, counted from the date of publication."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from communique.reading.date_rules import calendar_rules
from communique.reading.date_scene import Rule, Scene
from communique.reading.date_values import FoundDate, Reading, Tense, TenseOf, Unanchored
from communique.reading.duration_rules import duration_rules
from communique.reading.relative_rules import relative_rules
from communique.record import DateExpression, Document

_GROUP_NAME = re.compile(r"\(\?P<\w+>")
_DAY_VALUE = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)-\d\d|XXXX-WXX-\d")
_CLOCK_VALUE = re.compile(r"T\d\d:\d\dZ?")
_BETWEEN = re.compile(r",?\s?(?:(?:on|at|of|at about|at around|around)\s)?")

# What an expression of time can begin with: tried before the rules, since nine words in ten are none of these.
_NUMBER_WORD = r"(?:\d|[Oo]ne\b|[Tt](?:wo|hree|en|welve|hirt|went)|[Ff](?:our|i[fv]|ort)|[Ss](?:ix|even)|[Ee](?:igh|leven)|[Nn]ine)"
_UNIT_WORD = r"(?:second|minute|hour|day|week|fortnight|month|year|decade|century|few|couple|hundred|dozen|half)"
_OPENING = "|".join(
    (
        rf"{_NUMBER_WORD}|['’]\d",
        r"Jan|Feb|Mar|Apr|May|Ju[nl]|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JU[NL]|AUG|SEP|OCT|NOV|DEC",
        r"Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN",
        r"New\s|Orth|Valen|Intern|Fourth|Bast|Hallow|Armis|Veter|Christ|Box|Q[1-4]|H[12]",
        r"[Yy]ester|YESTER|[Tt]o(?:day|night|morrow)|TODAY|TONIGHT|TOMORROW|[Tt]his\s|[Ll]ast\s|[Nn]ext\s|[Tt]hat\s(?:same|very|day)",
        r"[Tt]he\s(?:begin|start|mid|end|turn|first|second|third|fourth|morning|afternoon|evening|night|day\s|past|last|next|coming|final|prev|"
        r"foll|same|very|curr|year\s|\d|['’]|early|late|eight|nine|twen)",
        r"[Ee]arl(?:y|ier)|[Ll]ater?\b|[Mm]id\b|[Ee]nd-|(?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight)\sof",
        rf"[Aa]n?\s{_UNIT_WORD}|[Hh]alf\s(?:an?|of)\s|[Ss]everal|[Mm]any\s|[Ss]ome\s|[Ff]ew\s|[Ee]very\s|[Ee]ach\s|[Oo]nce\s|[Tt]wice",
        r"(?:[Ff]or|[Ww]ithin|[Ii]n|[Oo]ver|[Aa]fter|[Dd]uring|[Tt]han|[Aa]bout|[Aa]round|lasted|[Ll]east|[Jj]ust|[Uu]nder|took|[Bb]y|[Uu]ntil|"
        r"[Bb]efore|[Aa]t|[Oo]n)\s(?:an?\s|one\s|half|the\s(?:weekend|end\s|same|very|next|foll|prev|day)|that\s|two|three)",
        rf"(?:[Nn]early|[Aa]lmost|[Aa]bout|[Aa]round|[Rr]oughly|[Aa]pprox\w*|[Mm]ore\sthan|[Ll]ess\sthan|[Oo]ver|[Uu]nder|[Jj]ust\s\w+|"
        rf"[Aa]t\sleast|[Ee]xactly|[Bb]arely|[Oo]nly)\s(?:{_NUMBER_WORD}|an?\s|half)",
        r"noon|midday|midnight|[Hh]ourly|[Dd]aily|[Nn]ightly|[Ww]eekly|[Ff]ortnightly|[Mm]onthly|[Qq]uarterly|[Yy]early|[Aa]nnual",
        r"[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all\s|[Ww]inter|(?:day|week|month|year|decade)-?long",
    )
)


def no_tense(start: int, end: int) -> Tense | None:
    """Tell no tense: for texts that were not parsed."""
    return None


def find_dates(
    text: str, *, published: date | None, tense: TenseOf = no_tense, skip: Sequence[tuple[int, int]] = ()
) -> tuple[FoundDate, ...]:
    """Return the expressions of time that have a value, in order of place, not overlapping.

    `published` is the day that "Friday" or "yesterday" count from; without it what needs it is left out (see `unanchored`) or gets an X for
    each figure that is not known. `tense(start, end)` tells the tense of the clause around a place; None counts as past, as news mostly is.
    `skip` are places (half-open) in which nothing is looked for.
    """
    return scan_dates(text, published=published, tense=tense, skip=skip)[0]


def unanchored(
    text: str, *, published: date | None = None, tense: TenseOf = no_tense, skip: Sequence[tuple[int, int]] = ()
) -> tuple[Unanchored, ...]:
    """Return the expressions of time that could not be given a value, each with the reason, in order of place."""
    return scan_dates(text, published=published, tense=tense, skip=skip)[1]


def scan_dates(
    text: str, *, published: date | None, tense: TenseOf = no_tense, skip: Sequence[tuple[int, int]] = ()
) -> tuple[tuple[FoundDate, ...], tuple[Unanchored, ...]]:
    """Return what `find_dates` and what `unanchored` return, in one pass."""
    pattern, rules = _scanner()
    scene, unread = Scene(text, published, tense), list[Unanchored]()
    match = pattern.search(text)
    while match is not None:
        end = match.start() + 1
        for reading in _read_at(scene, match, rules, skip):
            end = max(end, reading.end)
            if isinstance(reading, FoundDate):
                scene.found.append(reading)
            else:
                unread.append(reading)
        match = pattern.search(text, end)
    return tuple(_joined(scene)), tuple(unread)


def _read_at(
    scene: Scene, match: re.Match[str], rules: Sequence[tuple[Rule, re.Pattern[str]]], skip: Sequence[tuple[int, int]]
) -> list[Reading]:
    """Return what the first rule reads that reads anything where the match begins."""
    first = int((match.lastgroup or "rule_0").removeprefix("rule_"))
    for rule, pattern in rules[first:]:
        told = pattern.match(scene.text, match.start())
        if told is not None and not any(a < told.end() and told.start() < b for a, b in skip):
            readings = list(rule.read(scene, told))
            if readings:
                return readings
    return []


def _joined(scene: Scene) -> list[FoundDate]:
    """Join a time of the day and the day beside it ("3 p.m. on Friday", "Friday at noon") to one expression."""
    joined: list[FoundDate] = []
    for item in scene.found:
        last = joined[-1] if joined else None
        if last is not None and item.start - last.end < 12 and _BETWEEN.fullmatch(scene.text, last.end, item.start):
            day, clock = (last, item) if item.type == "TIME" else (item, last)
            if day.type == "DATE" and _DAY_VALUE.fullmatch(day.value) and _CLOCK_VALUE.fullmatch(clock.value):
                joined[-1] = replace(day, start=last.start, end=item.end, type="TIME", value=day.value + clock.value)
                continue
        joined.append(item)
    return joined


def to_record(document: Document, found: Sequence[FoundDate]) -> tuple[DateExpression, ...]:
    """Return the dossier's entries for what was found in the document's text."""
    return tuple(DateExpression(span=document.span(f.start, f.end), type=f.type, value=f.value, anchor=f.anchor) for f in found)


@cache
def _scanner() -> tuple[re.Pattern[str], tuple[tuple[Rule, re.Pattern[str]], ...]]:
    """One pattern that finds where any rule begins, and each rule with its own pattern, which tells the parts apart."""
    rules = (*calendar_rules(), *relative_rules(), *duration_rules())
    anywhere = "|".join(f"(?P<rule_{i}>{_GROUP_NAME.sub('(?:', rule.pattern)})" for i, rule in enumerate(rules))
    start = r"(?<![\w$€£])"
    return re.compile(f"{start}(?={_OPENING})(?:{anywhere})"), tuple((rule, re.compile(start + rule.pattern)) for rule in rules)
