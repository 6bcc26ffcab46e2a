"""Words as they are compared across reports: each with its place, its plain form, and its stem; numbers by their value."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*|(?<=\d)%")
_MARKS = str.maketrans({"’": "'", "ʼ": "'"})
_UNITS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_CONTRACTIONS = {
    "won't": ("will", "not"), "can't": ("can", "not"), "cannot": ("can", "not"), "shan't": ("will", "not"), "ain't": ("is", "not"),
    "i'm": ("i", "am"), "let's": ("let", "us"), "shall": ("will",), "gonna": ("will",),
}  # fmt: skip
_TAILS = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have"}
_AMERICAN = ((re.compile(r"(?<=..)our(?=s|ed|ing|able|ful|$)"), "or"), (re.compile(r"(?<=...)is(?=e|ed|es|ing|ation)"), "iz"))
_ENDINGS = ("ions", "ion", "ings", "ing", "edly", "ed", "ies", "es", "ly", "s", "e", "y")

_PAST = (  # noqa: SIM905 - reads as words
    "left leave said say made make took take given give gave give went go gone go came come held hold kept keep sent send met meet won win "
    "lost lose fought fight brought bring built build began begin begun begin broke break broken break chose choose fell fall fallen fall "
    "got get knew know known know led lead paid pay rose rise sold sell shot shoot spoke speak spoken speak stood stand "
    "struck strike told tell thought think wrote write written write found find felt feel saw see seen see drew draw withdrew "
    "withdraw withdrawn withdraw "
    "taken take sought seek bought buy caught catch spent spend sat sit ran run understood understand men man women woman children child"
).split()
_BASE = dict(zip(_PAST[::2], _PAST[1::2], strict=True))

NEGATORS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "nowhere", "without"})
MODALS = {
    "will": "will", "would": "would", "can": "can", "could": "could", "may": "may", "might": "might", "must": "must",
    "should": "should", "ought": "should",
}  # fmt: skip
HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8766.0}
WEAKENING = frozenset({"may", "might", "could", "should", "perhaps", "possibly", "probably", "maybe"})
STOPWORDS = frozenset(
    "a an the and or but so as of in on at to for from by with into over about this that these "  # noqa: SIM905 - reads as words
    "those there here it its is are was were be "
    "been being am do does did done have has had having will would can could may might must should ought not no nor i we you he "
    "she they them "
    "us me him her our your my his their ours yours theirs who whom whose which what when where how if than then also very just "
    "such any some one everyone until own too again out up down off more most".split()
)


class Word(NamedTuple):
    """A word: half-open offsets (code points), its plain form (small letters, one spelling, "#12" for a number) and its stem."""

    start: int
    end: int
    plain: str
    stem: str

    @property
    def number(self) -> float | None:
        """The value of a number; None for other words."""
        return float(self.plain[1:]) if self.plain[0] == "#" else None


def words(text: str, offset: int = 0) -> list[Word]:
    """Split a text into words; `offset` is added to their places. "won't" is two words in one place, "two million" one word in two."""
    found: list[Word] = []
    for match in _TOKEN.finditer(text):
        for form, stemmed in _read(match[0]):
            _add(found, Word(offset + match.start(), offset + match.end(), form, stemmed))
    for i in range(len(found) - 2 if "going to" in text else 0):
        if found[i].plain == "going" and found[i + 1].plain == "to" and not text[found[i + 2].start - offset].isupper():
            found[i] = found[i]._replace(plain="will", stem="will")
    return found


def content(found: Iterable[Word]) -> list[str]:
    """Return the stems of the words that carry meaning: all but stopwords."""
    return [word.stem for word in found if word.plain not in STOPWORDS]


def plain(found: Iterable[Word]) -> tuple[str, ...]:
    """Return the plain forms of words."""
    return tuple(word.plain for word in found)


def numbers(found: Iterable[Word]) -> list[float]:
    """Return the values of the numbers among words, in order."""
    return [value for word in found if (value := word.number) is not None]


def amounts(found: Sequence[Word]) -> list[float]:
    """Return the values of the numbers among words; one before a unit of time in hours, so that 14 days and two weeks are the same."""
    return [
        value * (HOURS.get(found[i + 1].stem, 1.0) if i + 1 < len(found) else 1.0)
        for i, word in enumerate(found)
        if (value := word.number) is not None
    ]


def negations(forms: Iterable[str]) -> int:
    """Count the words that negate among plain forms."""
    return sum(form in NEGATORS for form in forms)


def shingles(found: Sequence[Word], size: int) -> set[int]:
    """Return the checksums of all runs of `size` words (of the whole, when it is shorter)."""
    forms = [word.plain.encode("utf-8") for word in found]
    return {crc32(b" ".join(forms[i : i + size])) for i in range(max(len(forms) - size + 1, min(len(forms), 1)))}


@lru_cache(maxsize=65536)
def _read(token: str) -> tuple[tuple[str, str], ...]:
    """Return the plain forms that a token stands for, each with its stem."""
    return tuple((form, stem(form)) for form in _forms(token.translate(_MARKS).casefold()) if form)


def _forms(token: str) -> Iterator[str]:
    """Yield the plain forms that a token stands for."""
    if token[0].isdigit():
        yield _figure(token)
        return
    if token == "%":
        yield "percent"
        return
    if token in _CONTRACTIONS:
        yield from _CONTRACTIONS[token]
        return
    for tail, form in _TAILS.items():
        if token.endswith(tail) and len(token) > len(tail):
            yield token.removesuffix(tail)
            yield form
            return
    token = token.removesuffix("'s").removesuffix("s'") if token.endswith("'s") else token.rstrip("'")
    head, hyphen, last = token.partition("-")
    if hyphen and head in _TENS and last in _UNITS:
        yield f"#{_TENS[head] + _UNITS[last]}"
    elif token in _UNITS or token in _TENS:
        yield f"#{_UNITS.get(token) or _TENS[token]}"
    elif hyphen and head in _UNITS:
        yield f"#{_UNITS[head]}"
        yield _american(last)
    else:
        yield _american(token.replace("-", "").replace("'", ""))


def _figure(token: str) -> str:
    parts = token.split(",")
    grouped = len(parts) > 1 and all(len(part.partition(".")[0]) == 3 for part in parts[1:])
    plainly = token.replace(",", "") if grouped or len(parts) == 1 else token.replace(",", ".")
    try:
        return f"#{float(plainly):.15g}"
    except ValueError:
        return token


def _american(form: str) -> str:
    for pattern, spelled in _AMERICAN:
        form = pattern.sub(spelled, form)
    return form


def _add(found: list[Word], word: Word) -> None:
    """Append a word, joined with a number before it that it multiplies: "two" and "million"."""
    scale = _SCALES.get(word.plain.removesuffix("s"))
    before = found[-1] if found else None
    if before is not None and word.plain == "cent" and before.plain == "per":
        found[-1] = Word(before.start, word.end, "percent", "percent")
    elif scale and before is not None and (before.plain in {"a", "one"} or before.plain[0] == "#") and word.start - before.end <= 1:
        value = f"#{(before.number or 1) * scale:.15g}"
        found[-1] = Word(before.start, word.end, value, value)
    elif scale == 12:
        found.append(word._replace(plain="#12", stem="#12"))
    else:
        found.append(word)


@lru_cache(maxsize=65536)
def stem(form: str) -> str:
    """Return a plain form without its ending: "withdrawing", "withdraws" and "withdraw" alike. Rough: only for comparing."""
    form = _BASE.get(form, form)
    if form[0] == "#" or len(form) < 4:
        return form
    for ending in _ENDINGS:
        rest = form.removesuffix(ending)
        if rest != form and len(rest) >= 3:
            form = rest
            break
    if form.endswith("i") and len(form) > 3:
        form = form[:-1]
    return form[:-1] if len(form) > 3 and form[-1] == form[-2] and form[-1] not in "sl" else form
