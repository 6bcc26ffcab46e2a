"""Cues in the parse - reporting verbs, "according to", reporting nouns - each with its source and its content."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from communique.reading.clauses import RELATIVES, agent, child, is_negated, is_passive, noun_before, stretches, subject, subtree, trimmed
from communique.reading.contents import Content, Range, content_of
from communique.reading.lexicon import Lexicon
from communique.vocabulary import NominalCue, ReportingVerb

_NOT_SOURCES = frozenset({"it", "this", "that", "there", "which", "what", "these", "those"})
_SOURCE_POS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_LONGEST_SOURCE = 30


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue with what hangs on it. `tokens` are the cue's token numbers; `source` is the head noun of its source, if it has one."""

    head: Any
    entry: ReportingVerb | NominalCue
    tokens: tuple[int, ...]
    source: Any | None
    content: Content | None
    negated: bool = False
    why: str = ""
    addressee: Any | None = field(default=None)

    @property
    def is_deed(self) -> bool:
        """Whether the verb as often names an act as words, so that it needs a clause or marks."""
        return isinstance(self.entry, ReportingVerb) and self.entry.deed

    @property
    def denial(self) -> bool:
        """Whether the cue itself denies the content."""
        return self.entry.force == "denies"


def find_cues(doc: Any, lexicon: Lexicon, nouns: "NominalCues") -> list[Cue]:
    """Find every cue of a parsed text in order of place; a cue without content is kept, since a quotation may stand beside it."""
    cues: list[Cue] = []
    for token in doc:
        if token.lower_ == "according":
            cue = _according(token)
        elif token.pos_ in {"VERB", "AUX"}:
            cue = _verb_cue(token, lexicon)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns.entries:
            cue = _noun_cue(token, nouns)
        else:
            cue = None
        if cue is not None:
            cues.append(cue)
    return _share_out(cues)


def _share_out(cues: list[Cue]) -> list[Cue]:
    """Give joined cues back to their common source, and speech to the cue that really holds it, where the parse nested them.

    "has said that A, and has repeatedly said B": the parse may hang the second cue in the first one's content.
    "Wang told Putin told that A": a cue typed twice is one cue.
    """
    by_head = {cue.head.i: number for number, cue in enumerate(cues)}
    gone: set[int] = set()
    for number, cue in enumerate(cues):
        head = cue.head
        if head.dep_ == "conj" and head.head.dep_ == "ccomp" and head.head.head.i in by_head and child(head, "nsubj") is None:
            outer = by_head[head.head.head.i]
            if cue.content is not None and _is_joined(cues[outer].head, head):
                cues[outer] = _cut(cues[outer], head)
                cues[number] = replace(cue, source=cues[outer].source)
        elif head.dep_ == "ccomp" and head.head.i in by_head and head.head.lemma_ == head.lemma_ and cue.source is not None:
            outer = by_head[head.head.i]
            if head.i - head.head.i <= 3 and cue.source.i == head.i - 1:
                cues[outer] = replace(cues[outer], content=cue.content, addressee=cue.source)
                gone.add(number)
    return [cue for number, cue in enumerate(cues) if number not in gone]


def _is_joined(outer: Any, inner: Any) -> bool:
    """Say whether two saying verbs are of one form and a comma or the same auxiliary joins the second to the first."""
    auxiliaries = [{c.lower_ for c in verb.children if c.dep_ == "aux"} for verb in (outer, inner)]
    doc = inner.doc
    opening = next((i for i in range(inner.left_edge.i, max(0, inner.i - 8), -1) if doc[i].lower_ in {"and", "but"}), None)
    comma = opening is not None and doc[opening - 1].text == ","
    alike = (bool(auxiliaries[0]) and auxiliaries[0] == auxiliaries[1]) or (not any(auxiliaries) and inner.head.tag_ != inner.tag_)
    return outer.tag_ == inner.tag_ and (comma or alike)


def _cut(cue: Cue, second: Any) -> Cue:
    """End a cue's content before the conjunction that leads to a second cue."""
    if cue.content is None:
        return cue
    doc = second.doc
    stop = next((i for i in range(second.i, max(0, second.i - 8), -1) if doc[i].lower_ in {"and", "but"}), second.i)
    ranges = tuple(trimmed(doc, s, min(e, stop)) for s, e in cue.content.ranges if s < stop)
    return replace(cue, content=Content(tuple(r for r in ranges if r[0] < r[1]), cue.content.frame) if ranges else None)


def _verb_cue(verb: Any, lexicon: Lexicon) -> Cue | None:
    matched = lexicon.match(verb)
    if matched is None:
        return None
    entry, tokens = matched
    if verb.lemma_ in {"quote", "cite"} and is_passive(verb) and any(c.lower_ == "as" for c in verb.children):
        return None  # "was quoted by the agency as saying": the saying is the cue
    source = agent(verb) if is_passive(verb) else subject(verb) or noun_before(verb)
    if source is not None:
        source = _nearest_of_clause(source, verb) if _can_speak(source) else None
    content = content_of(verb, entry, tokens, source)
    why = f"{entry.lemma} + {content.frame}" if content else entry.lemma
    return Cue(verb, entry, tokens, source, content, is_negated(verb), why, addressee=_addressee(verb, entry))


def _nearest_of_clause(source: Any, verb: Any) -> Any:
    """Return the joined noun that is the subject, where the parse joined it over another clause ("they left, and the league said")."""
    for joined in source.children:
        if joined.dep_ == "conj" and source.i < joined.i < verb.i and joined.pos_ in {"NOUN", "PROPN"}:
            between = verb.doc[source.i + 1 : joined.left_edge.i]
            if any(t.tag_ in {"VBD", "VBZ", "VBP"} and t.dep_ not in {"relcl", "aux"} for t in between):
                return joined
    return source


def _can_speak(noun: Any) -> bool:
    return (
        noun.pos_ in _SOURCE_POS and noun.lower_ not in _NOT_SOURCES - {"it"} and noun.ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT"}
    )


def _addressee(verb: Any, entry: ReportingVerb) -> Any | None:
    """Return the head noun of whom the words were said to: "told Putin", "said to reporters", "urged Russia to"."""
    if entry.frames & {"object that", "object to"}:
        return child(verb, "dative") or child(verb, "dobj")
    to = next((c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ == "to" and "to" not in entry.lemma.split()), None)
    return child(to, "pobj") if to is not None else None


ACCORDING = ReportingVerb("according to", "says", frozenset({"that"}))


def _according(token: Any) -> Cue | None:
    """Read "according to X": the source is X, the content the clause that the phrase hangs on, without the phrase."""
    doc = token.doc
    to = token.nbor(1) if token.i + 1 < len(doc) else None
    if to is None or to.lower_ != "to":
        return None
    source = child(to, "pobj") or child(token, "pobj")
    if source is None:
        return None
    phrase = set(range(token.left_edge.i, max(token.right_edge.i, to.right_edge.i) + 1))
    head = token.head
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i:
        head = head.head
    start, end = subtree(head)
    sentence = token.sent
    start, end = max(start, sentence.start), min(end, sentence.end)
    ranges = tuple(
        r
        for r in (trimmed(doc, *r, also=("but", "and")) for r in stretches(i for i in range(start, end) if i not in phrase))
        if r[1] - r[0] > 1
    )
    content = Content(ranges, "that") if ranges else None
    return Cue(token, ACCORDING, (token.i, to.i), source, content, False, "according to")


@dataclass(frozen=True)
class NominalCues:
    """The reporting nouns ("statement that", "a sign saying") by lemma, with their forces."""

    entries: Mapping[str, NominalCue]


def _noun_cue(noun: Any, nouns: NominalCues) -> Cue | None:
    """Read a noun that carries content: "Putin's statement that ...", "the claim by Kyiv that ...", "a demand for ..."."""
    entry = nouns.entries[noun.lemma_.lower()]
    owner = child(noun, "poss") or _by(noun)
    following = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if following.lower_ == "that" and following.dep_ == "mark":
        clause = following.head
    else:
        clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > noun.i and _opens_with_that(c)), None)
    if clause is None or _is_object_of_saying(noun):
        return None
    start, end = max(subtree(clause)[0], noun.i + 1), subtree(clause)[1]
    return Cue(noun, entry, (noun.i,), owner, Content(((start, end),), "that"), False, f"{noun.lemma_} that")


def _opens_with_that(clause: Any) -> bool:
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def _by(noun: Any) -> Any | None:
    for preposition in noun.children:
        if preposition.dep_ in {"prep", "agent"} and preposition.lower_ in {"by", "from"}:
            return child(preposition, "pobj")
    return None


def _is_object_of_saying(noun: Any) -> bool:
    """Say whether the noun stands in "said in a statement that": then the verb is the cue."""
    return bool(noun.dep_ == "pobj" and noun.head.lower_ in {"in", "at", "during"} and noun.head.head.lemma_ in {"say", "announce", "tell"})


def source_range(noun: Any, cue: Any | None = None) -> Range:
    """Return the tokens of a source: the pronoun of its relative clause, else its noun phrase with a naming apposition.

    Clauses, describing appositions and the cue are left out.
    """
    relative = _relative_pronoun(noun, cue)
    if relative is not None:
        return int(relative.i), int(relative.i) + 1
    start, end = subtree(noun)
    if cue is not None and noun.i < cue.i < end:
        end = cue.i
    named = noun.pos_ == "PROPN"
    for dependent in noun.children:
        if dependent.i < noun.i:
            continue
        clausal = dependent.dep_ in {"relcl", "acl", "advcl", "parataxis", "ccomp"} and _is_set_off(dependent)
        clausal = clausal or (dependent.dep_ == "acl" and dependent.lemma_ in {"quote", "cite"})
        describing = dependent.dep_ == "appos" and named
        joined_clause = dependent.dep_ == "conj" and dependent.pos_ in {"VERB", "AUX"}
        if clausal or describing or joined_clause:
            end = min(end, dependent.left_edge.i)
    if end - start > _LONGEST_SOURCE:
        start, end = max(start, noun.i - 6), noun.i + 1
    return trimmed(noun.doc, start, max(end, noun.i + 1), also=("and", "but", "yet", '"', "''", "'"))


def _relative_pronoun(noun: Any, cue: Any | None) -> Any | None:
    """Return the "who" that stands for a noun as the subject of its cue: it is the mention that the text gives there."""
    while cue is not None and cue.dep_ in {"conj", "xcomp"} and child(cue, "nsubj") is None and cue.head.i != cue.i:
        cue = cue.head
    if cue is None or cue.dep_ != "relcl" or cue.head.i != noun.i:
        return None
    own = child(cue, "nsubj")
    return own if own is not None and own.lower_ in RELATIVES else None


def _is_set_off(dependent: Any) -> bool:
    edge = dependent.left_edge.i
    return (edge > 0 and dependent.doc[edge - 1].text in {",", "-", "–", "—", "("}) or dependent.dep_ == "ccomp"


def governed(cues: list[Cue]) -> Iterator[tuple[Cue, Range]]:
    """Yield each cue with its content's outermost range of tokens."""
    for cue in cues:
        if cue.content is not None:
            yield cue, (cue.content.ranges[0][0], cue.content.ranges[-1][1])
