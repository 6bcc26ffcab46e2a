"""What a clause says of its matter by its own verb: that it must be or never be, is promised, is good or bad, or is what is wanted."""

from typing import Any

from communique.reading.clauses import PASSIVE_SUBJECTS, SUBJECTS, child, is_passive, subject
from communique.reading.operatives import COPULAS, Operatives, auxiliaries, is_conditional, is_denied, is_possible
from communique.reading.ways import Way

_MUST = frozenset({"must", "shall"})
_SHOULD = frozenset({"should", "ought"})
_CAN = frozenset({"can", "cannot", "ca"})
_WILL = frozenset({"will", "'ll", "’ll", "wo", "would", "'d", "’d"})
_ALLOWING = frozenset({"accept", "allow", "tolerate", "permit", "recognise", "recognize", "forget", "forgive", "admit", "agree"})
_STRONG, _MILD, _PLAIN = 8, 5, 6
_SAYING_NO, _SAYING_YES, _HAVING_ENOUGH = frozenset({"no"}), frozenset({"yes"}), frozenset({"enough", "away", "down"})


class Clauses:
    """Judges single clauses by the stance words of a vocabulary."""

    def __init__(self, operatives: Operatives) -> None:
        self._operatives = operatives

    def own(self, verb: Any, *, no: bool) -> Way | None:
        """Return the way when the clause of a verb itself demands, refuses, promises or values what the verb tells; `no`: it is denied."""
        helpers = auxiliaries(verb)
        if "to" in helpers and has_to(verb) and verb.head.lemma_.lower() == "ought":
            return Way("modal", verb, strength=_MILD)
        if (
            helpers & _MUST
            or ("to" in helpers and has_to(verb))
            or (helpers & _CAN and no)
            or (no and "could" in helpers and _is_never(verb))
        ):
            return Way("modal", verb, strength=_STRONG)
        if helpers & _SHOULD:
            return Way("modal", verb, strength=_MILD)
        if helpers & _WILL and no and _is_never(verb):
            return Way("modal", verb, strength=_STRONG)
        if (helpers & _WILL or _is_going_to(verb)) and (_would_promise(verb) or (_is_promise(verb) and "would" not in helpers)):
            return Way("promise", verb, strength=_PLAIN)
        if is_imperative(verb):
            return Way("imperative", verb, strength=_PLAIN)
        return self._said_of_it(verb)

    def _said_of_it(self, verb: Any) -> Way | None:
        """Return the predicate that "it" takes before a clause: "it is vital to", "it would be wrong to", "it is high time that"."""
        if verb.dep_ not in {"xcomp", "ccomp", "advcl", "csubj", "acl"}:
            return None
        around = verb.head
        if around.pos_ in {"ADJ", "NOUN"} and around.dep_ in {"acomp", "attr"}:
            around = around.head
        doer = child(around, "expl", "nsubj") if around.lemma_.lower() in COPULAS else None
        if doer is None or doer.lower_ not in {"it", "that", "this"}:
            return None
        predicate = self._operatives.predicate(around)
        return Way("predicate", around, predicate=predicate) if predicate is not None and predicate.phrase != "possible" else None

    def judged(self, verb: Any) -> Way | None:
        """Return what a verb says of its subject: that it is vital or wrong, deserves support, would harm, must stay."""
        if _hangs_on_condition(verb):
            return None
        predicate = self._operatives.predicate(verb) if verb.lemma_.lower() in COPULAS else None
        if predicate is not None:
            return Way("predicate", verb, predicate=predicate)
        told = self._operatives.said_of_subject(verb) if _is_general(verb) else None
        return Way("predicate", verb, predicate=told) if told is not None else None

    def equated(self, verb: Any) -> Way | None:
        """Return the way when what "be" joins to a matter is what somebody wants or fears: "the only way out is", "what we need is"."""
        if verb.lemma_.lower() not in COPULAS:
            return None
        told = child(verb, "csubj")
        if told is not None and child(told, "dobj") is not None:
            wanted = self._operatives.at(told)
            return Way("operative", told, operative=wanted) if wanted is not None else None
        noun = child(verb, "nsubj") or _before_aside(verb)
        owner = child(noun, "poss") if noun is not None else None
        if noun is None or noun.pos_ != "NOUN" or (owner is not None and owner.pos_ != "PRON"):
            return None
        predicate = self._operatives.named(noun)
        return Way("predicate", verb, predicate=predicate) if predicate is not None else None


def _before_aside(verb: Any) -> Any | None:
    """Return the first noun of a sentence for a copula that has lost it to an aside: "The only way out, he wrote, is an election"."""
    if verb.doc[verb.i - 1].text != "," or verb.dep_ not in {"conj", "ccomp", "ROOT"}:
        return None
    opening = next((t for t in verb.doc[verb.sent.start : verb.i] if t.pos_ not in {"DET", "ADJ", "ADV", "PUNCT"}), None)
    return opening if opening is not None and opening.pos_ == "NOUN" else None


def exclaimed(preposition: Any) -> Way | None:
    """Return the way of "No to war", "Yes to talks", "Enough of this blockade", where no verb stands."""
    before = preposition.doc[preposition.i - 1].lower_ if preposition.i > preposition.sent.start else ""
    if preposition.lower_ == "to" and before in _SAYING_NO | _SAYING_YES:
        return Way("imperative", preposition, turned=before in _SAYING_NO, strength=_PLAIN)
    if preposition.lower_ in {"of", "with"} and before in _HAVING_ENOUGH:
        return Way("imperative", preposition, turned=True, strength=_PLAIN)
    return None


def _hangs_on_condition(verb: Any) -> bool:
    """Say whether a judgement holds only without or until something: "without guarantees any truce is worthless"."""
    return any(c.dep_ == "prep" and c.lower_ == "without" for c in verb.children) or is_conditional(verb)


def _is_general(verb: Any) -> bool:
    """Say whether a verb tells what its subject does or will do, not what it once did ("the attack killed twelve") or may do."""
    if is_passive(verb) or is_possible(verb) or child(verb, *SUBJECTS) is None:
        return is_denied(verb) and bool(auxiliaries(verb) & _CAN) and not is_passive(verb)
    return verb.tag_ in {"VBZ", "VBP"} or bool(auxiliaries(verb) & (_WILL | {"does", "do"}))


def is_disbelieved(verb: Any) -> bool:
    """Say whether the clause of a verb is what somebody does not think: "we do not believe that sanctions are necessary"."""
    return bool(verb.dep_ == "ccomp" and verb.head.lemma_ in {"think", "believe", "feel", "consider"} and is_denied(verb.head))


def has_to(verb: Any) -> bool:
    """Say whether "has to" obliges: now, or in reported words ("said that the fighting had to stop"), not once in the narration."""
    around = verb.head
    if verb.dep_ != "xcomp" or around.lemma_.lower() not in {"have", "need", "ought"}:
        return False
    told = around.dep_ == "ccomp" or (around.dep_ == "conj" and around.head.dep_ == "ccomp")
    return around.tag_ in {"VBZ", "VBP", "MD", "VB"} or around.lemma_.lower() == "ought" or (around.tag_ == "VBD" and told)


def is_imperative(verb: Any) -> bool:
    """Say whether a bare verb opens its sentence and has no subject: "Stop the killing", "Do not escalate"."""
    if verb.tag_ != "VB" or child(verb, "nsubj", "nsubjpass", "expl") is not None:
        return False
    if any(c.dep_ == "aux" and c.lower_ not in {"do", "let"} for c in verb.children) or verb.dep_ not in {"ROOT", "ccomp"}:
        return False
    before = [t for t in verb.doc[verb.sent.start : verb.i] if not t.is_punct and not t.is_space]
    return all(t.lower_ in {"do", "not", "n't", "please", "now", "and", "so", "first", "never"} for t in before[-4:]) and len(before) <= 3


def _is_never(verb: Any) -> bool:
    """Say whether "will not" refuses for good: "will never be recognised", "will not be tolerated"."""
    if not is_passive(verb) and child(verb, *PASSIVE_SUBJECTS) is None:
        return False
    return verb.lemma_.lower() in _ALLOWING or any(c.lower_ == "never" for c in verb.children)


def _is_going_to(verb: Any) -> bool:
    return bool(verb.dep_ == "xcomp" and verb.head.lemma_ == "go" and verb.head.tag_ == "VBG" and child(verb, "aux") is not None)


def _is_own(doer: Any) -> bool:
    """Say whether a subject is the speaker's own: "my government", "his country"."""
    return any(c.dep_ == "poss" and c.pos_ == "PRON" for c in doer.children)


def _is_promise(verb: Any) -> bool:
    """Say whether "will" is said in the first person, of one's own or of somebody by name, not of things and of people in general."""
    doer = subject(verb) if _is_going_to(verb) else child(verb, "nsubj")
    return doer is not None and (doer.lower_ in {"i", "we"} or doer.pos_ == "PROPN" or _is_own(doer))


def _would_promise(verb: Any) -> bool:
    """Say whether "would" reports a promise: "said it would lift the sanctions", with no condition and no other's doing."""
    doer = child(verb, "nsubj")
    if doer is None or verb.dep_ not in {"ccomp", "conj"}:
        return False
    if not (_is_own(doer) or doer.pos_ == "PROPN" or doer.lower_ in {"it", "he", "she", "they", "we"}):
        return False
    return not any(c.dep_ == "advcl" and child(c, "mark") is not None for c in verb.children) and "have" not in auxiliaries(verb)
