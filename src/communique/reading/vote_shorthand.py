"""A sentence in shorthand for the reading of votes: names, numbers, dates and symbols become tags, and offsets come back."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from communique.reading.cast import Cast
from communique.reading.date_values import FoundDate
from communique.reading.drafts import Page
from communique.reading.vote_words import BODY_WORDS, NUMBER, number_of
from communique.vocabulary.vote_words import vote_words

_SYMBOL = re.compile(
    r"\b[AS]/(?:RES|DEC)/(?:ES-|S-)?\d+(?:/\d+)?(?: ?\([IVXL\d]+\))?(?: [A-D]\b)?"
    r"|\b(?:UNSCR|UNSC|UNGA|UN Security Council|Security Council|General Assembly|UN General Assembly|U\.N\. Security Council)?\s?"
    r"[Rr]esolutions? (?:(?:no\.|number|No\.) ?)?(?:A/|S/)?(?:ES-\d+/\d+|\d{1,3}/\d{1,3}(?: ?[A-D]\b)?|\d{1,4} ?[A-Z]? ?\((?:ES-"
    r"|S-)?[IVXL]+\)|\d{2,4}(?: ?\(\d{4}\))?)(?![\d-]|,\d)"
    r"|\bUNSCR ?\d{1,4}(?: ?\(\d{4}\))?|\bUNGA ?\d+/\d+|\bES-1[01]/\d{1,2}\b|(?<![\d/])\d{1,4} ?\((?:(?:ES-|S-)?[IVXL]+|19[4-9]\d"
    r"|20[0-2]\d)\)|(?<![\d/.,])[3-8]\d/\d{1,3}(?: [A-D]\b)?(?![\d/.,]\d)"
)
_TALLY = re.compile(r"(?<![\d\w/–-])(\d{1,3})\s?[-–—:]\s?(\d{1,3})(?:\s?[-–—:]\s?(\d{1,3}))?(?![\d/]|[-–]\w|\s?[-–]\s?\d)")
_WORDED_TALLY = re.compile(rf"(?<![\w/])({NUMBER}) (?:votes? )?to ({NUMBER}|none|nil)(?: votes?)?\b", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?<![\w.,/$€£-])(?<![Nn]ot )(?<![Ee]very )(?<![Ee]ach )(?:{NUMBER})(?![\w/]|,\d|\.\d|-\w|[- ](?:thirds?|quarters?)\b"
    rf"| ?(?:per ?cent|percent|%|years?|months?|days?|weeks?|hours?))",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"(?:(?<=^)|(?<=[,;] and )|(?<=[,;] but )|(?<=[;:] )|(?<=<D> )|(?<=\d{4} ))(?:It|it|The country|the country|They|they|Both"
    r"|The two)(?= )"
)
_BODY_WORD = re.compile("|".join(f"(?P<b{i}>{pattern})" for i, (pattern, _) in enumerate(BODY_WORDS)))


@cache
def _group_words() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, vote_words().groups), key=len, reverse=True))})\b")


@dataclass(frozen=True, slots=True)
class Tag:
    """What one tag stands for: the kind of the tag (its letter), its value, and where its words stand in the text."""

    letter: str
    value: object
    start: int
    end: int
    text: str = ""

    @property
    def counts(self) -> tuple[int | None, int | None, int | None]:
        """What a tally tells: votes for, against, abstentions."""
        yes, no, abstain = self.value if isinstance(self.value, tuple) else (None, None, None)
        return yes, no, abstain


@dataclass
class Shorthand:
    """One sentence in shorthand. `words` is in small letters with tags such as `<S3>`; `tags` are in order of their numbers.

    Letters: S a state's name, A its adjective, P a pronoun, G a group, B a body, N a number, T a tally, D a date, R a symbol.
    """

    start: int
    words: str = ""
    tags: list[Tag] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)

    def append(self, text: str, at: int) -> None:
        """Add plain words that stand at an offset of the text."""
        self._places.append((len(self.words), at))
        self.words += text.lower().translate(_PLAIN)

    def append_tag(self, tag: Tag) -> None:
        """Add a tag."""
        self._places.append((len(self.words), tag.start))
        self.words += f"<{tag.letter}{len(self.tags)}>"
        self.tags.append(tag)

    def offset(self, place: int) -> int:
        """The offset in the text of a place in the shorthand."""
        begins, at = self._places[bisect_right(self._places, (place, 1 << 60)) - 1]
        return at + (place - begins)

    def values(self, words: str, letter: str) -> list[object]:
        """The values of the tags of a letter in a piece of shorthand, in order."""
        return [self.tags[int(number)].value for number in re.findall(rf"<{letter}(\d+)>", words)]

    def plain(self, *, without: Iterable[object] = ()) -> str:
        """The words with the tags' own words in their place, in small letters; states with these codes are left out."""
        left_out = set(without)
        return re.sub(
            r"<[A-Z](\d+)>",
            lambda m: "" if (t := self.tags[int(m[1])]).letter in "SA" and t.value in left_out else t.text.lower(),
            self.words,
        )

    def tags_of(self, letter: str) -> list[Tag]:
        """The tags of a letter, in order."""
        return [tag for tag in self.tags if tag.letter == letter]


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\n": " ", "\u00a0": " "})


def shorthand(page: Page, cast: Cast, dates: Sequence[FoundDate], start: int, end: int) -> Shorthand:
    """Write one sentence, given by its offsets, in shorthand."""
    text = page.text
    short, at = Shorthand(start), start
    for tag in _tags(page, cast, dates, start, end):
        short.append(text[at : tag.start], at)
        short.append_tag(replace(tag, text=text[tag.start : tag.end]))
        at = tag.end
    short.append(text[at:end], at)
    return short


def _tags(page: Page, cast: Cast, dates: Sequence[FoundDate], start: int, end: int) -> list[Tag]:
    """Return the tags of a sentence, the earlier kinds before the later ones where they overlap."""
    taken: list[Tag] = []
    for tag in _candidates(page, cast, dates, start, end):
        if all(tag.end <= other.start or other.end <= tag.start for other in taken):
            taken.append(tag)
    return sorted(taken, key=lambda tag: tag.start)


def _candidates(page: Page, cast: Cast, dates: Sequence[FoundDate], start: int, end: int) -> Iterator[Tag]:
    text = page.text
    for match in _SYMBOL.finditer(text, start, end):
        lead = len(match.group()) - len(match.group().lstrip())
        yield Tag("R", match.group().strip(), match.start() + lead, match.end())
    named = list(_named(page, cast, start, end))
    yield from (tag for tag in named if tag.letter != "G")
    for match in _BODY_WORD.finditer(text, start, end):
        yield Tag("B", BODY_WORDS[int((match.lastgroup or "b0")[1:])][1], match.start(), match.end())
    yield from (
        Tag("D", found, found.start, found.end)
        for found in dates
        if start <= found.start < end and found.type in {"DATE", "TIME"} and not _is_count(text, found)
    )
    for match in _TALLY.finditer(text, start, end):
        yield Tag("T", tuple(int(count) if count else None for count in match.groups()), match.start(), match.end())
    for match in _WORDED_TALLY.finditer(text, start, end):
        yield Tag("T", (number_of(match[1]), number_of(match[2]), None), match.start(), match.end())
    yield from (tag for tag in named if tag.letter == "G")
    for match in _group_words().finditer(text, start, end):
        yield Tag("G", vote_words().groups[match.group()], match.start(), match.end())
    for match in _NUMBER.finditer(text, start, end):
        yield Tag("N", number_of(match.group()), match.start(), match.end())
    for match in _PRONOUN.finditer(text[start:end]):
        yield Tag("P", match.group().lower(), start + match.start(), start + match.end())


def _is_count(text: str, found: FoundDate) -> bool:
    """Say whether a bare year or number read as a time is rather a count of votes ("1,900 votes")."""
    return (
        text[found.start : found.end].isdigit()
        and re.match(r" (?:votes?|countries|states|members|nations|abst)", text[found.end : found.end + 12]) is not None
    )


def _named(page: Page, cast: Cast, start: int, end: int) -> Iterator[Tag]:
    first, last = page.token_from(start), page.token_at(max(start, end - 1)) + 1
    for mention in cast.mention_in(first, last):
        begin, stop = page.chars(mention.start, mention.end)
        kind, _, code = mention.actor.partition(":")
        if kind == "state":
            yield Tag("A" if mention.role in {"adjective", "demonym"} else "S", code, begin, stop)
        elif kind == "org" and cast.vocabulary.members(mention.actor, None):
            yield Tag("G", mention.actor, begin, stop)
