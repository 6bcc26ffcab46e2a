"""The cast of a text: who is named in it, where, under which titles - names resolved at the date, the unknown kept as found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from communique.record import ActorKind
from communique.vocabulary import Gender, NameRole, Vocabulary

HONORIFICS: dict[str, Gender | None] = {
    "mr": "m", "mr.": "m", "mrs": "f", "mrs.": "f", "ms": "f", "ms.": "f", "miss": "f", "sir": "m", "lady": "f", "dame": "f", "lord": "m",
    "herr": "m", "frau": "f", "señor": "m", "senor": "m", "señora": "f", "senora": "f", "monsieur": "m", "mme": "f", "mme.": "f",
    "madame": "f", "madam": "f", "signor": "m", "signora": "f", "monsignor": "m", "msgr.": "m", "don": "m", "doña": "f",
    "dr": None, "dr.": None, "prof": None, "prof.": None, "professor": None, "gen": None, "gen.": None, "sen.": None, "rep.": None,
    "gov.": None, "col": None, "col.": None, "capt": None, "capt.": None, "lt": None, "lt.": None, "maj": None, "maj.": None,
    "sgt": None, "sgt.": None, "adm": None, "adm.": None, "amb.": None, "rev": None, "rev.": None, "hon.": None,
}  # fmt: skip


@dataclass(slots=True)
class Mention:
    """One place where somebody is named: tokens `start` to `end`, and in which role the words name the actor."""

    start: int
    end: int
    actor: str
    role: NameRole


@dataclass(slots=True)
class Person:
    """What the text (and the vocabulary) says of one actor; despite the name it may be a state, an organisation or an outlet."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    gender: Gender | None = None
    family: str = ""
    titles: list[str] = field(default_factory=list)
    of: str | None = None
    mentions: list[Mention] = field(default_factory=list)

    @property
    def heads(self) -> set[str]:
        """The last words of all titles: what the actor may be called without a name ("the minister")."""
        return {title.split()[-1] for title in self.titles if title}


@dataclass
class Cast:
    """Everybody named in one text. `at` maps a token number to the mention that holds it."""

    vocabulary: Vocabulary
    on: date | None
    people: dict[str, Person] = field(default_factory=dict)
    at: dict[int, Mention] = field(default_factory=dict)

    def persons(self) -> Iterator[Person]:
        """Yield the persons, in order of first mention."""
        return (p for p in self.people.values() if p.kind == "person")

    def mention_in(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that begin in a range of tokens, in order."""
        found: dict[int, Mention] = {}
        for i in range(start, end):
            mention = self.at.get(i)
            if mention is not None:
                found[mention.start] = mention
        return list(found.values())

    def add(self, actor: str) -> Person:
        """Return the actor's entry, made from the vocabulary when it is new."""
        if actor not in self.people:
            entity = self.vocabulary.entities[actor]
            person = Person(actor, entity.name, entity.kind, entity.country, entity.gender, of=entity.parent)
            if entity.kind == "state":
                person.country = actor.removeprefix("state:")
            if entity.kind == "person":
                person.family = next((f for f in self.vocabulary.families.get(actor, ())), entity.name.split()[-1])
                for office in self.vocabulary.offices_of(actor, self.on):
                    person.titles.extend(office.titles)
            self.people[actor] = person
        return self.people[actor]

    def record(self, mention: Mention) -> None:
        """Keep a mention, on its tokens and with its actor."""
        for i in range(mention.start, mention.end):
            self.at[i] = mention
        self.people[mention.actor].mentions.append(mention)
