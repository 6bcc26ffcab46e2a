"""Finds the words that name an event: verbs and nouns of the vocabulary whose arguments are what the trigger asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.reading.cast import Cast
from communique.reading.clauses import agent, child, is_passive, subject
from communique.record import EventType
from communique.vocabulary.event_words import Choice, EventWords, Trigger, head_word

_AMOUNTS = frozenset(
    {
        "dozen", "hundred", "thousand", "million", "number", "series", "round", "barrage", "wave", "couple", "total", "billion", "worth",
        "batch", "shipment", "group", "set", "string", "volley", "salvo", "range", "lot", "score", "pair", "kind", "form", "member", "ton",
        "tonne", "majority", "most", "some", "all", "many", "several", "rest", "ten", "crowd", "column", "least", "package",
        "part", "piece", "half", "quarter", "state", "area", "swath", "swathe", "chunk", "third",
    }
)  # fmt: skip
_PART_OF_A_NAME = frozenset({"compound", "nmod", "amod"})
_BEFORE_GERUNDS = frozenset({"to", "of", "about", "against", "for"})
_OF_OTHER_ACTS = frozenset({"REQUEST", "REJECT", "THREATEN", "ACCUSE", "AGREE"})
_HOLD_TO_BE = frozenset({"hold", "call", "find", "take", "leave", "keep"})  # "held accountable", "left it intact"
_WITH_PARTICLES = frozenset({"strike", "hit", "take", "break", "give", "set", "put", "hold", "turn", "blow", "back", "lay", "fight"})
_ALONE = frozenset(
    {"meet", "withdraw", "surrender", "march", "mass", "deploy", "resign", "negotiate"}
)  # with an object they need a known one
_HELPING = frozenset({"help", "assist"})  # "helped them win" is no aid
_ALIASES = {"outside": ("outside", "of"), "of": ("of",), "to": ("to", "toward", "towards", "into"), "on": ("on", "upon", "onto")}
_ADVERBS = frozenset({"in", "out", "up", "down", "off", "on", "back"})  # in "gave in", not in "gave in July"
_PERSONAL = frozenset({"him", "her", "he", "she"})
_MISREAD = {
    "raped": "rape", "raping": "rape", "slew": "slay", "staged": "stage", "staging": "stage", "waged": "wage", "waging": "wage",
    "dined": "dine", "sniped": "snipe", "resupplied": "resupply", "petitioned": "petition", "installed": "install", "burnt": "burn",
}  # fmt: skip
_RELATIVES = frozenset({"that", "which", "who", "whom"})
_NAMING_PRONOUNS = frozenset({"him", "her", "them", "us", "he", "she", "they", "we", "me", "you"})


@dataclass(slots=True, eq=False)
class Hit:
    """A trigger met in a text: its head token, all its tokens, and the noun that is its object, when the trigger looks at one."""

    trigger: Trigger
    head: Any
    tokens: tuple[int, ...]
    object: Any | None = None


def find_triggers(doc: Any, cast: Cast, words: EventWords) -> list[Hit]:
    """Find the triggers of a parsed text, in order of place; of wordings that share their head the most bound one wins.

    A noun that a verb's trigger already takes in ("launched an attack") is none of its own.
    """
    found: dict[int, Hit] = {}
    taken: dict[int, EventType] = {}
    nouns = []
    for token in doc:
        part = token.pos_
        if part == "NOUN":
            nouns.append(token)
        elif part == "VERB" and token.dep_ not in _PART_OF_A_NAME:
            hit = _verb(token, cast, words)
            if hit is not None:
                found[token.i] = hit
                taken.update(dict.fromkeys(hit.tokens, hit.trigger.type))
    for token in nouns:
        hit = _noun(token, words)
        if hit is not None and not _is_taken(hit, taken):
            found[token.i] = hit
    return [found[number] for number in sorted(found)]


def _is_taken(hit: Hit, taken: Mapping[int, EventType]) -> bool:
    """Say whether a verb's trigger has taken a noun in; what is asked for, refused or promised stays an act of its own."""
    of = next((c for c in hit.head.children if c.dep_ == "prep" and c.lower_ == "of"), None) if len(hit.trigger.words) > 1 else None
    inner = child(of, "pobj") if of is not None else None
    kinds = {taken[i] for i in (hit.head.i, *([inner.i] if inner is not None else [])) if i in taken}
    return any(kind == hit.trigger.type or kind not in _OF_OTHER_ACTS for kind in kinds)


def _verb(verb: Any, cast: Cast, words: EventWords) -> Hit | None:
    fitting: list[Hit] = []
    lemma = _MISREAD.get(verb.lower_) or verb.lemma_.lower()
    for trigger in words.verbs.get(lemma, ()):
        hit = _match(verb, trigger, cast)
        if hit is not None:
            fitting.append(hit)
    return min(fitting, key=_preference, default=None)


def _preference(hit: Hit) -> tuple[bool, bool, int, bool, int]:
    """Sort a trigger with an object before one without, one with a bound subject first, then the longer one.

    Of those left the one comes first whose recipient is there ("sent drones against"), then the one with the earlier object.
    """
    slots = hit.trigger.frame.recipients
    there = any(
        c.dep_ in {"prep", "dative"} and c.lower_ in slots for noun in (hit.head, hit.object) if noun is not None for c in noun.children
    )
    place = hit.object.i if hit.object is not None else 0
    return hit.object is None, hit.trigger.subject is None, -len(hit.trigger.words), not there, place


def _match(verb: Any, trigger: Trigger, cast: Cast) -> Hit | None:
    """Return the trigger as it stands at a verb, when its words follow and its object and subject are what it asks for."""
    particles = particles_of(verb, trigger.words[1:])
    if particles is None or _is_another_sense(verb, trigger):
        return None
    if trigger.mode == "visit" and particles and child(verb, "dobj") is not None:
        return None  # "flew blankets to Syria" is no journey
    chosen = None
    if trigger.object is not None:
        chosen = next((n for n in objects(verb, particles) if _fits(n, trigger.object, cast)), None)
        if chosen is None:
            return None
    if trigger.subject is not None:
        doer = doer_of(verb)
        if doer is None or not any(_fits(n, trigger.subject, cast) for n in measured(doer)):
            return None
    tokens = (verb.i, *particles)
    by_noun = chosen is not None and not is_named(chosen, cast)
    return Hit(trigger, verb, (*tokens, chosen.i) if by_noun and chosen is not None else tokens, chosen)


def _is_another_sense(verb: Any, trigger: Trigger) -> bool:
    """Say whether what hangs on a verb gives it another sense than the trigger's."""
    lemma, bare = verb.lemma_, len(trigger.words) == 1
    if lemma in _HOLD_TO_BE and child(verb, "oprd", "acomp") is not None:
        return True
    if bare and lemma in _WITH_PARTICLES and child(verb, "prt") is not None:
        return True
    if bare and lemma in _ALONE and trigger.object is None and child(verb, "dobj") is not None:
        return True
    return lemma in _HELPING and child(verb, "ccomp", "xcomp") is not None


def _noun(noun: Any, words: EventWords) -> Hit | None:
    doc, rows = noun.doc, words.nouns.get(noun.lemma_.lower(), ())
    if not rows or noun.dep_ in _PART_OF_A_NAME:
        return None
    for trigger in rows:
        if len(trigger.words) == 1:
            return Hit(trigger, noun, (noun.i,))
        if head_word(trigger) == trigger.words[-1]:
            start = noun.i - len(trigger.words) + 1
            if start >= 0 and all(w in {doc[start + n].lower_, doc[start + n].lemma_.lower()} for n, w in enumerate(trigger.words)):
                return Hit(trigger, noun, tuple(range(start, noun.i + 1)))
        else:
            of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == trigger.words[1]), None)
            after = child(of, "pobj") if of is not None else None
            if after is not None and after.lemma_.lower() == trigger.words[-1]:
                return Hit(trigger, noun, (noun.i,))
    return None


def particles_of(verb: Any, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Find the words that follow a verb in a trigger: right after it, or as its particle, preposition or object a few words on."""
    found: list[int] = []
    doc, at = verb.doc, verb.i
    for word in rest:
        near = next((i for i in range(at + 1, min(at + 3, len(doc))) if word in {doc[i].lower_, doc[i].lemma_.lower()}), None)
        if near is None and word == "to":
            near = next((c.i for clause in verb.children for c in clause.children if c.tag_ == "TO" and c.i > verb.i), None)
        if near is None:
            near = next((c.i for c in verb.children if c.i > verb.i and word in {c.lower_, c.lemma_.lower()}), None)
        if near is None or (word in _ADVERBS and doc[near].dep_ == "prep" and _is_time(child(doc[near], "pobj"))):
            return None
        found.append(near)
        at = near
    return tuple(found)


def _is_time(noun: Any | None) -> bool:
    return noun is not None and noun.ent_type_ in {"DATE", "TIME"}


def objects(verb: Any, particles: tuple[int, ...] = ()) -> Iterator[Any]:
    """Yield what a verb is done to: its object, the subject of its passive, the noun it describes, the noun after its preposition."""
    for number in particles:
        token = verb.doc[number]
        noun = child(token, "pobj") if token.dep_ in {"prep", "agent", "dative"} else None
        if noun is not None:
            yield from measured(noun)
    if is_passive(verb):
        under = child(verb, "nsubjpass")
        if verb.dep_ in {"acl", "relcl"} and (under is None or under.lower_ in _RELATIVES):
            under = verb.head
        if under is None and verb.dep_ == "conj":
            under = child(verb.head, "nsubjpass")
    else:
        under = child(verb, "dobj")
        if under is not None and under.lower_ in _RELATIVES and verb.dep_ == "relcl":
            under = verb.head
        if under is None:
            under = _object_of_a_bare_relative(verb) or _object_as_subject(verb)
    if under is not None:
        yield from measured(under)
        for other in verb.children:  # where the parse gave an object twice, the second is as good
            if other.dep_ == "dobj" and other.i != under.i and under.dep_ == "dobj":
                yield from measured(other)


def _object_of_a_bare_relative(verb: Any) -> Any | None:
    """Return the noun of "the tanks Germany sent": a relative clause with a subject and no object."""
    if verb.dep_ != "relcl" or child(verb, "nsubj") is None or child(verb, "xcomp", "ccomp") is not None:
        return None
    return None if any(t.tag_ in {"WDT", "WP", "WP$", "WRB"} for t in verb.doc[verb.left_edge.i : verb.i]) else verb.head


def _object_as_subject(verb: Any) -> Any | None:
    """Return the noun of "urged Russia to withdraw" where the parse made it the infinitive's subject."""
    clause = next((c for c in verb.children if c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i), None)
    if clause is not None and (verb.lemma_ in {"let", "allow"} or any(c.tag_ == "TO" for c in clause.children)):
        return child(clause, "nsubj")
    return None


def measured(noun: Any) -> Iterator[Any]:
    """Yield a noun with those joined to it, and what it is an amount of ("hundreds of people")."""
    queue, seen = [noun], 0
    while queue and seen < 12:
        token = queue.pop(0)
        seen += 1
        yield token
        for c in token.children:
            if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
                queue.append(c)
            elif c.dep_ == "prep" and c.lower_ == "of" and (token.pos_ == "NUM" or token.lemma_.lower() in _AMOUNTS):
                inner = child(c, "pobj")
                if inner is not None:
                    queue.append(inner)


def gerund_subject(verb: Any) -> Any | None:
    """Return the noun before a gerund that the parse hung beside it ("looked forward to Xi visiting him")."""
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.left_edge.i == 0 or child(verb, "nsubj", "mark") is not None:
        return None
    before = verb.doc[verb.left_edge.i - 1]
    while before.dep_ in {"conj", "appos"} and before.head.i < before.i:
        before = before.head
    preposition = before.head
    return before if before.dep_ == "pobj" and preposition.head.i == verb.head.i and preposition.lower_ in _BEFORE_GERUNDS else None


def doer_of(verb: Any) -> Any | None:
    """Return the head noun of whoever does it: the agent of a passive, else the subject, own or shared."""
    return agent(verb) if is_passive(verb) else subject(verb)


def _fits(noun: Any, choice: Choice, cast: Cast) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in choice.lemmas or noun.lower_ in choice.lemmas:
        return True
    if noun.i and f"{noun.doc[noun.i - 1].lower_} {lemma}" in choice.lemmas:
        return True
    return bool(choice.names) and any(_is_a(name, noun, cast) for name in choice.names)


def _is_a(name: str, noun: Any, cast: Cast) -> bool:
    """Say whether a noun names an actor, a person, or a place."""
    mention = cast.at.get(noun.i)
    if name == "place":
        return noun.ent_type_ in {"GPE", "LOC", "FAC"} if mention is None else mention.actor.startswith("state:")
    if name == "person":
        return (mention is not None and mention.actor.startswith("person:")) or noun.lower_ in _PERSONAL
    if name == "entity":
        return mention is not None and mention.role not in {"adjective", "place"} and not mention.actor.startswith("person:")
    return is_named(noun, cast) and (mention is None or mention.role != "place")


def is_named(noun: Any, cast: Cast) -> bool:
    """Say whether a noun names somebody, or is a pronoun for a person."""
    mention = cast.at.get(noun.i)
    return (mention is not None and mention.role != "adjective") or noun.lower_ in _NAMING_PRONOUNS


def nouns_after(head: Any, slot: str) -> Iterator[Any]:
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
