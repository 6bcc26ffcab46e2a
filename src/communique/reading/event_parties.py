"""Who did it and to whom: the arguments that a trigger's frame names, resolved through the cast; nobody is guessed."""

from collections.abc import Iterable, Iterator
from typing import Any

from communique.reading.cast import Cast, Mention
from communique.reading.clauses import PASSIVE_SUBJECTS, SUBJECTS, child, is_passive, subject, subtree
from communique.reading.drafts import Draft, Page
from communique.reading.event_triggers import Hit, doer_of, gerund_subject, is_named, measured, objects
from communique.reading.layers import Layers
from communique.reading.nominals import DOCUMENTS, speaks_for
from communique.reading.speakers import Speakers
from communique.vocabulary.event_words import EventWords

_GROUPS = ("group", "people", "weapon", "troops", "police", "militia", "aircraft", "person", "soldiery")
_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION"})  # "its invasion": whose is too often misread
_ON_THE_WAY = frozenset({"during", "on", "after"})
_ABROAD = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_BY_SOMEBODY = frozenset({"ASSAULT", "COERCE"})
_SOME = frozenset(
    {"dozens", "hundreds", "thousands", "mob", "crowd", "attacker", "assailant", "blast", "explosion", "others", "many", "some"}
)
_LIGHT = frozenset(
    {
        "make", "launch", "conduct", "mount", "commit", "stage", "carry", "wage", "begin", "start", "continue", "resume", "plan", "prepare",
        "order", "announce", "simulate", "rehearse", "unleash", "end", "halt", "suspend", "hold", "impose", "undertake", "perpetrate",
        "declare", "deny", "pursue", "intensify", "complete",
    }
)  # fmt: skip
_COMMANDS = frozenset({"order", "instruct", "command"})
_EACH = frozenset({"both", "either", "neither", "each", "no", "any", "every", "all"})
_GUESSED = ("the last of its kind", "known only by office")
_EDGES = frozenset({"border", "frontier", "line"})
_OWNING = frozenset({"poss", "amod", "compound", "nmod"})
_WHOSE = frozenset({"of", "from", "by"})
_WHERE = frozenset({"in", "near", "outside", "at", "around", "off", "over", "along"})
_CONTROLLED_BY_OBJECT = frozenset({"of", "for", "from", "with", "by"})
_DEEPEST = 4
_ADDRESSING = frozenset({"on", "upon", "to", "for", "with", "from", "at"})
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative", "conj", "poss"})
_ALIASES = {"outside": ("outside", "of"), "of": ("of",), "to": ("to", "toward", "towards", "into"), "on": ("on", "upon", "onto")}


class Parties:
    """Resolves the arguments of the triggers of one text."""

    def __init__(self, page: Page, speakers: Speakers, layers: Layers, words: EventWords) -> None:
        self._page, self._speakers, self._layers = page, speakers, layers
        self._cast: Cast = speakers.cast
        self._groups = frozenset[str]().union(*(words.classes.get(name, frozenset()) for name in _GROUPS))
        self._nouns = words.nouns
        self._accidents = words.classes["misfortune"]

    def of(self, hit: Hit) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the actors and the recipients of a trigger; for what both sides did together all of them are actors."""
        frame = hit.trigger.frame
        if frame.joint:
            sides = [self._slot(hit, slot, loose=False) for slot in dict.fromkeys((*frame.actors, *frame.recipients))]
            together = dict.fromkeys(a for side in sides for a in side)
            if len(together) == 1 and hit.trigger.part == "noun":
                together.update(dict.fromkeys(self._traveller(hit)))
            return tuple(a for a in together if not self._at_home(tuple(b for b in together if b != a), a)), ()
        between = self._slot(hit, "between", loose=False) if "between" in frame.actors else ()
        if between:
            return between, ()
        actors = self._first(hit, frame.actors, loose=False) or self._traveller(hit) or self._maker(hit)
        recipients = self._first(hit, frame.recipients, loose=True, but=actors)
        return actors, recipients

    def _at_home(self, actors: tuple[str, ...], state: str) -> bool:
        """Say whether that is a state and some actor is it, or of it."""
        return state.startswith("state:") and any(a == state or f"state:{self._cast.people[a].country}" == state for a in actors)

    def _maker(self, hit: Hit) -> tuple[str, ...]:
        """Return who does the deed of "made an incursion", "ordered the deployment": whoever the verb around is about."""
        noun, verb = hit.head, hit.head.head
        if hit.trigger.part != "noun" or noun.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_ not in _LIGHT:
            return ()
        doer = self.doer(verb)
        return self.who(doer) if doer is not None else ()

    def _traveller(self, hit: Hit) -> tuple[str, ...]:
        """Return who made the visit of "met him during a visit to Moscow", or the talks of "spoke after talks with him"."""
        noun = hit.head
        if hit.trigger.type != "CONSULT" or hit.trigger.part != "noun" or noun.dep_ != "pobj":
            return ()
        if noun.head.lower_ == "of" and noun.head.head.ent_type_ in {"TIME", "DATE"}:
            noun = noun.head.head
        if noun.dep_ != "pobj" or noun.head.lower_ not in _ON_THE_WAY:
            return ()
        verb = noun.head.head
        doer = (child(verb, "nsubjpass") if is_passive(verb) else self.doer(verb)) if verb.pos_ == "VERB" else None
        return self.who(doer) if doer is not None else ()

    def _first(self, hit: Hit, slots: Iterable[str], *, loose: bool, but: tuple[str, ...] = ()) -> tuple[str, ...]:
        for slot in slots:
            found = tuple(a for a in self._slot(hit, slot, loose=loose, but=but) if a not in but)
            if slot in _WHERE and loose and hit.trigger.type != "PROTEST":  # in one's own country a place tells only where
                known = but and hit.trigger.type in _ABROAD
                found = tuple(a for a in found if known and a.startswith("state:") and not self._at_home(but, a))
            if found:
                return found
        return ()

    def _slot(self, hit: Hit, slot: str, *, loose: bool, but: tuple[str, ...] = ()) -> tuple[str, ...]:
        if slot == "owner":
            return self._owner(hit)
        found: dict[str, None] = {}
        for noun in self._nouns_in(hit, slot):
            for actor in self.who(noun, loose=loose, placed=bool(but) and hit.trigger.type in _ABROAD):
                found[actor] = None
        return tuple(found)

    def _nouns_in(self, hit: Hit, slot: str) -> Iterator[Any]:
        """Yield the nouns that fill a slot."""
        if slot == "subject":
            doer = self.doer(hit.head)
            if doer is not None:
                yield from measured(doer)
        elif slot == "object":
            yield from sorted(objects(hit.head, hit.tokens[1:]), key=lambda noun: not is_named(noun, self._cast))
        else:
            heads = [hit.head] if hit.object is None else [hit.head, hit.object]
            heads += [hit.head.doc[i] for i in hit.tokens[1:] if i not in {h.i for h in heads}]
            for head in heads:
                yield from _after(head, slot)
            if hit.trigger.part == "noun" and not hit.object:
                yield from self._beside(hit.head, slot)

    def _beside(self, noun: Any, slot: str) -> Iterator[Any]:
        """Yield what follows a verb whose object or passive subject is the trigger ("opened talks with", "sanctions were imposed on")."""
        if slot == "by":  # "the expulsion of the ambassador by Mali": the parse often hangs the doer on what it was done to
            for under in _after(noun, "of"):
                yield from _after(under, "by")
        verb = noun.head
        if verb.pos_ in {"VERB", "AUX"} and noun.dep_ in {"dobj", "nsubjpass", "nsubj"} and slot not in {"of", "by", "from", "in"}:
            yield from _after(verb, slot)

    # -- subjects -------------------------------------------------------------------------------------------------------

    def doer(self, verb: Any, depth: int = 0) -> Any | None:
        """Return whoever does what a verb says; what one is urged, accused or barred to do is done by the one addressed."""
        if is_passive(verb) or child(verb, "nsubj", "csubj") is not None:
            return doer_of(verb)
        head, purpose = verb.head, any(c.tag_ == "TO" for c in verb.children)
        if (
            verb.dep_ == "conj"
            and verb.tag_ == "VBD" != head.tag_
            and head.dep_ == "ccomp"
            and head.head.tag_ == "VBD"
            and depth < _DEEPEST
        ):
            return self.doer(head.head, depth + 1)  # "said that they do not stop, and threatened": joined to "said", whatever the parse
        if verb.dep_ == "conj" and head.pos_ == "VERB" and depth < _DEEPEST and not is_passive(head):
            return self.doer(head, depth + 1)
        addressed = None
        if verb.dep_ in {"xcomp", "ccomp", "advcl"} and purpose and head.pos_ == "VERB":
            addressed = _addressed(head)
            if (
                addressed is not None
                and head.lemma_ in _COMMANDS
                and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in addressed.children)
            ):
                return self.doer(head, depth + 1) if depth < _DEEPEST else None  # "ordered his troops to fire": he did
        elif verb.dep_ == "acl" and purpose and head.pos_ == "NOUN":
            addressed = next((child(c, "pobj") for c in head.children if c.dep_ == "prep" and c.lower_ in {"on", "to", "for"}), None)
        elif verb.dep_ == "xcomp" and verb.tag_ == "VBG" and head.pos_ == "VERB" and depth < _DEEPEST and not is_passive(head):
            return self.doer(head, depth + 1)
        elif verb.dep_ == "pcomp" and head.head.pos_ == "VERB" and not is_passive(head.head):
            addressed = self._controller(head, depth)
        elif verb.dep_ == "xcomp" and head.dep_ == "acomp":  # "is due to visit"
            addressed = child(head.head, "nsubj")
        return addressed or gerund_subject(verb) or subject(verb)

    def _controller(self, preposition: Any, depth: int) -> Any | None:
        """Return who does what a gerund after a preposition says: "accused Russia of shelling", "fanned the flames by arming them"."""
        verb = preposition.head
        under = child(verb, "dobj")
        if preposition.lower_ == "by" and verb.lemma_ not in {"accuse", "blame"}:
            return self.doer(verb, depth + 1) if depth < _DEEPEST else None
        return under if preposition.lower_ in _CONTROLLED_BY_OBJECT else None

    def can_be_meant(self, hit: Hit) -> bool:
        """Say whether somebody, an attack or nobody does what an act of force says: storms and prices kill and hit in other ways."""
        if hit.trigger.type not in _BY_SOMEBODY or hit.trigger.part != "verb":
            return True
        for c in hit.head.children:
            under = child(c, "pobj") if c.dep_ in {"prep", "agent"} and c.lower_ in {"in", "by", "during", "from"} else None
            if under is not None and under.lemma_.lower() in self._accidents:
                return False
        doer = self.doer(hit.head)
        return doer is None or any(self._can_act(noun) for noun in measured(doer))

    def _can_act(self, noun: Any) -> bool:
        lemma = noun.lemma_.lower()
        if lemma in self._accidents:
            return False
        if noun.pos_ in {"PROPN", "PRON", "NUM"} or noun.i in self._cast.at or lemma in self._groups or noun.lower_ in _SOME:
            return True
        known = self._cast.vocabulary.source_nouns.get(lemma)
        deeds = self._nouns.get(lemma, ())
        return (known is not None and known.kind not in DOCUMENTS) or any(t.type == "ASSAULT" for t in deeds)

    # -- one noun -------------------------------------------------------------------------------------------------------

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
        return tuple(speaks_for(self._cast, a) for a in self._speakers.of_noun(noun, self._inside(noun), 1).actors)

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
        return self._owner(Hit(trigger, noun, (noun.i,))) or tuple(a for by in _after(noun, "by") for a in self.who(by))

    def _owner(self, hit: Hit) -> tuple[str, ...]:
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
        if found:  # "the Ukrainian and Russian presidents" are two, "the Russian defence ministry of Ukraine" would be one
            return tuple(found) if noun.tag_ in {"NNS", "NNPS"} else tuple(found)[:1]
        for preposition in (c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ in _WHOSE and c.i > noun.i):
            for owner in measured(inner) if (inner := child(preposition, "pobj")) is not None else ():
                own = self._cast.at.get(owner.i)
                if own is not None and own.role not in {"adjective", "place"}:
                    return (self._state_of(own.actor, owner),)
        return ()

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


def _after(head: Any, slot: str) -> Iterator[Any]:
    """Yield the nouns after a preposition that hangs on a word; "to" also finds an indirect object."""
    wanted = _ALIASES.get(slot, (slot,))
    for c in head.children:
        if c.dep_ in {"prep", "agent", "dative", "prt", "advmod"} and c.lower_ in wanted:
            noun = child(c, "pobj")
            if noun is None:
                inner = next((p for p in c.children if p.dep_ == "prep"), None)
                noun = child(inner, "pobj") if inner is not None else None
            if noun is not None:
                yield from measured(noun)
        elif slot == "to" and c.dep_ == "dative" and c.pos_ in {"NOUN", "PROPN", "PRON"}:
            yield from measured(c)


def _addressed(verb: Any) -> Any | None:
    """Return whom a verb addresses: its object, the subject of its passive, or the noun after "on", "to", "for"."""
    if is_passive(verb):
        return child(verb, "nsubjpass")
    found = child(verb, "dobj") or child(verb, "dative")
    if found is not None and found.dep_ == "dobj" and verb.lemma_ in {"promise", "vow", "make", "take", "threaten"}:
        return None
    if found is not None:
        return found
    if verb.lemma_ in {"call", "appeal", "plead", "press", "push", "wait", "lobby", "rely", "allow", "prevail", "pray", "ask"}:
        for c in verb.children:
            if c.dep_ == "prep" and c.lower_ in _ADDRESSING:
                return child(c, "pobj")
    return None


def _is_hyphened(root: Any, mention: Mention) -> bool:
    """Say whether a name is part of "Russian-backed" or "pro-Russian": then it is not the owner."""
    doc = root.doc
    before = mention.start > 0 and doc[mention.start - 1].text in {"-", "–"} and not doc[mention.start - 1].whitespace_
    after = mention.end < len(doc) and doc[mention.end].text in {"-", "–"} and not doc[mention.end].whitespace_
    return before or after


def _says_to_whom(noun: Any) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in {"of", "on", "against"} for c in noun.children)


def _may_be_titled(noun: Any) -> bool:
    start, _ = subtree(noun)
    return noun.tag_ in {"NN", "NNP"} and noun.i - start <= 8 and noun.dep_ in _ARGUMENTS
