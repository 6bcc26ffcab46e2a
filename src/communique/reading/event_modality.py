"""Whether an event happened, by the words around its trigger: auxiliaries, negation, what governs it, and in whose speech it stands."""

from dataclasses import dataclass
from typing import Any

from communique.reading.clauses import child
from communique.reading.drafts import Draft
from communique.reading.event_triggers import gerund_subject
from communique.record import Modality
from communique.vocabulary.event_words import EventWords

_WILL = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_WOULD = frozenset({"would", "'d", "’d"})
_MAY = frozenset({"could", "might", "may", "can", "ca"})
_MUST = frozenset({"must", "should", "ought", "need"})
_IFS = frozenset({"if", "unless", "whether", "lest"})
_LATER = frozenset({"until", "when", "once", "before", "after", "till"})
_LINKS = frozenset({"xcomp", "ccomp", "pcomp", "acl", "advcl", "oprd", "conj", "relcl", "csubj", "csubjpass", "acomp", "attr", "dep"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their", "our", "your", "my"})
_NOBODY = frozenset({"no", "nobody", "neither"})
_WHOEVER = frozenset({"any", "anyone", "whoever"})
_COPULAS = frozenset({"be", "have", "seem", "appear", "remain"})
_TRUE = frozenset({"true", "correct", "accurate", "right"})
_FALSE = frozenset(
    {"false", "untrue", "baseless", "unfounded", "groundless", "absurd", "lie", "fabrication", "invention", "hoax", "fake", "hysteria"}
)
_INVENTED = frozenset({"novel", "film", "movie", "scenario", "game", "wargame", "simulation", "story", "thriller", "exercise", "drill"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEPTH = 9


@dataclass(frozen=True, slots=True)
class Modal:
    """A modality with the words that tell it, and the token that governs the event, when one does; `negated` says it is told not to be."""

    modality: Modality
    words: str = ""
    governor: int | None = None
    negated: bool = False


HAPPENED = Modal("happened")
_NOT = Modal("hypothetical", "not", None, True)
_NOT_TO_BE = Modal("hypothetical", "not to", None, True)


class Modalities:
    """Reads modality with the declared words."""

    def __init__(self, words: EventWords) -> None:
        self._verbs, self._nouns = words.modality["verb"], words.modality["noun"]
        self._adjectives, self._adverbs = words.modality["adjective"], words.modality["adverb"]
        self._phrases = words.modality["phrase"]

    def of(self, trigger: Any, *, is_noun: bool) -> Modal:
        """Return how the text speaks of what a trigger names, speech around it left aside."""
        node, noun = trigger, is_noun
        inner: Modal | None = None
        for _ in range(_DEPTH):
            told = self._of_noun(node) if noun else self._of_verb(node)
            if told is not None:
                inner = told if inner is None else _around(inner, told)
                if inner.negated:
                    break
            step = self._from_noun(node) if noun else self._from_verb(node)
            if isinstance(step, Modal):
                inner = step if inner is None else _around(inner, step)
                if step.governor is None or step.governor == node.i or inner.negated:
                    break
                node = trigger.doc[step.governor]
            elif step is None:
                break
            else:
                node = step
            noun = node.pos_ not in {"VERB", "AUX"}
        return inner or HAPPENED

    # -- what stands on the word itself ---------------------------------------------------------------------------------

    def _of_verb(self, verb: Any) -> Modal | None:
        told: Modal | None = None
        perfect = any(c.dep_ == "aux" and c.lower_ in {"have", "'ve", "’ve"} for c in verb.children)
        for c in verb.children:
            word = c.lower_
            if c.dep_ == "neg" or (c.dep_ in {"advmod", "preconj", "cc"} and word in {"never", "neither", "nor"}):
                return _NOT if _is_of_the_past(verb) else _NOT_TO_BE
            if c.dep_ in {"aux", "auxpass"}:
                told = told or _auxiliary(word, perfect or _has_condition(verb))
            elif c.dep_ in {"mark", "advmod"} and word in _IFS:
                told = Modal("hypothetical", word)
            elif c.dep_ in {"advmod", "npadvmod", "intj"} and word in self._adverbs:
                told = Modal(self._adverbs[word], word)
            elif c.dep_ in {"nsubj", "nsubjpass", "dobj"} and _quantifier(c) in _NOBODY:
                return _NOT
            elif c.dep_ == "prep" and c.lower_ == "in" and (where := child(c, "pobj")) is not None and where.lemma_ in _INVENTED:
                told = told or Modal("hypothetical", where.text)
        if told is None and verb.tag_ in {"VBZ", "VBP"} and _has_condition(verb):
            return Modal("hypothetical", "if")
        if told is None and _is_unreal_past(verb):
            return Modal("hypothetical", "had")
        if told is None and verb.tag_ == "VB" and verb.dep_ == "ROOT" and child(verb, "aux", "nsubj", "csubj") is None:
            return Modal("demanded", verb.text)
        return told

    def _of_noun(self, noun: Any) -> Modal | None:
        for c in noun.children:
            word = c.lower_
            if c.i < noun.i and c.dep_ in {"amod", "det", "compound", "nmod", "advmod"}:
                if word in {"no", "neither"}:
                    return _NOT
                modality = self._adjectives.get(word) or self._adverbs.get(word)
                if modality is not None:
                    return Modal(modality, word)
        return None

    # -- what governs it ------------------------------------------------------------------------------------------------

    def _from_verb(self, verb: Any) -> Modal | Any | None:
        """Go one step up from a verb: a modality when the governor tells one, the governor when it passes its own on, else None."""
        head, dep = verb.head, verb.dep_
        if head.i == verb.i or dep not in _LINKS:
            return None
        if dep == "conj":
            return head if _shares(verb, head) else None
        if dep == "pcomp":
            return self._from_preposition(head)
        infinitive = any(c.tag_ == "TO" for c in verb.children)
        if dep == "relcl":
            return Modal("hypothetical", "any") if _quantifier(head) in _WHOEVER else self._infinitive(head, verb, infinitive)
        if dep == "advcl" and not infinitive:
            before = gerund_subject(verb)
            return self._adverbial(verb, head) if before is None else self._from_preposition(before.head)
        if infinitive:
            return self._infinitive(head, verb, infinitive)
        if head.pos_ in {"VERB", "AUX"}:
            return self._clause(verb, head)
        return self._governed_by_noun(head) if dep == "acl" and any(c.dep_ == "mark" for c in verb.children) else None

    def _infinitive(self, head: Any, verb: Any, infinitive: bool) -> Modal | Any | None:
        if not infinitive:
            return None
        if any(c.dep_ == "aux" and c.lower_ == "have" for c in verb.children) and head.pos_ == "VERB":
            return self._governor(head, self._verb_modality(head, None)) if self._verb_modality(head, None) == "alleged" else head
        if head.pos_ == "AUX" or head.lemma_ in {"be", "have"}:
            adjective = child(head, "acomp")
            if adjective is not None and adjective.lower_ in self._adjectives:
                return self._governor(head, self._adjectives[adjective.lower_], adjective.text)
            return self._governor(head, "demanded" if head.lemma_ == "have" else "planned", "to")
        if head.pos_ == "VERB":
            mark = next((c.lower_ for c in verb.children if c.dep_ == "mark"), "to")
            modality = self._verb_modality(head, mark)
            if verb.dep_ == "advcl" and modality in {None, "happened"}:
                return self._governor(head, "planned", "to")
            if modality is None:
                return self._governor(head, "hypothetical")
            return head if modality == "happened" else self._governor(head, modality)
        if head.pos_ == "ADJ":
            return self._governor(head, self._adjectives.get(head.lower_, "hypothetical"))
        return self._governed_by_noun(head) or self._governor(head, "hypothetical")

    def _clause(self, verb: Any, head: Any) -> Modal | Any | None:
        """Read a clause that a verb governs: "denied that", "demanded that Russia withdraw", "began shelling", "considered sending"."""
        quality = child(head, "acomp") if head.lemma_ in _COPULAS else None
        if quality is not None:
            return self._from_quality(head, quality)
        modality = self._verb_modality(head, None)
        if modality is None:
            return None
        if modality == "happened":
            return head if verb.tag_ == "VBG" else None
        if _is_finite(verb) and modality in {"planned", "demanded"}:
            return None
        return self._governor(head, modality)

    def _from_quality(self, copula: Any, quality: Any) -> Modal | None:
        """Read what is said of a deed by an adjective or noun: "it is not true that", "is unlikely", "remains a possibility"."""
        negated = any(c.dep_ == "neg" for c in copula.children)
        word = quality.lemma_.lower()
        if (word in _TRUE and negated) or (word in _FALSE and not negated):
            return Modal("denied", f"not {quality.text}" if negated else quality.text)
        if word in _TRUE | _FALSE:
            return None
        modality = self._adjectives.get(quality.lower_) if quality.pos_ == "ADJ" else self._nouns.get(word)
        return self._governor(copula, modality, quality.text) if modality is not None else None

    def _adverbial(self, verb: Any, head: Any) -> Modal | Any | None:
        """A clause in the present after "until", "when" or "once" waits for what has not come yet, when its main clause does."""
        mark = next((c.lower_ for c in verb.children if c.dep_ in {"mark", "advmod"} and c.lower_ in _LATER), None)
        present = verb.tag_ in {"VBZ", "VBP"} or any(c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP"} for c in verb.children)
        if mark is not None and present and head.pos_ in {"VERB", "AUX"} and (mark in {"until", "till"} or self._of_verb(head) is not None):
            return Modal("hypothetical", mark)
        return None

    def _from_preposition(self, preposition: Any) -> Modal | Any | None:
        """Read what a preposition hangs on: "risk of", "ahead of", "accused of", "plans for"."""
        head, word = preposition.head, preposition.lower_
        if word in self._phrases:
            return Modal(self._phrases[word], word)
        phrase = _phrase_before(preposition)
        if phrase in self._phrases:
            return Modal(self._phrases[phrase], phrase)
        if head.dep_ == "prep" and head.pos_ == "ADP":
            return self._from_preposition(head)
        if word == "including" and head.pos_ == "NOUN":
            return head
        if head.pos_ == "VERB":
            modality = self._verb_modality(head, word, strictly=True)
            if modality is not None and modality != "happened":
                return self._governor(head, modality)
            return None
        if head.pos_ in {"NOUN", "PROPN"} and word in {"of", "for", "about", "to", "against", "on", "over"}:
            return self._governed_by_noun(head)
        return None

    def _governed_by_noun(self, noun: Any) -> Modal | Any | None:
        modality = self._nouns.get(noun.lemma_.lower())
        return self._governor(noun, modality) if modality is not None else None

    def _from_noun(self, noun: Any) -> Modal | Any | None:
        """Go one step up from a noun: to the verb that says it takes place, or to what wants, fears or denies it."""
        head, dep = noun.head, noun.dep_
        if head.i == noun.i:
            return None
        if dep in {"conj", "appos"}:
            return head if head.pos_ in {"NOUN", "PROPN"} else None
        if dep == "pobj":
            return self._from_preposition(head)
        if head.pos_ not in {"VERB", "AUX"}:
            return None
        modality = self._verb_modality(head, None)
        if dep in {"dobj", "nsubjpass", "dative", "attr"} and modality not in {None, "happened"}:
            return self._governor(head, modality)
        quality = child(head, "acomp", "attr") if dep == "nsubj" and head.lemma_ in _COPULAS else None
        told = self._from_quality(head, quality) if quality is not None else None
        if told is not None:
            return told
        if modality == "happened" or head.lemma_ in _COPULAS or dep in {"dobj", "nsubjpass"}:
            return head if modality == "happened" or not _is_definite(noun) else None
        own = self._of_verb(head)
        return own if own is not None and own.negated is False and not _is_definite(noun) else None

    def _verb_modality(self, verb: Any, particle: str | None, *, strictly: bool = False) -> Modality | None:
        """Look a governing verb up with its particles first ("call for", "look forward to"), then, unless `strictly`, alone."""
        lemma = verb.lemma_.lower()
        follow = [c.lower_ for c in verb.children if c.i > verb.i and c.dep_ in {"prt", "prep", "advmod", "acomp"}]
        for word in (*([particle] if particle else ()), *follow):
            found = self._verbs.get(f"{lemma} {word}")
            if found is not None:
                return found
            if word == "forward" and f"{lemma} forward to" in self._verbs:
                return self._verbs[f"{lemma} forward to"]
        if strictly and lemma in self._verbs and self._verbs[lemma] not in {"alleged", "hypothetical", "threatened", "planned", "demanded"}:
            return None
        return self._verbs.get(lemma)

    def _governor(self, head: Any, modality: Modality | None, word: str = "") -> Modal:
        """Make the modality that a governor tells; a governor that is itself denied tells nothing, but for the denial of a denial."""
        if modality is None:
            return HAPPENED
        negated = any(c.dep_ == "neg" or c.lower_ in {"never", "no"} for c in head.children)
        if modality == "denied" and neither_confirms_nor_denies(head):
            return Modal("hypothetical", "nor deny", head.i, True)
        if negated and modality == "denied":
            return Modal("alleged", f"not {head.text}", head.i)
        return Modal(modality, word or head.text, head.i, negated and modality not in {"hypothetical", "alleged"})


def _around(inner: Modal, outer: Modal) -> Modal:
    """Return what a modality becomes inside another: what is only alleged, denied or imagined to be planned is no more than that."""
    if outer.modality == "demanded" and inner.modality == "hypothetical" and inner.governor is not None:
        return Modal("demanded", f"{outer.words} ... {inner.words}", outer.governor or inner.governor)
    if outer.words == "not" or outer.modality not in {"hypothetical", "alleged", "denied"}:
        return inner
    if inner.modality in {"alleged", "denied"} and outer.modality == "hypothetical":
        return inner
    return Modal(outer.modality, f"{outer.words} ... {inner.words}", outer.governor or inner.governor)


def _auxiliary(word: str, perfect: bool) -> Modal | None:
    if word in _WILL:
        return Modal("planned", word)
    if word in _WOULD:
        return Modal("hypothetical" if perfect else "planned", word)
    if word in _MAY:
        return Modal("hypothetical", word)
    if word in _MUST:
        return Modal("hypothetical" if perfect else "demanded", word)
    return None


def _is_unreal_past(verb: Any) -> bool:
    """Say whether "had" stands before its subject: "had Iran attacked the ship, ..."."""
    had = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ == "had"), None)
    under = child(verb, "nsubj", "nsubjpass")
    return had is not None and under is not None and had.i < under.i < verb.i and verb.dep_ == "advcl"


def _has_condition(verb: Any) -> bool:
    """Say whether a verb has a condition of its own ("would suspend its ties if ...")."""
    return any(c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _IFS for m in c.children) for c in verb.children)


def _is_finite(verb: Any) -> bool:
    helpers = (c for c in verb.children if c.dep_ in {"aux", "auxpass"})
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in helpers)


def _is_of_the_past(verb: Any) -> bool:
    """Say whether a verb tells what is or was, so that to negate it in speech is to deny it; "will not" and "not to" deny nothing."""
    return not any(c.tag_ in {"MD", "TO"} for c in verb.children if c.dep_ == "aux")


def neither_confirms_nor_denies(verb: Any) -> bool:
    """Say whether a verb of denying is joined to one of confirming, so that nothing is said at all."""
    if verb.lemma_ not in {"deny", "confirm"}:
        return False
    joined = [verb.head, *(c for c in verb.children if c.dep_ == "conj")]
    return any(other.lemma_ in {"deny", "confirm"} and other.i != verb.i for other in joined)


def _quantifier(noun: Any) -> str:
    if noun.lower_ in {"anyone", "whoever", "nobody", "anybody"}:
        return str(noun.lower_)
    kinds = {"det", "neg", "preconj", "cc:preconj"}
    return next((str(c.lower_) for c in noun.children if c.dep_ in kinds and c.lower_ in {"any", "no", "neither"}), "")


def _shares(verb: Any, head: Any) -> bool:
    """Say whether a joined verb has its auxiliary and modality from the one before it."""
    if any(c.dep_ in {"nsubj", "nsubjpass", "csubj"} for c in verb.children):
        return False
    helped = any(c.dep_ in {"aux", "auxpass"} and c.tag_ != "TO" for c in verb.children)
    return verb.tag_ == head.tag_ and verb.tag_ in {"VB", "VBN", "VBG"} and not helped


def _is_definite(noun: Any) -> bool:
    return any(c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in _DEFINITE) for c in noun.children)


def _phrase_before(preposition: Any) -> str:
    """Return a preposition with the words before it that make one with it ("ahead of", "in case of")."""
    doc, i = preposition.doc, preposition.i
    two = f"{doc[i - 1].lower_} {preposition.lower_}" if i else ""
    words = [t.lower_ for t in doc[max(0, i - 3) : i] if t.lower_ != "the"]
    three = " ".join([*words[-2:], preposition.lower_])
    return {"ahead of": "ahead of", "instead of": "instead of", "short of": "short of", "rather than": "rather than"}.get(two, three)


def in_speech(modal: Modal, draft: Draft | None, *, question: bool) -> Modal | None:
    """Return the modality as the layers of speech around leave it; None when nothing is told to have been, or to come, at all."""
    if question and modal.modality in {"happened", "planned"}:
        return Modal("hypothetical", "?")
    if draft is None or draft.cue is None:
        return None if modal.negated else modal
    force, words = draft.cue.entry.force, draft.cue.entry.lemma
    if draft.cue.negated or neither_confirms_nor_denies(draft.cue.head):
        return None
    if modal.negated:
        return Modal("denied", modal.words) if draft.cue.denial is False and modal.governor is None and modal.words == "not" else None
    if modal.modality not in {"happened", "planned"}:
        return modal
    if draft.cue.denial:
        return Modal("denied", words)
    if modal.modality == "planned" and force != "accuses":
        return modal
    if force in {"accuses", "claims"}:
        return Modal("alleged", words)
    if force in {"hopes", "wants", "doubts", "predicts"}:
        return Modal("hypothetical", words)
    return modal
