"""Who did it and to whom: the arguments that a trigger's frame names."""

from collections.abc import Iterable, Iterator
from typing import Any

from communique.reading.cast import Cast
from communique.reading.clauses import child, is_passive
from communique.reading.event_doers import doer_by_control
from communique.reading.event_naming import Naming
from communique.reading.event_triggers import Hit, is_named, measured, nouns_after, objects

_ON_THE_WAY = frozenset({"during", "on", "after", "in"})
_ABROAD = frozenset({"ASSAULT", "COERCE", "MOBILIZE"})
_BY_SOMEBODY = frozenset({"ASSAULT", "COERCE"})
_LIGHT = frozenset(
    {
        "make", "launch", "conduct", "mount", "commit", "stage", "carry", "wage", "begin", "start", "continue", "resume", "plan", "prepare",
        "order", "announce", "simulate", "rehearse", "unleash", "end", "halt", "suspend", "hold", "impose", "undertake", "perpetrate",
        "declare", "deny", "pursue", "intensify", "complete",
    }
)  # fmt: skip
_ASKED_IN = frozenset({"ccomp", "xcomp", "advcl", "acl"})
_NEAR = 9  # tokens
_WHERE = frozenset({"in", "near", "outside", "at", "around", "off", "over", "along"})


class Parties:
    """Resolves the arguments of the triggers of one text."""

    def __init__(self, naming: Naming, cast: Cast) -> None:
        self.naming, self._cast = naming, cast

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
        recipients = self._first(hit, frame.recipients, loose=True, but=actors) or self._asked(hit, actors) or self._hit_there(hit, actors)
        return actors, recipients

    def _asked(self, hit: Hit, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return who is to do what is asked for: the one addressed, or the doer of "demanded that Rwanda recall its officers"."""
        if hit.trigger.type != "REQUEST":
            return ()
        clauses = [c for c in hit.head.children if c.dep_ in _ASKED_IN and c.i > hit.head.i and c.pos_ in {"VERB", "AUX"}]
        thing = child(hit.head, "dobj")
        nouns = [thing, child(hit.head, "dative"), *(child(clause, "nsubj") for clause in clauses)]
        nouns += list(nouns_after(thing, "from")) if thing is not None else []
        for slot in ("on", "to", "for"):
            nouns += nouns_after(hit.head, slot)
        for noun in nouns:
            found = dict.fromkeys(a for n in measured(noun) for a in self._whom(n)) if noun is not None else {}
            meant = tuple(a for a in found if a not in actors)
            if meant:
                return meant
        return ()

    def _whom(self, noun: Any) -> tuple[str, ...]:
        """Return whom a noun names, or by its place stands for ("the officers in Ouagadougou")."""
        if noun.i in self._cast.at:
            return self.naming.who(noun, loose=True)
        return self.naming.who(noun) or (self.naming.who(noun, loose=True, placed=True) if self.naming.can_act(noun) else ())

    def _hit_there(self, hit: Hit, actors: tuple[str, ...]) -> tuple[str, ...]:
        """Return the foreign state in whose place something was hit ("bombed a village near Derik in Syria")."""
        if hit.trigger.type != "ASSAULT" or hit.trigger.part != "verb" or not actors:
            return ()
        under = child(hit.head, "dobj", "nsubjpass")
        phrases = [c for c in hit.head.children if c.dep_ == "prep" and c.lower_ in _WHERE and c.i > hit.head.i]
        phrases += [c for c in under.children if c.dep_ == "prep" and c.lower_ in _WHERE | {"of"}] if under is not None else []
        for phrase in phrases:
            for number in range(phrase.i + 1, min(phrase.right_edge.i + 1, phrase.i + _NEAR)):
                mention = self._cast.at.get(number)
                if mention is not None and mention.actor.startswith("state:") and mention.role not in {"adjective", "demonym"}:
                    return () if self._at_home(actors, mention.actor) else (mention.actor,)
        return ()

    def _at_home(self, actors: tuple[str, ...], state: str) -> bool:
        """Say whether that is a state and some actor is it, or of it."""
        return state.startswith("state:") and any(a == state or f"state:{self._cast.people[a].country}" == state for a in actors)

    def _maker(self, hit: Hit) -> tuple[str, ...]:
        """Return who does the deed of "made an incursion", "ordered the deployment": whoever the verb around is about."""
        noun, verb = hit.head, hit.head.head
        if hit.trigger.part != "noun" or noun.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_ not in _LIGHT:
            return ()
        doer = doer_by_control(verb)
        return self.naming.who(doer) if doer is not None else ()

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
        doer = (child(verb, "nsubjpass") if is_passive(verb) else doer_by_control(verb)) if verb.pos_ == "VERB" else None
        return self.naming.who(doer) if doer is not None else ()

    def _first(self, hit: Hit, slots: Iterable[str], *, loose: bool, but: tuple[str, ...] = ()) -> tuple[str, ...]:
        for slot in slots:
            found = tuple(a for a in self._slot(hit, slot, loose=loose, but=but) if a not in but)
            if slot in _WHERE and loose and hit.trigger.type in _ABROAD:  # in one's own country a place tells only where
                found = tuple(a for a in found if but and a.startswith("state:") and not self._at_home(but, a))
            if found:
                return found
        return ()

    def _slot(self, hit: Hit, slot: str, *, loose: bool, but: tuple[str, ...] = ()) -> tuple[str, ...]:
        if slot == "owner":
            return self.naming.owner(hit)
        found: dict[str, None] = {}
        for noun in self._nouns_in(hit, slot):
            for actor in self.naming.who(noun, loose=loose, placed=bool(but) and hit.trigger.type in _ABROAD):
                found[actor] = None
        return tuple(found)

    def _nouns_in(self, hit: Hit, slot: str) -> Iterator[Any]:
        """Yield the nouns that fill a slot."""
        if slot == "subject":
            doer = doer_by_control(hit.head)
            if doer is not None:
                yield from measured(doer)
        elif slot == "object":
            yield from sorted(objects(hit.head, hit.tokens[1:]), key=lambda noun: not is_named(noun, self._cast))
        else:
            heads = [hit.head] if hit.object is None else [hit.head, hit.object]
            heads += [hit.head.doc[i] for i in hit.tokens[1:] if i not in {h.i for h in heads}]
            for head in heads:
                yield from nouns_after(head, slot)
            if hit.trigger.part == "noun" and not hit.object:
                yield from self._beside(hit.head, slot)

    def _beside(self, noun: Any, slot: str) -> Iterator[Any]:
        """Yield what follows a verb whose object or passive subject is the trigger ("opened talks with", "sanctions were imposed on")."""
        if slot == "by":  # "the expulsion of the ambassador by Mali": the parse often hangs the doer on what it was done to
            for under in nouns_after(noun, "of"):
                yield from nouns_after(under, "by")
        verb = noun.head
        if verb.pos_ in {"VERB", "AUX"} and noun.dep_ in {"dobj", "nsubjpass", "nsubj"} and slot not in {"of", "by", "from", "in"}:
            yield from nouns_after(verb, slot)

    def can_be_meant(self, hit: Hit) -> bool:
        """Say whether somebody, an attack or nobody does what an act of force says: storms and prices kill and hit in other ways."""
        if hit.trigger.type not in _BY_SOMEBODY or hit.trigger.part != "verb":
            return True
        for c in hit.head.children:
            under = child(c, "pobj") if c.dep_ in {"prep", "agent"} and c.lower_ in {"in", "by", "during", "from"} else None
            if under is not None and under.lemma_.lower() in self.naming.accidents:
                return False
        doer = doer_by_control(hit.head)
        return doer is None or any(self.naming.can_act(noun) for noun in measured(doer))
