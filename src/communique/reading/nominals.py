"""Sources without a name - "the Russian President", "the ministry", "the statement", "Turkish diplomats" - to whom they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from communique.reading.cast import Cast, Mention, Person
from communique.reading.clauses import child, subtree
from communique.reading.drafts import Draft, Page
from communique.vocabulary import SourceNoun

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
_SEATED_IN = frozenset({"in", "at"})
_SEATED = frozenset({"official", "authority"})
_OF_STATES = frozenset({"government", "army", "military", "navy", "cabinet", "junta", "regime", "parliament"})
_OF_OFFICE = frozenset({"of", "for"})
_TOWNS = frozenset({"capital", "place"})


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
    """A noun phrase as a source: its head, lemma, the words before the head, and the state or organisation it belongs to.

    `portfolio` are the words after the head that belong to the title ("of state", "of water resources"); `owned` says that somebody's name,
    noun or pronoun stands before it as the owner ("Johnson's spokesman"); `known` is what the vocabulary says of it.
    """

    head: Any
    lemma: str
    modifiers: tuple[str, ...]
    portfolio: str
    owner: str | None
    owned: bool
    definite: bool
    plural: bool
    known: SourceNoun | None

    @property
    def titles(self) -> tuple[str, ...]:
        """What the phrase can be called, the longest first ("deputy secretary of state", "secretary of state")."""
        words = [*self.modifiers, self.lemma]
        after = f" {self.portfolio}" if self.portfolio else ""
        found = [" ".join(words[start:]) + after for start in range(len(words))]
        before = self.head.doc[self.head.i - 1].text if self.head.i > 1 else ""
        if before in {"-", "–"} and self.modifiers:
            tail = f" {self.lemma}{after}"
            found = [f"{title.removesuffix(tail)}-{tail.strip()}" for title in found if title.endswith(tail)] + found
        return tuple(found)


def read_noun(page: Page, cast: Cast, head: Any) -> Noun:
    """Read a noun phrase for the words that tell whom it stands for."""
    left = [t for t in page.doc[head.left_edge.i : head.i] if not t.is_punct]
    modifiers = tuple(t.lower_ for t in left if t.i not in cast.at and t.pos_ in {"ADJ", "NOUN", "PROPN", "VERB"} and t.dep_ != "poss")
    determiner = next((t.lower_ for t in left if t.dep_ in {"det", "nummod"} or t.pos_ == "NUM"), "")
    owned = any(t.dep_ == "poss" for t in left)
    definite = determiner not in _INDEFINITE and (bool(determiner) or owned or head.pos_ == "PROPN")
    lemma, portfolio = head.lemma_.lower(), _portfolio(cast, head)
    known = known_noun(cast, (*modifiers, lemma), portfolio)
    owner = owner_of(cast, head) or (_seat_of(cast, head) if known is not None and known.official else None)
    if owner is not None and owner not in cast.people:
        cast.add(owner)
    return Noun(head, lemma, modifiers, portfolio, owner, owned, definite, head.tag_ in {"NNS", "NNPS"}, known)


def known_noun(cast: Cast, words: Sequence[str], portfolio: str = "") -> SourceNoun | None:
    """Return the entry of a noun with the longest run of words before it that the vocabulary has ("security service", "chief of staff")."""
    nouns = cast.vocabulary.source_nouns
    runs = [" ".join(words[start:]) for start in range(len(words))]
    wordings = [*(f"{run} {portfolio}" for run in runs if portfolio), *runs]
    return next((nouns[wording] for wording in wordings if wording in nouns), None)


def _portfolio(cast: Cast, head: Any) -> str:
    """Return the words of a title after its head: "of state", "for human rights", unless they name somebody."""
    for dependent in head.children:
        if dependent.dep_ == "prep" and dependent.i == head.i + 1 and dependent.lower_ in _OF_OFFICE:
            noun = child(dependent, "pobj")
            if noun is None or noun.i - head.i > 6 or cast.mention_in(noun.left_edge.i, noun.i + 1):
                return ""
            words = [t.lower_ for t in head.doc[noun.left_edge.i : noun.i + 1] if t.dep_ != "det"]
            return " ".join([dependent.lower_, *words])
    return ""


def _seat_of(cast: Cast, head: Any) -> str | None:
    """Return the state in whose capital, or the body at which, an office sits: "the government in Delhi", "officials at the ministry"."""
    known = cast.vocabulary.source_nouns.get(head.lemma_.lower())
    if known is None or (known.kind == "person" and head.lemma_.lower() not in _SEATED):
        return None
    for dependent in head.children:
        noun = child(dependent, "pobj") if dependent.dep_ == "prep" and dependent.lower_ in _SEATED_IN else None
        mention = cast.at.get(noun.i) if noun is not None else None
        if mention is not None and (mention.role == "capital" if dependent.lower_ == "in" else mention.actor.startswith("org:")):
            return mention.actor
    return None


def owner_of(cast: Cast, head: Any) -> str | None:
    """Return the state or organisation that a noun phrase names as the owner: by adjective, possessive, or "of", "for", "from"."""
    mentions = _owners(cast, head)
    owner = next((m.actor for m in mentions if not m.actor.startswith("person:")), None)
    if owner is None and mentions:
        person = cast.people[mentions[0].actor]
        owner = person.of or (f"state:{person.country}" if f"state:{person.country}" in cast.vocabulary.entities else None)
    return owner


def _owners(cast: Cast, head: Any) -> list[Mention]:
    mentions = [m for m in cast.mention_in(head.left_edge.i, head.i) if not m.actor.startswith("outlet:")]
    mentions = [m for m in mentions if m.role != "place" and not _is_second_half(head.doc, m)]
    for dependent in head.children:
        if dependent.dep_ == "prep" and dependent.lower_ in _OWNED_BY and dependent.i > head.i:
            noun = child(dependent, "pobj")
            if noun is not None and noun.i - head.i <= 8:
                end = noun.right_edge.i + 1 if noun.right_edge.i - noun.i < 8 else noun.i + 1
                mentions += [m for m in cast.mention_in(noun.left_edge.i, end) if not m.actor.startswith("outlet:")]
    return mentions


def named_before(page: Page, cast: Cast, noun: Noun) -> Answer | None:
    """Return whose office "the ministry" or "the official" is when all earlier phrases with the noun are one actor's, else None.

    A body that no earlier phrase names is that of the only state that its paragraph has named.
    """
    wanted, found = {*noun.modifiers, noun.lemma}, set()
    for token in noun.head.doc[: noun.head.left_edge.i]:
        if token.lemma_.lower() != noun.lemma or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        mention = cast.at.get(token.i)
        actor = mention.actor if mention is not None else owner_of(cast, token) or _seat_of(cast, token)
        words = {t.lower_ for t in token.doc[token.left_edge.i : token.i + 1]}
        fits = noun.modifiers == () or wanted <= words | {token.lemma_.lower()}
        if actor is not None and fits and not actor.startswith("person:"):
            found.add(speaks_for(cast, actor))
    if len(found) == 1:
        return Answer((found.pop(),), f"the {noun.lemma} named before")
    of_state = noun.known is not None and (noun.known.kind == "office" or noun.lemma in _OF_STATES)
    return _only_state(page, cast, noun) if of_state and not found else None


def _only_state(page: Page, cast: Cast, noun: Noun) -> Answer | None:
    """Return the state that the paragraph's narration has named before a body, when it is the only one, else None."""
    part = page.parts[page.part_at(noun.head.idx)]
    before = cast.mention_in(page.token_from(part.start), noun.head.left_edge.i)
    states = {m.actor for m in before if m.actor.startswith("state:") and page.quotation_at(page.doc[m.start].idx) is None}
    return Answer((states.pop(),), "the only state that the paragraph names") if len(states) == 1 else None


def _is_second_half(doc: Any, mention: Mention) -> bool:
    """Say whether a name is the second half of a compound ("Latin-American", "pro-Russian"): then it owns nothing."""
    return bool(mention.start > 1 and doc[mention.start - 1].text in {"-", "–"} and not doc[mention.start - 1].whitespace_)


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
    for title in noun.titles:
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
    if noun.plural or not noun.definite or (noun.owned and noun.owner is None):
        return None
    fitting = [p for p in cast.persons() if p.mentions and _fits(cast, noun, p)]
    if not fitting:
        return None
    before = [p for p in fitting if p.mentions[0].start < noun.head.i]
    if len(before) > 1:
        return open_(f"{noun.head.text!r} can be {' or '.join(p.name for p in before[-2:])}")
    chosen = before or (fitting if len(fitting) == 1 else [])
    return Answer((chosen[0].id,), f"the only {noun.lemma} named") if chosen else None


def sole_holder(cast: Cast, noun: Noun) -> Answer | None:
    """Return the holder at the date of an office that only one body in the world has ("the Taoiseach"), or None."""
    if noun.owned or noun.plural or not noun.definite or cast.on is None or _NOT_THE_HOLDER & set(noun.modifiers):
        return None
    for title in noun.titles:
        offices = cast.vocabulary.titles().get(title, ())
        if len({office.of for office in offices}) == 1:
            holders = cast.vocabulary.holders(title, offices[0].of, cast.on)
            if len(holders) == 1:
                return Answer((cast.add(holders[0]).id,), f"holds the office {title!r} at the date")
    return None


def _fits(cast: Cast, noun: Noun, person: Person) -> bool:
    if (
        noun.owner is not None
        and noun.owner not in {person.of, f"state:{person.country}"}
        and cast.people[noun.owner].country != person.country
    ):
        return False
    wanted = {m for m in (*noun.modifiers, *noun.portfolio.split()) if m not in {"top", "senior", "of", "for", "and"}}
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


def issuer(cast: Cast, head: Any) -> str | None:
    """Return who issued a document, as far as its own phrase says: "China's proposal", "a paper released by the ministry"."""
    owner = child(head, "poss")
    if owner is not None and owner.pos_ != "PRON":
        own = cast.at.get(owner.i)
        return own.actor if own is not None else None
    for giver in _givers(head):
        own = cast.at.get(giver.i)
        if own is not None and own.role not in _TOWNS:
            return own.actor
        known = known_noun(cast, (giver.lemma_.lower(),))
        if known is not None and known.official:
            return owner_of(cast, giver)
    left = cast.mention_in(head.left_edge.i, head.i)
    return next((m.actor for m in left if not m.actor.startswith("person:") and m.role not in _TOWNS), None)


def _givers(head: Any) -> list[Any]:
    """Return the nouns that a document's phrase may name as its issuer: its giver, "issued by", "by", "from" and "of", in this order."""
    found = []
    if head.dep_ == "dobj" and head.head.lemma_ in _ISSUING:
        found.append(child(head.head, "nsubj"))
    for participle in (c for c in head.children if c.dep_ in {"acl", "relcl"} and c.tag_ == "VBN"):
        by = child(participle, "agent", "prep")
        found.append(child(by, "pobj") if by is not None and by.lower_ == "by" else None)
    for preposition in (c for c in head.children if c.dep_ in {"prep", "agent"} and c.lower_ in {"by", "from", "of"}):
        found.append(child(preposition, "pobj"))
    return [noun for noun in found if noun is not None]


def joined_nouns(noun: Any) -> list[Any]:
    """Return the nouns joined to a noun, one after the other: "Britain, France and Germany"."""
    found: list[Any] = []
    for c in noun.children:
        if c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN", "PRON"}:
            found += [c, *joined_nouns(c)]
    return found


def addressee(page: Page, cast: Cast, draft: Draft) -> str | None:
    """Return the actor to whom the words were said, when the text names one."""
    if draft.cue is None or draft.cue.addressee is None:
        return None
    noun = draft.cue.addressee
    own = cast.at.get(noun.i)
    if own is not None and own.role != "adjective":
        return own.actor
    start, end = subtree(noun)
    named = [m for m in cast.mention_in(start, min(end, noun.i + 3)) if m.actor.startswith("person:") and m.end > noun.i]
    return named[0].actor if named else None
