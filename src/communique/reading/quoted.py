"""Which cue a quotation in typed marks belongs to: the one after it, before it, around it, or the one that spoke just before."""

from dataclasses import dataclass
from typing import Any, Literal

from communique.reading.cues import Cue
from communique.reading.drafts import Page
from communique.reading.marks import Quotation

Side = Literal["after", "before"]
_STOPS = frozenset({".", "!", "?"})
_REACH = 30
_LONGEST_BRIDGE = 12
_SPOKEN_FRAMES = frozenset({"quote", "inverted"})


@dataclass(frozen=True, slots=True)
class Held:
    """A quotation that a cue holds, and from which side."""

    cue: Cue
    side: Side


class Neighbours:
    """The cues that stand outside quotations, found by token number."""

    def __init__(self, page: Page, cues: list[Cue]) -> None:
        self.page = page
        self.by_token = {cue.head.i: cue for cue in cues if page.quotation_at(cue.head.idx) is None}

    def holding(self, quotation: Quotation) -> Held | None:
        """Return the cue that holds a whole quotation as direct speech, or None."""
        ends = self.page.text[quotation.end - 1]
        after, before = self._after(quotation), self._before(quotation)
        if after is not None and ends in ".":
            return Held(before, "before") if before is not None else Held(after, "after") if self._only_names_speaker(after) else None
        if before is not None and self._introduces(before, quotation):
            return Held(before, "before")
        if after is not None:
            return Held(after, "after")
        return Held(before, "before") if before is not None else None

    def _after(self, quotation: Quotation) -> Cue | None:
        """Find the cue of `"...," said X` and `"...," X said`."""
        page = self.page
        text, part = page.text, page.parts[page.part_at(quotation.outer[1] - 1)]
        closing = quotation.end
        following = text[quotation.outer[1] : part.end].lstrip()
        if not following or (text[closing - 1] not in ",?!—–-….'’" and following[0] not in ",—–-" and not following[0].isalpha()):
            return None
        start = page.token_from(quotation.outer[1])
        for number in range(start, min(start + _REACH, page.token_from(part.end))):
            token = page.doc[number]
            if token.text in _STOPS or (number > start and page.quotation_at(token.idx) is not None):
                return None
            cue = self.by_token.get(number)
            if cue is not None and self._speaks(cue, start, quotation):
                return cue
        return None

    def _speaks(self, cue: Cue, start: int, quotation: Quotation) -> bool:
        """Say whether a cue after a quotation can hold it: its source is near, and it has no other content of its own."""
        if not cue.entry.frames & _SPOKEN_FRAMES or cue.head.dep_ == "relcl":
            return False
        if cue.content is not None:
            first = self.page.doc[cue.content.ranges[0][0]].idx
            inside = any(first < e and s <= first for s, e in quotation.spans) or first <= quotation.outer[0]
            inside = inside or self._goes_on_in_marks(cue)
            if not inside and cue.content.frame != "np":
                return False
        return (
            cue.source is None or cue.source.i >= start or cue.head.dep_ in {"conj", "advcl", "xcomp"} or cue.source.sent == cue.head.sent
        )

    def _goes_on_in_marks(self, cue: Cue) -> bool:
        """Say whether a cue stands inside one quotation that goes on after it (`"The caravan," he said, "is put in order"`)."""
        if cue.content is None:
            return False
        stretch = self.page.chars(cue.content.ranges[0][0], cue.content.ranges[-1][1])
        following = self.page.quotations_in(*stretch)
        return any(self.page.text[: q.outer[0]].rstrip().endswith(",") and self.page.text[q.start].islower() for q in following)

    def _before(self, quotation: Quotation) -> Cue | None:
        """Find the cue of `X said: "..."`, `X told Y, "..."`, `X said "..."`; a colon may end the paragraph before."""
        page, opening = self.page, quotation.outer[0]
        number = page.part_at(opening)
        if page.text[page.parts[number].words : opening].strip():
            return self._bridge(opening, page.parts[number].start)
        if number > 0 and page.text[page.parts[number - 1].start : page.parts[number - 1].end].rstrip().endswith(":"):
            return self._bridge(page.parts[number - 1].end, page.parts[number - 1].start)
        return None

    def _bridge(self, end: int, start: int) -> Cue | None:
        """Walk back from a quotation to the nearest cue of the same sentence; the words between must not be content of their own."""
        page = self.page
        number = page.token_from(end) - 1
        first, steps = page.token_from(start), 0
        while number >= first and steps < _REACH:
            token = page.doc[number]
            quotation = page.quotation_at(token.idx)
            if quotation is not None:
                number = page.token_from(quotation.outer[0]) - 1
                continue
            if token.text in _STOPS:
                return None
            cue = self.by_token.get(number)
            if cue is not None and (cue.entry.frames & _SPOKEN_FRAMES or token.text == ":") and self._bridges(cue, number, end):
                return cue
            number, steps = number - 1, steps + 1
        return None

    def _bridges(self, cue: Cue, number: int, end: int) -> bool:
        between = self.page.text[self.page.doc[cue.tokens[-1]].idx + len(self.page.doc[cue.tokens[-1]].text) : end].strip()
        words = between.split()
        if between.endswith(":"):
            return len(words) <= _REACH
        if any(w.lower().strip(",") in {"that", "whether"} for w in words):
            return False
        return len(words) <= (_LONGEST_BRIDGE if between.endswith(",") else 4)

    def _introduces(self, cue: Cue, quotation: Quotation) -> bool:
        """Say whether the words before a quotation lead straight into it, by a colon or a comma, and it starts a sentence."""
        before = self.page.text[: quotation.outer[0]].rstrip()
        return before.endswith((":", ",")) or self.page.text[quotation.start].isupper()

    def _only_names_speaker(self, cue: Cue) -> bool:
        sentence_end = cue.head.sent.end
        return cue.content is None and sentence_end - cue.head.i <= 8


def is_sentence_like(page: Page, quotation: Quotation) -> bool:
    """Say whether a quotation reads as speech rather than as a word or title in marks."""
    words = page.text[quotation.start : quotation.end].split()
    if is_title(page, quotation):
        return False
    if len(words) >= 8:
        return True
    ends = page.text[quotation.end - 1] in ".,?!…—" or page.text[quotation.outer[1] : quotation.outer[1] + 1] in {".", ","}
    before = page.text[: quotation.outer[0]].rstrip()[-1:]
    starts = page.text[quotation.start].isupper() or before in {":", ","}
    return len(words) >= 1 and ends and starts


def is_title(page: Page, quotation: Quotation) -> bool:
    """Say whether a quotation names the thing just before it: a noun without a comma or colon, then a few capitalised words."""
    before = page.text[: quotation.outer[0]]
    words = page.text[quotation.start : quotation.end].split()
    if len(words) > 6 or not words[0][0].isupper() or words[-1][-1] in ".,?!…" or not before.endswith(" "):
        return False
    noun = page.doc[page.token_at(len(before.rstrip()) - 1)]
    return bool(noun.pos_ == "NOUN" and noun.idx + len(noun.text) == len(before.rstrip()))


def governing_cue(page: Page, quotation: Quotation, by_token: dict[int, Cue]) -> tuple[Cue, Any] | None:
    """Climb from a fragment in marks to the cue that governs it; returns the cue and its dependent that holds the fragment."""
    token = page.doc[page.token_from(quotation.start)]
    sentence = token.sent
    for _ in range(12):
        head = token.head
        if head.i == token.i or head.sent != sentence or token.dep_ in {"nsubj", "nsubjpass", "csubj"}:
            return None
        cue = by_token.get(head.i)
        if cue is not None:
            told = token.dep_ in {"dobj", "dative"} and bool(cue.entry.frames & {"object that"})
            return None if told or token.dep_ in {"relcl", "advcl", "conj", "parataxis", "npadvmod"} else (cue, token)
        token = head
    return None
