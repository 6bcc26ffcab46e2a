"""Cues in the parse - reporting verbs, "according to", reporting nouns - each with its source and its content."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from communique.reading.clauses import agent, child, is_negated, is_passive, stretches, subject, subtree, trimmed
from communique.reading.contents import Content, Range, content_of
from communique.reading.lexicon import Lexicon
from communique.vocabulary import ReportingVerb

_NOT_SOURCES = frozenset({"it", "this", "that", "there", "which", "what", "these", "those"})
_SOURCE_POS = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})
_LONGEST_SOURCE = 30


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue with what hangs on it. `tokens` are the cue's token numbers; `source` is the head noun of its source, if it has one."""

    head: Any
    entry: ReportingVerb
    tokens: tuple[int, ...]
    source: Any | None
    content: Content | None
    negated: bool = False
    why: str = ""
    addressee: Any | None = field(default=None)

    @property
    def denial(self) -> bool:
        """Whether the cue itself denies the content."""
        return self.entry.force == "denies"


def find_cues(doc: Any, lexicon: Lexicon, nouns: "NominalCues") -> list[Cue]:
    """Find every cue of a parsed text in order of place; a cue without content is kept, since a quotation may stand beside it."""
    cues: list[Cue] = []
    for token in doc:
        if token.pos_ in {"VERB", "AUX"}:
            cue = _verb_cue(token, lexicon)
        elif token.lower_ == "according":
            cue = _according(token)
        elif token.pos_ == "NOUN" and token.lemma_.lower() in nouns.entries:
            cue = _noun_cue(token, nouns)
        else:
            cue = None
        if cue is not None:
            cues.append(cue)
    return cues


def _verb_cue(verb: Any, lexicon: Lexicon) -> Cue | None:
    matched = lexicon.match(verb)
    if matched is None:
        return None
    entry, tokens = matched
    source = agent(verb) if is_passive(verb) else subject(verb)
    if source is not None and not _can_speak(source):
        source = None
    content = content_of(verb, entry, tokens, source)
    why = f"{entry.lemma} + {content.frame}" if content else entry.lemma
    return Cue(verb, entry, tokens, source, content, is_negated(verb), why, addressee=_addressee(verb, entry))


def _can_speak(noun: Any) -> bool:
    return noun.pos_ in _SOURCE_POS and noun.lower_ not in _NOT_SOURCES - {"it"} and noun.ent_type_ not in {"DATE", "TIME", "MONEY", "PERCENT"}


def _addressee(verb: Any, entry: ReportingVerb) -> Any | None:
    """Return the head noun of whom the words were said to: "told Putin", "said to reporters", "urged Russia to"."""
    if entry.frames & {"object that", "object to"}:
        return child(verb, "dative") or child(verb, "dobj")
    to = next((c for c in verb.children if c.dep_ in {"prep", "dative"} and c.lower_ == "to"), None)
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
    while head.pos_ not in {"VERB", "AUX"} and head.head is not head:
        head = head.head
    start, end = subtree(head)
    sentence = token.sent
    start, end = max(start, sentence.start), min(end, sentence.end)
    ranges = tuple(r for r in (trimmed(doc, *r, also=("but", "and")) for r in stretches(i for i in range(start, end) if i not in phrase)) if r[1] - r[0] > 1)
    content = Content(ranges, "that") if ranges else None
    return Cue(token, ACCORDING, (token.i, to.i), source, content, False, "according to")


@dataclass(frozen=True)
class NominalCues:
    """The reporting nouns ("statement that", "a sign saying") with their forces."""

    entries: dict[str, ReportingVerb]


def _noun_cue(noun: Any, nouns: NominalCues) -> Cue | None:
    """Read a noun that carries content: "Putin's statement that ...", "the claim by Kyiv that ...", "a demand for ..."."""
    entry = nouns.entries[noun.lemma_.lower()]
    owner = child(noun, "poss") or _by(noun)
    clause = next((c for c in noun.children if c.dep_ in {"acl", "ccomp", "relcl"} and c.i > noun.i and _opens_with_that(c)), None)
    if clause is None or _is_object_of_saying(noun):
        return None
    start, end = subtree(clause)
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
    """Return the tokens of a source: its noun phrase with a naming apposition, without relative clauses, describing appositions and the cue."""
    start, end = subtree(noun)
    if cue is not None and noun.i < cue.i < end:
        end = cue.i
    named = noun.pos_ == "PROPN"
    for dependent in noun.children:
        if dependent.i < noun.i:
            continue
        clausal = dependent.dep_ in {"relcl", "acl", "advcl", "parataxis", "ccomp"} and _is_set_off(dependent)
        describing = dependent.dep_ == "appos" and named
        joined_clause = dependent.dep_ == "conj" and dependent.pos_ in {"VERB", "AUX"}
        if clausal or describing or joined_clause:
            end = min(end, dependent.left_edge.i)
    if end - start > _LONGEST_SOURCE:
        start, end = max(start, noun.i - 6), noun.i + 1
    return trimmed(noun.doc, start, max(end, noun.i + 1), also=("and", "but", "yet"))


def _is_set_off(dependent: Any) -> bool:
    edge = dependent.left_edge.i
    return edge > 0 and dependent.doc[edge - 1].text in {",", "-", "–", "—", "("} or dependent.dep_ == "ccomp"


def governed(cues: list[Cue]) -> Iterator[tuple[Cue, Range]]:
    """Yield each cue with its content's outermost range of tokens."""
    for cue in cues:
        if cue.content is not None:
            yield cue, (cue.content.ranges[0][0], cue.content.ranges[-1][1])
