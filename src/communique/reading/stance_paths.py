"""Climbs the parse from an issue to the words that take a stance on it, noting what keeps the stance and what turns it."""

from collections.abc import Mapping
from typing import Any

from communique.reading.clause_stances import Clauses, exclaimed, has_to, is_disbelieved, is_imperative
from communique.reading.clauses import agent, child
from communique.reading.issues import Found
from communique.reading.operatives import Operative, Operatives, auxiliaries, is_denied, is_finite
from communique.reading.ways import Way
from communique.vocabulary.stances import WordClass

_AGAINST = frozenset({"opposes", "rejects"})
_OUTSIDE = frozenset(
    {
        "despite", "amid", "amidst", "after", "before", "during", "since", "because", "as", "than", "like", "following", "under", "until",
        "among", "ahead", "via", "through", "besides", "except", "given", "unlike",
    }
)  # fmt: skip
_PURPOSE = frozenset(
    {
        "measure", "step", "effort", "action", "way", "move", "need", "plan", "work", "mechanism", "commitment", "decision", "deal",
        "agreement", "right", "pledge", "attempt", "initiative", "proposal", "resolution", "guarantee", "call", "appeal", "law", "offer",
        "bid", "time", "application", "willingness", "request", "demand", "insistence",
    }
)  # fmt: skip
_OBLIGING = frozenset({"must", "shall", "should", "ought"})
_DOERS = ("nsubj", "nsubjpass", "csubj", "expl")
_UNTIL = frozenset({"without", "until", "unless", "while"})
_ABOUT = frozenset({"of", "for", "to", "about"})
_TOWARD = frozenset({"to", "with", "on", "about"})
_LETTING = frozenset({"allow", "permit", "let"})
_OF_HEADING = 5
_ASKS_FOR = frozenset({"call", "push", "press", "appeal", "apply", "work", "prepare", "vote", "provide", "pay", "allow", "opt", "arrange"})
_HIGHEST = 14


Step = tuple[Any, bool, Way | None]


class Climber:
    """Climbs from issues in one parsed text; `topics` are the tokens of all issues found there, by number."""

    def __init__(self, doc: Any, operatives: Operatives, found: list[Found]) -> None:
        self._doc, self._clauses = doc, Clauses(operatives)
        self._at = operatives.find(doc)
        self._by_last = {o.last: o for o in sorted(self._at.values(), key=_fullness) if len(o.tokens) > 1}
        self._tops = {i: one.top for one in found for i in one.tokens}
        self._effects: Mapping[tuple[str, WordClass], str] = operatives.effects

    @property
    def operatives(self) -> Mapping[int, Operative]:
        """The operatives of the text by the number of their head token."""
        return self._at

    def way(self, found: Found, *, heading: bool = False) -> Way | None:
        """Return how somebody takes a stance on an issue here, or None when the words between do not tell.

        In a `heading` or item of a list the top of the sentence is reached without a stance word: whoever wrote the list asks for it.
        """
        token, own = self._doc[found.top], frozenset(found.tokens)
        turned, path, inner = _has_no(token) ^ found.against, [token.i], None
        if token.pos_ in {"VERB", "AUX"}:
            turned ^= is_denied(token)
            way = self._clauses.own(token, no=is_denied(token))
            if way is not None:
                return _ended(way, turned, path)
        for _ in range(_HIGHEST):
            cry = exclaimed(token) if token.pos_ == "ADP" else None
            if cry is not None:
                return _ended(cry, turned, path)
            if token.head.i == token.i:
                return _ended(Way("heading", token, strength=_OF_HEADING), turned, path) if heading else None
            if token.dep_ in {"conj", "nmod"} and token.head.i not in own and token.head.i in self._tops:
                token, path = self._doc[self._tops[token.head.i]], path
                continue
            if token.dep_ == "conj":
                token, path = token.head, [found.top] if token.i == found.top else path
                if is_imperative(token):
                    return _ended(Way("imperative", token, strength=6), turned, path)
                continue
            step = self._step(token, own)
            if step is None:
                asked = heading and _is_asked_to(token)
                return _ended(Way("heading", token, strength=_OF_HEADING), turned, path) if asked else None
            token, flips, way = step
            turned ^= flips
            if way is not None:
                way.inner = inner
                return _ended(way, turned, path)
            if token.pos_ not in {"ADP", "PART", "SCONJ"}:
                path.append(token.i)
                inner = self._at.get(token.i)
        return None

    # -- one step up ----------------------------------------------------------------------------------------------------

    def _step(self, token: Any, own: frozenset[int]) -> Step | None:
        """Move to the head of a token: the head, whether it turns the stance, and the way when the head takes a stance itself."""
        above, relation = token.head, token.dep_
        if relation in {"nsubj", "nsubjpass", "csubj"}:
            return self._from_subject(_resumed(token, above), relation)
        if not _may_climb(token, relation, own) and not (relation in {"compound", "nmod", "amod"} and self._effect(above) == "keep"):
            return None
        if _is_there_none(token):
            return None if _hangs_on_more(token) else (above, False, Way("modal", above, strength=8))
        if token.lower_ == "without" and _is_there_none(above):
            return above.head, True, Way("modal", above.head, strength=8)
        operative = self._by_last.get(token.i) or self._at.get(above.i) or self._perfect(token, above)
        if operative is not None and _is_argument(token, operative):
            above = operative.head
            if operative.word.word_class == "noun" and above.dep_ == "dobj" and self._governs(above):
                return self._passed(above, (operative.word.stance in _AGAINST) ^ is_denied(above))
            if self.decides(operative):
                return above, False, Way("operative", above, operative=operative)
            return self._passed(above, (operative.word.stance in _AGAINST) ^ is_denied(above))
        if above.i in self._tops and above.i not in own:
            return None
        if relation == "advcl" and above.pos_ in {"VERB", "AUX"} and not _is_for_clause(token):
            return None
        if above.pos_ in {"ADP", "PART", "SCONJ"}:
            inside = above.lower_ not in _OUTSIDE or _is_nothing_more(above)
            return (above, above.lower_ == "without", None) if inside else None
        about = child(above, "nsubj")
        told = relation in {"attr", "xcomp", "ccomp"} and (about is None or about.i not in self._tops)
        equated = self._clauses.equated(above) if told else None
        if equated is not None:
            return above, False, equated
        effect = self._effect(above) or _default(token, above)
        if (effect is None and above.i not in own) or (token.lower_ == "from" and effect != "flip") or _is_aim(token, above):
            return None
        return self._passed(
            above, no=_has_no(token), flips=(effect == "flip") ^ (is_denied(above) if above.pos_ in {"VERB", "AUX"} else _has_no(above))
        )

    def _governs(self, noun: Any) -> bool:
        """Say whether a stance on somebody's call or offer is told: "welcomed the call for talks"; "voiced support" is one phrase."""
        around = self._at.get(noun.head.i)
        return around is not None and noun.i not in around.tokens

    def _perfect(self, noun: Any, verb: Any) -> Operative | None:
        """Return the participle that the parse took for an adjective in "has long opposed inspections"."""
        if verb.lemma_ != "have" or noun.dep_ != "dobj":
            return None
        return next((self._at[c.i] for c in noun.children if c.dep_ == "amod" and c.i in self._at), None)

    def _passed(self, above: Any, flips: bool, *, no: bool = False) -> Step:
        way = self._clauses.own(above, no=no or is_denied(above)) if above.pos_ in {"VERB", "AUX"} else None
        return above, flips, way

    def decides(self, operative: Operative) -> bool:
        """Say whether an operative is what its clause tells, rather than what another verb is about ("urged them to support")."""
        head = operative.head
        return operative.word.word_class != "verb" or (is_finite(head) and not auxiliaries(head) & _OBLIGING)

    def opens_against(self, start: int, reckoned: tuple[int, ...]) -> bool:
        """Say whether a heading opens with a gerund that turns the stance and that the climb did not pass ("Lifting sanctions")."""
        token = self._doc[start]
        return start not in reckoned and token.lower_.endswith("ing") and self._effects.get((_stem(token), "verb")) == "flip"

    def _effect(self, token: Any) -> str | None:
        lemma = token.lemma_.lower()
        if token.pos_ in {"VERB", "AUX"}:
            particle = child(token, "prt")
            if particle is not None and (lemma, "verb") in self._effects:
                return self._effects.get((f"{lemma} {particle.lower_}", "verb"), self._effects[lemma, "verb"])
            if particle is not None:
                return self._effects.get((f"{lemma} {particle.lower_}", "verb"))
            passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in token.children)
            return (self._effects.get((lemma, "passive")) if passive else None) or self._effects.get((lemma, "verb"))
        named = self._effects.get((lemma, "noun"))
        return named or (self._effects.get((_stem(token), "verb")) if token.lower_.endswith("ing") else None)

    # -- clauses that say what must be ------------------------------------------------------------------------------------

    def _from_subject(self, verb: Any, relation: str) -> Step | None:
        """Judge a clause whose subject holds the issue: "X must be respected", "X is vital", "X was demanded by Y"."""
        operative = self._at.get(verb.i)
        if operative is not None and relation == "nsubjpass" and len(operative.tokens) == 1 and agent(verb) is not None:
            return verb, False, Way("operative", verb, operative=operative)
        around = self._at.get(verb.head.i)
        called = around is not None and around.word.word_class == "predicate" and verb.dep_ in {"ccomp", "oprd", "xcomp"}
        if around is not None and (called or (verb.dep_ == "ccomp" and around.word.stance in _AGAINST)):
            return around.head, False, Way("operative", around.head, operative=around)
        further = None
        for told in (verb, *(c for c in verb.children if c.dep_ == "conj" and c.pos_ in {"VERB", "AUX"} and child(c, *_DOERS) is None)):
            judged = self._clauses.judged(told)
            if judged is not None:
                return told, is_disbelieved(told), judged
            step = self._said_of(told, relation)
            if step is not None and step[2] is not None:
                return step
            further = further or step
        return further

    def _said_of(self, verb: Any, relation: str) -> Step | None:
        """Judge one verb whose subject holds the issue by what it makes of it: "must end", "must not be allowed to fail"."""
        operative = self._at.get(verb.i)
        obliged = next((c for c in verb.children if c.dep_ == "xcomp" and has_to(c)), None)
        if obliged is not None:
            verb, operative = obliged, None
        if "can" in auxiliaries(verb) and any(c.lower_ == "by" for c in verb.children):
            return None
        effect = self._effect(verb)
        if effect is None and operative is not None and relation == "nsubjpass":
            effect = "flip" if operative.word.stance in _AGAINST else "keep"
        let = child(verb, "xcomp") if verb.lemma_.lower() in _LETTING else None
        if effect is None:
            return None
        return self._passed(verb, (effect == "flip") ^ is_denied(verb) ^ (let is not None and self._effect(let) == "flip"))


def _ended(way: Way, turned: bool, path: list[int]) -> Way:
    doer = child(way.at, "nsubj") if way.kind == "modal" else None
    nobody = doer is not None and doer.i not in path and (_has_no(doer) or doer.lower_ in {"nobody", "none", "neither"})
    way.turned, way.path = way.turned ^ turned ^ nobody, path
    return way


def _resumed(noun: Any, verb: Any) -> Any:
    """Return the verb that goes on with a subject after an aside taken for its clause: "Sanctions, he said, are a mistake"."""
    others = [c for c in verb.children if c.dep_ in _DOERS and c.i > noun.i]
    later = [c for c in verb.children if c.i > verb.i and c.dep_ in {"ccomp", "conj"} and c.pos_ in {"VERB", "AUX"}]
    going_on = [c for c in later if child(c, *_DOERS) is None]
    return going_on[0] if others and going_on and noun.i < verb.i else verb


def _fullness(operative: Operative) -> tuple[bool, int]:
    """Order operatives that end in one word: "sees no point in" before "point in", "committed to" before "is committed to"."""
    return operative.head.lemma_ != "be", len(operative.tokens)


def _is_nothing_more(than: Any) -> bool:
    """Say whether "than" belongs to "nothing more than", which wants what follows."""
    before = [t.lower_ for t in than.doc[max(0, than.i - 2) : than.i]]
    return than.lower_ == "than" and before[:1] == ["nothing"]


def _is_there_none(noun: Any) -> bool:
    """Say whether a noun is what there is none of: "there is no military solution", "there can be no truce"."""
    return noun.dep_ == "attr" and noun.head.lemma_ == "be" and _has_no(noun) and child(noun.head, "expl") is not None


def _hangs_on_more(noun: Any) -> bool:
    """Say whether what there is none of is missing only without or until something: "no peace without justice"."""
    around = (*noun.children, *noun.head.children)
    return any(c.lower_ in _UNTIL or (c.dep_ == "advcl" and any(m.lower_ in _UNTIL for m in c.children)) for c in around)


def _default(token: Any, above: Any) -> str | None:
    """Return the effect of a word that no list has: a noun with its preposition and an infinitive with its object keep the stance."""
    if above.pos_ == "NOUN" and token.dep_ == "prep":
        return "flip" if token.lower_ == "against" else "keep" if token.lower_ in _ABOUT else None
    bare = above.pos_ == "VERB" and above.tag_ in {"VB", "VBG"} and above.dep_ in {"xcomp", "pcomp", "acl", "advcl", "ccomp"}
    return "keep" if bare and (token.dep_ == "dobj" or (token.dep_ == "prep" and token.lower_ in _TOWARD)) else None


def _has_no(noun: Any) -> bool:
    return any(c.lower_ == "no" and c.dep_ == "det" for c in noun.children)


def _may_climb(token: Any, relation: str, own: frozenset[int]) -> bool:
    """Say whether the head of a token is about it: objects, prepositions and infinitives are, asides and relative clauses are not."""
    if relation in {"dobj", "pobj", "prep", "pcomp", "xcomp", "ccomp", "attr", "appos", "oprd", "prt", "dative", "agent", "acomp", "dep"}:
        return True
    if relation in {"compound", "amod", "nmod", "poss"}:
        return token.head.i in own
    if relation in {"acl", "relcl", "advcl"} and token.pos_ in {"VERB", "AUX"}:
        to = any(c.lower_ == "to" and c.dep_ == "aux" for c in token.children)
        if relation == "advcl":
            return to or _is_for_clause(token)
        that = any(c.lower_ == "that" and c.dep_ in {"mark", "dobj"} and c.i < token.i for c in token.children)
        return (to or that) and token.head.lemma_.lower() in _PURPOSE
    return False


def _is_asked_to(verb: Any) -> bool:
    """Say whether an infinitive belongs to the name on top of an item: "Azerbaijan, to lift the blockade"."""
    to = any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children)
    return to and verb.head.head.i == verb.head.i and verb.head.pos_ in {"PROPN", "NOUN"}


def _is_aim(preposition: Any, verb: Any) -> bool:
    """Say whether "for" after a verb tells what something is for ("using the profits for"), not what it is about ("push for")."""
    return bool(preposition.lower_ == "for" and preposition.dep_ == "prep" and verb.pos_ == "VERB" and verb.lemma_ not in _ASKS_FOR)


def _stem(gerund: Any) -> str:
    """Return the verb of a gerund, whatever the parse took it for."""
    lemma = str(gerund.lemma_.lower())
    return lemma.removesuffix("ing") if lemma.endswith("ing") else lemma


def _is_for_clause(verb: Any) -> bool:
    return any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.children)


def _is_argument(token: Any, operative: Operative) -> bool:
    """Say whether a token is what an operative is about, not its place, time or manner, nor the one who is asked."""
    if operative.word.word_class == "predicate":
        return token.dep_ in {"dobj", "nsubjpass"}
    if token.dep_ == "dobj" and operative.word.stance in {"demands", "calls for"} and child(operative.head, "xcomp") is not None:
        return False
    if token.dep_ == "ccomp" and not _is_asked_that(token, operative):
        return False
    if token.dep_ in {"prep", "agent"}:
        return token.i in operative.tokens or _is_joined_preposition(token, operative) or _belongs_to_object(token, operative)
    if token.dep_ == "advcl":
        if any(c.i in operative.tokens for c in token.children):
            return True
        return token.i > operative.head.i and operative.word.phrase.split()[-1] in {
            "call",
            "push",
            "press",
            "urge",
            "appeal",
            "ready",
            "prepared",
        }
    return bool(token.i > operative.head.i or token.dep_ in {"dobj", "nsubjpass"})


def _is_asked_that(verb: Any, operative: Operative) -> bool:
    """Say whether a clause is what an operative asks for; after "insist" and "suggest" only a subjunctive is ("that they be freed")."""
    if operative.word.stance not in {"demands", "calls for"}:
        return False
    bare = verb.tag_ == "VB" or any(c.lower_ == "be" and c.dep_ in {"aux", "auxpass"} for c in verb.children)
    return operative.word.phrase not in {"insist", "suggest"} or bare


def _belongs_to_object(preposition: Any, operative: Operative) -> bool:
    """Say whether the parse gave the verb what belongs to its object: "supports the right of peoples to self-determination"."""
    noun = child(operative.head, "dobj")
    return noun is not None and noun.lemma_ in {"right", "return", "end", "access", "solution"} and preposition.lower_ in {"to", "of"}


def _is_joined_preposition(token: Any, operative: Operative) -> bool:
    """Say whether a second preposition goes on where the first one did: "called for talks and for a truce"."""
    last = operative.head.doc[operative.last]
    return bool(token.lower_ == last.lower_ and token.i > last.i)
