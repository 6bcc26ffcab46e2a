"""The judging words that the narration is searched for, with what guards their sense; and what a reporting verb gives to understand."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from communique.record import Implied, Leaning
from communique.vocabulary.rows import Row, read_csv

VERSION = "loaded-2"
"""Version of the lists; a changed entry raises it."""
LoadedPart = Literal["noun", "adjective", "verb", "adverb", "phrase"]
ACTOR = "@actor"
_PIECE = re.compile(r"\w+(?:'\w+)?|[^\w\s]")
PEOPLE = frozenset(
    {
        "leader", "ruler", "president", "minister", "premier", "chancellor", "king", "queen", "prince", "emir", "sultan",
        "official", "general", "commander", "colonel", "politician", "chief", "boss", "man", "woman", "officer", "spokesman",
        "spokeswoman", "envoy", "diplomat", "soldier", "fighter", "militant", "militia", "mercenary", "adviser", "aide",
        "insider", "lawmaker", "governor", "mayor", "mullah", "cleric", "head", "father", "son", "dictator", "chairman",
        "secretary", "elite", "entourage", "court",
    }
)  # fmt: skip
_JUDGED = frozenset(
    {
        "show", "grab", "deal", "silence", "performance", "response", "neglect", "cabinet", "rally", "display", "committee", "guard",
        "delegation", "council", "commission", "parliament", "assembly", "party", "crowd", "mob", "agent", "jailer", "warden", "captor",
        "interrogator", "lieutenant", "courtier", "spy", "bureaucrat", "bureaucracy", "ministry", "general", "coalition", "faction",
    }
)  # fmt: skip
_CLASSES: Mapping[str, frozenset[str]] = {"@people": PEOPLE}


@dataclass(frozen=True, slots=True)
class LoadedEntry:
    """One judging word or phrase. `only` are lemmas of which one must stand beside it, `unless` lemmas that take the judgement away.

    Beside a word stand the words that it hangs on, those that hang on it, and its neighbours. In `only`, `@actor` means anybody named.
    """

    words: str
    pieces: tuple[str, ...]
    part: LoadedPart
    leaning: Leaning
    only: frozenset[str]
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class LoadedWords:
    """The entries by their first word, the longest first, and by lemma what a reporting verb implies about the words it reports.

    `judged` are the nouns that stand for people, bodies and deeds: what an adjective judges when the list ties it to nothing.
    """

    entries: Mapping[str, tuple[LoadedEntry, ...]]
    implied: Mapping[str, Implied]
    places: Mapping[LoadedEntry, str]
    judged: frozenset[str]


@cache
def loaded_words() -> LoadedWords:
    """Return the declared words, read once a process. Raises VocabularyError, with file and line, for a faulty row."""
    return loaded_words_from(resources.files("communique.vocabulary") / "data")


def loaded_words_from(folder: Traversable) -> LoadedWords:
    """Read loaded_words.csv and implied.csv of a folder. Raises VocabularyError for an unknown value and for a word that stands twice."""
    places: dict[LoadedEntry, str] = {}
    seen: set[tuple[str, str]] = set()
    for row in read_csv(folder / "loaded_words.csv", "words,part,leaning,only,unless"):
        entry = LoadedEntry(
            words=row["words"],
            pieces=tuple(_PIECE.findall(row["words"])),
            part=_checked(LoadedPart, row, "part"),
            leaning=_checked(Leaning, row, "leaning"),
            only=_lemmas(row, "only"),
            unless=_lemmas(row, "unless"),
        )
        if (entry.words, entry.part) in seen:
            raise row.fault(f"{entry.words!r} stands twice as a {entry.part}.")
        seen.add((entry.words, entry.part))
        places[entry] = row.place
    return LoadedWords(_by_first(places), _implied(folder), places, _judged(places))


def lint_loaded_words(words: LoadedWords) -> list[str]:
    """Return what is wrong with lists that loaded, one sentence each with file and line; empty when nothing is."""
    problems = []
    for entry, place in words.places.items():
        if entry.words != " ".join(entry.words.lower().split()) or not entry.pieces:
            problems.append(f"{place}: {entry.words!r} is not in lower case or has stray spaces.")
        if entry.only & entry.unless:
            problems.append(f"{place}: {min(entry.only & entry.unless)!r} both makes and unmakes {entry.words!r}.")
        stray = sorted(lemma for lemma in entry.only | entry.unless if lemma != lemma.lower().strip() or not lemma)
        if stray:
            problems.append(f"{place}: {stray[0]!r} is not a lemma.")
    return problems


def _by_first(places: Mapping[LoadedEntry, str]) -> dict[str, tuple[LoadedEntry, ...]]:
    grouped: dict[str, list[LoadedEntry]] = {}
    for entry in places:
        grouped.setdefault(entry.pieces[0], []).append(entry)
    return {first: tuple(sorted(rows, key=lambda e: -len(e.pieces))) for first, rows in grouped.items()}


def _judged(entries: Iterable[LoadedEntry]) -> frozenset[str]:
    return frozenset[str](PEOPLE | _JUDGED).union(*(entry.only for entry in entries)) - {ACTOR}


def _implied(folder: Traversable) -> dict[str, Implied]:
    found: dict[str, Implied] = {}
    for row in read_csv(folder / "implied.csv", "lemma,implies"):
        if row["lemma"] in found:
            raise row.fault(f"{row['lemma']!r} stands twice.")
        found[row["lemma"]] = _checked(Implied, row, "implies")
    return found


def _lemmas(row: Row, column: str) -> frozenset[str]:
    names = row.many(column)
    unknown = [name for name in names if name.startswith("@") and name != ACTOR and name not in _CLASSES]
    if unknown:
        raise row.fault(f"{column} {unknown[0]!r} is no class.", f"It is one of: {ACTOR}, {', '.join(_CLASSES)}.")
    return frozenset[str]().union(*(_CLASSES.get(name, frozenset({name})) for name in names))


def _checked(literal: Any, row: Row, column: str) -> Any:
    choices = get_args(literal)
    if row[column] not in choices:
        raise row.fault(f"{column} {row[column]!r} is not known.", f"It is one of: {', '.join(choices)}.")
    return row[column]
