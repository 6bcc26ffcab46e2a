"""Persons who are named only where they speak: a source of two to four capitalised words, or a bare family name, that no rule took."""

from collections.abc import Iterable, Iterator
from typing import Any

from communique.reading.cast import Cast, Mention, Person
from communique.reading.cues import source_range
from communique.reading.names import called, family_names, is_title, person_of_name
from communique.reading.titles import read_titles

_LONGEST = 4


def introduce(doc: Any, cast: Cast, heads: Iterable[Any]) -> None:
    """Add to the cast the persons whom the head nouns of sources name, their owners and appositions, and then their bare family names."""
    met: list[Person] = []
    for head in heads:
        for start, end in _runs(doc, cast, head):
            person = _person(doc, cast, start, end)
            if person is not None:
                cast.record(Mention(start, end, person.id, "name" if end - start > 1 else "surname"))
                met.append(person)
    if met:
        family_names(doc, cast)
    for person in {p.id: p for p in met}.values():
        person.mentions.sort(key=lambda m: m.start)
        for mention in person.mentions:
            read_titles(doc, cast, person, mention)


def _runs(doc: Any, cast: Cast, head: Any) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words in a source's phrase that nobody is named by: at its head, its owner, or after a comma in it."""
    start, end = source_range(head)
    owners = {c.i for c in head.children if c.dep_ == "poss"}
    number = start
    while number < end:
        stop = number
        while stop < end and _is_name_word(doc[stop], cast):
            stop += 1
        if stop > number:
            apposed = number > 0 and (doc[number - 1].text == "," or is_title(cast, doc[number - 1]))
            if any(i == head.i or i in owners for i in range(number, stop)) or (apposed and stop >= end - 1):
                yield number, stop
        number = max(stop, number + 1)


def _is_name_word(token: Any, cast: Cast) -> bool:
    capital = token.text[0].isupper() and token.text.replace("-", "").replace("'", "").replace(".", "").isalpha()
    return bool(capital and token.pos_ in {"PROPN", "NOUN", "ADJ", "X"} and token.i not in cast.at)


def _person(doc: Any, cast: Cast, start: int, end: int) -> Person | None:
    """Return the person whom a run of words names: a full name, or the one office holder or titled person of a bare one."""
    first = start
    while first < end and is_title(cast, doc[first]):
        first += 1
    words = [doc[i] for i in range(first, end)]
    if not words or any(w.lower_ in cast.vocabulary.source_nouns or w.text.isupper() for w in words):
        return None
    if len(words) == 1:
        return called(doc, cast, words[0]) if words[0].pos_ == "PROPN" else None
    alone = all(w.pos_ == "PROPN" for w in words) and not any(doc[i].lower_ == "the" for i in (start - 1,) if i >= 0)
    return person_of_name(cast, doc[first:end].text) if alone and len(words) <= _LONGEST else None
