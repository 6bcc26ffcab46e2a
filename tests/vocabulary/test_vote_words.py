"""The declared words of voting: matters of votes, relations of numbers, shares and groups."""

import pytest

from communique import rollcalls, vocabulary
from communique.vocabulary.vote_subjects import vote_subjects
from communique.vocabulary.vote_words import vote_words


def test_every_symbol_of_a_subject_stands_in_the_record() -> None:
    record = rollcalls.load()
    unknown = [symbol for subject in vote_subjects() for symbol in subject.resolutions if not record.by_symbol(symbol)]
    assert unknown == []


def test_every_group_is_declared_with_members() -> None:
    known = vocabulary.load()
    assert [group for group in set(vote_words().groups.values()) if not known.members(group, None)] == []


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("the situation in gaza", "gaza"),
        ("the us embargo on cuba", "cuba-embargo"),
        ("a treaty banning nuclear weapons", "nuclear-ban"),
        ("the zionism-is-racism text", "zionism"),
        ("the restoration of the lawful rights of beijing", "china-seat"),
    ],
)
def test_reports_name_a_subject(words: str, subject: str) -> None:
    assert subject in {s.id for s in vote_subjects() if s.is_named_in(words)}


@pytest.mark.parametrize(
    ("symbol", "subject"),
    [
        ("A/RES/ES-11/6", "ukraine-peace"),
        ("A/RES/78/7", "cuba-embargo"),
        ("S/RES/1973(2011)", "no-fly-zone"),
        ("A/RES/46/86", "zionism"),
        ("A/RES/2758(XXVI)", "china-seat"),
    ],
)
def test_a_roll_call_is_on_its_subject(symbol: str, subject: str) -> None:
    record = rollcalls.load()
    row = record.row_of(record.by_symbol(symbol)[0].id)
    assert row is not None
    assert subject in {s.id for s in vote_subjects() if s.is_of(*record.symbol_and_words(row))}


def test_words_tell_how_a_number_is_meant() -> None:
    words = vote_words()
    assert (words.relations["some"], words.relations["upwards of"], words.relations["only"]) == ("about", "more than", "exactly")
    assert (words.shares["not one"], words.wholes["two thirds"]) == ("none", "two thirds")
