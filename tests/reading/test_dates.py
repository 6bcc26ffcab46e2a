"""Expressions of time in sentences written for this table: what stands in brackets is found with its value, all else is not."""

import re
from datetime import date

import pytest

from communique.reading.date_values import FoundDate, Tense
from communique.reading.dates import find_dates, to_record, unanchored
from communique.record import Document

FRIDAY = date(2023, 2, 24)
MARKED = re.compile(r"\[([^\]=]+)=([^\]]+)\]")


def unmark(marked: str) -> tuple[str, list[tuple[str, str]], list[tuple[int, int]]]:
    """Take "on [Friday=2023-02-24]" apart: the plain text, (words, value) of each expression, and where they stand."""
    pieces, told, places, length, last = [], [], [], 0, 0
    for match in MARKED.finditer(marked):
        pieces += [marked[last : match.start()], match[1]]
        length += match.start() - last
        told.append((match[1], match[2]))
        places.append((length, length + len(match[1])))
        length += len(match[1])
        last = match.end()
    return "".join([*pieces, marked[last:]]), told, places


def check(marked: str, *, published: date | None = FRIDAY, tense: Tense | None = None) -> None:
    text, told, places = unmark(marked)
    found = find_dates(text, published=published, tense=lambda start, end: tense)
    assert [(text[f.start : f.end], f.value) for f in found] == told
    assert [(f.start, f.end) for f in found] == places


FULL_DATES = [
    "The war began on [24 February 2022=2022-02-24].",
    "The war began on [February 24, 2022=2022-02-24], at dawn.",
    "The war began on [Feb. 24, 2022=2022-02-24].",
    "It was signed on [24th of February 2015=2015-02-24] in Minsk.",
    "It was signed on [February 24th, 2015=2015-02-24].",
    "It was signed on [Thursday, 12 February 2015=2015-02-12].",
    "It was signed on [Thursday, February 12, 2015=2015-02-12].",
    "The note is dated [2015-02-12=2015-02-12].",
    "Posted at [2015-02-12T14:30=2015-02-12T14:30] by the ministry.",
    "The note is dated [24/02/2022=2022-02-24].",
    "The note is dated [24.02.2022=2022-02-24].",
    "The note is dated [04.03.2022=2022-03-04].",
    "The note is dated [02/24/2022=2022-02-24].",
    "The note is dated 04/03/2022.",
    "The note is dated [24/02/22=2022-02-24].",
    "The note is dated 30/02/2022.",
    "The note is dated 2015-02-31.",
    "On [the morning of 24 February 2022=2022-02-24TMO] tanks crossed.",
    "On [the night of February 24, 2022=2022-02-24TNI] tanks crossed.",
    "KYIV, [24 FEBRUARY 2022=2022-02-24]",
    "The [2 May 2014=2014-05-02] fire in Odesa is remembered.",
    "The [Sept. 11, 2001=2001-09-11], attacks changed that.",
]
DAYS_WITHOUT_YEAR = [
    "They met on [Feb. 24=2023-02-24] in Rome.",
    "They met on [Feb 20=2023-02-20] in Rome.",
    "They met on [24 December=2022-12-24] in Rome.",
    "They met on [December 24th=2022-12-24] in Rome.",
    "They met on [June 1=2022-06-01] in Rome.",
    "They met on [Monday, Feb. 20=2023-02-20], in Rome.",
    "They met on [Sunday, Feb. 20=2022-02-20], in Rome.",
    "They met on [Friday 24 February=2023-02-24] in Rome.",
    "The [September 11=2001-09-11] attacks are remembered.",
    "The [9/11=2001-09-11] commission reported.",
    "They met on the [20th=2023-02-20].",
    "The centre marked the 20th anniversary.",
    "Polls are due; the vote of [May 14=2023-05-14] matters.",
]
MONTHS_AND_YEARS = [
    "It was annexed in [March 2014=2014-03].",
    "In [November=2022-11] 15 people died.",
    "In [November=2022-11], 2014 people fled.",
    "It was annexed in [March, 2014=2014-03].",
    "It was annexed in [March of 2014=2014-03].",
    "It was annexed in [2014=2014].",
    "Since [2014=2014] the east has been at war.",
    "The [2014=2014] annexation was condemned.",
    "Ukraine's [2014=2014] revolution",
    "It grew during the [1990s=199].",
    "In the [early 2000s=200] it grew.",
    "Songs of the [’60s=196] were played.",
    "The treaties of the [19th century=18] are gone.",
    "A [21st-century=20] threat.",
    "A ceasefire by [mid-January=2023-01] failed.",
    "In [early 2023=2023] talks stopped.",
    "In [late February 2022=2022-02] it began.",
    "By [the end of 2022=2022] it was over.",
    "In the [spring of 2022=2022-SP] it began.",
    "It failed before [the summer=2022-SU].",
    "The parallel with [1783=1783] is wrong.",
    "In [summer 2021=2021-SU] it began.",
    "In the [winter of 2022-23=2022-WI] it began.",
    "Exports fell in [Q3 2022=2022-Q3].",
    "Exports fell in [the second quarter of 2022=2022-Q2].",
    "Exports fell in [the first half of 2022=2022-H1].",
    "They met in [January=2023-01] in Rome.",
    "They met in [June=2022-06] in Rome.",
    "They met in [February=2023-02] in Rome.",
    "They met [last March=2022-03] in Rome.",
    "A [November=2022-11] summit failed.",
    "In [January last year=2022-01] it fell.",
    "The accord, Resolution 2202 ([2015=2015]), stands.",
    "In [the year 2030=2030] it ends.",
    "It happened in [1939=1939] and after.",
    "Since [1648=1648] it has been so.",
    "In [2014=2014] and [2015=2015] they met.",
    "The [2014=2014]-[2015=2015] talks failed.",
    "The [1990=1990]-[91=1991] Gulf War",
]
WEEKDAYS = [
    "He spoke on [Friday=2023-02-24].",
    "He spoke [Thursday=2023-02-23].",
    "He spoke on Fox News [Tuesday night=2023-02-21TNI].",
    "He spoke on [Saturday=2023-02-18].",
    "He spoke [last Friday=2023-02-17].",
    "He spoke [last Monday=2023-02-20].",
    "He spoke on [Friday morning=2023-02-24TMO].",
    "He spoke on [Monday evening=2023-02-20TEV].",
    "He spoke [earlier Thursday=2023-02-23].",
    "He spoke [late on Monday=2023-02-20].",
    "He spoke [early Tuesday=2023-02-21].",
    "He spoke [late Thursday night=2023-02-23TNI].",
    "[Friday=2023-02-24]'s vote was close.",
    "[Friday=2023-02-24]’s vote was close.",
    "After [Friday=2023-02-24] prayers crowds gathered.",
    "Between [Monday=2023-02-20] and [Wednesday=2023-02-22] shells fell.",
    "He spoke on [Monday last week=2023-02-13].",
    "He spoke on [Tuesday of this week=2023-02-21].",
    "On [the evening of Thursday=2023-02-23TEV] he spoke.",
    "[This past Monday=2023-02-20] he spoke.",
    "On [10 February 2023=2023-02-10] it failed, and [the following Monday=2023-02-13] it passed.",
]
COUNTED_FROM_PUBLICATION = [
    "He arrived [yesterday=2023-02-23].",
    "He arrived [yesterday morning=2023-02-23TMO].",
    "[Today=2023-02-24] the chamber met.",
    "He speaks [tonight=2023-02-24TNI].",
    "He leaves [tomorrow=2023-02-25].",
    "He arrived [the day before yesterday=2023-02-22].",
    "He leaves [the day after tomorrow=2023-02-26].",
    "He arrived [last night=2023-02-23TNI].",
    "He arrived [this morning=2023-02-24TMO].",
    "He arrived [last week=2023-W07].",
    "He arrived [this week=2023-W08].",
    "He arrived [earlier this week=2023-W08].",
    "He arrived [last month=2023-01].",
    "He arrived [last year=2022].",
    "He arrived [late last year=2022].",
    "Talks open [next month=2023-03].",
    "Talks open [next week=2023-W09].",
    "Talks open [later this year=2023].",
    "Shelling resumed over [the weekend=2023-W07-WE].",
    "Shelling resumed [last weekend=2023-W07-WE].",
    "Talks must end by [the end of the month=2023-02].",
    "[Last summer=2022-SU] they met.",
    "The invasion began [nearly a year ago=2022-02].",
    "The invasion began [a year ago=2022].",
    "The invasion began [a year ago today=2022-02-24].",
    "He arrived [two weeks ago=2023-W06].",
    "He arrived [three days ago=2023-02-21].",
    "He arrived [about six months ago=2022-08].",
    "He arrived [a year and a half ago=2021-08].",
    "He arrived [20 years ago=2003].",
    "It was a city [2,000 years ago=0023].",
    "It was a sea 5,000 years ago.",
    "It was a colony [200 years ago=1823].",
    "It was a colony [two centuries ago=18].",
    "It was a colony [a decade ago=201].",
    "The deal ends [two weeks from now=2023-W10].",
]
CHAINS = [
    "On [3 March 2021=2021-03-03] they met. He resigned [the same day=2021-03-03].",
    "On [3 March 2021=2021-03-03] they met, and [the next day=2021-03-04] they parted.",
    "On [3 March 2021=2021-03-03] they met, and [two days later=2021-03-05] they parted.",
    "On [3 March 2021=2021-03-03] they met; they had spoken [the day before=2021-03-02].",
    "In [March 2021=2021-03] they met. He resigned the same day.",
    "He resigned the same day.",
    "It came the day before the vote.",
    "He came three or four months ago.",
]
DURATIONS = [
    "It lasted for [three weeks=P3W].",
    "He proposed a [72-hour=PT72H] ceasefire.",
    "He proposed a [six-month=P6M] truce.",
    "It took [a decade=P10Y] to build.",
    "It took [two decades=P20Y] to build.",
    "It lasted [24 hours=PT24H].",
    "Within [48 hours=PT48H] they must go.",
    "Over [the past two days=P2D] shells fell.",
    "Over [the last three months=P3M] shells fell.",
    "Over [the past week=P1W] shells fell.",
    "In [the coming days=PXD] talks open.",
    "It lasted for [a year=P1Y].",
    "Within [an hour=PT1H] it was over.",
    "It lasted [half a century=P50Y].",
    "It took [two and a half years=P30M] to build.",
    "It took [a year and a half=P18M] to build.",
    "It took [several weeks=PXW].",
    "A [week-long=P1W] truce held.",
    "A truce of [two to three weeks=PXW] held.",
    "The siege lasted [1,425 days=P1425D].",
    "The siege lasted [twenty-four months=P24M].",
    "He got a [20-year=P20Y] sentence.",
    "[A year=P1Y] after the invasion",
    "It was the first vote in [30 years=P30Y].",
    "[More than 100 days=P100D] of war.",
    "A [five-minute=PT5M] call was held.",
]
SETS = [
    "They meet [every Friday=XXXX-WXX-5].",
    "They meet on [Fridays=XXXX-WXX-5].",
    "They meet [daily=P1D].",
    "The [annual=P1Y] meeting was held.",
    "They meet [each year=P1Y].",
    "They meet [every two weeks=P2W].",
    "They meet [every other day=P2D].",
    "They meet [twice a week=P1W].",
    "They meet [three times a month=P1M].",
    "They meet [every morning=XXXX-XX-XXTMO].",
    "They meet [every March=XXXX-03].",
]
CLOCKS = [
    "The truce begins at [3 p.m.=T15:00]",
    "The truce begins at [3pm=T15:00].",
    "The truce began at [15:00 GMT=T15:00Z].",
    "The truce began at [1500 GMT=T15:00Z].",
    "The truce began at [6:30 a.m. local time=T06:30].",
    "The truce began at [midnight=T24:00].",
    "The truce began at [noon on Friday=2023-02-24T12:00].",
    "The truce began at [3 p.m. on Friday=2023-02-24T15:00].",
    "The truce began on [Thursday at 10:30 a.m.=2023-02-23T10:30].",
    "The truce began on [Feb. 20 at noon=2023-02-20T12:00].",
    "The truce began [yesterday at 14:00=2023-02-23T14:00].",
    "At [5 a.m. on 24 February 2022=2022-02-24T05:00] it began.",
    "The truce began at [12 a.m.=T00:00]",
    "They won 2:1 in the final.",
]
RANGES = [
    "From [3=2022-03-03] to [5 March 2022=2022-03-05] they met.",
    "On [24=2023-02-24]-[26 February=2023-02-26] they meet.",
    "On [Feb. 14=2023-02-14]-[16=2023-02-16] they met.",
    "On [Jan. 3=2023-01-03] and [4=2023-01-04], they met.",
    "From [24 February=2022-02-24] to [3 March 2022=2022-03-03] they met.",
    "From [March=2022-03] to [May 2022=2022-05] they met.",
    "From [December=2021-12] to [March 2022=2022-03] they met.",
]
HOLIDAYS = [
    "They met on [New Year's Day=2023-01-01].",
    "They met on [Christmas Eve=2022-12-24].",
    "They met on [Christmas Day 2014=2014-12-25].",
    "The ship left Christmas Island.",
]
TRAPS = [
    "Theresa May said so.",
    "It may rain.",
    "Protesters march through the city.",
    "A march was held.",
    "The Sun reported it.",
    "Sun Tzu wrote it.",
    "The Sunday Times reported it.",
    "On Black Friday shops were full.",
    "The second meeting failed.",
    "He asked for a second.",
    "Some 2,000 people marched.",
    "In all, 2014 people marched.",
    "A total of 2014 were held.",
    "Article 2014 does not exist.",
    "The vote was 141-7 with 32 abstentions.",
    "A Boeing 737 landed.",
    "A Su-24 was shot down.",
    "Flight MH17 was shot down.",
    "The Cold War ended.",
    "It was a one-time offer.",
    "The day-to-day running of it.",
    "A 27-year-old man died.",
    "He is 27 years old.",
    "It cost $2014.",
    "It costs $5 a day.",
    "In all, 15 people died.",
    "The Daily Mail reported it.",
    "Jan Egeland said so.",
    "April Jones said so.",
    "The October Revolution",
    "The fall of Kyiv did not come.",
    "The Arab Spring began there.",
    "One day peace will come.",
    "Three quarters of them agreed.",
    "The one-year anniversary of the war",
    "They shot at 20 to 30 people.",
    "Resolution 1973 was adopted.",
    "USA TODAY reported it.",
    "He told Fox News Sunday so.",
    "He reads the Washington Monthly.",
    "He left 21st Century Fox.",
    "The last week of the campaign was quiet.",
]


@pytest.mark.parametrize(
    "marked",
    FULL_DATES + DAYS_WITHOUT_YEAR + MONTHS_AND_YEARS + WEEKDAYS + COUNTED_FROM_PUBLICATION + CHAINS + DURATIONS + SETS + CLOCKS + RANGES
    + HOLIDAYS + TRAPS,
)  # fmt: skip
def test_what_is_found_and_its_value(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    ("tense", "marked"),
    [
        ("future", "They will meet on [Friday=2023-02-24]."),
        ("future", "They will meet on [Monday=2023-02-27]."),
        ("past", "They met on [Monday=2023-02-20]."),
        ("present", "They meet on [Monday=2023-02-27]."),
        ("present", "China abstains [Thursday=2023-02-23]."),
        ("future", "They will meet [next Friday=2023-03-03]."),
        ("future", "They will meet [next Monday=2023-02-27]."),
        ("future", "They will meet [this Sunday=2023-02-26]."),
        ("future", "They will meet [this Monday=2023-02-27]."),
        ("past", "They met [this Monday=2023-02-20]."),
        ("future", "They will meet in [March=2023-03]."),
        ("future", "They will meet in [January=2024-01]."),
        ("past", "They met in [March=2022-03]."),
        ("future", "They will meet on [March 3=2023-03-03]."),
        ("past", "They met on [June 3=2022-06-03]."),
        ("past", "They asked for a debate on [March 3=2023-03-03]."),
        ("past", "The [March=2022-03] summit failed."),
        ("past", "A ceasefire by [mid-March=2022-03] failed."),
        ("future", "They will meet on [29 February=2024-02-29]."),
        ("future", "They will meet on the [3rd=2023-03-03]."),
        ("future", "They will meet over [the weekend=2023-W08-WE]."),
        ("future", "They will meet on [Christmas Eve=2023-12-24]."),
        ("future", "They will meet on [Monday morning=2023-02-27TMO]."),
    ],
)
def test_the_tense_chooses_the_side(tense: Tense, marked: str) -> None:
    check(marked, tense=tense)


@pytest.mark.parametrize(
    "marked",
    [
        "He spoke on [Friday=XXXX-WXX-5].",
        "He spoke on [Friday morning=XXXX-WXX-5TMO].",
        "He spoke on [Feb. 24=XXXX-02-24].",
        "He spoke in [June=XXXX-06].",
        "He spoke on [Christmas Eve=XXXX-12-24].",
        "He spoke on [Feb. 24, 2022=2022-02-24].",
        "He spoke at [noon on Friday=XXXX-WXX-5T12:00].",
        "He spoke yesterday.",
        "He spoke last week.",
        "He spoke two days ago.",
    ],
)
def test_without_a_date_of_publication(marked: str) -> None:
    check(marked, published=None)


@pytest.mark.parametrize(
    ("published", "text", "words"),
    [
        (None, "He spoke yesterday.", ["yesterday"]),
        (None, "He spoke on Friday, and last week too.", ["last week"]),
        (None, "The note is dated 04/03/2022.", ["04/03/2022"]),
        (FRIDAY, "The note is dated 04/03/2022.", ["04/03/2022"]),
        (FRIDAY, "He resigned the same day.", ["the same day"]),
        (FRIDAY, "It began many years ago.", ["many years ago"]),
        (FRIDAY, "He spoke yesterday.", []),
    ],
)
def test_what_has_no_value_is_told_with_a_reason(published: date | None, text: str, words: list[str]) -> None:
    left = unanchored(text, published=published)
    assert [text[u.start : u.end] for u in left] == words
    assert all(len(u.reason) > 20 for u in left)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They met on Friday.", "DATE"),
        ("They met on Friday morning.", "TIME"),
        ("They met at noon.", "TIME"),
        ("They met for three weeks.", "DURATION"),
        ("They meet every week.", "SET"),
    ],
)
def test_types(text: str, kind: str) -> None:
    assert [f.type for f in find_dates(text, published=FRIDAY)] == [kind]


def test_the_anchor_says_what_a_value_was_counted_from() -> None:
    found = find_dates("On 3 March 2021 they met, and the next day they parted. He spoke yesterday.", published=FRIDAY)
    assert [f.anchor for f in found] == [None, "2021-03-03", "2023-02-24"]


def test_places_to_skip() -> None:
    text = "Friday was calm. Monday was not."
    assert [text[f.start : f.end] for f in find_dates(text, published=FRIDAY, skip=[(0, 6)])] == ["Monday"]


def test_no_expression_reaches_over_two_lines_but_a_wrapped_date_does() -> None:
    text = "He spoke on Thursday\n24 people died on 24\nFebruary 2022"
    assert [text[f.start : f.end] for f in find_dates(text, published=FRIDAY)] == ["Thursday", "24\nFebruary 2022"]


def test_entries_of_the_dossier() -> None:
    document = Document(text="They met on Friday.", published=FRIDAY)
    (entry,) = to_record(document, [FoundDate(12, 18, "DATE", "2023-02-24", "2023-02-24")])
    assert (entry.span.text, entry.type, entry.value, entry.anchor) == ("Friday", "DATE", "2023-02-24", "2023-02-24")
