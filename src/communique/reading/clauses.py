"""What hangs on a verb: its subject, agent, object and complement clauses, read off a spaCy dependency parse (ClearNLP labels)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
_INHERITS = frozenset({"conj", "xcomp", "advcl"})
_ASKED = frozenset({"ask", "tell", "press", "question", "warn", "quote"})
_DANGLING = frozenset({"and", "but", "or", "while", "as"})
_PUNCTUATION = frozenset({",", ";", ":", ".", "-", "–", "—", "--", "?", "!", "…", "..."})


def child(token: Any, *labels: str) -> Any | None:
    """Return the first child with one of the dependency labels, or None."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Any) -> bool:
    """Say whether a verb is in the passive, or is a bare participle that modifies a noun ("a plan issued by")."""
    if any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and verb.lemma_.lower() in _ASKED and not any(c.dep_ == "aux" for c in verb.children):
        return True
    return bool(verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not any(c.dep_ in {"aux", "dobj", "ccomp"} for c in verb.children))


def is_negated(verb: Any) -> bool:
    """Say whether "not" or "never" hangs on the verb or on the verb of refusing that governs it ("declined to say")."""
    if any(c.dep_ == "neg" or c.lower_ in {"never", "neither"} for c in verb.children):
        return True
    head = verb.head
    return bool(verb.dep_ == "xcomp" and head.lemma_ in {"refuse", "decline", "fail", "stop"})


def agent(verb: Any) -> Any | None:
    """Return the head noun of the "by" phrase of a passive verb, or None."""
    by = child(verb, "agent")
    if by is None:
        by = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by"), None) if is_passive(verb) else None
    return child(by, "pobj") if by is not None else None


def subject(verb: Any, depth: int = 0) -> Any | None:
    """Return the head noun of whoever the verb says it of: own subject, the noun it modifies, or the subject it shares."""
    own = child(verb, *SUBJECTS)
    if own is not None:
        return _antecedent(own, verb)
    if verb.dep_ == "acl" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return _doer_around(verb.head, depth)
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head if verb.head.pos_ in {"NOUN", "PROPN", "PRON"} else None
    if depth < 4 and verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
        around = verb.head.head
        return child(around, *PASSIVE_SUBJECTS) if is_passive(around) else subject(around, depth + 1)
    if depth < 4 and verb.dep_ in _INHERITS and verb.head.pos_ in {"VERB", "AUX"} and verb.head.i != verb.i:
        return _shared(verb, depth)
    return None


def _doer_around(noun: Any, depth: int) -> Any | None:
    """Return the subject of the verb around a noun with an infinitive ("he went out of his way to say")."""
    token = noun
    for _ in range(6):
        if token.pos_ in {"VERB", "AUX"}:
            return subject(token, depth + 1) if depth < 4 else None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def noun_before(verb: Any) -> Any | None:
    """Return the noun right before a finite verb to which the parse gave no subject, past a description between commas."""
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ in {"conj", "amod"}:
        return None
    doc, first = verb.doc, verb.sent.start
    at = verb.i - 1
    while at > first and doc[at].pos_ in {"ADV", "AUX", "PART"}:
        at -= 1
    if at > first and doc[at].text == ",":
        opening = next((i for i in range(at - 1, max(first, at - 15), -1) if doc[i].text == ","), None)
        if opening is None:
            return None
        at = opening - 1
    return _described(doc[at]) if at >= first and doc[at].pos_ in {"PROPN", "NOUN", "PRON"} else None


def _described(noun: Any) -> Any:
    """Return the noun that a noun's clause describes ("an official who spoke to discuss strategy"), else the noun itself."""
    token = noun
    for _ in range(8):
        if token.dep_ in {"relcl", "acl"} and token.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return token.head
        if token.head.i == token.i:
            break
        token = token.head
    return noun


def noun_after(verb: Any) -> Any | None:
    """Return the noun phrase's head that follows an inverted verb, when it stands close by in the same sentence, else None."""
    doc, end = verb.doc, verb.sent.end
    for number in range(verb.i + 1, min(verb.i + 7, end)):
        token = doc[number]
        if token.is_punct:
            return None
        if token.pos_ in {"NOUN", "PROPN", "PRON"}:
            while token.dep_ == "compound" and token.head.i > token.i:
                token = token.head
            return token
    return None


def _shared(verb: Any, depth: int) -> Any | None:
    """Return the subject of the governing verb; an object controls the infinitive after it ("urged Russia to say")."""
    head = verb.head
    if verb.dep_ == "xcomp" and verb.tag_ == "VB":
        controller = child(head, "dobj")
        if controller is not None and head.lemma_ not in {"promise", "vow"}:
            return controller
    if is_passive(head) and verb.dep_ != "conj":
        return child(head, *PASSIVE_SUBJECTS)
    if is_passive(head):
        return child(head, *PASSIVE_SUBJECTS) or agent(head)
    return subject(head, depth + 1)


def _antecedent(noun: Any, verb: Any) -> Any | None:
    """Return the noun that a relative pronoun stands for; an expletive stands for nobody."""
    if noun.lower_ in RELATIVES and verb.dep_ == "relcl":
        return verb.head
    if noun.dep_ == "expl" or noun.lower_ == "there":
        return None
    return noun


def stretches(indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of neighbouring token numbers as half-open ranges, in order."""
    run: list[int] = []
    for index in sorted(indices):
        if run and index != run[1]:
            yield run[0], run[1]
            run = []
        run = [run[0] if run else index, index + 1]
    if run:
        yield run[0], run[1]


def trimmed(doc: Any, start: int, end: int, also: Sequence[str] = ()) -> tuple[int, int]:
    """Take commas, stops, dashes and white space off both ends of a range of tokens."""
    while start < end and (doc[start].text in _PUNCTUATION or doc[start].is_space or doc[start].lower_ in also):
        start += 1
    while start < end and (doc[end - 1].text in _PUNCTUATION or doc[end - 1].is_space or doc[end - 1].lower_ in _DANGLING):
        end -= 1
    return start, end


def subtree(token: Any) -> tuple[int, int]:
    """Return the range of tokens that a token governs."""
    return token.left_edge.i, token.right_edge.i + 1
