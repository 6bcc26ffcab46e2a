"""Proposals as things with a name, a party and points - numbered in a list or told here and there ("the plan also urged")."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.reading.clauses import child
from communique.reading.drafts import Draft, Page
from communique.reading.held import Held
from communique.reading.listed import is_numbered, lists
from communique.reading.nominals import issuer, speaks_for
from communique.reading.speakers import Speakers
from communique.record import Document, Point, Proposal

_NOUNS = frozenset(
    {"proposal", "plan", "paper", "initiative", "formula", "roadmap", "blueprint", "peace plan", "communique", "programme", "program"}
)
_KINDS = frozenset(
    {
        "peace",
        "position",
        "ceasefire",
        "truce",
        "settlement",
        "mediation",
        "disarmament",
        "peacekeeping",
        "transition",
        "security",
        "draft",
        "negotiating",
    }
)
_SPELLED = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
}  # fmt: skip
_STATEMENTS = frozenset({"statement", "note", "communique", "communiqué", "declaration", "demand", "condition", "point", "position"})
_FEWEST_TOLD = 2
_POINTS = frozenset({"point", "points", "step", "article", "part", "item", "principle", "principles"})


@dataclass(slots=True)
class Sketch:
    """One proposal found in a text: who made it, the tokens that name it, how many points it is said to have, and what it asks for."""

    by: str
    names: list[tuple[int, int]]
    stated: int | None = None
    nouns: list[int] = field(default_factory=list)
    points: list[tuple[Held, int | None]] = field(default_factory=list)


def tell_points(speakers: Speakers, drafts: Sequence[Draft], held: Sequence[Held], sketches: Sequence[Sketch]) -> None:
    """Give each proposal the points that a text tells: the positions in the words that come from it."""
    belongs = {number: sketch for sketch in sketches for number in sketch.nouns}
    told: dict[int, Sketch] = {}
    last: tuple[int, Sketch] | None = None
    for draft in sorted(drafts, key=lambda d: d.start):
        sketch = _told_by(speakers, draft, belongs, told, last)
        if sketch is not None:
            told[id(draft)] = sketch
            last = (draft.source.i if draft.source is not None else speakers.page.token_from(draft.start), sketch)
    for one in held:
        if one.point is not None:
            place, number = one.point
            sketches[int(place[1:]) - 1].points.append((one, number))
            continue
        meant = re.search(r"goes back to '(\w+)'", one.why)
        if one.draft is None and meant is not None and meant[1] in _NOUNS:
            maker = next((s for s in sketches if s.by in one.actors), None)
            if maker is not None:
                maker.points.append((one, None))
            continue
        outer = one.draft
        while outer is not None and id(outer) not in told:
            outer = outer.outer
        if outer is not None and one.basis in {"speech", "narration"}:
            told[id(outer)].points.append((one, None))


def stated_points(speakers: Speakers, held: Sequence[Held]) -> list[Sketch]:
    """Find what a statement asks for in numbered points of its own, where nothing is called a plan: a set of things of one party."""
    page, found = speakers.page, list[Sketch]()
    for _, items in lists(page):
        if not is_numbered(items) or any(one.point is not None for one in held):
            continue
        inside = [(one, item) for item in items for one in held if item.start <= page.token_from(one.words[0]) < item.end]
        makers = Counter(actor for one, _ in inside if one.basis in {"speech", "narration"} for actor in one.actors)
        by, told = makers.most_common(1)[0] if makers else ("", 0)
        name = next((t for t in reversed(page.doc[: items[0].start]) if t.lemma_.lower() in _STATEMENTS), None)
        if told >= _FEWEST_TOLD and name is not None:
            own = [(one, item.number) for one, item in inside if by in one.actors]
            found.append(Sketch(by, [(name.i, name.i + 1)], points=own))
    return found


def find_proposals(speakers: Speakers) -> list[Sketch]:
    """Find what is named as a proposal with its party; later mentions without a party ("the plan") go to the last one named before."""
    page, cast = speakers.page, speakers.cast
    found: list[Sketch] = []
    loose: list[Any] = []
    for noun in page.doc:
        if noun.pos_ not in {"NOUN", "PROPN"} or noun.lemma_.lower() not in _NOUNS or noun.dep_ == "compound":
            continue
        stated, kind = _stated(noun), _is_kind(noun)
        by = _party(speakers, noun)
        if by is None or not (stated or kind or any(s.by == by for s in found)):
            loose.append((noun, stated, kind))
            continue
        sketch = next((s for s in found if s.by == by and (s.stated is None or stated is None or s.stated == stated)), None)
        if sketch is None:
            sketch = Sketch(by, [])
            found.append(sketch)
        _name(sketch, noun, stated)
    for noun, stated, kind in loose:
        sketch = _meant(page, cast, found, noun, stated=stated)
        if sketch is not None:
            _name(sketch, noun, stated if kind or stated else None)
    return found


def _name(sketch: Sketch, noun: Any, stated: int | None) -> None:
    sketch.stated = sketch.stated or stated
    sketch.nouns.append(noun.i)
    start = noun.i
    while start > noun.left_edge.i and _names(noun.doc[start - 1]):
        start -= 1
    sketch.names.append((start, noun.i + 1))


def _names(token: Any) -> bool:
    return bool(token.lower_ in _KINDS | _POINTS | {"-", "–"} or token.like_num or token.lower_ in _SPELLED)


def _party(speakers: Speakers, noun: Any) -> str | None:
    own = issuer(speakers.cast, noun)
    if own is not None:
        return speaks_for(speakers.cast, own) if not own.startswith("outlet:") else None
    owner = child(noun, "poss")
    if owner is not None:
        answer = speakers.of_noun(owner)
        return answer.actors[0] if len(answer.actors) == 1 else None
    return None


def _meant(page: Page, cast: Any, found: list[Sketch], noun: Any, *, stated: int | None) -> Sketch | None:
    """Return the proposal that a mention without a party means: "the plan", "a position paper released on Friday", "the 12-point paper"."""
    alike = [s for s in found if stated is not None and s.stated == stated]
    if alike or len(found) == 1:
        return (alike or found)[0]
    before = [(n, s) for s in found for n in s.nouns if n < noun.i]
    return max(before, key=lambda pair: pair[0])[1] if before and any(c.lower_ in {"the", "that", "this"} for c in noun.children) else None


def _stated(noun: Any) -> int | None:
    """Return how many points a phrase states: "12-point plan", "ten-point formula", "a plan of ten points"."""
    doc = noun.doc
    for number in range(noun.i - 1, max(noun.left_edge.i - 1, noun.i - 7), -1):
        if doc[number].lower_ in _POINTS and number > 0:
            return _number(doc[number - 2] if doc[number - 1].text in {"-", "–"} and number > 1 else doc[number - 1])
        joined = re.fullmatch(r"(\w+)-points?", doc[number].lower_)
        if joined:
            return _spelled(joined[1])
    of = next((c for c in noun.children if c.lower_ in {"of", "with", "in"} and c.i > noun.i), None)
    points = child(of, "pobj") if of is not None else None
    count = child(points, "nummod") if points is not None and points.lower_ in _POINTS else None
    return _number(count) if count is not None else None


def _number(token: Any) -> int | None:
    return _spelled(token.lower_)


def _spelled(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 4 else _SPELLED.get(word)


def _is_kind(noun: Any) -> bool:
    return any(c.lower_ in _KINDS and c.dep_ in {"compound", "amod", "nmod"} for c in noun.children)


def _told_by(
    speakers: Speakers, draft: Draft, belongs: dict[int, Sketch], told: dict[int, Sketch], last: tuple[int, Sketch] | None
) -> Sketch | None:
    """Return the proposal whose words an attribution gives: its source is the paper, or goes on from one whose source it was."""
    if draft.follows is not None:
        return told.get(id(draft.follows))
    if draft.source is None:
        return None
    answer = speakers.answer(draft)
    number = draft.source.i
    if number in belongs:
        return belongs[number]
    if len(answer.actors) != 1:
        return None
    made = re.fullmatch(r"issued the (\w+)", answer.how)
    if made is not None and made[1] in _NOUNS:
        return next((s for s in belongs.values() if s.by == answer.actors[0]), None)
    if draft.source.lower_ == "it" and last is not None and last[1].by == answer.actors[0]:
        near = speakers.page.part_at(draft.source.idx) - speakers.page.part_at(speakers.page.doc[last[0]].idx)
        return last[1] if near <= 1 else None
    return None


def to_record(document: Document, page: Page, sketches: Sequence[Sketch]) -> tuple[Proposal, ...]:
    """Make the record's proposals; ids are r1, r2 ... in order of place."""
    return tuple(
        Proposal(
            id=f"r{number}",
            name=_best_name(document, page, sketch),
            by=sketch.by,
            points_stated=sketch.stated,
            points=tuple(_points(document, sketch)),
        )
        for number, sketch in enumerate(sketches, start=1)
    )


def _points(document: Document, sketch: Sketch) -> Iterator[Point]:
    seen = set[tuple[str, bool]]()
    for one, number in sketch.points:
        side = (one.issue, one.stance in {"opposes", "rejects"})
        if side not in seen or number is not None:
            seen.add(side)
            span = document.span(*one.words)
            yield Point(issue=one.issue, label=one.label, stance=one.stance, strength=one.strength, span=span, number=number)


def _best_name(document: Document, page: Page, sketch: Sketch) -> str:
    """Return the fullest name: the one with the number of points, else the longest."""
    named = [document.text[slice(*page.chars(start, end))] for start, end in sketch.names]
    return max(named, key=lambda name: (any(c.isdigit() for c in name), len(name)))
