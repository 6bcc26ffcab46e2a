"""The speaker behind a source: by name, office at the date, pronoun or document - never a person merely named inside the quotation."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any

from communique.reading.cast import Cast, Mention, Person
from communique.reading.clauses import PASSIVE_SUBJECTS, SUBJECTS, child
from communique.reading.cues import source_range
from communique.reading.drafts import Draft, Page
from communique.reading.labels import labelled
from communique.reading.names import is_title
from communique.reading.newcomers import introduce
from communique.reading.nominals import (
    DOCUMENTS,
    Answer,
    Noun,
    addressee,
    is_country,
    joined_nouns,
    named_before,
    office_holder,
    open_,
    read_noun,
    several_offices,
    sole_holder,
    speaks_for,
    titled_person,
)
from communique.reading.papers import Papers
from communique.vocabulary import Gender

_MALE, _FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})
_OWN = frozenset({"i", "we", "me", "us", "my", "our"})
_PAIRS = frozenset({"pair", "duo", "two", "both"})
_SOMEBODY_ELSE = frozenset(
    {"counterpart", "homologue", "entourage", "opponent", "guest", "host", "colleague", "rival", "predecessor", "successor"}
)
_NAMED_BY = frozenset({"compound", "appos", "nmod", "amod", "flat"})
_APART = frozenset({"byline", "dateline", "caption", "boilerplate"})
_QUANTITIES = frozenset({"many", "most", "some", "several", "few", "all", "half", "thousands", "hundreds", "millions", "dozens", "more"})
_REACH = 5
_MARGIN = 0.5


@dataclass(slots=True)
class Said:
    """One speech already resolved: where its source stands, and who it is."""

    token: int
    actors: tuple[str, ...]
    addressee: str | None = None
    unnamed: bool = False


@dataclass
class Speakers:
    """Resolves the sources of one text in order of place; earlier answers decide what later pronouns mean."""

    page: Page
    cast: Cast
    answers: dict[int, Answer] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sentences = [s.start for s in self.page.doc.sents]
        self.papers = Papers(self.page, self.cast)

    def resolve(self, drafts: list[Draft]) -> dict[int, Answer]:
        """Return the answer for each draft, by `id(draft)`."""
        introduce(self.page.doc, self.cast, [d.source for d in drafts if d.source is not None])
        for draft in sorted(drafts, key=self._place):
            self.answer(draft)
        return self.answers

    def answer(self, draft: Draft) -> Answer:
        """Return who speaks in one draft; asked once, then remembered."""
        known = self.answers.get(id(draft))
        if known is None:
            known = self.answers[id(draft)] = self._find(draft)
            if draft.source is None or self._is_spoken_inside(draft):
                return known
            if (self._is_person_noun(draft.source) or not known.actors) and draft.source.pos_ == "NOUN" and not self._is_named(known):
                self.said.append(Said(draft.source.i, known.actors, unnamed=True))
                self.papers.issued_in(draft, known)
            elif known.actors:
                self.said.append(Said(draft.source.i, known.actors, addressee(self.page, self.cast, draft)))
                self.papers.issued_in(draft, known)
        return known

    def _is_spoken_inside(self, draft: Draft) -> bool:
        """Say whether an attribution stands inside somebody's quotation: then it is nobody's last speech for the narration."""
        return draft.cue is not None and self.page.quotation_at(draft.cue.head.idx) is not None

    def _is_person_noun(self, head: Any) -> bool:
        known = self.cast.vocabulary.source_nouns.get(head.lemma_.lower())
        return head.pos_ == "NOUN" and head.tag_ == "NN" and known is not None and known.kind == "person"

    def _is_named(self, answer: Answer) -> bool:
        return any(actor.startswith("person:") for actor in answer.actors)

    def _place(self, draft: Draft) -> int:
        return int(draft.source.i if draft.source is not None else self.page.token_from(draft.start))

    def _find(self, draft: Draft) -> Answer:
        if draft.follows is not None:
            return self.answer(draft.follows)
        if draft.label is not None:
            return labelled(self.cast, draft.label)
        if draft.source is None:
            return open_("the text names no source")
        return self.of_noun(draft.source, draft)

    def of_noun(self, head: Any, draft: Draft | None = None, depth: int = 0) -> Answer:
        """Return who a noun or pronoun stands for; joined nouns speak together."""
        joined = (joined_nouns(head) or self._listed_in_headline(head)) if depth == 0 else []
        if joined:
            answers = [self.of_noun(h, draft, 1) for h in sorted((head, *joined), key=lambda h: h.i)]
            actors = tuple(dict.fromkeys(a for answer in answers for a in answer.actors))
            if actors:
                return Answer(actors, "named together")
        named = self._named(head)
        if named is not None:
            return Answer((speaks_for(self.cast, named.actor),), f"named {self.page.doc[named.start : named.end].text!r}")
        if head.pos_ == "PRON":
            return self._pronoun(head, draft)
        return self._nominal(head, draft)

    def _listed_in_headline(self, head: Any) -> list[Any]:
        """Return the names that a headline lists before a name with commas alone: "U.S., Russia agree"."""
        found: list[Any] = []
        number = self.cast.at[head.i].start if head.i in self.cast.at else 0
        part = self.page.parts[self.page.part_at(head.idx)]
        while part.kind == "headline" and number > 1 and self.page.doc[number - 1].text == "," and number - 2 in self.cast.at:
            mention = self.cast.at[number - 2]
            found.append(self.page.doc[mention.start : mention.end].root)
            number = mention.start
        return found

    def _named(self, head: Any) -> Mention | None:
        """Return the mention that a source's head is, or that names it by apposition; an owner is not the one who speaks."""
        own = self.cast.at.get(head.i)
        if own is not None and own.role == "demonym" and self._is_counted(head):
            return None
        if own is not None and own.role != "adjective":
            return own
        start, end = source_range(head)
        for mention in self.cast.mention_in(start, max(end, head.right_edge.i + 1 if head.right_edge.i - head.i < 12 else end)):
            root = self.page.doc[mention.start : mention.end].root
            attached = (root.head.i == head.i and root.dep_ in _NAMED_BY) or (head.head.i == root.i and head.dep_ == "appos")
            attached = attached or self._closes(head, mention)
            if attached and mention.role not in {"adjective", "demonym"} and self._may_name(head, mention):
                return mention
        return None

    def _is_counted(self, head: Any) -> bool:
        """Say whether a demonym is of some people only ("many Russians", "four in five Israelis"): then it is not the state."""
        before = self.page.doc[head.left_edge.i : head.i]
        return any(t.pos_ == "NUM" or t.lower_ in _QUANTITIES for t in before)

    def _closes(self, head: Any, mention: Mention) -> bool:
        """Say whether a person's name ends the phrase of a person noun, after a comma: "an aide to the minister, Avi Pazner"."""
        doc, start = self.page.doc, mention.start
        while start > head.i + 1 and is_title(self.cast, doc[start - 1]):
            start -= 1
        if not mention.actor.startswith("person:") or start <= head.i + 1 or doc[start - 1].text != ",":
            return False
        after = doc[mention.end] if mention.end < len(doc) else None
        ends = after is None or after.is_punct or after.pos_ in {"VERB", "AUX"} or mention.end > head.right_edge.i
        inside = not any(t.pos_ == "VERB" for t in doc[head.i : mention.start])
        return self._is_person_noun(head) and ends and inside

    def _may_name(self, head: Any, mention: Mention) -> bool:
        """Say whether a name beside a common noun names it: a person names any person noun, an outlet or body only its own kind."""
        if mention.actor.startswith("person:"):
            return True
        noun = self.cast.vocabulary.source_nouns.get(head.lemma_.lower())
        kind = noun.kind if noun is not None else None
        if mention.actor.startswith("outlet:"):
            return kind == "outlet" or head.lemma_.lower() in {"agency", "service"}
        return kind in {"office", "body"} and mention.actor.startswith("org:")

    # -- pronouns -------------------------------------------------------------------------------------------------------

    def _pronoun(self, head: Any, draft: Draft | None) -> Answer:
        word = head.lower_
        if word in _OWN:
            return self._own(draft)
        if word in _MALE or word in _FEMALE:
            gender: Gender = "m" if word in _MALE else "f"
            return self._with_gender(gender, self._best(head, draft, lambda p: p.kind == "person" and p.gender in {None, gender}))
        if word in {"it", "its", "itself"}:
            return self._best(head, draft, lambda p: p.kind in {"state", "organisation", "outlet"})
        if word in {"they", "them", "their", "both"}:
            return self._together(head) or open_("a group that the text does not name")
        return open_(f"nobody in particular ({head.text!r})")

    def _with_gender(self, gender: Gender, answer: Answer) -> Answer:
        """Note what a pronoun tells of the one person it stands for."""
        if len(answer.actors) == 1 and self._is_named(answer):
            person = self.cast.people[answer.actors[0]]
            person.gender = person.gender or gender
        return answer

    def _own(self, draft: Draft | None) -> Answer:
        outer = draft.outer if draft is not None else None
        while outer is not None and outer.kind == "indirect":
            outer = outer.outer
        if outer is not None:
            answer = self.answer(outer)
            return Answer(answer.actors, "the speaker in person")
        return open_("the writer in person")

    def _together(self, head: Any) -> Answer | None:
        last = next((s for s in reversed(self.said) if s.token < head.i), None)
        if last is not None and len(last.actors) > 1 and self._distance(last.token, head.i) <= _REACH:
            return Answer(last.actors, "those who spoke together just before")
        return None

    def _is_pair(self, noun: Noun) -> bool:
        """Say whether "the pair", "the two" are two that were told of before, not two of a number or two that have a name of their own."""
        counted = noun.lemma == "two" and not any(c.lower_ == "the" for c in noun.head.children)
        return not counted and not any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.head.children)

    def _pair(self, head: Any) -> Answer | None:
        """Return the two persons who spoke to each other just before, else the last two named alone in one sentence."""
        for said in reversed(self.said):
            if said.token < head.i and self._distance(said.token, head.i) <= _REACH and said.addressee is not None:
                both = (*said.actors[:1], said.addressee)
                if all(a.startswith("person:") for a in both):
                    return Answer(both, "the two who spoke with each other before")
        number = bisect_right(self._sentences, head.i) - 1
        for sentence in range(number, max(-1, number - _REACH), -1):
            start = self._sentences[sentence]
            end = self._sentences[sentence + 1] if sentence + 1 < len(self._sentences) else len(self.page.doc)
            people = tuple(dict.fromkeys(m.actor for m in self.cast.mention_in(start, min(end, head.i)) if m.actor.startswith("person:")))
            if len(people) == 2:
                return Answer(people, "the two persons named together before")
        recent = [s.actors[0] for s in self.said if s.token < head.i and self._is_named(Answer(s.actors, ""))]
        last = tuple(dict.fromkeys(reversed(recent[-4:])))
        return Answer(last, "the two persons who spoke before") if len(last) == 2 else None

    def _best(self, head: Any, draft: Draft | None, fits: Any) -> Answer:
        """Choose the antecedent of a pronoun by nearness, subjecthood and who spoke last; a close race is left open."""
        scores: dict[str, float] = {}
        number = bisect_right(self._sentences, head.i) - 1
        for mention in self.cast.mention_in(self._sentences[max(0, number - _REACH)], head.i):
            person = self.cast.people[mention.actor]
            weight = self._weight(person, mention, head, draft) if fits(person) else -9.0
            if weight > -4.0:
                scores[person.id] = max(scores.get(person.id, -9.0), weight)
        noun = self._noun_before(head, draft)
        for said in self.said:
            if len(said.actors) == 1 and said.token < head.i and self._distance(said.token, head.i) <= _REACH:
                person = self.cast.people[said.actors[0]]
                if fits(person) and not said.unnamed:
                    last = noun is None or noun.i < said.token
                    weight = (3.5 if last else 2.0) - self._distance(said.token, head.i)
                    scores[person.id] = max(scores.get(person.id, -9.0), weight)
        best = max(scores.values(), default=-9.0)
        unnamed = self._unnamed_before(head)
        if unnamed is not None and 3.5 - self._distance(unnamed.token, head.i) > best - _MARGIN:
            return Answer(unnamed.actors, f"{head.text!r} goes back to somebody known only by office")
        ahead = 2.0 - self._distance(noun.i, head.i) - best if noun is not None else -9.0
        if noun is not None and ahead > -_MARGIN:
            answer = self.of_noun(noun, None, 1)
            if ahead >= _MARGIN or any(scores.get(a) == best for a in answer.actors):
                how = f"{head.text!r} goes back to {noun.text!r}"
                return Answer(answer.actors, how) if answer.actors else open_(f"{how}, who is not named")
            return open_(f"{head.text!r} can be {noun.text!r} or another")
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked:
            return open_(f"nobody before {head.text!r} fits")
        if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
            names = " or ".join(self.cast.people[actor].name for actor, _ in ranked[:2])
            return open_(f"{head.text!r} can be {names}")
        return Answer((ranked[0][0],), f"{head.text!r} goes back to {self.cast.people[ranked[0][0]].name}")

    def _noun_before(self, head: Any, draft: Draft | None) -> Any | None:
        """Return the last subject before a pronoun that is a common noun it can stand for: a person for "he", a body or paper for "it"."""
        personal = head.lower_ in _MALE | _FEMALE
        start = self._sentences[max(0, bisect_right(self._sentences, head.i) - 1 - _REACH)]
        for token in reversed(self.page.doc[start : head.i]):
            if token.pos_ != "NOUN" or token.tag_ != "NN" or token.dep_ not in SUBJECTS | PASSIVE_SUBJECTS or token.i in self.cast.at:
                continue
            known = self.cast.vocabulary.source_nouns.get(token.lemma_.lower())
            if known is None or (known.kind == "person") != personal or known.kind == "people" or self._named(token) is not None:
                continue
            if personal and any(c.lower_ == "the" for c in token.children) and not self._is_named(self.of_noun(token, None, 1)):
                continue  # "the chief negotiator" is most often somebody named just before
            other = _FEMALE if known.gender == "m" else _MALE if known.gender == "f" else frozenset()
            if head.lower_ not in other and not self._is_apart(token, head):
                return token
        return None

    def _is_apart(self, token: Any, head: Any) -> bool:
        """Say whether a word stands inside a quotation that the pronoun is not part of."""
        quotation = self.page.quotation_at(token.idx)
        return quotation is not None and not quotation.outer[0] <= head.idx < quotation.outer[1]

    def _unnamed_before(self, head: Any) -> Said | None:
        """Return the last speech before a personal pronoun, when it was made by somebody whom the text does not name."""
        personal = head.lower_ in _MALE | _FEMALE
        last = max((s for s in self.said if s.token < head.i), key=lambda s: s.token, default=None)
        if last is not None and personal != self._is_person_noun(self.page.doc[last.token]):
            return None
        return last if last is not None and last.unnamed and self._distance(last.token, head.i) <= _REACH else None

    def _weight(self, person: Person, mention: Mention, head: Any, draft: Draft | None) -> float:
        distance = self._distance(mention.start, head.i)
        part = self.page.parts[self.page.part_at(self.page.doc[mention.start].idx)]
        if part.kind in _APART and part is not self.page.parts[self.page.part_at(head.idx)]:
            return -9.0
        if distance > _REACH or self._is_apart(self.page.doc[mention.start], head):
            return -9.0
        root = self.page.doc[mention.start : mention.end].root
        role = root.dep_ if root.dep_ not in {"appos", "compound", "conj"} else root.head.dep_
        weight = {"nsubj": 2.0, "nsubjpass": 2.0, "agent": 1.0, "dobj": 0.3, "pobj": 0.0, "poss": 0.0}.get(role, 0.2)
        if role == "pobj" and root.head.dep_ == "agent":
            weight = 1.0
        if mention.role in {"adjective", "demonym", "capital", "place"}:
            weight -= 1.0
        return weight + (0.25 if person.gender is not None else 0.0) - distance

    def _distance(self, earlier: int, later: int) -> int:
        """Number of sentences from one token to a later one."""
        return bisect_right(self._sentences, later) - bisect_right(self._sentences, earlier)

    # -- nouns ----------------------------------------------------------------------------------------------------------

    def _nominal(self, head: Any, draft: Draft | None) -> Answer:
        noun = read_noun(self.page, self.cast, head)
        known = noun.known
        kind = known.kind if known is not None else None
        if noun.lemma in _PAIRS:
            pair = self._pair(head) if self._is_pair(noun) else None
            return pair or open_(f"the text does not say who {head.text!r} are")
        if kind in DOCUMENTS:
            return self._paper(noun)
        if kind == "outlet" and noun.owner is None:
            return self._last_outlet(head) or open_(f"{head.text!r} is not named")
        answer = several_offices(self.cast, noun) or office_holder(self.cast, noun)
        if answer is None and kind in {"person", None}:
            answer = titled_person(self.page, self.cast, noun) or sole_holder(self.cast, noun)
        if answer is not None:
            return answer
        owner = noun.owner or self._possessor(head)
        if owner is not None and known is not None:
            if known.official:
                return Answer((speaks_for(self.cast, owner),), f"known only by office: {head.text!r}")
            return open_(f"{head.text!r} is not named and speaks for nobody else")
        if is_country(noun):
            return self._best(head, draft, lambda p: p.kind == "state")
        if noun.plural and noun.definite:
            return self._together(head) or open_(f"the text does not say who {head.text!r} are")
        if noun.definite and known is not None and known.official:
            return named_before(self.page, self.cast, noun) or open_(f"{head.text!r} is not named")
        poss = child(head, "poss") if known is None and noun.lemma not in _SOMEBODY_ELSE else None
        if poss is not None:  # a noun of speech: "Washington's assurance"
            return self.of_noun(poss, draft, depth=1)
        return open_(f"{head.text!r} is not named")

    def _paper(self, noun: Noun) -> Answer:
        """Resolve a document to whoever issued it: its owner ("his letter"), else whom the papers tell of."""
        owner = child(noun.head, "poss")
        if owner is not None and owner.i not in self.cast.at:
            answer = self.of_noun(owner, None, 1)
            return Answer(answer.actors, f"issued the {noun.lemma}") if answer.actors else open_(f"whose {noun.lemma}: {answer.how}")
        return self.papers.issuer_of(noun)

    def _possessor(self, head: Any) -> str | None:
        """Return the state or organisation behind "its spokesman" or "his ministry"."""
        pronoun = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PRON"), None)
        if pronoun is None:
            return None
        answer = self._pronoun(pronoun, None)
        if len(answer.actors) != 1:
            return None
        actor = self.cast.people[answer.actors[0]]
        if actor.kind != "person":
            return actor.id
        return actor.of or (
            f"state:{actor.country}" if actor.country and f"state:{actor.country}" in self.cast.vocabulary.entities else None
        )

    def _last_outlet(self, head: Any) -> Answer | None:
        """Return the outlet that spoke last within a few sentences, else that was a subject last."""
        spoke = (s for s in reversed(self.said) if s.token < head.i and self._distance(s.token, head.i) <= _REACH)
        last = next((s.actors[:1] for s in spoke if s.actors and s.actors[0].startswith("outlet:")), ())
        if last:
            return Answer(last, "the last of its kind to speak")
        outlets = [m for p in self.cast.people.values() if p.kind == "outlet" for m in p.mentions]
        near = [m for m in outlets if m.start < head.i and self._distance(m.start, head.i) <= 2]
        subjects = [m for m in near if self.page.doc[m.start : m.end].root.dep_ in SUBJECTS | {"compound"}]
        return Answer((max(subjects, key=lambda m: m.start).actor,), "the last of its kind named") if subjects else None
