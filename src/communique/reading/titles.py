"""Reads what stands beside a name: titles before it and in apposition, "Mr" and "Ms", whose office it is."""

from collections.abc import Iterator
from typing import Any

from communique.reading.cast import HONORIFICS, Cast, Mention, Person
from communique.reading.clauses import child, subtree

_MALE = frozenset({"spokesman", "chairman", "king", "prince", "sheikh", "congressman", "businessman", "father", "son", "husband"})
_FEMALE = frozenset({"spokeswoman", "chairwoman", "queen", "princess", "congresswoman", "businesswoman", "mother", "daughter", "wife"})
_TITLE_POS = frozenset({"PROPN", "NOUN", "ADJ", "PART", "ADV"})
_FAR = 9


def read_titles(doc: Any, cast: Cast, person: Person, mention: Mention) -> None:
    """Read what stands before and after a name: "Ukrainian President", "a spokesman for the ministry", "Ms"."""
    if person.kind != "person":
        return
    for start, end in _title_ranges(doc, cast, mention):
        words = " ".join(
            t.lower_ for t in doc[start:end] if t.i not in cast.at and t.pos_ != "PART" and t.lower_ not in {"the", "a", "an"}
        ).strip()
        if not words:
            continue
        if words not in person.titles:
            person.titles.append(words)
        _read_gender(person, set(words.split()))
        owner = next((m.actor for m in cast.mention_in(start, end) if not m.actor.startswith(("person:", "outlet:"))), None)
        if owner is not None and person.of is None:
            person.of = owner
            person.country = person.country or cast.people[owner].country
    if mention.start > 0:
        before = doc[mention.start - 1].lower_
        if person.gender is None and before in HONORIFICS:
            person.gender = HONORIFICS[before]


def _read_gender(person: Person, words: set[str]) -> None:
    if person.gender is None:
        person.gender = "m" if words & _MALE else "f" if words & _FEMALE else None


def _title_ranges(doc: Any, cast: Cast, mention: Mention) -> Iterator[tuple[int, int]]:
    """Yield the token ranges that describe a named person: before the name, in apposition to it, or the noun it is in apposition to."""
    start = mention.start
    while start > 0 and mention.start - start < _FAR:
        token = doc[start - 1]
        other = cast.at.get(token.i)
        if token.pos_ not in _TITLE_POS or token.lower_ in HONORIFICS or (other is not None and other.actor.startswith("person:")):
            break
        start -= 1
    if start < mention.start:
        yield start, mention.start
    head = doc[mention.start : mention.end].root
    described = child(head, "appos")
    if described is not None and described.pos_ == "NOUN" and described.i > head.i:
        yield subtree(described)[0], described.right_edge.i + 1 if described.right_edge.i - described.i < _FAR else described.i + 1
    if head.dep_ == "appos" and head.head.pos_ in {"NOUN", "PROPN"} and head.head.i < head.i:
        yield subtree(head.head)[0], head.head.i + 1
