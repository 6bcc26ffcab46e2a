"""Whose a stance is: the speaker of the words it stands in, the subject of a clause of the narration, or nobody that the text tells."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from communique.reading.ballots import PAPERS
from communique.reading.clauses import PASSIVE_SUBJECTS, agent, child, is_passive, subject
from communique.reading.drafts import Draft
from communique.reading.nominals import Answer
from communique.reading.operatives import Operative, is_conditional, is_possible
from communique.reading.speakers import Speakers
from communique.reading.ways import Way
from communique.record import Basis

_OWN = frozenset({"i", "we"})
_DROPPING = frozenset({"drop", "abandon", "soften", "reverse", "withdraw", "end", "lift", "overcome", "retract", "suspend", "lose", "quit"})
_FADING = frozenset({"soften", "weaken", "wane", "ease", "fade", "end", "vanish", "crumble", "collapse", "evaporate"})
_NOT_THE_STATE = frozenset(
    {
        "opposition", "rebel", "protester", "activist", "critic", "people", "citizen", "voter", "resident", "separatist", "dissident",
        "exile", "community", "family", "lawyer", "public", "opponent", "supporter", "medium", "press", "church", "union", "insurgent",
    }
)  # fmt: skip
_TELLERS = frozenset(
    {"diplomat", "official", "source", "envoy", "mediator", "adviser", "advisor", "aide", "spokesman", "spokeswoman", "spokesperson",
     "negotiator", "person", "minister", "delegate", "ambassador", "between", "report", "newspaper", "agency"}
)  # fmt: skip
_WANTING = frozenset({"want", "wish", "desire", "need", "prefer", "favour", "favor", "like", "hope", "hope for", "seek"})
_UNDECIDED = frozenset(
    {"veto", "block", "table", "draft", "circulate", "submit", "introduce", "sponsor", "vote", "abstain", "oppose", "reject"}
)
_SPEAKING = frozenset(
    {"speak", "come", "argue", "voice", "express", "declare", "reiterate", "reaffirm", "warn", "protest", "campaign", "caution", "counsel"}
)
_NOT_MEANT = frozenset({"denies", "doubts", "asks", "predicts", "jokes", "shows"})
_VOICING = frozenset(
    {
        "express", "voice", "reiterate", "reaffirm", "repeat", "renew", "declare", "state", "announce", "signal", "make", "give",
        "issue", "have", "maintain", "join", "pledge", "offer", "underline", "stress", "underscore", "emphasise", "emphasize", "echo",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """Those who hold a stance, on what kind of evidence, and how that was found. `draft` is the attribution it stands in, if any."""

    actors: tuple[str, ...]
    basis: Basis
    draft: Draft | None
    how: str


class Holders:
    """Finds whose stances are in one text."""

    def __init__(self, speakers: Speakers, drafts: Sequence[Draft]) -> None:
        self._speakers = speakers
        self._by_cue = {i: d for d in drafts if d.cue is not None for i in d.cue.tokens}
        self._by_part: dict[int, list[Draft]] = {}
        for draft in drafts:
            for start, end in draft.content:
                for part in range(speakers.page.part_at(start), speakers.page.part_at(end - 1) + 1):
                    self._by_part.setdefault(part, []).append(draft)

    def within(self, offset: int) -> Draft | None:
        """Return the innermost attribution whose content holds an offset, one that the text lays to somebody."""
        near = self._by_part.get(self._speakers.page.part_at(offset), ())
        return min((d for d in near if d.covers(offset, offset + 1) and not _is_nobodys(d)), key=lambda d: d.size, default=None)

    def holder(self, way: Way) -> Holder | None:
        """Return who takes the stance of a way, or None when the text does not tell."""
        if is_conditional(way.at) or (way.kind in {"operative", "promise"} and is_possible(way.at) and not _is_refused(way)):
            return None
        if way.operative is not None:
            return self.of_operative(way.operative)
        draft = self.within(way.at.idx)
        if draft is None and way.kind == "promise" and way.turned:
            return self._of_subject(subject(way.at), None)
        if draft is None or not self._is_meant(draft):
            return None
        if way.kind == "promise":
            return self._of_subject(subject(way.at), draft)
        if way.kind == "imperative" and draft.kind != "direct":
            return None
        return self._speaker(draft)

    def of_operative(self, operative: Operative) -> Holder | None:
        """Return who takes the stance of an operative."""
        head = operative.head
        if operative.word.word_class == "noun" and head.head.lemma_ in (_DROPPING if head.dep_ == "dobj" else _FADING):
            return None
        if _is_of_a_paper(head):
            return None
        draft = self._by_cue.get(head.i)
        if draft is not None and not _describes_another(head, draft):
            outer = draft.outer
            if outer is not None and not (self._is_meant(outer) and self._is_own(self._actors(draft), outer)):
                return None
            holder = self._speaker(draft) or (
                self._of_subject(_bearer(operative), None) if draft.source is None and outer is None else None
            )
            narrated = outer is None and draft.kind == "indirect" and _is_told(operative)
            return replace(holder, basis="narration") if holder is not None and narrated else holder
        inside = self.within(head.idx)
        if inside is not None and not self._is_meant(inside):
            return None
        if operative.word.word_class == "impersonal" and inside is not None:
            return self._speaker(inside)
        return self._of_subject(_bearer(operative), inside) or (self._owner(head, inside) if operative.word.word_class == "noun" else None)

    def _is_meant(self, draft: Draft) -> bool:
        """Say whether the speaker stands by the content: it is neither denied, doubted nor asked, and was said."""
        cue = draft.cue
        return cue is None or not (cue.negated or cue.denial or cue.entry.force in _NOT_MEANT)

    def _actors(self, draft: Draft) -> tuple[str, ...]:
        return self._speakers.answer(draft).actors

    def _speaker(self, draft: Draft) -> Holder | None:
        if draft.source is not None and draft.source.pos_ == "NOUN" and draft.source.lemma_.lower() in _NOT_THE_STATE:
            return None
        answer = self._speakers.answer(draft)
        return Holder(answer.actors, "speech", draft, answer.how) if answer.actors else None

    def _of_subject(self, noun: Any | None, inside: Draft | None) -> Holder | None:
        if noun is None:
            return None
        if noun.lower_ in _OWN:
            return self._speaker(inside) if inside is not None else None
        if noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
            noun = noun.head
        if any(c.dep_ == "det" and c.lower_ in {"a", "an", "any", "no", "some"} for c in noun.children) and noun.dep_ != "dobj":
            return None
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in _NOT_THE_STATE:
            return None
        answer = self._adopter(noun) or self._speakers.of_noun(noun, inside)
        if not answer.actors or ("last of its kind" in answer.how and not (noun.tag_ == "NN" and child(noun, "det") is not None)):
            return None
        if inside is None:
            return Holder(answer.actors, "narration", None, answer.how)
        if self._is_own(answer.actors, inside):
            return Holder(answer.actors, "speech", inside, f"{answer.how}, in own words")
        return Holder(answer.actors, "speech", inside, f"{answer.how}, told by somebody unnamed") if self._is_unnamed(inside) else None

    def _is_unnamed(self, draft: Draft) -> bool:
        """Say whether words are told by somebody not named, and laid to no state: "a diplomat said that Turkey objects"."""
        source = draft.source
        if source is None or source.pos_ != "NOUN" or draft.kind == "direct" or source.lemma_.lower() not in _TELLERS:
            return False
        return all(actor.startswith("org:") for actor in self._actors(draft))

    def _adopter(self, noun: Any) -> Answer | None:
        """Return the body that adopted a resolution, for "approved a resolution that calls for"."""
        if noun.dep_ != "dobj" or noun.lemma_ not in {"resolution", "text", "declaration", "motion", "statement"}:
            return None
        verb = noun.head
        body = subject(verb) if verb.lemma_ in {"adopt", "approve", "pass", "endorse"} and not is_passive(verb) else None
        return self._speakers.of_noun(body) if body is not None else None

    def _is_own(self, actors: tuple[str, ...], draft: Draft) -> bool:
        """Say whether all these are the speaker, or the state or body that the speaker belongs to."""
        spoken = self._actors(draft)
        sides = set(spoken)
        for actor in spoken:
            person = self._speakers.cast.people.get(actor)
            if person is not None:
                sides |= {f"state:{person.country}", person.of or ""}
        return bool(actors) and set(actors) <= sides

    def _owner(self, noun: Any, inside: Draft | None) -> Holder | None:
        """Return whose a noun like "support" or "opposition" is: its possessor or the state whose adjective it bears."""
        owner = child(noun, "poss")
        if owner is not None:
            return self._of_subject(owner, inside)
        by = next((c for c in noun.children if c.lower_ == "by" and c.i > noun.i), None)
        if by is not None and child(by, "pobj") is not None:
            return self._of_subject(child(by, "pobj"), inside)
        named = [m for m in self._speakers.cast.mention_in(noun.left_edge.i, noun.i) if not m.actor.startswith("outlet:")]
        if not named:
            return None
        if inside is None:
            return Holder((named[-1].actor,), "narration", None, "named before the noun")
        return Holder((named[-1].actor,), "speech", inside, "named before the noun") if self._is_own((named[-1].actor,), inside) else None


def _noun_right_before(verb: Any) -> Any | None:
    """Return the noun before a finite verb to which the parse gave no subject ("In a letter to Rabat the prime minister endorsed")."""
    at = verb.i - 1
    while at > verb.sent.start and verb.doc[at].pos_ == "ADV":
        at -= 1
    return verb.doc[at] if at >= verb.sent.start and verb.doc[at].pos_ in {"NOUN", "PROPN"} else None


def _is_nobodys(draft: Draft) -> bool:
    """Say whether a reported clause has no source at all ("China's opposition is well known"): then the narration tells it."""
    return draft.kind == "indirect" and draft.source is None and draft.source_at is None and draft.follows is None and draft.outer is None


def _describes_another(participle: Any, draft: Draft) -> bool:
    """Say whether a participle tells what its own noun asks for, not the source: "vetoed a resolution calling for a truce"."""
    noun = participle.head
    return participle.dep_ == "acl" and draft.source is not None and draft.source.i != noun.i and noun.dep_ in {"dobj", "pobj", "nsubjpass"}


def _is_of_a_paper(participle: Any) -> bool:
    """Say whether words are those of a draft that is voted on or put forward, which nobody has adopted: "vetoed a resolution demanding"."""
    noun = participle.head
    if participle.dep_ not in {"acl", "relcl"} or noun.lemma_.lower() not in PAPERS:
        return False
    around = noun.head.head if noun.dep_ == "pobj" else noun.head
    return around.lemma_.lower() in _UNDECIDED


def _is_told(operative: Operative) -> bool:
    """Say whether a stance word tells where somebody stands ("backs", "wants", "has refused") rather than that he spoke ("demanded")."""
    word = operative.word
    if word.stance in {"demands", "calls for"}:
        return word.phrase in _WANTING
    return word.phrase.split()[0] not in _SPEAKING


def _is_refused(way: Way) -> bool:
    """Say whether "could not" or "cannot" denies an operative: "could not accept" is a refusal, "could accept" nothing."""
    return way.operative is not None and way.operative.negated


def _bearer(operative: Operative) -> Any | None:
    """Return the head noun of whoever an operative is said of, None where only its own phrase can tell."""
    head = operative.head
    if operative.word.word_class in {"noun", "impersonal"}:
        verb = head.head
        owner = child(head, "poss")
        if head.dep_ == "pobj" and verb.lower_ == "with" and verb.head.lemma_ in {"open", "begin", "start", "close", "end"}:
            return subject(verb.head)
        voiced = head.dep_ == "dobj" and verb.lemma_ in _VOICING and (owner is None or owner.pos_ == "PRON")
        return subject(verb) if voiced and not is_passive(verb) else None
    if operative.word.word_class == "adjective" and head.pos_ != "VERB":
        return subject(head.head) if head.dep_ in {"acomp", "oprd", "conj"} and head.head.pos_ in {"AUX", "VERB"} else None
    if operative.word.word_class == "adjective":
        return child(head, *PASSIVE_SUBJECTS) or (subject(head.head) if head.dep_ == "acomp" else subject(head))
    if head.dep_ == "amod":
        return subject(head.head.head)
    if head.dep_ == "acl" and head.head.dep_ == "ROOT" and head.i > 0 and head.doc[head.i - 1].text == "," and child(head, "xcomp", "dobj"):
        return head.head
    if head.tag_ == "VBD" and head.dep_ == "ROOT" and child(head, "nsubj", "nsubjpass", "expl") is None and not is_passive(head):
        return _noun_right_before(head)
    return agent(head) if is_passive(head) and agent(head) is not None else (None if is_passive(head) else subject(head))
