"""Numbers that do not fit: two counts of one thing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from communique.reading.clauses import child
from communique.reading.nominals import issuer, owner_of
from communique.reading.tension_scene import Found, TensionScene, conflict, is_told
from communique.record import Tally

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBERS = {word: n for n, word in enumerate(_UNITS.split(" "))} | {word: 20 + 10 * n for n, word in enumerate(_TENS.split(" "))}
_MULTIPLES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DEEDS: dict[str, str] = {
    **dict.fromkeys(("kill", "murder"), "kill"),
    **dict.fromkeys(("wound", "injure"), "wound"),
    **dict.fromkeys(("exchange", "swap"), "exchange"),
    **dict.fromkeys(("expel", "arrest", "detain", "capture", "evacuate", "displace", "deport", "deploy", "destroy", "abduct", "sink"), ""),
}
_OTHERS = frozenset(
    {
        "another", "other", "more", "further", "additional", "including", "among", "earlier", "previous", "previously", "rise",
        "rose", "later", "revise", "toll", "total", "far", "since",
        "separate", "again", "also", "them", "these", "those", "each", "first", "second",
        "third",
    }
)  # fmt: skip
_PLANS = frozenset({"plan", "proposal", "paper", "formula", "initiative", "document", "blueprint", "roadmap"})
_AT_LEAST, _AT_MOST, _ABOUT = (
    re.compile(r"\b(?:at least|more than|over|no fewer than|no less than|upwards of|above)\s+$", re.IGNORECASE),
    re.compile(r"\b(?:at most|up to|fewer than|less than|no more than|under|as many as|almost|nearly)\s+$", re.IGNORECASE),
    re.compile(r"\b(?:about|around|some|roughly|approximately|an estimated|close to)\s+$", re.IGNORECASE),
)
_SPREAD = 5
_FULL = 2
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Count:
    """So many of a kind to whom one thing was done; `low` and `high` bound the number, and `anchors` name the case."""

    kind: str
    noun: Any
    first: int
    low: float
    high: float
    marks: frozenset[str]
    anchors: frozenset[str]
    day: str


def find_numbers(scene: TensionScene) -> Iterator[Found]:
    """Yield the pairs of counts that exclude each other."""
    yield from _counts_twice(scene)
    yield from _points_twice(scene)
    yield from _tallies(scene)


def _counts_twice(scene: TensionScene) -> Iterator[Found]:
    counts = [count for token in scene.doc if (count := _count(scene, token)) is not None]
    for one, other in combinations(counts, 2):
        if _one_thing(scene, one, other) and (one.high < other.low or other.high < one.low):
            spans = tuple(scene.stretch([c.first, c.noun.i]) for c in (one, other))
            about = f"how many {one.noun.text} ({one.noun.head.text}): “{spans[0].text}” or “{spans[1].text}”"
            yield Found("number", about, spans, f"both count {one.noun.lemma_!r} of {_case(scene, one)}, and exclude each other")


def _case(scene: TensionScene, count: Count) -> str:
    return ", ".join(sorted(scene.name(anchor) for anchor in count.anchors))


def _told(tally: Tally) -> int:
    return sum(number is not None for number in (tally.yes, tally.no, tally.abstain))


def _count(scene: TensionScene, noun: Any) -> Count | None:
    """Read the count at a noun: "killed 12 people in the strike on Kharkiv"."""
    verb = noun.head
    if noun.tag_ != "NNS" or verb.lemma_ not in _DEEDS:
        return None
    number = next((c for c in noun.children if c.dep_ == "nummod" and c.i < noun.i), None)
    if number is None:
        return None
    passive = noun.dep_ == "nsubjpass"
    if (
        verb.lemma_ not in _DEEDS
        or verb.pos_ != "VERB"
        or (noun.dep_ != "dobj" and not passive)
        or (verb.tag_ != "VBG" and not is_told(verb))
    ):
        return None
    value, first = _value(number)
    if value is None or _is_of_others(scene, noun, verb):
        return None
    low, high = _bounds(scene, first, value)
    day = scene.day_of(verb)
    marks = frozenset(c.lemma_.lower() for c in noun.children if c.dep_ in {"amod", "compound", "nmod"})
    kind = _DEEDS[verb.lemma_] or verb.lemma_
    return Count(kind, noun, first, low, high, marks, _anchors(scene, verb, noun), day.value if day is not None else "")


def _value(number: Any) -> tuple[float | None, int]:
    """Return the number that a numeral and the numerals before it make, and where it begins."""
    doc, first, product, total = number.doc, number.i, 1.0, None
    for i in range(number.i, max(number.i - 3, -1), -1):
        word = doc[i].lower_
        if word in _MULTIPLES and total is None:
            product *= _MULTIPLES[word]
        elif _DIGITS.fullmatch(word) and total is None:
            total, first = float(word.replace(",", "")), i
        elif word in _NUMBERS and total is None:
            total, first = float(_NUMBERS[word]), i
        else:
            break
    return (None if total is None else total * product), first


def _bounds(scene: TensionScene, first: int, value: float) -> tuple[float, float]:
    start = scene.doc[first].idx
    before = scene.page.text[max(start - _LONGEST, 0) : start]
    if _AT_LEAST.search(before):
        return value, float("inf")
    if _AT_MOST.search(before):
        return 0.0, value
    if _ABOUT.search(before) or value >= 1000:
        return value * (1 - 1 / _SPREAD), value * (1 + 1 / _SPREAD)
    return value, value


def _is_of_others(scene: TensionScene, noun: Any, verb: Any) -> bool:
    """Say whether the sentence counts others, a part, or a new total."""
    start, end = verb.sent.start, verb.sent.end
    words = {form for i in range(start, end) for form in (scene.doc[i].lower_, scene.doc[i].lemma_.lower())}
    return bool(words & _OTHERS) or scene.quoted(noun)


def _anchors(scene: TensionScene, verb: Any, noun: Any) -> frozenset[str]:
    """Return the names that tell which case it is: those of the clause, without whoever only reports it."""
    found = set()
    for token in verb.subtree:
        if token.ent_type_ in {"DATE", "TIME", "CARDINAL"} or token.pos_ not in {"PROPN", "ADJ"} or _reports(token, verb):
            continue
        mention = scene.cast.at.get(token.i)
        if mention is not None and mention.role != "place" and not mention.actor.startswith("outlet:"):
            found.add(mention.actor)
        elif token.pos_ == "PROPN" and (mention is not None or token.ent_type_ in {"GPE", "LOC", "FAC", "EVENT"}):
            found.add(token.lemma_.lower())
    return frozenset(found)


def _reports(token: Any, verb: Any) -> bool:
    """Say whether a name belongs to whoever tells it ("the Red Cross said", "according to Kyiv")."""
    for _ in range(6):
        if token.i == verb.i or token.head.i == token.i:
            return False
        if token.dep_ in {"parataxis", "ccomp"} or token.lower_ == "according":
            return True
        token = token.head
    return False


def _one_thing(scene: TensionScene, one: Count, other: Count) -> bool:
    if one.kind != other.kind or one.noun.lemma_ != other.noun.lemma_ or one.marks != other.marks:
        return False
    if not one.anchors or one.anchors != other.anchors or scene.sentence(one.noun.i) == scene.sentence(other.noun.i):
        return False
    return not (one.day and other.day and conflict(one.day, other.day)) and (bool(one.day) == bool(other.day) or _has_case(one, other))


def _has_case(one: Count, other: Count) -> bool:
    """Say whether the deed itself is named in both ("the strike on Kharkiv"), so that a day told once will do."""
    cases = [{t.lemma_.lower() for t in c.noun.head.children if t.dep_ in {"nsubj", "agent"}} | _within(c) for c in (one, other)]
    return bool(cases[0] & cases[1])


def _within(count: Count) -> set[str]:
    inner = (child(c, "pobj") for c in count.noun.head.children if c.dep_ in {"prep", "agent"})
    return {noun.lemma_.lower() for noun in inner if noun is not None and noun.pos_ == "NOUN"}


def _points_twice(scene: TensionScene) -> Iterator[Found]:
    """Yield one party's plan that has so many points here and another number of them there ("12-point", "10-point")."""
    told: dict[str, tuple[float, int, int]] = {}
    for token in scene.doc:
        if token.lower_ != "point" or token.i < 2 or scene.doc[token.i - 1].text not in {"-", "–"}:
            continue
        noun = _plan_after(token)
        value, first = _value(scene.doc[token.i - 2])
        owner = (issuer(scene.cast, noun) or owner_of(scene.cast, noun)) if noun is not None else None
        if noun is None or value is None or owner is None:
            continue
        known = told.setdefault(owner, (value, first, noun.i))
        if known[0] != value:
            spans = (scene.stretch([known[1], known[2]]), scene.stretch([first, noun.i]))
            about = f"how many points the paper of {scene.name(owner)} has: {known[0]:.0f} or {value:.0f}"
            yield Found("number", about, spans, "two numbers of points for a paper of one party")


def _plan_after(token: Any) -> Any | None:
    nouns = (token.doc[i] for i in range(token.i + 1, min(token.i + 4, len(token.doc))))
    return next((noun for noun in nouns if noun.lemma_.lower() in _PLANS), None)


def _tallies(scene: TensionScene) -> Iterator[Found]:
    """Yield two tallies of what the text tells as one vote."""
    claims = {claim.id: claim for claim in scene.dossier.vote_claims}
    for claim in claims.values():
        earlier = claims.get(claim.same_as or "")
        if earlier is None or claim.tally is None or earlier.tally is None or max(map(_told, (claim.tally, earlier.tally))) < _FULL:
            continue
        pairs = ((name, getattr(earlier.tally, name), getattr(claim.tally, name)) for name in ("yes", "no", "abstain"))
        for name, one, other in pairs:
            if one is not None and other is not None and one != other:
                yield Found(
                    "number", f"how many votes ({name}): {one} or {other}", (earlier.spans[0], claim.spans[0]), f"{earlier.id}, {claim.id}"
                )
