"""The lists of judging words and of what reporting verbs imply: they load, are sound, and a faulty row says where it stands."""

from pathlib import Path

import pytest

from communique.errors import VocabularyError
from communique.vocabulary import load
from communique.vocabulary.loaded_words import lint_loaded_words, loaded_words, loaded_words_from

HEAD = "words,part,leaning,only,unless\n"
IMPLIED = "lemma,implies\nclaim,doubt\n"


def folder(path: Path, words: str, implied: str = IMPLIED) -> Path:
    (path / "loaded_words.csv").write_text(HEAD + words, encoding="utf-8")
    (path / "implied.csv").write_text(implied, encoding="utf-8")
    return path


def test_the_shipped_lists_are_sound() -> None:
    words = loaded_words()
    assert lint_loaded_words(words) == []
    assert len(words.places) >= 400


def test_every_implying_verb_is_a_reporting_verb() -> None:
    vocabulary = load()
    assert [lemma for lemma in loaded_words().implied if lemma not in vocabulary.verbs and lemma not in vocabulary.nominal_cues] == []


def test_the_longest_entry_comes_first(tmp_path: Path) -> None:
    words = loaded_words_from(folder(tmp_path, "iron,noun,blame,,\niron fist,phrase,blame,,\n"))
    assert [entry.words for entry in words.entries["iron"]] == ["iron fist", "iron"]


def test_a_class_stands_for_its_words(tmp_path: Path) -> None:
    words = loaded_words_from(folder(tmp_path, "hated,adjective,blame,@actor|@people,\n"))
    assert {"@actor", "general", "mayor"} <= words.entries["hated"][0].only


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("despot,person,blame,,", "loaded_words.csv:2: part 'person' is not known."),
        ("despot,noun,bad,,", "loaded_words.csv:2: leaning 'bad' is not known."),
        ("despot,noun,blame,@humans,", "loaded_words.csv:2: only '@humans' is no class."),
        ("despot,noun,blame,,\ndespot,noun,blame,,", "loaded_words.csv:3: 'despot' stands twice as a noun."),
    ],
)
def test_a_faulty_row_names_its_place(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(VocabularyError) as error:
        loaded_words_from(folder(tmp_path, row + "\n"))
    assert message.rstrip(".") in str(error.value)


def test_the_lint_finds_what_makes_and_unmakes_a_word(tmp_path: Path) -> None:
    words = loaded_words_from(folder(tmp_path, "regime,noun,blame,change,change\n"))
    assert lint_loaded_words(words) == ["loaded_words.csv:2: 'change' both makes and unmakes 'regime'."]
