"""Whoever does what a verb says: its subject or agent, or, by control, the one who is urged, accused or barred to do it."""

from typing import Any

from communique.reading.clauses import child, is_passive, subject
from communique.reading.event_triggers import doer_of, gerund_subject

_COMMANDS = frozenset({"order", "instruct", "command"})
_CONTROLLED_BY_OBJECT = frozenset({"of", "for", "from", "with", "by"})
_ADDRESSING = frozenset({"on", "upon", "to", "for", "with", "from", "at"})
_DEEPEST = 4


def doer_by_control(verb: Any, depth: int = 0) -> Any | None:
    """Return whoever does what a verb says; what one is urged, accused or barred to do is done by the one addressed."""
    if _is_predicate_of_its_head(verb):
        return verb.head
    if is_passive(verb) or child(verb, "nsubj", "csubj") is not None:
        return doer_of(verb)
    head, purpose = verb.head, any(c.tag_ == "TO" for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBD" != head.tag_ and head.dep_ == "ccomp" and head.head.tag_ == "VBD" and depth < _DEEPEST:
        return doer_by_control(head.head, depth + 1)  # "said that they do not stop, and threatened": joined to "said", whatever the parse
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VBD"
        and head.dep_ == "ccomp"
        and head.pos_ == "AUX"
        and head.head.tag_ == "VBD"
        and depth < _DEEPEST
    ):
        return doer_by_control(head.head, depth + 1)  # "insisted that this was routine and threatened": a thing does not threaten
    if verb.dep_ == "conj" and head.pos_ == "VERB" and depth < _DEEPEST and not is_passive(head):
        return doer_by_control(head, depth + 1)
    addressed = None
    if verb.dep_ in {"xcomp", "ccomp", "advcl"} and purpose and head.pos_ == "VERB":
        addressed = _addressed(head)
        if addressed is not None and head.lemma_ in _COMMANDS and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in addressed.children):
            return doer_by_control(head, depth + 1) if depth < _DEEPEST else None  # "ordered his troops to fire": he did
    elif verb.dep_ == "acl" and purpose and head.pos_ == "NOUN":
        addressed = next((child(c, "pobj") for c in head.children if c.dep_ == "prep" and c.lower_ in {"on", "to", "for"}), None)
    elif verb.dep_ == "xcomp" and verb.tag_ == "VBG" and head.pos_ == "VERB" and depth < _DEEPEST and not is_passive(head):
        return doer_by_control(head, depth + 1)
    elif verb.dep_ == "pcomp" and head.head.pos_ == "VERB" and not is_passive(head.head):
        addressed = _controller(head, depth)
    elif verb.dep_ == "xcomp" and head.dep_ == "acomp":  # "is due to visit"
        addressed = child(head.head, "nsubj")
    return addressed or gerund_subject(verb) or subject(verb)


def _is_predicate_of_its_head(verb: Any) -> bool:
    """Say whether the parse made the verb of a sentence a participle of its subject ("Russia, which has bases there, offered to")."""
    head = verb.head
    if verb.dep_ != "acl" or verb.tag_ != "VBN" or head.dep_ != "ROOT" or head.pos_ not in {"NOUN", "PROPN"}:
        return False
    after_comma = verb.i > 0 and verb.doc[verb.i - 1].text == ","
    return after_comma and child(verb, "dobj", "xcomp", "ccomp") is not None and child(verb, "auxpass") is None


def _controller(preposition: Any, depth: int) -> Any | None:
    """Return who does what a gerund after a preposition says: "accused Russia of shelling", "fanned the flames by arming them"."""
    verb = preposition.head
    under = child(verb, "dobj")
    if preposition.lower_ == "by" and verb.lemma_ not in {"accuse", "blame"}:
        return doer_by_control(verb, depth + 1) if depth < _DEEPEST else None
    return under if preposition.lower_ in _CONTROLLED_BY_OBJECT else None


def _addressed(verb: Any) -> Any | None:
    """Return whom a verb addresses: its object, the subject of its passive, or the noun after "on", "to", "for"."""
    if is_passive(verb):
        return child(verb, "nsubjpass")
    found = child(verb, "dobj") or child(verb, "dative")
    if found is not None and found.dep_ == "dobj" and verb.lemma_ in {"promise", "vow", "make", "take", "threaten"}:
        return None
    if found is not None:
        return found
    if verb.lemma_ in {"call", "appeal", "plead", "press", "push", "wait", "lobby", "rely", "allow", "prevail", "pray", "ask"}:
        for c in verb.children:
            if c.dep_ == "prep" and c.lower_ in _ADDRESSING:
                return child(c, "pobj")
    return None
