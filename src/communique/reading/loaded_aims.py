"""Whom a loaded word hits: the one it is said of, whose deed it is, or who does what it tells - nobody where the text leaves it open."""

from dataclasses import dataclass
from typing import Any

from communique.reading.cast import Cast
from communique.reading.clauses import agent, child, is_passive, subject
from communique.reading.drafts import Page
from communique.reading.event_naming import Naming
from communique.reading.layers import Layers
from communique.reading.nominals import owner_of
from communique.reading.speakers import Speakers
from communique.vocabulary.event_words import event_words
from communique.vocabulary.loaded_words import PEOPLE, LoadedEntry

_PERSONAL = frozenset({"he", "she", "they", "his", "her", "their", "him", "them", "himself", "themselves", "its"})
_LIGHT = frozenset({"launch", "deliver", "stage", "mount", "throw", "unleash", "make", "give", "begin", "pull"})
_THINGS = frozenset({"its", "their", "they", "them", "themselves"})
_RUN, _HIGHEST = 7, 10
_RULERS = frozenset({"despot", "tyrant", "dictator", "strongman", "autocrat", "warlord", "megalomaniac", "madman", "warmonger", "butcher"})
_BODIES = frozenset({"regime", "junta", "clique", "cabal", "mafia", "horde", "henchman", "thug", "kleptocracy"})
_RULING = ("president", "prime minister", "king", "supreme leader", "chancellor", "emir", "premier", "leader")
_OPEN = "the text leaves open whom it hits"


@dataclass(frozen=True, slots=True)
class Aim:
    """Whom a word hits (None when it is open), and how that was found."""

    actor: str | None
    how: str


def is_actor(token: Any, cast: Cast) -> bool:
    """Say whether a token names somebody who can be judged, or is a pronoun for a person."""
    mention = cast.at.get(token.i)
    if mention is not None:
        return not mention.actor.startswith("outlet:")
    return token.lower_ in _PERSONAL


class Aims:
    """Finds whom the loaded words of one text hit."""

    def __init__(self, page: Page, speakers: Speakers, layers: Layers) -> None:
        self._page, self._cast = page, speakers.cast
        self._naming = Naming(page, speakers, layers, event_words())

    def of(self, entry: LoadedEntry, root: Any) -> Aim:
        """Return whom one word hits; several at once count as open."""
        noun = _judged(entry, root)
        if noun is None:
            return Aim(None, _OPEN)
        titled = self._titled(root) if entry.part == "adjective" else None
        if titled is not None:
            return Aim(titled, f"it hits {self._cast.people[titled].name}: stands before the name")
        for find in (self._named, self._owner_of_deed, self._ruler, self._whose):
            found, how = find(noun, root)
            if len(found) == 1:
                return Aim(found[0], f"it hits {self._cast.people[found[0]].name}: {how}")
            if found:
                return Aim(None, "it hits several")
        return Aim(None, _OPEN)

    def _titled(self, word: Any) -> str | None:
        """Return the person whose name ends the run of nouns after a word ("hapless defence minister Sergei Shoigu and ...")."""
        for number in range(word.i + 1, min(word.i + _RUN, word.sent.end)):
            mention = self._cast.at.get(number)
            if mention is not None and mention.actor.startswith("person:"):
                return mention.actor if self._page.doc[mention.end - 1].dep_ != "poss" else None
            if self._page.doc[number].pos_ not in {"NOUN", "PROPN", "ADJ"} or self._page.doc[number].tag_ in {"NNS", "NNPS"}:
                return None
        return None

    def _pronoun(self, pronoun: Any) -> tuple[str, ...]:
        """Return whom a pronoun means: the one whom its sentence is about when that is a person, else whom the text before it offers."""
        token = pronoun
        for _ in range(_HIGHEST):
            if token.pos_ in {"VERB", "AUX"}:
                about = subject(token)
                if about is not None and about.pos_ in {"NOUN", "PROPN"} and about.i != pronoun.i:
                    found = self._of_subject(about)
                    return found if found and found[0].startswith("person:") == (pronoun.lower_ not in _THINGS) else ()
            if token.head.i == token.i:
                break
            token = token.head
        return self._naming.who(pronoun)

    def _of_subject(self, noun: Any) -> tuple[str, ...]:
        for find in (self._named, self._ruler):
            found, _ = find(noun, noun)
            if found:
                return found
        return ()

    def _named(self, noun: Any, root: Any) -> tuple[tuple[str, ...], str]:
        told_of = [noun.head] if noun.dep_ == "appos" else []
        following = [self._page.doc[noun.i + 1]] if noun.i + 1 < noun.sent.end and self._is_person_at(noun.i + 1) else []
        for token in (noun, *(c for c in noun.children if c.dep_ == "appos"), *_named_after(noun), *told_of, *following):
            mention = self._cast.at.get(token.i)
            if mention is not None and mention.role not in {"adjective", "place"} and not mention.actor.startswith("outlet:"):
                return (mention.actor,), f"said of {token.text!r}"
        if noun.pos_ == "PRON":
            return self._pronoun(noun), f"said of {noun.text!r}"
        if not self._is_person_noun(noun) or noun.tag_ == "NNS":
            return (), ""
        return tuple(a for a in self._naming.who(noun) if a.startswith("person:")), f"said of {noun.text!r}"

    def _is_person_at(self, number: int) -> bool:
        mention = self._cast.at.get(number)
        return mention is not None and mention.actor.startswith("person:")

    def _owner_of_deed(self, noun: Any, root: Any) -> tuple[tuple[str, ...], str]:
        """Return whose the thing is, by possessive or "by": "his barbaric invasion", "a callous attack by the army"."""
        beside = self._cast.at.get(_related(noun, of=noun.i == root.i))
        if beside is not None and not beside.actor.startswith(("outlet:", "person:")) and beside.role != "place":
            return (beside.actor,), f"whose {noun.text!r} it is"
        owner = child(noun, "poss") or _by(noun) or _doer_of_noun(noun)
        if owner is None or (noun.i != root.i and self._is_person_noun(noun)):
            return (), ""
        mention = self._cast.at.get(owner.i)
        if mention is not None:
            return (mention.actor,), f"whose {noun.text!r} it is"
        if owner.lower_ in _PERSONAL:
            return self._pronoun(owner), f"whose {noun.text!r} it is"
        return (), ""

    def _is_person_noun(self, noun: Any) -> bool:
        known = self._cast.vocabulary.source_nouns.get(noun.lemma_.lower())
        return noun.lemma_.lower() in PEOPLE or (known is not None and known.kind == "person")

    def _ruler(self, noun: Any, root: Any) -> tuple[tuple[str, ...], str]:
        """Return the one ruler of the text's cast whom "the Russian despot" or "the despot" can mean."""
        if noun.lemma_.lower() not in _RULERS or noun.tag_ in {"NNS", "NNPS"} or not _is_definite(noun):
            return (), ""
        country = owner_of(self._cast, noun)
        fitting = [p for p in self._cast.persons() if p.mentions and self._rules(p.id, country)]
        return tuple(p.id for p in fitting), "the only ruler named whom it can mean"

    def _rules(self, person: str, country: str | None) -> bool:
        known = self._cast.people[person]
        if country is not None and country not in {person, f"state:{known.country}", known.of}:
            return False
        return any(title == ruling or title.endswith(f" {ruling}") for title in known.titles for ruling in _RULING if "vice" not in title)

    def _whose(self, noun: Any, root: Any) -> tuple[tuple[str, ...], str]:
        """Return the state or body that a group or thing belongs to by adjective or "of": "the Syrian regime", "Ukraine's plucky army"."""
        if noun.lemma_.lower() in _RULERS or (noun.i != root.i and self._is_person_noun(noun)):
            return (), ""
        for mention in self._cast.mention_in(noun.left_edge.i, noun.i):
            token = self._page.doc[mention.start : mention.end].root
            if token.head.i != noun.i or mention.role == "place" or mention.actor.startswith("outlet:"):
                continue
            if mention.role in {"adjective", "demonym"} or token.dep_ == "poss" or noun.lemma_.lower() in _BODIES:
                return (mention.actor,), f"whose {noun.text!r} it is"
        return (), ""


def _judged(entry: LoadedEntry, root: Any) -> Any | None:
    """Return the noun or pronoun that a word is said of."""
    if entry.part == "noun":
        return _bearer(root)
    if entry.part == "adjective":
        return _modified(root)
    if entry.part in {"verb", "adverb"}:
        verb = root
        while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
            verb = verb.head
        return _doer(verb) if verb.pos_ in {"VERB", "AUX"} else None
    return None


def _bearer(noun: Any) -> Any | None:
    """Return whom a judging noun is said of: the subject of "is a despot", the name it stands before, else the noun itself."""
    if noun.dep_ == "attr" and noun.head.pos_ == "AUX":
        return subject(noun.head)
    if noun.dep_ in {"compound", "nmod"} and noun.head.pos_ == "PROPN":
        return noun.head
    if noun.dep_ in {"amod", "compound"} and noun.head.pos_ == "NOUN":
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "with" and noun.head.head.pos_ == "VERB" and child(noun, "det", "poss") is None:
        return subject(noun.head.head)
    if noun.dep_ == "appos":
        return noun.head
    return noun


def _modified(word: Any) -> Any | None:
    if word.dep_ in {"amod", "compound", "nmod", "poss", "npadvmod"} and word.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        noun = word.head
        while noun.dep_ in {"compound", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"} and noun.head.i > noun.i:
            noun = noun.head
        return noun
    if word.dep_ in {"acomp", "attr", "oprd"} and word.head.pos_ in {"AUX", "VERB"}:
        return subject(word.head)
    if word.head.i != word.i and word.head.pos_ in {"ADJ", "ADV"}:
        return _modified(word.head)
    return None


def _doer(verb: Any) -> Any | None:
    if is_passive(verb):
        return agent(verb)
    found = subject(verb)
    if found is None and verb.dep_ == "acl" and verb.head.pos_ == "NOUN":
        return child(verb.head, "poss")
    return found


def _related(noun: Any, *, of: bool) -> int:
    """Return the number of the name to which "whose" or "from" ties a noun ("the EU, whose envoy"), with `of` also "fanatics of"."""
    owner = child(noun, "poss")
    if owner is not None and owner.lower_ == "whose":
        verb = noun.head
        while verb.dep_ not in {"relcl", "ROOT"}:
            verb = verb.head
        return int(verb.head.i) if verb.dep_ == "relcl" else -1
    above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    for place in (noun, above):
        link = next(
            (c for c in place.children if c.dep_ == "prep" and (c.lower_ == "from" or (of and c.lower_ == "of")) and c.i > noun.i), None
        )
        named = child(link, "pobj") if link is not None else None
        if named is not None:
            return int(named.i)
    return -1


def _named_after(noun: Any) -> list[Any]:
    """Return the name that a noun is part of ("hapless defence minister Sergei Shoigu")."""
    return [noun.head] if noun.dep_ in {"compound", "nmod"} and noun.head.pos_ == "PROPN" else []


def _by(noun: Any) -> Any | None:
    by = next((c for c in noun.children if c.dep_ in {"prep", "agent"} and c.lower_ == "by"), None)
    return child(by, "pobj") if by is not None else None


def _doer_of_noun(noun: Any) -> Any | None:
    """Return who does what a noun names with a verb that says no more than that: "launched a tirade"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in _LIGHT or child(noun, "det") is None:
        return None
    return child(verb, "nsubj")


def _is_definite(noun: Any) -> bool:
    return any(c.lower_ in {"the", "this", "that"} or c.dep_ == "poss" for c in noun.children)
