"""Finds the declared issues in a parsed text by their wordings: rows of words, and words that hang on a head ("withdraw its forces")."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.vocabulary.issues import Issue, Wording

_SKIPPED = frozenset(
    {"-", ",", "–", "—", '"', "'", "‘", "’", "“", "”", "the", "a", "an", "'s", "’s", "its", "their", "his", "her", "our", "all"}
)
_UP = frozenset({"dobj", "pobj", "compound", "poss", "nsubj", "nsubjpass", "amod", "nmod", "appos", "dative"})
_LINKS = frozenset({"of", "on", "to", "from", "against", "for", "in", "over", "by", "at", "with"})
_QUANTITIES = frozenset(
    {
        "type",
        "kind",
        "form",
        "part",
        "rest",
        "number",
        "sort",
        "all",
        "any",
        "some",
        "most",
        "more",
        "delivery",
        "supply",
        "system",
        "facility",
    }
)
_BACK = frozenset({"them", "these", "those"})
_SPOKEN_OF = frozenset(
    {"plan", "idea", "move", "step", "offer", "suggestion", "call", "demand", "appeal", "request", "proposal", "prospect", "designation",
     "measure", "notion", "option", "possibility", "arrangement", "thing"}
)  # fmt: skip
_OBLIGING = frozenset({"have", "need", "ought"})
_HIGHEST = 4
_FARTHEST = 4
_LETTING = frozenset({"allow", "permit", "let", "enable", "help"})


@dataclass(frozen=True, slots=True)
class Found:
    """One issue, or its contrary, at its words: the numbers of their tokens in order, and the topmost of these in the parse."""

    issue: str
    tokens: tuple[int, ...]
    top: int
    against: bool = False


class IssueFinder:
    """Finds the issues of a vocabulary; made once for all texts."""

    def __init__(self, issues: Mapping[str, Issue]) -> None:
        self._by_first: dict[str, list[tuple[Wording, str]]] = defaultdict(list)
        for issue in issues.values():
            for wording in issue.wordings:
                for first in wording.words[0]:
                    self._by_first[first].append((wording, issue.id))

    def find(self, doc: Any) -> list[Found]:
        """Return the issues named in a spaCy Doc, in order of place; of wordings within one another only the largest."""
        row = [token for token in doc if token.lower_ not in _SKIPPED and not token.is_space]
        found: list[Found] = []
        for number, token in enumerate(row):
            lower = token.lower_
            candidates = self._by_first.get(lower, ())
            lemma = token.lemma_.lower()
            if lemma != lower:
                candidates = [*candidates, *self._by_first.get(lemma, ())]
            for wording, issue in candidates:
                words = _words_at(row, number, wording)
                if words is not None:
                    found.extend(_with_head(doc, words, wording, issue))
        return sorted(_largest(found), key=lambda f: (f.tokens[0], f.tokens[-1]))


def referred(doc: Any, found: Sequence[Found], operatives: Mapping[int, Any]) -> Iterator[Found]:
    """Yield the issue that a pronoun or "the plan" goes back to, where a stance word governs it: "Hungary is against them".

    It is the issue named last before it in its sentence or in the one before, of the same number where a pronoun stands.
    """
    yield from _apposed(doc, found, operatives)
    governed = {o.last for o in operatives.values()} | set(operatives)
    taken = {i for one in found for i in one.tokens}
    for token in doc:
        if token.dep_ not in {"dobj", "pobj", "nsubjpass", "nsubj"} or token.i in taken or not _goes_back(token):
            continue
        head = token.head.i
        asked = token.dep_ == "nsubjpass" and token.head.dep_ == "xcomp" and token.head.head.i in governed
        if not asked and (token.dep_ == "nsubj" or head not in governed):
            continue
        before = [one for one in found if one.tokens[-1] < token.i]
        near = [one for one in before if one.top >= doc[max(0, token.sent.start - 1)].sent.start and _same_number(token, doc[one.top])]
        if near:
            yield Found(near[-1].issue, (token.i,), token.i, near[-1].against)


def _apposed(doc: Any, found: Sequence[Found], operatives: Mapping[int, Any]) -> Iterator[Found]:
    """Yield the issue that "an idea that Moscow has resisted" speaks of: the one told before it, in no clause of time."""
    for verb in doc:
        noun = verb.head
        if verb.dep_ != "relcl" or verb.i not in operatives or noun.lemma_.lower() not in _SPOKEN_OF or noun.pos_ != "NOUN":
            continue
        that = next((c for c in verb.children if c.lower_ in {"that", "which"} and c.i < verb.i), None)
        that = that or next((g for c in verb.children for g in c.children if g.lower_ in {"that", "which"} and g.i < verb.i), None)
        before = [one for one in found if noun.sent.start <= one.tokens[0] and one.tokens[-1] < noun.i]
        told = [one for one in before if all(a.dep_ != "advcl" for a in (doc[one.top], *doc[one.top].ancestors))] or before
        if that is not None and told:
            yield Found(told[-1].issue, (that.i,), that.i, told[-1].against)


def _goes_back(token: Any) -> bool:
    if token.pos_ == "PRON":
        return token.lower_ in _BACK
    if token.pos_ != "NOUN" or token.lemma_.lower() not in _SPOKEN_OF or any(c.i > token.i and not c.is_punct for c in token.children):
        return False
    return any(c.lower_ in {"the", "that", "this"} for c in token.children)


def _same_number(token: Any, named: Any) -> bool:
    many = named.tag_ in {"NNS", "NNPS"}
    return many == (token.lower_ in {"them", "these", "those"}) if token.pos_ == "PRON" else True


def _words_at(row: list[Any], number: int, wording: Wording) -> tuple[Any, ...] | None:
    """Return the tokens of a wording that begins at a place in the row, all in one sentence, or None."""
    tokens = row[number : number + len(wording.words)]
    if len(tokens) < len(wording.words) or not all(map(_is_one_of, tokens, wording.words)):
        return None
    if len(tokens) == 1 and not wording.heads and not _is_named_by(tokens[0], wording.words[0]):
        return None
    if len(tokens) > 1 and any(t.is_sent_start for t in tokens[1:]):
        return None
    return tuple(tokens)


def _is_one_of(token: Any, words: frozenset[str]) -> bool:
    return token.lower_ in words or token.lemma_.lower() in words or (token.pos_ == "PROPN" and token.lower_.removesuffix("s") in words)


def _is_named_by(token: Any, words: frozenset[str]) -> bool:
    """Say whether a single word is a noun, or a verb that the wording gives as such ("talks" names no talking)."""
    return token.pos_ in {"NOUN", "PROPN"} or (
        token.pos_ == "VERB" and token.dep_ != "amod" and (token.lemma_.lower() in words or (token.tag_ == "VBG" and token.lower_ in words))
    )


def top_of(tokens: Iterable[Any]) -> Any:
    """Return the token that stands highest in the parse."""
    return min(tokens, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


def _with_head(doc: Any, words: tuple[Any, ...], wording: Wording, issue: str) -> Iterator[Found]:
    numbers = tuple(t.i for t in words)
    top = top_of(words)
    if not wording.heads:
        yield Found(issue, numbers, top.i, wording.against)
        return
    head = _head(top, wording.heads) or _head_before(words[0], wording.heads)
    if head is not None:
        yield Found(issue, tuple(sorted((*numbers, head.i))), head.i, wording.against)


def _head(noun: Any, heads: frozenset[str]) -> Any | None:
    """Climb from a noun over "of", quantities and joined nouns to the head that it hangs on; None when another word comes first."""
    token = noun
    for _ in range(_HIGHEST):
        relation, above = token.dep_, token.head
        if above.i == token.i:
            return None
        if relation == "conj":
            token = above
            continue
        if relation not in _UP and not (relation == "prep" and token.lower_ in _LINKS):
            return None
        if _is_one_of(above, heads):
            return above
        if relation in {"nsubj", "nsubjpass"} and above.lemma_.lower() in _OBLIGING:
            return next((c for c in above.children if c.dep_ == "xcomp" and _is_one_of(c, heads)), None)
        if above.lemma_ in _LETTING:
            return next((c for c in above.children if c.dep_ in {"xcomp", "ccomp"} and _is_one_of(c, heads)), None)
        if above.pos_ in {"ADP", "PART"} or above.lemma_.lower() in _QUANTITIES:
            token = above
            continue
        return None
    return None


def _head_before(word: Any, heads: frozenset[str]) -> Any | None:
    """Find the head close before a preposition and the words, where the parse hung them elsewhere ("the accession of Sweden to NATO")."""
    doc, at = word.doc, word.left_edge.i
    if at == 0 or doc[at - 1].lower_ not in _LINKS:
        return None
    for number in range(at - 2, max(-1, at - 2 - _FARTHEST), -1):
        token = doc[number]
        if _is_one_of(token, heads):
            return token
        if token.is_sent_start or token.pos_ in {"VERB", "AUX", "PUNCT", "CCONJ", "SCONJ"}:
            return None
    return None


def _largest(found: list[Found]) -> Iterator[Found]:
    """Leave out what lies within a larger wording, or is the same words under a second name."""
    by_size = sorted(found, key=lambda f: (-len(f.tokens), f.tokens))
    kept: list[frozenset[int]] = []
    for one in by_size:
        numbers = frozenset(one.tokens)
        if not any(numbers <= other for other in kept):
            kept.append(numbers)
            yield one
