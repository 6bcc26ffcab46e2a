"""Tells the tense of the clause around a place in the text, read off a spaCy parse: for the dates, whether "Friday" is behind or ahead."""

from bisect import bisect_right
from typing import Any

from communique.reading.date_values import Tense, TenseOf

_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "'d", "’d", "should", "may", "might", "can", "ca", "could", "must"})
_AHEAD = frozenset(
    {
        "able", "agree", "aim", "appeal", "ask", "be", "bound", "call", "commit", "convene", "decide", "demand", "due",
        "eligible", "expect", "go", "have", "hope", "intend", "invite", "likely", "oblige", "offer", "order", "plan",
        "pledge", "prepare", "promise", "propose", "ready", "require", "schedule", "set", "slate", "tell", "threaten",
        "undertake", "urge", "vote", "vow", "wait", "want", "willing", "wish",
    }
)  # fmt: skip
_ARRANGED = frozenset({"schedule", "slate", "plan", "set", "expect", "due", "book", "earmark", "postpone", "delay", "reschedule"})
_CONDITIONS = frozenset({"when", "before", "after", "until", "if", "once", "as", "unless", "while"})
_FOLLOWS_ITS_HEAD = frozenset({"xcomp", "advcl", "acl", "conj", "ccomp", "pcomp"})


def tense_of(doc: Any) -> TenseOf:
    """Return what tells the tense at `start`:`end` of the text that `doc` (a parsed spaCy Doc) was made from; None where no verb tells.

    "Future" is also what a past clause says of a later time ("said talks would open on Friday"), what is arranged ("due on Friday", "is to
    meet on Friday", "are meeting on Friday"), and the present of a clause whose main clause lies ahead ("when they meet"). What hangs on a
    noun of a clause that lies ahead ("Friday's vote will decide") may be on either side, and counts as present.
    """
    starts = [token.idx for token in doc]

    def tense(start: int, end: int) -> Tense | None:
        place = bisect_right(starts, start) - 1
        last = bisect_right(starts, max(start, end - 1)) - 1
        if place < 0:
            return None
        span = doc[place : last + 1]
        return _of_phrase(span.root)

    return tense


def _of_phrase(token: Any) -> Tense | None:
    """Climb from the expression to the first word that tells a tense."""
    first, behind_noun = token, False
    for _ in range(12):
        if token.pos_ in {"VERB", "AUX"}:
            tense = _of_verb(token)
            return "present" if behind_noun and tense == "future" else tense
        if token.lower_ in {"due", "upcoming", "forthcoming"} or any(c.lower_ in {"upcoming", "forthcoming"} for c in token.children):
            return "future"
        if token.head is token or token.head == token:
            return None
        behind_noun = behind_noun or (token.pos_ in {"NOUN", "PROPN"} and token is not first)
        token = token.head
    return None


def _of_verb(verb: Any, depth: int = 6) -> Tense | None:
    """The tense of a verb with its auxiliaries; a verb without one of its own has that of the verb above."""
    helpers = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    words = {c.lower_ for c in helpers}
    if words & _MODALS or verb.lower_ in _MODALS:
        return "past" if "have" in words and words & {"would", "could", "should", "might", "may", "must"} else "future"
    if verb.lemma_ in _ARRANGED and (verb.tag_ == "VBN" or not any(c.dep_ == "nsubj" for c in verb.children)):
        return "future"
    if any(c.tag_ == "TO" for c in helpers):
        return _of_infinitive(verb, helpers, depth)
    finite = next((c for c in (*helpers, verb) if c.tag_ in {"VBD", "VBZ", "VBP"}), None)
    if finite is None:
        if verb.tag_ == "VBN" and verb.dep_ in {"acl", "amod", "advcl"}:
            return "past"
        return _of_head(verb, depth)
    if finite.tag_ == "VBD":
        return "past"
    if verb.tag_ == "VBG" and finite.lemma_ in {"be", "'s", "’s"}:
        return "future"
    if verb.tag_ == "VBN":
        return "past" if words & {"has", "have", "'ve", "’ve", "been"} else "present"
    if verb.dep_ == "advcl" and any(c.lower_ in _CONDITIONS for c in verb.children):
        return "future" if _of_head(verb, depth) == "future" else "present"
    return "present"


def _of_infinitive(verb: Any, helpers: list[Any], depth: int) -> Tense | None:
    """An infinitive lies ahead when what governs it looks ahead ("plans to", "urged them to"); else it has its governor's tense."""
    if any(c.lower_ == "have" for c in helpers):
        return "past"
    head = verb.head
    if head is verb or head == verb:
        return "future"
    if head.lemma_ == "have" or head.lemma_ in _AHEAD or head.lower_ in _AHEAD or head.pos_ in {"NOUN", "PROPN", "ADJ"}:
        return "future"
    return _of_head(verb, depth)


def _of_head(verb: Any, depth: int) -> Tense | None:
    """The tense of the verb that a verb hangs on, directly or through a noun."""
    head = verb.head
    if depth == 0 or head == verb or verb.dep_ not in _FOLLOWS_ITS_HEAD:
        return None
    while head.pos_ not in {"VERB", "AUX"} and head.head != head:
        head = head.head
    return _of_verb(head, depth - 1) if head.pos_ in {"VERB", "AUX"} else None
