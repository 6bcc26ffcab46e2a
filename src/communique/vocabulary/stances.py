"""The words by which parties take a stance, with its strength, and the words that keep or turn it on the way to the issue."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from communique.record import Stance
from communique.vocabulary.rows import Row, read_csv

WordClass = Literal["verb", "noun", "impersonal", "adjective", "predicate", "subject", "passive"]
Effect = Literal["keep", "flip"]
STRONGEST = 9


@dataclass(frozen=True, slots=True)
class StanceWord:
    """A word or phrase that tells a stance.

    A `predicate` is said of the issue ("a ceasefire is vital"), a `subject` verb has it as its subject ("the plan deserves support"); a
    verb, noun or adjective is followed by it, and so is an `impersonal` noun, whose stance is that of whoever speaks ("no need for").
    `strength` goes from 1 (a wish) to 9 (a demand, a veto). `stance` is None where only the denied word tells one ("no alternative to"),
    `negated` where only the plain one does. A `free` one also counts where no declared issue follows.
    """

    phrase: str
    word_class: WordClass
    stance: Stance | None
    strength: int
    negated: Stance | None
    free: bool


@dataclass(frozen=True, slots=True)
class StanceWords:
    """All stance words by phrase and class, and the effect of the words between them and the issue, by lemma and class."""

    words: Mapping[tuple[str, WordClass], StanceWord]
    effects: Mapping[tuple[str, WordClass], Effect]


@cache
def stance_words() -> StanceWords:
    """Return the declared stance words, read once a process. Raises VocabularyError, with file and line, for a faulty row."""
    return stance_words_from(resources.files("communique.vocabulary") / "data")


def stance_words_from(folder: Traversable) -> StanceWords:
    """Read stances.csv and operators.csv of a folder. Raises VocabularyError for an unknown value and for a word that stands twice."""
    words: dict[tuple[str, WordClass], StanceWord] = {}
    for row in read_csv(folder / "stances.csv", "phrase,class,stance,strength,negated,free"):
        word = StanceWord(
            phrase=row["phrase"],
            word_class=_one_of(WordClass, row, "class"),
            stance=_one_of(Stance, row, "stance") if row.get("stance") else None,
            strength=_strength(row),
            negated=_one_of(Stance, row, "negated") if row.get("negated") else None,
            free=_one_of(Literal["0", "1"], row, "free") == "1",
        )
        _once(words, (word.phrase, word.word_class), word, row)
    effects: dict[tuple[str, WordClass], Effect] = {}
    for row in read_csv(folder / "operators.csv", "word,class,effect"):
        _once(effects, (row["word"], _one_of(WordClass, row, "class")), _one_of(Effect, row, "effect"), row)
    return StanceWords(words, effects)


def _strength(row: Row) -> int:
    text = row["strength"]
    if not text.isdecimal() or not 1 <= int(text) <= STRONGEST:
        raise row.fault(f"strength {text!r} is not a number from 1 to {STRONGEST}.")
    return int(text)


def _one_of(literal: Any, row: Row, column: str) -> Any:
    choices = get_args(literal)
    if row[column] not in choices:
        raise row.fault(f"{column} {row[column]!r} is not known.", f"It is one of: {', '.join(choices)}.")
    return row[column]


def _once(rows: dict[Any, Any], key: tuple[str, WordClass], value: object, row: Row) -> None:
    if key in rows:
        raise row.fault(f"{key[0]!r} stands twice as a {key[1]}.")
    rows[key] = value
