"""The words that expressions of time are made of, and the fragments of patterns written with them."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug", "September Sept Sep",
            "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "Monday Mon", "Tuesday Tues Tue", "Wednesday Weds Wed", "Thursday Thurs Thur Thu", "Friday Fri", "Saturday Sat", "Sunday Sun",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
NAMES_OF_PEOPLE_TOO = frozenset({"March", "April", "May", "June", "August"})  # a month only where the words before it say so

ONES = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * number for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
VAGUE = frozenset({"several", "some", "few", "many", "couple", "dozens"})

# unit -> the letter of an ISO 8601 duration, how many of them, and whether it stands behind the T
UNITS = {
    "second": ("S", 1, True),
    "minute": ("M", 1, True),
    "hour": ("H", 1, True),
    "day": ("D", 1, False),
    "week": ("W", 1, False),
    "fortnight": ("W", 2, False),
    "month": ("M", 1, False),
    "year": ("Y", 1, False),
    "decade": ("Y", 10, False),
    "century": ("Y", 100, False),
}
PARTS_OF_DAY = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "lunchtime": "MI"}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
FREQUENCIES = {
    "hourly": "PT1H", "daily": "P1D", "nightly": "XXXX-XX-XXTNI", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M",
    "quarterly": "P3M", "yearly": "P1Y", "annual": "P1Y", "annually": "P1Y",
}  # fmt: skip

# Feasts that fall on the same day of every year; the movable ones are left out.
HOLIDAYS = {
    "New Year's Day": (1, 1),
    "New Year's Eve": (12, 31),
    "Orthodox Christmas": (1, 7),
    "Valentine's Day": (2, 14),
    "International Women's Day": (3, 8),
    "April Fools' Day": (4, 1),
    "April Fool's Day": (4, 1),
    "May Day": (5, 1),
    "Fourth of July": (7, 4),
    "July Fourth": (7, 4),
    "Bastille Day": (7, 14),
    "Halloween": (10, 31),
    "Armistice Day": (11, 11),
    "Veterans Day": (11, 11),
    "Christmas Eve": (12, 24),
    "Christmas Day": (12, 25),
    "Christmas": (12, 25),
    "Boxing Day": (12, 26),
}

# Days that stand for what happened on them once: the day, the year it means, and the noun behind that tells.
NAMED_DAYS = (
    (9, 11, 2001, r"attack|terror|hijack|commission|victim|atrocit|plot"),
    (10, 7, 2023, r"attack|massacre|assault|terror|atrocit|Hamas"),
    (1, 6, 2021, r"riot|attack|insurrection|committee|Capitol|storming"),
    (7, 7, 2005, r"bombing|attack"),
)

# Nouns that are counted: the number before them is no day and no year.
COUNTED = (
    r"(?:people|persons?|civilians|soldiers|troops|children|women|men|fighters|members|countries|nations|states|percent|per[ ]cent|%|"
    r"million|billion|thousand|hundred|years?|months?|days?|weeks?|hours?|minutes?|dollars|euros|pounds|roubles|rubles|tons|tonnes|miles|km|kilomet|"
    r"meters|metres|feet|points|votes|seats|delegates|victims|deaths|dead|cases|homes|houses|others|prisoners|hostages|refugees|migrants|"
    r"protesters|police|officers|workers|tanks|drones|missiles|rockets|times|pages|degrees|Americans|Palestinians|Israelis|Ukrainians|Russians)\b"
)

GAP = r"(?:[^\S\n]{1,3})"  # between words on one line
BREAK = r"(?:[^\S\n]{1,3}|[^\S\n]?\n)"  # or over one line break
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|"
    r"AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT|SEP|OCT|"
    r"NOV|DEC)\b\.?)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|MONDAY|TUESDAY|WEDNESDAY|THURSDAY|FRIDAY|SATURDAY|SUNDAY)"
WEEKDAY_SHORT = rf"(?:{WEEKDAY}|(?:Mon|Tues|Tue|Weds|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\b\.?)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d(?!\d|,\d|\.\d)"
PART_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime)"
SEASON = r"(?:spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter)"
UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))"
CARDINAL = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d)?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|"
    r"six|seven|eight|nine))?|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|one|two|three|four|five|six|seven|eight|nine|"
    r"(?:a|one)[ ]hundred|a[ ]dozen)"
)
ROUGHLY = (
    r"(?:nearly|almost|about|around|roughly|approximately|some|more than|less than|over|under|just over|just under|at least|exactly|barely|"
    r"only)"
)
STAGE = r"(?:early|earlier|late|later|mid)"


def number(words: str) -> float | None:
    """Return the number that a cardinal in figures or words stands for ("72", "1,000", "twenty-four", "a dozen"); None for a vague one."""
    text = words.lower().replace(",", "")
    if text.replace(".", "", 1).isdigit():
        return float(text)
    if text in {"a", "an"}:
        return 1
    if text.endswith("hundred"):
        return 100
    if text == "a dozen":
        return 12
    tens, _, ones = text.replace("-", " ").partition(" ")
    if tens in TENS and (not ones or ones in ONES):
        return TENS[tens] + ONES.get(ones, 0)
    return ONES.get(text)


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or short form, in any capitals, with or without a full stop."""
    return MONTHS[name.rstrip(".").capitalize()]


def weekday_number(name: str) -> int:
    """Return the ISO number of a weekday (Monday 1 to Sunday 7) for its name or short form."""
    return WEEKDAYS[name.rstrip(".").capitalize()]


def unit_name(word: str) -> str:
    """Return the key of UNITS for a unit in the singular or plural."""
    return "century" if word.lower().startswith("centur") else word.lower().rstrip("s")
