"""Loading: what the columns mean, and that a faulty row is refused with its file and line."""

import time
from datetime import date
from pathlib import Path

import pytest

from communique import vocabulary
from communique.errors import VocabularyError
from communique.vocabulary.rows import read_date
from tests.vocabulary.small import FILES, write


def test_a_small_vocabulary_loads(tmp_path: Path) -> None:
    words = vocabulary.load_from(write(tmp_path))
    assert vocabulary.lint(words) == []
    assert {name.entity for name in words.lookup("French")} == {"state:FRA"}
    assert [name.role for name in words.lookup("TW")] == ["abbreviation"]
    assert words.entities["person:ann-lee"].gender == "f"
    assert words.verbs["point out"].deed
    assert words.verbs["say"].frames == {"that", "quote"}
    assert words.nominal_cues["claim"].force == "claims"
    assert words.cue_phrases["according to"] == "says"
    assert words.source_nouns["spokesman"].gender == "m"
    assert words.members("org:un", date(1950, 1, 1)) == {"FRA"}
    assert words.memberships("FRA", date(2001, 1, 1)) == {"org:un", "org:un-general-assembly", "org:club"}


def test_a_short_date_asserts_nothing_uncertain(tmp_path: Path) -> None:
    words = vocabulary.load_from(write(tmp_path))
    held = [
        (day, words.holders("head chief", "state:FRA", day))
        for day in (date(2010, 4, 30), date(2010, 5, 1), date(2010, 5, 30), date(2010, 5, 31))
    ]
    assert [persons for _, persons in held] == [("person:ann-lee",), (), (), ("person:bo-of-sea",)]


DATES = [
    ("2013-03-16", True, date(2013, 3, 16)),
    ("2013-03", True, date(2013, 3, 31)),
    ("2013-03", False, date(2013, 3, 1)),
    ("2012-02", True, date(2012, 2, 29)),
    ("2013-12", True, date(2013, 12, 31)),
    ("2013", True, date(2013, 12, 31)),
    ("2013", False, date(2013, 1, 1)),
]


@pytest.mark.parametrize(("text", "late", "expected"), DATES)
def test_dates(text: str, late: bool, expected: date) -> None:
    assert read_date(text, late=late) == expected


@pytest.mark.parametrize("text", ["2013-02-30", "2013-13", "13-03-16", "2013-3-6", "yesterday", ""])
def test_dates_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):
        read_date(text, late=True)


STATES = FILES["states.yaml"]
FAULTS = [
    ("states.yaml", None, "states.yaml is missing"),
    ("states.yaml", STATES + "FRA:\n  name: France\n", "states.yaml:12: FRA stands here and in line 2"),
    ("states.yaml", STATES + "DEU:\n  nom: Allemagne\n", "states.yaml:12: DEU has the unknown field nom"),
    ("states.yaml", STATES + "DEU:\n  adjective: German\n", "states.yaml:12: state:DEU has no name"),
    ("states.yaml", STATES + "DEU: Germany\n", "states.yaml:12: DEU is not a block"),
    ("states.yaml", STATES + "DEU:\n  name: [Germany]\n", "states.yaml:12: DEU is not a block"),
    ("states.yaml", STATES + "DEU:\n  name: Germany [1990..\n", "states.yaml:12: name 'Germany [1990..' is not a wording"),
    ("states.yaml", STATES + "DEU:\n  name: Germany [1990-02-30..]\n", "states.yaml:12: since '1990-02-30' is not a date"),
    ("states.yaml", STATES + "DEU:\n  name: Germany\n  status: gone\n", "states.yaml:12: status 'gone' is not known"),
    ("states.yaml", "just words", "states.yaml: this is not a list of blocks"),
    ("states.yaml", "FRA:\n\tname: France\n", "states.yaml: this is not YAML"),
    ("memberships.csv", "state,organisation,since,until\n", "memberships.csv:1: the columns must be"),
    ("memberships.csv", "", "memberships.csv:1: the columns must be"),
    ("memberships.csv", "organisation,state,since,until\nclub,FRA,2000-01-01\n", "memberships.csv:2: the row has 3 cells, not 4"),
    ("memberships.csv", "organisation,state,since,until\nclub,ITA,2000-01-01,\n", "memberships.csv:2: state:ITA is not declared"),
    ("memberships.csv", "organisation,state,since,until\nleague,FRA,2000-01-01,\n", "memberships.csv:2: org:league is not declared"),
    ("persons.csv", FILES["persons.csv"] + "ann-lee,Ann Lee,,f,FRA,\n", "persons.csv:4: person:ann-lee stands here and in persons.csv:2"),
    ("persons.csv", FILES["persons.csv"] + "cy,Cy Day,,x,FRA,\n", "persons.csv:4: gender 'x' is not known"),
    ("tenures.csv", FILES["tenures.csv"] + "fra-chief,cy,2020,\n", "tenures.csv:4: person:cy is not declared"),
    ("tenures.csv", FILES["tenures.csv"] + "ita-chief,ann-lee,2020,\n", "tenures.csv:4: ita-chief is no office"),
    ("offices.csv", FILES["offices.csv"] + "fra-cook,Cook,state:FRA,cook,cook\n", "offices.csv:3: kind 'cook' is not known"),
    ("verbs.csv", FILES["verbs.csv"] + "mumble,mumbles,that,0\n", "verbs.csv:4: force 'mumbles' is not known"),
    ("verbs.csv", FILES["verbs.csv"] + "mumble,says,sideways,0\n", "verbs.csv:4: frame 'sideways' is not known"),
    ("verbs.csv", FILES["verbs.csv"] + "mumble,says,that,yes\n", "verbs.csv:4: deed 'yes' is neither 0 nor 1"),
    ("verbs.csv", FILES["verbs.csv"] + "say,says,that,0\n", "verbs.csv:4: say stands here and in verbs.csv:2"),
]


@pytest.mark.parametrize(("file", "text", "message"), FAULTS)
def test_a_faulty_file_is_refused_with_its_place(tmp_path: Path, file: str, text: str | None, message: str) -> None:
    folder = write(tmp_path, **{file.replace(".", "_"): text})
    with pytest.raises(VocabularyError) as caught:
        vocabulary.load_from(folder)
    assert caught.value.message.startswith(message)


def test_a_file_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (write(tmp_path) / "verbs.csv").write_bytes(b"lemma,force,frames,deed\nd\xe9clare,says,that,0\n")
    with pytest.raises(VocabularyError, match=r"verbs\.csv is not UTF-8"):
        vocabulary.load_from(tmp_path)


def test_the_shipped_vocabulary_is_read_once_and_fast() -> None:
    before = time.process_time()
    vocabulary.load.__wrapped__()
    assert time.process_time() - before < 1.0  # about 0.15 s of one core; the bound leaves room for a slow machine
    assert vocabulary.load() is vocabulary.load()
