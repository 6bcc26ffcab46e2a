"""Loaded words of the narration: judging words in the reporter's own voice, each with its sense guarded and whom it hits."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from communique.reading.clauses import child
from communique.reading.drafts import Draft, Page
from communique.reading.events import SILENT_PARTS
from communique.reading.layers import Layers
from communique.reading.loaded_aims import Aims, is_actor
from communique.reading.speakers import Speakers
from communique.record import Document, LoadedWord
from communique.vocabulary.loaded_words import ACTOR, VERSION, LoadedEntry, LoadedWords, loaded_words

_NAMES = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "NORP"})
_CALLING = frozenset(
    {
        "call", "label", "brand", "dub", "deem", "consider", "view", "regard", "describe", "denounce", "condemn", "portray",
        "depict", "term", "style", "see", "accuse", "dismiss", "treat", "name", "paint", "cast", "know", "slam", "blast", "decry",
        "criticise", "criticize", "declare", "designate", "classify", "list", "convict", "charge", "suspect", "mock", "ridicule",
        "present", "frame", "market",
    }
)  # fmt: skip
_CHARGING = frozenset({"accuses", "criticises", "claims", "denies", "rejects", "warns"})
_PASSING = frozenset({"as", "of", "for", "to", "against", "over", "at", "about", "on", "with"})
_COMPLEMENTS = frozenset({"dobj", "oprd", "ccomp", "xcomp", "dative", "attr", "acomp", "nsubjpass"})
_UPWARD = frozenset(
    {"amod", "compound", "nmod", "poss", "conj", "pobj", "prep", "appos", "advmod", "acl", "relcl", "pcomp", "punct", "npadvmod", "nsubj"}
)
_BESIDE = frozenset({"amod", "compound", "nmod", "poss", "prep", "conj", "appos", "nsubj", "nsubjpass", "dobj", "prt", "advmod", "nummod"})
_PARTS = {
    "noun": frozenset({"NOUN", "PROPN"}),
    "adjective": frozenset({"ADJ", "VERB", "NOUN", "PROPN", "ADV"}),
    "verb": frozenset({"VERB"}),
    "adverb": frozenset({"ADV", "ADJ", "INTJ"}),
}
_HIGHEST = 10


class LoadedReader:
    """Finds the loaded words of one text, given who is named and who speaks in it."""

    def __init__(self, page: Page, speakers: Speakers, layers: Layers, words: LoadedWords) -> None:
        self._page, self._cast, self._layers, self._words = page, speakers.cast, layers, words
        self._verbs = speakers.cast.vocabulary.verbs
        self._nouns = speakers.cast.vocabulary.nominal_cues
        self.aims = Aims(page, speakers, layers)

    def find(self) -> Iterator[tuple[LoadedEntry, int, int, Any]]:
        """Yield each loaded word with the range of its tokens and the token that governs it, in order of place."""
        doc, number = self._page.doc, 0
        while number < len(doc):
            found = self._entry_at(number)
            if found is None:
                number += 1
                continue
            end = number + len(found.pieces)
            yield found, number, end, doc[number:end].root
            number = end

    def _entry_at(self, number: int) -> LoadedEntry | None:
        token = self._page.doc[number]
        near = {
            (e.words, e.part): e for key in dict.fromkeys((token.lower_, token.lemma_.lower())) for e in self._words.entries.get(key, ())
        }
        fitting = [e for e in sorted(near.values(), key=lambda e: -len(e.pieces)) if self._matches(e, number)]
        if not fitting or not self._is_narrated(number):
            return None
        return next((e for e in fitting if self._stands(e, number)), None)

    def _matches(self, entry: LoadedEntry, number: int) -> bool:
        doc, end = self._page.doc, number + len(entry.pieces)
        if end > len(doc):
            return False
        return all(piece in {doc[i].lower_, doc[i].lemma_.lower()} for piece, i in zip(entry.pieces, range(number, end), strict=True))

    def _is_narrated(self, number: int) -> bool:
        token = self._page.doc[number]
        kind = self._page.parts[self._page.part_at(token.idx)].kind
        return self._layers[number] is None and kind not in SILENT_PARTS and self._page.quotation_at(token.idx) is None

    def _stands(self, entry: LoadedEntry, number: int) -> bool:
        """Say whether the words have the sense of the entry, and are the narrator's."""
        doc, end = self._page.doc, number + len(entry.pieces)
        root = doc[number:end].root
        if (
            self._is_name(number, end)
            or (entry.leaning == "doubt" and self._names_something(end))
            or (entry.part != "phrase" and not self._is_part(entry, root))
        ):
            return False
        beside = self._beside(root, number, end)
        lemmas = {form for token in beside for form in (token.lemma_.lower(), token.lower_)}
        if entry.unless & lemmas:
            return False
        if entry.only and not (entry.only & lemmas or (ACTOR in entry.only and any(is_actor(t, self._cast) for t in beside))):
            return False
        return not self._is_theirs(root) and not _is_a_word(root)

    def judges(self, entry: LoadedEntry, root: Any) -> bool:
        """Say whether a word is said of somebody or of a deed; an adjective beside a thing of no account ("grotesque masks") is not."""
        if entry.part != "adjective" or entry.only or len(entry.pieces) > 1:
            return True
        noun = root.head if root.dep_ in {"amod", "compound", "nmod"} else None
        return noun is None or noun.pos_ == "PRON" or noun.lemma_.lower() in self._words.judged or is_actor(noun, self._cast)

    def _is_part(self, entry: LoadedEntry, root: Any) -> bool:
        if len(entry.pieces) > 1:
            return True
        if (entry.part == "noun" and root.dep_ == "amod" and root.pos_ == "VERB") or (
            entry.part == "verb" and root.dep_ in {"ccomp", "xcomp", "ROOT"}
        ):
            return root.tag_ not in {"VBG", "VBD"} or root.pos_ == "VERB"
        if entry.part == "adjective" and root.pos_ not in {"ADJ", "ADV"}:
            return root.dep_ in {"amod", "compound", "nmod", "acomp"} and root.tag_ != "VB"
        opens = root.i == root.sent.start and root.pos_ == "PROPN"
        return root.pos_ in _PARTS[entry.part] or (opens and entry.part == "adverb")

    def _is_name(self, start: int, end: int) -> bool:
        """Say whether the words are, or are part of, somebody's or something's name."""
        doc = self._page.doc
        for number in range(start, end):
            token = doc[number]
            if number in self._cast.at:
                return True
            if token.ent_type_ in _NAMES and token.pos_ == "PROPN":
                return True
        first = doc[start]
        opens = first.i == first.sent.start or self._page.parts[self._page.part_at(first.idx)].kind == "headline"
        return bool(first.text[:1].isupper() and not opens)

    def _names_something(self, end: int) -> bool:
        """Say whether a name or words in marks follow: "the so-called ‘green men’" tells what they are called, and doubts nothing."""
        doc = self._page.doc
        return end < len(doc) and (doc[end].pos_ == "PROPN" or self._page.quotation_at(doc[end].idx) is not None)

    def _beside(self, root: Any, start: int, end: int) -> list[Any]:
        """Return the words that guard the sense: what the word hangs on and what hangs on it or beside it, and its neighbours."""
        doc = self._page.doc
        found = [*root.children]
        head = root.head
        if head.i != root.i:
            found.append(head)
            if head.pos_ in {"NOUN", "PROPN", "AUX"} or root.pos_ in {"ADV", "VERB"}:
                found += [c for c in head.children if c.dep_ in _BESIDE]
            elif root.dep_ == "dobj":
                found += [c for c in head.children if c.dep_ == "nsubj"]
            if head.dep_ in {"attr", "acomp", "amod", "compound"} or head.pos_ == "ADP":
                found.append(head.head)
        found += [g for c in list(found) if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
        found += [g for c in list(found) if c.dep_ == "pobj" for g in c.children if g.dep_ in {"compound", "amod"}]
        found += [doc[i] for i in (start - 2, start - 1, end, end + 1) if 0 <= i < len(doc) and doc[i].sent == root.sent]
        return [t for t in found if not start <= t.i < end]

    def _is_theirs(self, token: Any) -> bool:
        """Say whether the words tell what somebody calls, condemns or denies: then the judgement is not the narrator's."""
        for _ in range(_HIGHEST):
            head, label = token.head, token.dep_
            if head.i == token.i:
                return False
            if label == "prep" and token.lower_ not in _PASSING:
                return False
            if label == "appos" and self._layers[head.i] is not None and self._layers[token.i] is None:
                return False
            if head.pos_ == "NOUN" and label in {"prep", "acl", "relcl"} and self._is_saying(head):
                return True
            if head.pos_ in {"VERB", "AUX"}:
                if (label in _COMPLEMENTS or label == "prep") and self._is_calling(head, label):
                    return True
                if label not in _COMPLEMENTS and label != "conj":
                    return False
            elif label not in _UPWARD | _COMPLEMENTS:
                return False
            token = head
        return False

    def _is_saying(self, noun: Any) -> bool:
        known = self._nouns.get(noun.lemma_.lower())
        return known is not None and known.force in _CHARGING

    def _is_calling(self, verb: Any, label: str) -> bool:
        lemma = verb.lemma_.lower()
        if lemma in _CALLING:
            return label != "prep" or child(verb, "prep") is not None
        known = self._verbs.get(lemma)
        if known is None:
            return False
        return label in {"ccomp", "oprd"} or known.force in _CHARGING


def _is_a_word(root: Any) -> bool:
    """Say whether the word itself is spoken of: "Extremist is a word that the statute defines"."""
    about = child(root.head, "attr") if root.dep_ == "nsubj" and root.head.lemma_ == "be" else None
    return about is not None and about.lemma_ in {"word", "term", "label", "name", "epithet"}


def find_loaded(document: Document, page: Page, speakers: Speakers, drafts: Sequence[Draft]) -> tuple[LoadedWord, ...]:
    """Return the loaded words of the narration in order of place. Words inside anybody's speech or inside marks are never among them."""
    reader = LoadedReader(page, speakers, Layers(page, drafts), loaded_words())
    found = []
    for entry, start, end, root in reader.find():
        aim = reader.aims.of(entry, root)
        if aim.actor is None and not reader.judges(entry, root):
            continue
        found.append(
            LoadedWord(
                span=document.span(*page.chars(start, end)),
                target=aim.actor,
                entry=entry.words,
                leaning=entry.leaning,
                why=f"word list {VERSION}: {entry.part} {entry.words!r} ({entry.leaning}), in narration; {aim.how}",
            )
        )
    return tuple(found)


def hit_by(words: Iterable[LoadedWord]) -> set[str]:
    """Return the ids of everybody whom a loaded word hits."""
    return {word.target for word in words if word.target is not None}
