"""Where and when an event took place: the place and the date that the words around its trigger give it."""

import re
from collections.abc import Sequence
from typing import Any

from communique.reading.cast import Cast
from communique.reading.clauses import child
from communique.reading.date_values import FoundDate
from communique.reading.drafts import Page
from communique.reading.event_triggers import Hit

_DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d(?:-WE)?)?")
_IN = frozenset({"in", "at", "near", "inside", "outside", "over", "around", "on", "off", "through", "across"})
_DEEPEST = 3
_PLACES = frozenset({"GPE", "LOC", "FAC"})


class Scenes:
    """The places and dates of one text, by the trigger that they hang on."""

    def __init__(self, page: Page, cast: Cast, dates: Sequence[FoundDate], triggers: Sequence[Hit]) -> None:
        self._page, self._cast = page, cast
        self._heads = {hit.head.i for hit in triggers}
        self._dates: dict[int, str] = {}
        for found in dates:
            value = _DAY.match(found.value.partition("T")[0]) if found.type in {"DATE", "TIME"} else None
            if value is not None and "X" not in found.value:
                holder = self._holder(page.token_from(found.start), page.token_from(found.end))
                if holder is not None:
                    self._dates.setdefault(holder, value.group())

    def _holder(self, start: int, end: int) -> int | None:
        """Return the first trigger or verb above an expression of time."""
        doc = self._page.doc
        if start >= len(doc):
            return None
        token = doc[start : max(end, start + 1)].root
        for _ in range(8):
            token = token.head
            if token.i in self._heads or token.pos_ == "VERB" or (token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"}):
                return int(token.i)
            if token.head.i == token.i:
                return None
        return None

    def date(self, hit: Hit) -> str | None:
        """Return the ISO date of an event (possibly reduced), or None: its own, else that of the verb it is the subject or object of."""
        return next((self._dates[i] for i in _around(hit) if i in self._dates), None)

    def place(self, hit: Hit) -> str | None:
        """Return the name of the place where the words around the trigger put it, or None."""
        for number in _around(hit):
            for c in self._page.doc[number].children:
                if c.dep_ == "prep" and (c.lower_ in _IN or (c.lower_ == "to" and hit.trigger.mode == "visit")):
                    found = self._named(child(c, "pobj"))
                    if found is not None:
                        return found
                elif c.dep_ in {"advmod", "prep"} and c.lower_ in {"outside", "inside"}:
                    inner = next((g for g in c.children if g.dep_ == "prep"), None)
                    found = self._named(child(inner, "pobj")) if inner is not None else None
                    if found is not None:
                        return found
        if hit.trigger.part == "noun":
            of = next((c for c in hit.head.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            inner = child(of, "pobj") if of is not None else None
            if inner is not None and inner.ent_type_ not in _PLACES:
                return self._named(inner)
        by_object = hit.trigger.type in {"ASSAULT", "COERCE", "PROTEST"} or hit.trigger.mode == "visit"
        under = child(hit.head, "dobj", "nsubjpass") if by_object else None
        mention = self._cast.at.get(under.i) if under is not None else None
        if mention is not None and mention.role in {"name", "alias", "abbreviation"} and hit.trigger.mode != "visit":
            return None  # a state that is attacked is the recipient; that is all the text says of the place
        return self._named(under)

    def _named(self, noun: Any | None, depth: int = 0) -> str | None:
        """Return the name of a place that a noun phrase gives: itself, or in what it stands ("a hospital in Kharkiv")."""
        if noun is None:
            return None
        if self._is_place(noun):
            return _name(self._page.doc, noun)
        for c in noun.children:
            if self._is_place(c) and c.ent_type_ != "LOC" and c.dep_ in {"compound", "nmod"}:
                return _name(self._page.doc, c)
            if c.dep_ == "prep" and c.lower_ in {"in", "of", "near"}:
                inner = child(c, "pobj")
                found = self._named(inner, depth + 1) if inner is not None and depth < _DEEPEST else None
                if found is not None:
                    return found
        return None

    def _is_place(self, noun: Any) -> bool:
        """Say whether a noun names a place: by the vocabulary, else as the parse sees it."""
        mention = self._cast.at.get(noun.i)
        if mention is not None:
            return mention.actor.startswith("state:") and mention.role not in {"adjective", "demonym"}
        return noun.ent_type_ in _PLACES


def _around(hit: Hit) -> list[int]:
    """The tokens on which a trigger's time and place may hang: itself, its object, and the verb that it belongs to."""
    head = hit.head
    found = [head.i]
    if hit.object is not None:
        found.append(hit.object.i)
    if hit.trigger.part == "verb" and hit.trigger.type == "PROTEST":  # "nurses across England went on strike"
        found += [c.i for c in head.children if c.dep_ == "nsubj"]
    if hit.trigger.part == "verb":
        found += [noun.i for c in head.children if c.lower_ in {"during", "at", "in"} and (noun := child(c, "pobj")) is not None]
    above = head.head
    if hit.trigger.part == "noun" and above.pos_ in {"VERB", "AUX"} and head.dep_ in {"dobj", "nsubj", "nsubjpass"}:
        found.append(above.i)
    return [int(number) for number in found]


def _name(doc: Any, token: Any) -> str:
    """Return the whole name that a token is part of, without its article."""
    start = end = token.i
    while token.ent_type_ and start > 0 and doc[start].ent_iob_ == "I" and doc[start - 1].ent_type_ == token.ent_type_:
        start -= 1
    while token.ent_type_ and end + 1 < len(doc) and doc[end + 1].ent_iob_ == "I" and doc[end + 1].ent_type_ == token.ent_type_:
        end += 1
    while start < end and doc[start].lower_ in {"the", "a"}:
        start += 1
    while end > start and doc[end].lower_ in {"'s", "’s", "'"}:
        end -= 1
    return str(doc[start : end + 1].text)
