"""Sources without a name - "the Russian President", "the ministry", "the statement", "Turkish diplomats" - to whom they stand for."""

from dataclasses import dataclass
from typing import Any

from communique.reading.cast import Cast, Mention, Person
from communique.reading.clauses import child
from communique.reading.drafts import Page

DOCUMENTS = frozenset({"document", "utterance", "poll"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several", "many", "two", "three", "four"})
_NOT_THE_HOLDER = frozenset(
    {"deputy", "former", "ex", "late", "then", "acting", "vice", "assistant", "outgoing", "incoming", "next", "future"}
)
_COUNTRY_NOUNS = frozenset({"state", "country", "nation", "side", "power", "superpower", "capital"})
_GOVERNMENT = frozenset(
    {
        "ministry",
        "department",
        "office",
        "embassy",
        "mission",
        "chancellery",
        "presidency",
        "government",
        "administration",
        "house",
        "kremlin",
        "pentagon",
    }
)
_ISSUING = frozenset(
    {
        "hand",
        "present",
        "publish",
        "release",
        "issue",
        "unveil",
        "propose",
        "submit",
        "deliver",
        "draft",
        "write",
        "table",
        "offer",
        "circulate",
        "put",
    }
)
_OWNED_BY = frozenset({"of", "for", "from", "to"})


@dataclass(frozen=True, slots=True)
class Answer:
    """Who a source stands for (several when they speak together), and how that was found; nobody, and why, when it is left open."""

    actors: tuple[str, ...]
    how: str


def open_(reason: str) -> Answer:
    """An answer that names nobody."""
    return Answer((), reason)


def speaks_for(cast: Cast, actor: str) -> str:
    """Return whom an actor speaks for: a national ministry or department speaks for its state, everybody else for themselves."""
    if actor not in cast.people and actor in cast.vocabulary.entities:
        return cast.add(actor).id  # known only as whose office it is ("his office announced")
    known = cast.people.get(actor)
    if known is None or known.kind != "organisation" or known.of is None or not known.of.startswith("state:"):
        return actor
    if _GOVERNMENT & set(known.name.lower().replace("-", " ").split()):
        return cast.add(known.of).id
    return actor


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun phrase as a source: its head, lemma, the words before the head, and the state or organisation it belongs to."""

    head: Any
    lemma: str
    modifiers: tuple[str, ...]
    owner: str | None
    definite: bool
    plural: bool


def read_noun(page: Page, cast: Cast, head: Any) -> Noun:
    """Read a noun phrase for the words that tell whom it stands for."""
    left = [t for t in page.doc[head.left_edge.i : head.i] if not t.is_punct]
    modifiers = tuple(t.lower_ for t in left if t.i not in cast.at and t.pos_ in {"ADJ", "NOUN", "PROPN", "VERB"})
    determiner = next((t.lower_ for t in left if t.dep_ in {"det", "nummod"} or t.pos_ == "NUM"), "")
    definite = determiner not in _INDEFINITE and (bool(determiner) or any(t.dep_ == "poss" for t in left) or head.pos_ == "PROPN")
    return Noun(head, head.lemma_.lower(), modifiers, owner_of(cast, head), definite, head.tag_ in {"NNS", "NNPS"})


def owner_of(cast: Cast, head: Any) -> str | None:
    """Return the state or organisation that a noun phrase names as the owner: by adjective, possessive, or "of", "for", "from"."""
    mentions = _owners(cast, head)
    owner = next((m.actor for m in mentions if not m.actor.startswith("person:")), None)
    if owner is None and mentions:
        owner = cast.people[mentions[0].actor].of
    return owner


def _owners(cast: Cast, head: Any) -> list[Mention]:
    mentions = [m for m in cast.mention_in(head.left_edge.i, head.i) if not m.actor.startswith("outlet:")]
    for dependent in head.children:
        if dependent.dep_ == "prep" and dependent.lower_ in _OWNED_BY and dependent.i > head.i:
            noun = child(dependent, "pobj")
            if noun is not None and noun.i - head.i <= 8:
                end = noun.right_edge.i + 1 if noun.right_edge.i - noun.i < 8 else noun.i + 1
                mentions += [m for m in cast.mention_in(noun.left_edge.i, end) if not m.actor.startswith("outlet:")]
    return mentions


def several_offices(cast: Cast, noun: Noun) -> Answer | None:
    """Return those behind "the presidents of Guyana and Venezuela": the holders at the date when all are known, else the states."""
    owners = tuple(dict.fromkeys(m.actor for m in _owners(cast, noun.head) if m.actor.startswith("state:")))
    if not noun.plural or len(owners) < 2 or not any(c.dep_ == "prep" for c in noun.head.children):
        return None
    title = " ".join([*(m for m in noun.modifiers if m not in _INDEFINITE), noun.lemma])
    holders = [cast.vocabulary.holders(title, owner, cast.on) if cast.on is not None else () for owner in owners]
    if all(len(found) == 1 for found in holders):
        return Answer(tuple(cast.add(found[0]).id for found in holders), f"hold the office {title!r} at the date")
    return Answer(owners, f"known only by office: {noun.head.text!r}")


def office_holder(cast: Cast, noun: Noun) -> Answer | None:
    """Return the person who holds the named office of the owner at the date ("the Russian President"), or None."""
    if noun.owner is None or noun.plural or not noun.definite or _NOT_THE_HOLDER & set(noun.modifiers):
        return None
    words = [*noun.modifiers, noun.lemma]
    for start in range(len(words)):
        title = " ".join(words[start:])
        if cast.on is not None:
            holders = cast.vocabulary.holders(title, noun.owner, cast.on)
        else:
            holders = tuple(h for h in cast.vocabulary.holders(title, noun.owner, None) if h in cast.people)
        if len(holders) == 1:
            cast.add(holders[0])
            return Answer(holders, f"holds the office {title!r} at the date")
    return None


def titled_person(page: Page, cast: Cast, noun: Noun) -> Answer | None:
    """Return the person of the text whom the noun can mean by title ("the minister", "the Foreign Secretary"), the last named one first."""
    if noun.plural or not noun.definite:
        return None
    fitting = [p for p in cast.persons() if p.mentions and _fits(cast, noun, p)]
    if not fitting:
        return None
    before = [p for p in fitting if p.mentions[0].start < noun.head.i]
    if len(before) > 1:
        recent = sorted(before, key=lambda p: max(m.start for m in p.mentions if m.start < noun.head.i))
        return Answer((recent[-1].id,), f"the last named {noun.lemma}")
    chosen = before or (fitting if len(fitting) == 1 else [])
    return Answer((chosen[0].id,), f"the only {noun.lemma} named") if chosen else None


def _fits(cast: Cast, noun: Noun, person: Person) -> bool:
    if (
        noun.owner is not None
        and noun.owner not in {person.of, f"state:{person.country}"}
        and cast.people[noun.owner].country != person.country
    ):
        return False
    wanted = {m for m in noun.modifiers if m not in {"russian", "top", "senior"}}
    if noun.lemma in {"official", "diplomat", "leader", "envoy", "politician", "lawmaker"} and not any(
        noun.lemma in t.split() for t in person.titles
    ):
        return noun.lemma in {"leader"} and noun.owner is not None and any(t in {"president", "prime minister"} for t in person.titles)
    return any(noun.lemma in title.split()[-1:] + _before_preposition(title) and wanted <= set(title.split()) for title in person.titles)


def _before_preposition(title: str) -> list[str]:
    words = title.split()
    return [words[i - 1] for i, w in enumerate(words) if i and w in {"of", "for", "to", "at"}]


def is_country(noun: Noun) -> bool:
    """Say whether the noun speaks of a country without its name ("the communist state")."""
    return noun.lemma in _COUNTRY_NOUNS and not noun.plural


def issuer(page: Page, cast: Cast, head: Any) -> str | None:
    """Return who issued a document, as far as its own phrase says: "China's proposal", "a paper released by the ministry"."""
    owner = child(head, "poss")
    if owner is not None:
        named = cast.mention_in(owner.left_edge.i, owner.i + 1)
        if named:
            return named[-1].actor
    if head.dep_ == "dobj" and head.head.lemma_ in _ISSUING:
        giver = child(head.head, "nsubj")
        named = cast.mention_in(giver.left_edge.i, giver.i + 1) if giver is not None else []
        if named:
            return named[-1].actor
    for participle in (c for c in head.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VBN"):
        by = child(participle, "agent", "prep")
        noun = child(by, "pobj") if by is not None and by.lower_ == "by" else None
        if noun is not None:
            named = cast.mention_in(noun.left_edge.i, noun.right_edge.i + 1)
            if named:
                return named[0].actor
    for preposition in (c for c in head.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from"}):
        noun = child(preposition, "pobj")
        named = cast.mention_in(noun.left_edge.i, noun.i + 1) if noun is not None else []
        if named:
            return named[-1].actor
    return next((m.actor for m in cast.mention_in(head.left_edge.i, head.i) if not m.actor.startswith("person:")), None)
