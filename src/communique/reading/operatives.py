"""Finds the words by which somebody takes a stance - "called for", "is opposed to", "its support for" - and whether they stand as real."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from communique.reading.clauses import child
from communique.vocabulary.stances import StanceWord, StanceWords

_BETWEEN = frozenset({"DET", "ADJ", "ADV", "PRON", "PART", "NUM"})
_UNREAL = frozenset({"may", "might", "could", "can", "ca"})
_CONDITIONS = frozenset({"if", "unless", "whether", "lest", "until", "when", "once"})
_GOING_ON = frozenset({"continue", "begin", "start", "keep", "come", "go", "move"})
COPULAS = frozenset({"be", "remain", "seem", "become", "prove", "constitute", "represent", "look", "amount"})
_GAP = 3
_CHAIN = 8
CALLING = frozenset(
    {
        "call", "describe", "brand", "label", "deem", "consider", "regard", "view", "see", "find", "declare", "judge", "pronounce", "term",
        "think", "paint", "portray", "treat", "slam", "denounce", "condemn", "dismiss",
    }
)  # fmt: skip
_CALLED = frozenset({"oprd", "ccomp", "acomp", "xcomp"})
_WIDEST = 13
_ARTICLES = frozenset({"a", "an", "the", "our"})
_ALSO = frozenset({"further", "also", "again", "strongly", "once", "more"})


@dataclass(frozen=True, slots=True)
class Operative:
    """One stance word at its place: its head token, the numbers of all its tokens, and whether it is denied."""

    head: Any
    word: StanceWord
    tokens: tuple[int, ...]
    negated: bool

    @property
    def last(self) -> int:
        """Number of its last token."""
        return self.tokens[-1]


class Operatives:
    """The stance words of a vocabulary, arranged by their first word; made once for all texts."""

    def __init__(self, words: StanceWords) -> None:
        self.effects = words.effects
        self._rows: dict[tuple[str, str], list[tuple[tuple[str, ...], StanceWord]]] = defaultdict(list)
        for word in words.words.values():
            first, *rest = word.phrase.split()
            self._rows[first, word.word_class].append((tuple(rest), word))
        for rows in self._rows.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._named: dict[str, list[StanceWord]] = defaultdict(list)
        for word in words.words.values():
            if word.word_class == "predicate" and word.phrase.split()[0] in _ARTICLES:
                self._named[word.phrase.split()[-1]].append(word)

    def find(self, doc: Any) -> dict[int, Operative]:
        """Return the operatives of a parsed text by the number of their head token."""
        found = {}
        for token in doc:
            if token.pos_ in {"VERB", "AUX", "NOUN", "ADJ", "ADV"}:
                operative = self.at(token) or (self.called(token) if token.pos_ == "VERB" else None)
                if operative is not None:
                    found[token.i] = operative
        return found

    def opening(self, doc: Any, start: int, end: int) -> Operative | None:
        """Return the stance verb with which an item opens ("Strongly demands that ..."), whatever the parse took it for."""
        at = start
        while at < end and (doc[at].pos_ == "ADV" or doc[at].lower_ in _ALSO):
            at += 1
        if at >= end:
            return None
        token = doc[at]
        for form in dict.fromkeys((token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s"))):
            for rest, word in self._rows.get((form, "verb"), ()):
                numbers = _rest(token, rest)
                if numbers is not None:
                    return Operative(token, word, (token.i, *numbers), negated=False)
        return None

    def predicate(self, verb: Any) -> StanceWord | None:
        """Return the predicate that "be" joins to its subject ("is vital", "is a red line", "are the only viable ways")."""
        return self._predicate_from(verb.doc, verb.i + 1, verb.sent.end)

    def _predicate_from(self, doc: Any, start: int, end: int) -> StanceWord | None:
        row = [t for t in doc[start : min(start + _WIDEST, end)] if not t.is_punct]
        for skipped in range(min(len(row), _GAP + 1)):
            for rest, word in self._predicates_at(row[skipped]):
                if _goes_on(row[skipped + 1 :], rest):
                    return word
            if row[skipped].pos_ not in {"ADV", "PART", "DET", "AUX"}:
                return None
        return None

    def _predicates_at(self, token: Any) -> list[tuple[tuple[str, ...], StanceWord]]:
        return self._rows.get((token.lower_, "predicate"), [])

    def called(self, verb: Any) -> Operative | None:
        """Return the operative in "calls it a mistake", "branded the raid a crime", "regards the law as an insult"."""
        said = next((c for c in verb.children if c.i > verb.i and (c.dep_ in _CALLED or c.lower_ == "as")), None)
        if said is None or verb.lemma_.lower() not in CALLING:
            return None
        named = child(said, "nsubj")
        start = named.right_edge.i + 1 if named is not None else said.i + 1 if said.lower_ == "as" else said.left_edge.i
        word = self._predicate_from(verb.doc, start, verb.sent.end)
        return Operative(verb, word, (verb.i, max(start, said.i)), is_denied(verb)) if word is not None else None

    def said_of_subject(self, verb: Any) -> StanceWord | None:
        """Return the stance word of a verb that judges its subject ("deserves support", "would harm the talks", "must stay")."""
        for rest, word in self._rows.get((_lemma(verb), "subject"), ()):
            if _rest(verb, rest) is not None:
                return word
        return None

    def named(self, noun: Any) -> StanceWord | None:
        """Return the predicate that a noun names as the thing wanted or feared: "the only way out", "our first demand"."""
        around = {c.lower_ for c in noun.children} | {"the", "a", "an", noun.lemma_.lower()}
        fitting = [word for word in self._named.get(noun.lemma_.lower(), ()) if set(word.phrase.split()) <= around]
        return max(fitting, key=lambda word: len(word.phrase.split()), default=None)

    def at(self, token: Any) -> Operative | None:
        """Return the operative whose head a token is, if any."""
        for word_class in _classes(token):
            first = token.lower_ if word_class == "adjective" else _lemma(token)
            for rest, word in self._rows.get((first, word_class), ()):
                numbers = _rest(token, rest)
                if numbers is not None and _fits(token, word):
                    none = word.word_class in {"noun", "impersonal"} and any(c.lower_ == "no" and c.dep_ == "det" for c in token.children)
                    return Operative(token, word, (token.i, *numbers), is_denied(token) ^ none)
        return None


def _goes_on(row: list[Any], rest: tuple[str, ...]) -> bool:
    """Say whether the further words of a predicate follow, with adjectives between allowed."""
    for word in rest:
        while row and row[0].pos_ == "ADJ" and row[0].lower_ != word:
            row = row[1:]
        if not row or word not in {row[0].lower_, row[0].lemma_.lower()}:
            return False
        row = row[1:]
    return True


def _classes(token: Any) -> Iterator[str]:
    if token.pos_ in {"VERB", "AUX"}:
        if (token.tag_ == "VBN" and token.lower_ in {"opposed", "committed"}) or (token.lower_ == "prepared" and child(token, "xcomp")):
            yield "adjective"
        yield "verb"
    elif token.pos_ == "NOUN":
        yield "noun"
        yield "impersonal"
    else:
        yield "adjective"


def _fits(token: Any, word: StanceWord) -> bool:
    if word.phrase == "like":
        return bool(auxiliaries(token) & {"would", "'d", "’d"})
    if word.word_class == "verb" and token.dep_ == "amod":
        return _is_perfect(token)
    return token.pos_ != "ADJ" or token.dep_ in {"acomp", "conj", "oprd", "ROOT", "ccomp", "advcl", "appos", "amod", "relcl", "acl"}


def _lemma(token: Any) -> str:
    """Return the lemma, mended where the model takes "hopes" for hops."""
    lemma = str(token.lemma_.lower())
    return "hope" if lemma == "hop" else lemma


def _is_perfect(participle: Any) -> bool:
    """Say whether a participle before a noun is really the verb after "has", perhaps with an adverb between ("has long opposed plans")."""
    noun = participle.head
    between = participle.doc[noun.head.i + 1 : participle.i] if noun.dep_ == "dobj" and noun.head.lemma_ == "have" else None
    return between is not None and noun.head.i < participle.i and all(t.pos_ == "ADV" for t in between)


def _rest(token: Any, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Find the further words of a phrase: close behind, past articles and adjectives; a last preposition also as a dependent."""
    numbers: list[int] = []
    at = token
    for position, word in enumerate(rest):
        following = _next(at, word)
        if following is None and position == len(rest) - 1:
            following = next((c for c in at.children if c.i > at.i and c.lower_ == word and c.dep_ in {"prep", "prt", "dative"}), None)
        if following is None:
            return None
        numbers.append(following.i)
        at = following
    return tuple(numbers)


def _next(token: Any, word: str) -> Any | None:
    doc = token.doc
    for number in range(token.i + 1, min(token.i + 2 + _GAP, len(doc))):
        other = doc[number]
        if other.lower_ == word or other.lemma_.lower() == word:
            return other
        if other.pos_ not in _BETWEEN:
            return None
    return None


def is_denied(token: Any) -> bool:
    """Say whether "not", "never" or "no longer" denies a verb, or the verb to which an adjective or noun belongs."""
    verb = token
    if (token.pos_ in {"ADJ", "ADV"} or token.dep_ in {"acomp", "attr"}) and token.head.pos_ in {"AUX", "VERB"}:
        verb = token.head
    around = verb.head.children if verb.dep_ == "xcomp" and verb.head.lemma_ == "go" else ()
    for c in (*verb.children, *(token.children if verb.i != token.i else ()), *around):
        if c.dep_ == "neg" or c.lower_ in {"never", "neither", "nor", "not", "n't"}:
            return True
        if c.lower_ == "longer" and any(g.lower_ == "no" for g in c.children):
            return True
    return False


def auxiliaries(verb: Any) -> set[str]:
    """Return the auxiliaries of a verb, or of the verb it is joined to when it has neither auxiliaries nor a subject of its own."""
    for _ in range(_CHAIN):
        own = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
        if own or verb.dep_ != "conj" or verb.head.pos_ not in {"VERB", "AUX"} or child(verb, "nsubj", "nsubjpass") is not None:
            return own
        verb = verb.head
    return set()


def is_possible(verb: Any) -> bool:
    """Say whether a verb tells only what may be or might have been."""
    words = auxiliaries(verb)
    return bool(words & _UNREAL) or ("would" in words and "have" in words)


def is_conditional(verb: Any) -> bool:
    """Say whether a verb stands under a condition or in a question, so that nobody is said to hold the stance."""
    if verb.sent.text.rstrip(" \"'”’\n").endswith("?"):
        return True
    token = verb
    for _ in range(6):
        if any(c.dep_ in {"mark", "advmod"} and c.lower_ in _CONDITIONS and c.i < token.i for c in token.children):
            return True
        if token.head.i == token.i or token.dep_ not in {"conj", "xcomp", "advcl", "acomp"}:
            return False
        token = token.head
    return False


def is_finite(verb: Any) -> bool:
    """Say whether a verb tells what is, rather than hangs as an infinitive or gerund on another; "continued to demand" tells it."""
    if verb.tag_ in {"VBD", "VBZ", "VBP"} or verb.dep_ == "amod":
        return True
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if helpers - {"to"}:
        return True
    if verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        return is_finite(verb.head)
    if verb.dep_ == "xcomp" and verb.head.lemma_ in _GOING_ON:
        return is_finite(verb.head)
    if verb.tag_ == "VBG" and verb.dep_ in {"acl", "advcl"}:
        return child(verb, "mark") is None
    return bool(verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl", "ROOT"})
