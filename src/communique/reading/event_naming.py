"""Whom one noun of an event stands for, resolved through the cast: names, offices, pronouns, groups and what belongs to somebody."""

from typing import Any

from communique.reading.cast import Cast, Mention
from communique.reading.clauses import PASSIVE_SUBJECTS, SUBJECTS, child, subtree
from communique.reading.drafts import Draft, Page
from communique.reading.event_triggers import Hit, measured, nouns_after
from communique.reading.layers import Layers
from communique.reading.nominals import DOCUMENTS, speaks_for
from communique.reading.speakers import Speakers
from communique.vocabulary.event_words import EventWords

_GROUPS = ("group", "people", "weapon", "troops", "police", "militia", "aircraft", "person", "soldiery")
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})  # "its invasion": whose is too often misread
_SOME = frozenset(
    {"dozens", "hundreds", "thousands", "mob", "crowd", "attacker", "assailant", "blast", "explosion", "others", "many", "some"}
)
_EACH = frozenset({"both", "either", "neither", "each", "no", "any", "every", "all"})
_GUESSED = ("the last of its kind", "known only by office")
_EDGES = frozenset({"border", "frontier", "line", "crossing", "checkpoint"})
_OWNING = frozenset({"poss", "amod", "compound", "nmod"})
_WHOSE = frozenset({"of", "from", "by"})
_WHERE = frozenset({"in", "near", "outside", "at", "around", "off", "over", "along"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "poss"})


class Naming:
    """Resolves the nouns of one text; nobody is guessed."""

    def __init__(self, page: Page, speakers: Speakers, layers: Layers, words: EventWords) -> None:
        self._page, self._speakers, self._layers = page, speakers, layers
        self._cast: Cast = speakers.cast
        self._groups = frozenset[str]().union(*(words.classes.get(name, frozenset()) for name in _GROUPS))
        self._nouns = words.nouns
        self.accidents = words.classes["misfortune"]

    def who(self, noun: Any, *, loose: bool = False, placed: bool = False) -> tuple[str, ...]:
        """Return whom a noun stands for; `loose` also takes the owner of a thing ("a Greek tanker"), `placed` the state it stands in."""
        mention = self._cast.at.get(noun.i)
        if mention is not None and mention.role != "adjective":
            return self._named(mention, loose=loose)
        if noun.pos_ == "PRON":
            return self._pronoun(noun)
        if noun.pos_ == "PROPN" and noun.ent_type_ in {"PERSON", "ORG", "GPE", "LOC", "FAC"} and mention is None:
            return self._owned(noun) if loose else ()
        if noun.pos_ not in {"NOUN", "PROPN", "ADJ"} or any(c.dep_ in {"det", "preconj"} and c.lower_ in _EACH for c in noun.children):
            return ()
        lemma = noun.lemma_.lower()
        if lemma in self._nouns:
            return self._of_event(noun) or (self._owned(noun) if loose and not _says_to_whom(noun) else ())
        known = self._cast.vocabulary.source_nouns.get(lemma)
        if known is not None:
            answer = self._speakers.of_noun(noun, self._inside(noun), 1)
            owned = known.kind in {"office", "body"} and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children)
            if known.kind in DOCUMENTS and self._is_named_after_a_place(noun):
                return ()
            if answer.actors and (known.kind in DOCUMENTS or owned or not answer.how.startswith(_GUESSED)):
                return tuple(speaks_for(self._cast, a) for a in answer.actors)
            return self._owned(noun)
        if lemma in self._groups or loose:
            return self._owned(noun) or (self._around(noun) if loose and placed else ())
        named = self._speakers.of_noun(noun, self._inside(noun), 1) if _may_be_titled(noun) else None
        return named.actors if named is not None else ()

    def _is_named_after_a_place(self, noun: Any) -> bool:
        """Say whether a paper only has its name from a place ("the Minsk agreement")."""
        before = self._cast.mention_in(noun.left_edge.i, noun.i)
        return bool(before) and all(m.role in {"capital", "place"} for m in before) and child(noun, "poss") is None

    def _named(self, mention: Mention, *, loose: bool) -> tuple[str, ...]:
        if mention.role == "place" and not loose:
            return ()
        return (speaks_for(self._cast, mention.actor),)

    def _pronoun(self, noun: Any) -> tuple[str, ...]:
        if noun.lower_.endswith(("self", "selves")) or (noun.lower_ in {"it", "they"} and self._is_doubtful(noun)):
            return ()
        if noun.lower_ == "it" and noun.dep_ not in SUBJECTS | PASSIVE_SUBJECTS:
            return ()
        if noun.lower_ in {"this", "that", "which", "who", "what", "those", "these", "one", "someone", "everyone", "nobody", "anyone"}:
            return ()
        actors = self._speakers.of_noun(noun, self._inside(noun), 1).actors
        if noun.lower_ in {"it", "they"} and not all(self._is_named_nearby(actor, noun) for actor in actors):
            return ()
        return tuple(speaks_for(self._cast, a) for a in actors)

    def _is_named_nearby(self, actor: str, pronoun: Any) -> bool:
        """Say whether somebody is named, not only by an adjective, in the sentence of a pronoun or the one before."""
        start = pronoun.sent.start
        earlier = pronoun.doc[start - 1].sent.start if start else 0
        return any(m.actor == actor and m.role not in {"adjective", "demonym"} for m in self._cast.mention_in(earlier, pronoun.i))

    def _is_doubtful(self, pronoun: Any) -> bool:
        """Say whether "it" can be either of two states or organisations that its sentence names before it, in another clause."""
        before = self._cast.mention_in(pronoun.sent.start, pronoun.i)
        rivals = {
            m.actor for m in before if m.role not in {"adjective", "demonym", "place"} and not m.actor.startswith(("person:", "outlet:"))
        }
        return len(rivals) > 1

    def _inside(self, noun: Any) -> Draft | None:
        """Return a stand-in for an attribution in the noun's layer, so that "we" means whoever speaks there."""
        outer = self._layers[noun.i]
        return Draft("indirect", [(noun.idx, noun.idx + len(noun.text))], outer=outer) if outer is not None else None

    def _of_event(self, noun: Any) -> tuple[str, ...]:
        """Return who did what a noun names ("condemned Russia's invasion of Ukraine" is aimed at Russia)."""
        trigger = self._nouns[noun.lemma_.lower()][0]
        return self.owner(Hit(trigger, noun, (noun.i,))) or tuple(a for by in nouns_after(noun, "by") for a in self.who(by))

    def owner(self, hit: Hit) -> tuple[str, ...]:
        """Return whose a noun's deed is: by possessive or adjective; a plain name before it does it only when it is no state's name."""
        head = hit.head if hit.trigger.part == "noun" or hit.object is None else hit.object
        start = hit.tokens[0] if hit.trigger.part == "noun" else head.i
        found: dict[str, None] = {}
        for mention in self._cast.mention_in(head.left_edge.i, start):
            root = self._root(mention)
            if not self._attached(root, head) or (_is_hyphened(root, mention) and not hit.trigger.frame.joint):
                continue
            plain_name = root.dep_ in {"compound", "nmod"} and mention.role in {"name", "alias", "capital", "place"}
            if mention.role == "place" or (plain_name and mention.actor.startswith("state:") and not hit.trigger.frame.joint):
                continue
            found[speaks_for(self._cast, mention.actor)] = None
        if not found and hit.trigger.type not in _DEEDS:
            for owner in (c for c in head.children if c.dep_ == "poss" and c.i not in self._cast.at):
                found.update(dict.fromkeys(self.who(owner)))
        return tuple(found)

    def _attached(self, root: Any, head: Any) -> bool:
        """Say whether a name hangs on a noun: directly, or on a word before it that does ("U.S.-China talks")."""
        token = root
        for _ in range(4):
            if token.head.i == head.i:
                return token.dep_ in _OWNING | {"nummod", "dep", "conj", "appos"}
            if token.dep_ not in _OWNING | {"conj", "punct", "npadvmod"} or token.head.i == token.i:
                return False
            token = token.head
        return False

    def _owned(self, noun: Any) -> tuple[str, ...]:
        """Return whose a group or thing is: "Russian troops", "Hamas fighters", "soldiers of the Russian army", "a Greek tanker"."""
        found: dict[str, None] = {}
        for mention in self._cast.mention_in(noun.left_edge.i, noun.i):
            root = self._root(mention)
            if mention.role == "place" or _is_hyphened(root, mention) or mention.actor.startswith("outlet:"):
                continue
            if (root.dep_ in _OWNING or root.dep_ == "conj") and self._attached(root, noun):
                found[self._state_of(mention.actor, root)] = None
        pronoun = next((c for c in noun.children if c.dep_ == "poss" and c.pos_ == "PRON"), None) if not found else None
        if pronoun is not None:
            return self._of_the_speaker(pronoun) if noun.dep_ in SUBJECTS | PASSIVE_SUBJECTS or _is_of_a_deed(noun) else ()
        if found:  # "the Ukrainian and Russian presidents" are two, "the Russian defence ministry of Ukraine" would be one
            return tuple(found) if noun.tag_ in {"NNS", "NNPS"} else tuple(found)[:1]
        for preposition in (c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in _WHOSE and c.i > noun.i):
            for owner in measured(inner) if (inner := child(preposition, "pobj")) is not None else ():
                own = self._cast.at.get(owner.i)
                if own is not None and own.role not in {"adjective", "place"}:
                    found[self._state_of(own.actor, owner)] = None
            if found:  # "the navies of Australia and India" are two
                return tuple(found) if noun.tag_ in {"NNS", "NNPS"} else tuple(found)[:1]
        return ()

    def _of_the_speaker(self, pronoun: Any) -> tuple[str, ...]:
        """Return whose "its troops" are in somebody's speech, when they can be the speaker's; elsewhere that is too often misread."""
        draft = self._layers[pronoun.i]
        if draft is None or draft.source is None or pronoun.lower_ not in {"its", "our", "his", "her", "their"}:
            return ()
        speaker = self.who(draft.source)
        meant = self._pronoun(pronoun)
        return meant if meant and set(meant) <= set(speaker) else ()

    def _root(self, mention: Mention) -> Any:
        """Return the word of a name that the others hang on, its article left aside."""
        start = mention.start
        while start + 1 < mention.end and self._page.doc[start].dep_ == "det":
            start += 1
        return self._page.doc[start : mention.end].root

    def _state_of(self, actor: str, root: Any) -> str:
        actor = speaks_for(self._cast, actor)
        person = self._cast.people[actor]
        if person.kind == "person" and root.dep_ == "poss" and person.of is not None and person.of.startswith("state:"):
            return self._cast.add(person.of).id if person.of in self._cast.vocabulary.entities else actor
        return actor

    def _around(self, noun: Any) -> tuple[str, ...]:
        """Return the state of the place that a thing stands in by its own phrase ("a hospital in Kharkiv")."""
        for preposition in (c for c in noun.children if c.dep_ == "prep" and c.lower_ in _WHERE | {"of"}):
            place = child(preposition, "pobj")
            mention = self._cast.at.get(place.i) if place is not None else None
            if mention is not None and mention.actor.startswith("state:") and mention.role != "adjective":
                return (mention.actor,)
        beyond = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "with"), None) if noun.lemma_ in _EDGES else None
        neighbour = child(beyond, "pobj") if beyond is not None else None
        if neighbour is not None:
            return self.who(neighbour)
        for mention in self._cast.mention_in(noun.left_edge.i, noun.i):
            root = self._root(mention)
            if mention.role == "place" and self._attached(root, noun) and not _is_hyphened(root, mention):
                return (mention.actor,)
        return ()

    def can_act(self, noun: Any) -> bool:
        """Say whether a noun can do a deed: somebody, a force, a weapon, a body or another deed."""
        lemma = noun.lemma_.lower()
        if lemma in self.accidents:
            return False
        if noun.pos_ in {"PROPN", "PRON", "NUM"} or noun.i in self._cast.at or lemma in self._groups or noun.lower_ in _SOME:
            return True
        known = self._cast.vocabulary.source_nouns.get(lemma)
        deeds = self._nouns.get(lemma, ())
        return (known is not None and known.kind not in DOCUMENTS) or any(t.type == "ASSAULT" for t in deeds)


def _is_hyphened(root: Any, mention: Mention) -> bool:
    """Say whether a name is part of "Russian-backed" or "pro-Russian": then it is not the owner."""
    doc = root.doc
    before = mention.start > 0 and doc[mention.start - 1].text in {"-", "–"} and not doc[mention.start - 1].whitespace_
    after = mention.end < len(doc) and doc[mention.end].text in {"-", "–"} and not doc[mention.end].whitespace_
    return before or after


def _is_of_a_deed(noun: Any) -> bool:
    """Say whether a noun is the object of what somebody is accused of ("of attacking its territory")."""
    return bool(noun.dep_ == "dobj" and noun.head.dep_ == "pcomp")


def _says_to_whom(noun: Any) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"of", "on", "against"} for c in noun.children)


def _may_be_titled(noun: Any) -> bool:
    start, _ = subtree(noun)
    return noun.tag_ in {"NN", "NNP"} and noun.i - start <= 8 and noun.dep_ in _ARGUMENTS
