"""The content that a reporting verb, noun or phrase governs, as ranges of tokens, with the frame that found it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.reading.clauses import PASSIVE_SUBJECTS, agent, child, is_passive, stretches, subtree, trimmed
from communique.vocabulary import ReportingVerb

Range = tuple[int, int]

_OPENERS = {"for": "for", "of": "of", "about": "about", "as": "as", "against": "of", "on": "about"}
_LIGHT = frozenset(
    {"it", "this", "that", "so", "something", "nothing", "anything", "what", "much", "more", "him", "her", "them", "me", "us"}
)
_TIME = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Content:
    """What is reported: ranges of tokens in order, and the frame of the verb ("that", "to", "np" ...) that it fills."""

    ranges: tuple[Range, ...]
    frame: str


def content_of(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    """Find the content of a verb that stands as a cue; None when it governs none."""
    for finder in (
        _clause,
        _surrounding_clause,
        _interposed,
        _passive,
        _infinitive,
        _object_and_phrase,
        _particle_phrase,
        _phrase,
        _object,
    ):
        found = finder(verb, entry, cue, source)
        if found is not None:
            ranges = tuple(r for r in (trimmed(verb.doc, *r) for r in found.ranges) if r[0] < r[1])
            return Content(ranges, found.frame) if ranges else None
    return None


def _without(verb: Any, ranges: tuple[Range, ...], cue: tuple[int, ...], source: Any | None) -> tuple[Range, ...]:
    """Take the cue and its source out of the ranges: a cue inside its content splits it."""
    out = {verb.i, *cue, *(c.i for c in verb.children if c.dep_ in {"aux", "auxpass", "neg"})}
    if source is not None and source.head.i == verb.i:
        out.update(range(*subtree(source)))
    kept = [i for start, end in ranges for i in range(start, end) if i not in out]
    return tuple(stretches(kept))


def _clause(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and _can_be_content(verb, entry, c)]
    clause = next((c for c in clauses if c.i > verb.i), clauses[0] if clauses else None)
    if clause is None:
        clause = _clause_of_noun(verb)
    if clause is None or clause.i in cue:
        return None
    start, end = subtree(clause)
    if start <= verb.i < end:
        return Content(_without(verb, ((start, end),), cue, source), "that")
    if clause.i > verb.i:
        start = max(start, max(cue) + 1)
        start = _with_conjunction(verb, clause, start)
        end = _before_the_narrator(clause, start, end)
        ranges: tuple[Range, ...] = ((start, end),)
    else:
        ranges = ((start, min(end, verb.i)),)
        ranges = _without(verb, ranges, cue, source)
    if entry.frames.isdisjoint({"that", "quote", "wh", "inverted", "object that"}) and "to" in entry.frames | {"object to"}:
        return Content(ranges, "to")
    return Content(ranges, "that")


def _can_be_content(verb: Any, entry: ReportingVerb, clause: Any) -> bool:
    """Say whether a clause can be what a verb reports: one before the verb only without a semicolon between, and for verbs of saying."""
    if clause.i > verb.i:
        return True
    between = verb.doc[clause.i : verb.i]
    return bool(entry.frames & {"quote", "inverted", "that"}) and not any(t.text == ";" for t in between)


def _with_conjunction(verb: Any, clause: Any, start: int) -> int:
    """Take in a "that" which the parse hung on the verb, and an object that the parse made part of the clause."""
    before = verb.doc[start - 1] if start > 0 else None
    if before is not None and before.lower_ in {"that", "whether", "if"} and before.i > verb.i:
        return start - 1
    return start


def _clause_of_noun(verb: Any) -> Any | None:
    """Find the clause of "said in a statement that": the parse may hang it on the noun."""
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.i > verb.i and preposition.lower_ in {"in", "at", "on", "during"}:
            noun = child(preposition, "pobj")
            if noun is not None:
                clause = child(noun, "acl", "relcl", "ccomp")
                if clause is not None and any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children):
                    return clause
    return None


def _before_the_narrator(clause: Any, start: int, end: int) -> int:
    """Stop a reported clause where the narrator goes on: at a dash, or at a participle or "as" clause that comments on the saying."""
    doc = clause.doc
    for number in range(clause.i + 1, end):
        if doc[number].lower_ == "according" and doc[number - 1].text == ",":
            return number
    for tail in sorted(clause.children, key=lambda c: c.left_edge.i):
        edge = int(tail.left_edge.i)
        if edge <= clause.i or edge == 0:
            continue
        opener = doc[edge].lower_
        if (
            tail.dep_ == "advcl"
            and doc[edge - 1].text == ","
            and (opener in {"as", "while", "although", "adding", "saying"} or tail.tag_ == "VBG")
        ):
            return max(start + 1, min(end, edge))
        if tail.dep_ == "prep" and opener == "in" and doc[edge - 1].text == "," and doc[edge + 1].lower_ in {"a", "an", "what"}:
            return max(start + 1, min(end, edge))
        if tail.dep_ == "advcl" and opener == "as" and tail.tag_ in {"VBZ", "VBD"} and tail.right_edge.i + 1 == end:
            return max(start + 1, min(end, edge))
    return end


def _surrounding_clause(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    """Find the content that a parenthetical cue stands in ("Dialogue, he said, is the only way")."""
    if verb.dep_ not in {"parataxis"} or verb.head.i == verb.i or not entry.frames & {"that", "quote"}:
        return None
    outer, own = subtree(verb.head), set(range(*subtree(verb)))
    return Content(tuple(stretches(i for i in range(*outer) if i not in own)), "that")


def _interposed(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    """Find the clause that a cue cuts between subject and verb ("something Beijing says lacks evidence")."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.dep_ not in {"nsubj", "nsubjpass"} or not entry.frames & {"that"} or noun.head.i != verb.i + 1:
        return None
    return Content(((subtree(noun)[0], noun.i + 1), (verb.i + 1, noun.head.right_edge.i + 1)), "that")


def _passive(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    if not is_passive(verb):
        return None
    about = child(verb, *PASSIVE_SUBJECTS)
    topic = (subtree(about),) if about is not None else ()
    for preposition in verb.children:
        if (
            preposition.dep_ == "prep"
            and preposition.i > verb.i
            and _OPENERS.get(preposition.lower_) in entry.frames
            and child(preposition, "pobj", "pcomp")
        ):
            return Content((*topic, _phrase_range(preposition)), preposition.lower_)
    complement = child(verb, "xcomp", "oprd")
    if complement is not None and entry.frames & {"to", "object to", "as", "gerund"}:
        return Content((*topic, subtree(complement)), "to")
    if about is not None and "np" in entry.frames and not entry.deed and agent(verb) is not None:
        return Content(topic, "np")
    return None


def _infinitive(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    complement = child(verb, "xcomp")
    if complement is None or complement.i < verb.i or complement.i in cue:
        return None
    infinitive = any(c.lower_ == "to" and c.dep_ == "aux" for c in complement.children)
    if infinitive and not entry.frames & {"to", "object to"}:
        return None
    if not infinitive and not (complement.tag_ == "VBG" and entry.frames & {"gerund"}):
        return None
    target = child(verb, "dobj")
    start, end = subtree(complement)
    if target is not None and verb.i < target.i < complement.i:
        start = subtree(target)[0]
    end = _before_the_narrator(complement, start, end)
    return Content(((max(start, verb.i + 1), end),), "to" if infinitive else "gerund")


def _object_and_phrase(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    """Find an object with what is said of it: "accused Russia of attacking", "described it as theft", "urged an end"."""
    named = child(verb, "oprd")
    if named is not None and named.i > verb.i and "as" in entry.frames:
        return Content(((verb.i + 1, subtree(named)[1]),), "as")
    target = child(verb, "dobj")
    if target is None or target.i < verb.i:
        return None
    for preposition in [*verb.children, *target.children]:
        name = _OPENERS.get(preposition.lower_)
        if preposition.dep_ == "prep" and preposition.i > target.i and name in entry.frames & {"of", "as", "for"} and len(cue) == 1:
            if preposition.lower_ in {"against", "on"}:
                continue
            return Content(((subtree(target)[0], _phrase_range(preposition)[1]),), str(name))
    return None


def _particle_phrase(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    """Find what follows the last word of a cue of several words: "called for a ceasefire", "ruled out talks"."""
    if len(cue) < 2:
        return None
    doc = verb.doc
    last = doc[cue[-1]]
    inner = child(last, "pobj", "pcomp")
    if inner is None and last.dep_ == "prt":
        inner = child(verb, "dobj", "xcomp", "ccomp")
    if inner is None:
        inner = next((c for c in verb.children if c.dep_ in {"dobj", "xcomp", "pobj"} and c.i > last.i), None)
    if inner is None or inner.i < last.i:
        return None
    start, end = max(subtree(inner)[0], last.i + 1), subtree(inner)[1]
    complement = child(verb, "xcomp", "advcl")
    if complement is not None and complement.left_edge.i == end and any(c.lower_ == "to" for c in complement.children):
        end = subtree(complement)[1]
    return Content(((start, _without_time(inner, start, end)),), "np")


def _phrase(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    """Find a prepositional phrase as content: "warned of a famine", "spoke about the talks"."""
    if len(cue) > 1:
        return None
    for preposition in verb.children:
        name = _OPENERS.get(preposition.lower_)
        if (
            preposition.dep_ == "prep"
            and preposition.i > verb.i
            and name in entry.frames
            and name != "as"
            and child(preposition, "pobj", "pcomp")
        ):
            if _is_time(child(preposition, "pobj")) or preposition.lower_ == "on":
                continue
            return Content((_phrase_range(preposition),), str(name))
    return None


def _object(verb: Any, entry: ReportingVerb, cue: tuple[int, ...], source: Any | None) -> Content | None:
    target = child(verb, "dobj", "oprd")
    if target is None or "np" not in entry.frames or entry.deed or target.i < verb.i or len(cue) > 1:
        return None
    if target.lower_ in _LIGHT or _is_time(target) or source is None:
        return None
    start, end = subtree(target)
    for other in verb.children:  # the parse makes a list of things asked for several objects
        if other.dep_ == "dobj" and other.left_edge.i >= end:
            end = subtree(other)[1]
    return Content(((start, _without_time(target, start, end)),), "np")


def _phrase_range(preposition: Any) -> Range:
    start, end = subtree(preposition)
    return start, _without_time(preposition, start, end)


def _is_time(noun: Any | None) -> bool:
    return noun is not None and noun.ent_type_ in _TIME


def _without_time(head: Any, start: int, end: int) -> int:
    """Leave out a bare time that the parse hung at the end of a phrase ("called for talks on Thursday")."""
    doc = head.doc
    last = end
    while last - 1 > start and doc[last - 1].ent_type_ in _TIME:
        last -= 1
    if last == end or last <= start + 1:
        return end
    if doc[last - 1].lower_ in {"on", "in", "late", "early", "earlier", "last"}:
        return last - 1
    return last


def coordinated(verb: Any) -> Iterator[Any]:
    """Yield the verbs that are joined to this one and share its subject."""
    for token in verb.children:
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"}:
            yield token
            yield from coordinated(token)
