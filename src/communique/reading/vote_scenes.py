"""In which scene a sentence tells of a vote: the body that voted, the day, the symbol, and what the resolution is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from communique.reading.cast import Cast
from communique.reading.date_values import FoundDate
from communique.reading.drafts import Page
from communique.reading.vote_shorthand import Shorthand, shorthand
from communique.reading.vote_words import BODY_WORDS, ELSEWHERE, NOT_UN, UN
from communique.record import Ended, Vote
from communique.vocabulary.vote_subjects import vote_subjects

_BODIES = re.compile("|".join(f"(?P<b{i}>{pattern})" for i, (pattern, _) in enumerate(BODY_WORDS)))
_ON_VOTE = re.compile(r"vot(?:e|es|ed|ing)\b|adopt|resolution|abstain|pass(?:ed|es)\b|approv|veto", re.IGNORECASE)
_NOT_THE_DAY = re.compile(
    r"\b(?:since|until|before|after|anniversary of|invasion of|war of|elections? (?:of|in)|than|(?:up|down) from(?: <N\d+>)?"
    r"|back in|compared (?:with|to)|as)\s*(?:the|in|on|its|those in|that of)*\s*$"
)
_ANNIVERSARY = re.compile(r"^ ?(?:anniversary|war|invasion|elections?|attacks?|agreement|accords?|coup|massacre|referendum|resolution of)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PARTIAL = re.compile(r"(\d{4}(?:-(?:\d\d|W\d\d))?(?:-\d\d)?)")
_NEAR = 400
_VETO = re.compile(r"<[SA]\d+>(?:'s?)?[^.;]{0,40}\bveto|\bveto[^.;]{0,30} by <[SA]\d+>", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
_MATTERS = frozenset({"org:un-human-rights-council", "a court"})
_AS_MATTER = re.compile(r"\b(?:from|of|on|in|join|off|out of|at|to|by|asks|asking|asked)(?: the| its)?(?: UN| U\.N\.)? ?$")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of the vote that a sentence tells of. `body` is GA, SC, another body's id, or None where only the UN is told."""

    body: str | None
    date: str | None
    resolution: str | None
    subject: tuple[str, ...]
    start: int
    end: int


class Scenes:
    """The scenes of one text; `pass_by` is told every sentence in order, so that a later one can look back."""

    def __init__(self, page: Page, cast: Cast, dates: Sequence[FoundDate], published: date | None = None) -> None:
        self._page, self._cast, self._dates, self._published = page, cast, dates, published
        self._bodies: list[tuple[int, str]] = []
        self._votes: list[tuple[int, int]] = []
        self._last: Scene | None = None
        self.ended: Ended | None = None
        self._named: tuple[str, int, str | None] | None = None
        self._day: tuple[str, int] | None = None
        self._speaks_of_un = any(body in {"GA", "SC", UN} for _, body in self._bodies_in(page.text, 0)) or "UNSCR" in page.text

    def pass_by(self, text: str, start: int) -> None:
        """Note the bodies of a sentence before its own claims are read."""
        bodies = self._bodies_in(text, start)
        self._bodies.extend(bodies)
        if any(body in {"GA", "SC"} for _, body in bodies):
            inside = [found for found in self._dates if start <= found.start < start + len(text) and _DAY.fullmatch(found.value)]
            if len(inside) == 1:
                self._day = (inside[0].value, start + len(text))

    def scene(self, short: Shorthand, start: int, end: int) -> Scene | None:
        """Return the scene of a sentence, or None when what it tells is no vote of the United Nations."""
        symbol = next((str(tag.value) for tag in short.tags_of("R")), None)
        day = self._date(short, start, end)
        if symbol is not None:
            self._named = (symbol, end, day)
        elif self._named is not None and 0 <= start - self._named[1] < _NEAR and not short.tags_of("B") and not short.tags_of("D"):
            symbol, day = self._named[0], day or self._named[2]
        body = self._body(short, start, end, symbol)
        if body in {NOT_UN, ELSEWHERE, "a court"}:
            return None
        near = self._last is not None and 0 <= start - self._last.end < _NEAR
        if (
            body is None
            and symbol is None
            and not (near or self._speaks_of_un or self._is_of_un_matter(start, end) or _is_of_states(short))
        ):
            return None
        if day is None and symbol is None and self._day is not None and 0 < start - self._day[1] < _NEAR // 2:
            day = self._day[0]
        elif day is not None and _DAY.fullmatch(day) and any(tag.value in {"GA", "SC"} for tag in short.tags_of("B")):
            self._day = (day, end)
        return Scene(None if body == UN else body, day, symbol, (), start, end)

    def settle(self, scene: Scene, votes: Mapping[str, Vote], short: Shorthand) -> tuple[Scene, bool]:
        """Add what the resolution is about, now that it is known which states are only named as voters; remember the scene.

        The second value says whether the sentence goes on telling of the vote that the sentence before told of.
        """
        near = self._last
        subject = self._subject(short, votes)
        goes_on = False
        if near is not None and 0 <= scene.start - near.end < _NEAR and scene.body in {None, near.body}:
            same_day = not scene.date or not near.date or scene.date == near.date
            goes_on = same_day and scene.resolution in {None, near.resolution}
            if goes_on:
                scene = replace(scene, date=scene.date or near.date, resolution=near.resolution, body=scene.body or near.body)
                subject = tuple(dict.fromkeys((*subject, *near.subject))) if not any(not s.isupper() for s in subject) else subject
        if not any(not s.isupper() for s in subject):
            subject = tuple(dict.fromkeys((*subject, *self._subject_before(scene, votes))))
        self._last = replace(scene, subject=subject)
        return self._last, goes_on

    def _is_of_un_matter(self, start: int, end: int) -> bool:
        """Say whether a sentence without a body votes on a resolution on one of the declared matters."""
        text = self._page.text[start:end].casefold()
        return re.search(
            r"resolution|\btext\b|treaty|amendment|member states|countries|nations|states|governments|delegations|members|abstain"
            r"|adopted|\bvot(?:e|ed|ing)\b",
            text,
        ) is not None and any(s.is_named_in(text) for s in vote_subjects())

    def _bodies_in(self, text: str, start: int) -> list[tuple[int, str]]:
        found = []
        for match in _BODIES.finditer(text):
            body = BODY_WORDS[int((match.lastgroup or "b0")[1:])][1]
            if body not in _MATTERS or not _AS_MATTER.search(text[: match.start()]):
                found.append((start + match.start(), body))
        return found

    def _body(self, short: Shorthand, start: int, end: int, symbol: str | None) -> str | None:
        if symbol is not None and (named := _body_of(symbol)):
            return named
        here = [(at, body) for at, body in self._tagged(short) if not self._is_matter(short, at, body)]
        here = [(at, body) for at, body in here if not (body == "GA" and re.match(r"<b\d+>'s? <b\d+>", short.words[at:].lower()))]
        here = [(at, body) for at, body in here if not (body == "GA" and re.search(r"<b\d+> of (?:the )?$", short.words[:at].lower()))]
        vote = re.search(r"<T\d+>", short.words) or re.search(
            r"\bvot(?:e|es|ed|ing)\b|abst|adopt|pass(?:ed|es)\b|approv|oppos|unanim", short.words, re.IGNORECASE
        )
        pivot = vote.start() if vote else len(short.words)
        voting = [(at, body) for at, body in here if body != UN]
        if len(voting) > 1:
            voting = [(at, body) for at, body in voting if not re.match(r"<b\d+>'s", short.words[at:].lower())] or voting
        if voting:
            if symbol is not None:
                voting = [(at, body) for at, body in voting if body not in {NOT_UN, ELSEWHERE, "a court"}]
            before = [body for at, body in voting if at < pivot]
            un = [body for _, body in voting if body not in {NOT_UN, ELSEWHERE, "a court"}]
            if (
                before
                and before[-1] in {NOT_UN, ELSEWHERE, "a court"}
                and un
                and re.search(r"resolution|security council|<r", short.words.lower())
            ):
                return un[0]
            return before[-1] if before else voting[0][1] if voting else None
        if re.search(r"\bpermanent (?:members?|five)\b", short.words) or _VETO.search(short.words):
            return "SC"
        near = self._last
        if near is not None and 0 <= start - near.end < _NEAR and near.body is not None:
            return near.body
        told = self._before(start)
        if symbol is not None and told in {NOT_UN, "a court"}:
            return None
        if here:
            return told if told in {"GA", "SC"} else UN
        return told

    def _tagged(self, short: Shorthand) -> list[tuple[int, str]]:
        """The bodies that a sentence names, with their places in the shorthand."""
        return [(short.words.index(f"<B{i}>"), str(tag.value)) for i, tag in enumerate(short.tags) if tag.letter == "B"]

    def _is_matter(self, short: Shorthand, at: int, body: str) -> bool:
        """Say whether a body is named as what the vote is about ("suspended from the Human Rights Council")."""
        return (
            body == "org:un-human-rights-council"
            and re.search(
                r"\b(?:from|of|on|in|join|off|out of|at|to|by|asks|asking|asked) (?:the |moscow from the )?(?:<B\d+> ?)?$", short.words[:at]
            )
            is not None
        )

    def _before(self, start: int) -> str | None:
        """The body named last before a place, wherever it voted; the UN alone gives way to what was named before it."""
        found = None
        for at, body in reversed(self._bodies):
            if at >= start:
                continue
            if body not in {UN, ELSEWHERE}:
                return body
            found = UN if body == UN else found
        if found is None and self._speaks_of_un:
            later = [body for at, body in self._bodies_in(self._page.text, 0) if at > start]
            return next((body for body in later if body in {"GA", "SC"}), UN)
        return found

    def _date(self, short: Shorthand, start: int, end: int) -> str | None:
        """The day of the vote: the most exact date that stands nearest to a word of voting, and is not of something else."""
        best: tuple[int, int, str] | None = None
        votes = [match.start() for match in _ON_VOTE.finditer(short.words)] or [0]
        for number, tag in enumerate(short.tags):
            if tag.letter != "D" or not isinstance(tag.value, FoundDate):
                continue
            at = short.words.index(f"<D{number}>")
            if re.search(r"\b(?:more|fewer|less|same)\b[^.;]*\b(?:than|as) (?:in|on|at|the|a|that|those|when)\b", short.words[:at]):
                continue
            value = _PARTIAL.match(tag.value.value)
            if value is None or _NOT_THE_DAY.search(short.words[:at]) or _ANNIVERSARY.match(short.words[at + len(f"<D{number}>") :]):
                continue
            exact = 0 if _DAY.fullmatch(value[1]) else 1
            rank = (exact, min(abs(at - vote) for vote in votes), self._past(value[1], tag.text))
            best = min(best, rank) if best else rank
        return best[2] if best else None

    def _past(self, value: str, words: str) -> str:
        """Put a day of the week that was taken for a coming one back by a week: a vote that is told has been."""
        if self._published is None or not _DAY.fullmatch(value) or not _WEEKDAY.search(words):
            return value
        day = date.fromisoformat(value)
        return value if day <= self._published else (day - timedelta(days=7)).isoformat()

    def _subject(self, short: Shorthand, votes: Mapping[str, Vote]) -> tuple[str, ...]:
        return _subjects(short, votes)

    def _subject_before(self, scene: Scene, votes: Mapping[str, Vote]) -> tuple[str, ...]:
        """What the sentences before (the nearest first), and then the whole text, say the vote is about."""
        page = self._page
        states: tuple[str, ...] = ()
        part = page.parts[page.part_at(scene.start)]
        for start, end in (
            (part.start, scene.start),
            (max(0, part.start - 600), part.start),
            (scene.end, scene.end + 400),
            (0, min(len(page.text), 3000)),
        ):
            if end > start:
                found = _subjects(shorthand(page, self._cast, self._dates, start, min(end, len(page.text))), votes)
                if any(not name.isupper() for name in found):
                    return found
                states = states or found
        return states


def _subjects(short: Shorthand, votes: Mapping[str, Vote]) -> tuple[str, ...]:
    """The declared matters that a text names, and the states that are named in it otherwise than as voters."""
    words = short.plain(without=votes)
    matters = [subject.id for subject in vote_subjects() if subject.is_named_in(words)]
    states = [str(tag.value) for tag in short.tags if tag.letter in "SA" and tag.value not in votes]
    return tuple(dict.fromkeys((*matters, *states)))


def _is_of_states(short: Shorthand) -> bool:
    """Say whether a sentence without a body tells of a vote of states on a resolution, or on a day."""
    words = short.words.lower()
    if "abstain" in words:
        return True
    if not re.search(r"\bresolution\b|\bvot(?:e|ed|ing)\b[^.;]{0,40}<d\d+>|<d\d+>[^.;]{0,40}\bvot(?:e|ed|ing)\b", words):
        return False
    return (
        len(short.tags_of("S")) > 1
        or re.search(r"<n\d+> (?:\w+ )?(?:countries|states|governments|nations|delegations)\b", words) is not None
    )


def _body_of(symbol: str) -> str | None:
    upper = symbol.upper()
    if upper.startswith(("S/", "UNSC", "SECURITY", "UN SECURITY", "U.N. SECURITY")):
        return "SC"
    if upper.startswith(("A/", "UNGA", "GENERAL", "UN GENERAL", "ES-")) or re.search(r"\d/\d|\([IVXL]+\)", upper):
        return "GA"
    return "SC" if re.search(r"\(\d{4}\)", upper) else None
