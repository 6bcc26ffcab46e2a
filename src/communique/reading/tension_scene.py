"""What the rules for tensions look at: a text with its parse, its cast and its dossier, and the places where these meet."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.reading.cast import Cast
from communique.reading.drafts import Page
from communique.reading.event_naming import Naming
from communique.reading.issues import IssueFinder
from communique.record import DateExpression, Dossier, Span, TensionKind

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_AHEAD = frozenset({"will", "'ll", "’ll", "shall", "would", "may", "might", "can", "could", "must", "should", "to"})
_UNSURE = frozenset({"if", "unless", "whether", "until", "before", "once"})
_HIGHEST = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A tension in the making: in what two places do not fit, what about, the words of each, and which rule says so."""

    kind: TensionKind
    about: str
    between: tuple[Span | str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Day:
    """A date with the tokens that express it, and how many other dates hang on the same verb."""

    value: str
    start: int
    end: int
    alone: bool


class TensionScene:
    """One text, with its parse and dossier, as the rules for tensions look at it."""

    def __init__(self, page: Page, cast: Cast, naming: Naming, issues: IssueFinder, dossier: Dossier) -> None:
        self.page, self.doc, self.cast, self.dossier, self.naming, self.issues = page, page.doc, cast, dossier, naming, issues
        self._sentences = [sentence.start for sentence in page.doc.sents]
        self._days = self._hung(dossier.dates)

    def sentence(self, number: int) -> int:
        """Number of the sentence that holds a token."""
        return bisect_right(self._sentences, number) - 1

    def token(self, offset: int) -> int:
        """Number of the token that holds an offset."""
        return self.page.token_at(offset)

    def stretch(self, tokens: Iterable[int]) -> Span:
        """Cut the words from the first to the last of some tokens."""
        numbers = sorted(tokens)
        return self.dossier.document.span(*self.page.chars(numbers[0], numbers[-1] + 1))

    def quoted(self, token: Any) -> bool:
        """Say whether a token stands between quotation marks."""
        return self.page.quotation_at(token.idx) is not None

    def day_of(self, verb: Any) -> Day | None:
        """Return the one date that hangs on a verb, or None where there is none or several."""
        day = self._days.get(verb.i)
        return day if day is not None and day.alone else None

    def _hung(self, dates: Iterable[DateExpression]) -> dict[int, Day]:
        """Hang each date with a day, month or year on the first verb above it."""
        found: dict[int, Day] = {}
        for told in dates:
            value = told.value.partition("T")[0]
            start, end = self.token(told.span.start), self.token(told.span.end - 1) + 1
            verb = _verb_above(self.doc[start:end].root)
            if verb is None or told.type not in {"DATE", "TIME"}:
                continue
            known = found.get(verb)
            readable = _DAY.fullmatch(value) is not None
            found[verb] = Day(value if readable else "", start, end, known is None and readable)
        return found

    def who(self, noun: Any | None) -> tuple[str, ...]:
        """Return whom a noun stands for, nobody for None."""
        return self.naming.who(noun) if noun is not None else ()

    def stand_for(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Say whether somebody of one side is somebody of the other, or speaks for their state."""
        sides = [{*ids, *(self._state(a) for a in ids)} - {""} for ids in (tuple(one), tuple(other))]
        return bool(sides[0] & sides[1])

    def _state(self, actor: str) -> str:
        person = self.cast.people.get(actor)
        return f"state:{person.country}" if person is not None and person.country and not actor.startswith("outlet:") else ""

    def name(self, actor: str) -> str:
        """Name an actor."""
        person = self.cast.people.get(actor)
        return person.name if person is not None else actor


def _verb_above(token: Any) -> int | None:
    for _ in range(_HIGHEST):
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"}):
            return int(token.i)
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def is_told(verb: Any) -> bool:
    """Say whether a verb tells something that happened: past or perfect, not denied, asked, wished, or set under a condition."""
    if verb.tag_ not in {"VBD", "VBN"}:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass", "mark", "neg", "advmod"}}
    if helpers & (_AHEAD | _UNSURE) or any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return False
    return not (
        verb.tag_ == "VBN" and verb.dep_ not in {"acl", "relcl", "advcl"} and not {c.dep_ for c in verb.children} & {"aux", "auxpass"}
    )


def in_words(value: str) -> str:
    """Write an ISO date, possibly reduced, as a reader does: '24 February 2023', 'February 2023', '2023'."""
    parts = [int(part) for part in value.split("-")]
    month = date(2000, parts[1], 1).strftime("%B ") if len(parts) > 1 else ""
    return f"{parts[2]} {month}{parts[0]}" if len(parts) > 2 else f"{month}{parts[0]}"


def conflict(one: str, other: str) -> bool:
    """Say whether two ISO dates, possibly reduced, exclude each other."""
    return not (one.startswith(other) or other.startswith(one))


def content_words(tokens: Iterable[Any]) -> set[str]:
    """Return the lemmas of nouns, verbs, adjectives and numbers, without auxiliaries and light verbs."""
    return {t.lemma_.lower() for t in tokens if t.pos_ in {"NOUN", "VERB", "ADJ"} and t.lemma_.lower() not in _LIGHT and not t.is_stop}


_LIGHT = frozenset({"be", "have", "do", "make", "take", "say", "tell", "call", "accuse", "deny", "blame", "claim", "add", "possible"})
