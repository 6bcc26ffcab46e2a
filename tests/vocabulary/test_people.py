"""Persons by office, title and family name, in the shipped vocabulary."""

from datetime import date

import pytest

from communique import vocabulary

HOLDERS = [
    ("foreign minister", "state:CHN", "2023-02-24", ("person:qin-gang",)),
    ("president", "state:RUS", "2023-02-24", ("person:vladimir-putin",)),
    ("president", "state:RUS", "2010-02-24", ("person:dmitry-medvedev",)),
    ("secretary of state", "state:USA", "2023-02-24", ("person:antony-blinken",)),
    ("secretary-general", "org:un", "2023-02-24", ("person:antonio-guterres",)),
    ("court jester", "state:RUS", "2023-02-24", ()),
    ("president", "state:FRA", "1899-01-01", ()),
]


@pytest.mark.parametrize(("title", "of", "day", "expected"), HOLDERS)
def test_who_holds_a_title(title: str, of: str, day: str, expected: tuple[str, ...]) -> None:
    assert vocabulary.load().holders(title, of, date.fromisoformat(day)) == expected


def test_the_offices_of_a_person_change_with_the_date() -> None:
    words = vocabulary.load()
    in_2010 = {office.id for office in words.offices_of("person:vladimir-putin", date(2010, 6, 1))}
    in_2023 = {office.id for office in words.offices_of("person:vladimir-putin", date(2023, 6, 1))}
    assert "rus-prime-minister" in in_2010
    assert "rus-president" not in in_2010
    assert "rus-president" in in_2023
    assert {"rus-president", "rus-prime-minister"} <= {office.id for office in words.offices_of("person:vladimir-putin", None)}
    assert words.offices_of("person:nobody", None) == ()


SURNAMES = [
    ("Wang", "person:wang-yi"),
    ("Xi", "person:xi-jinping"),
    ("Kim", "person:kim-jong-un"),
    ("von der Leyen", "person:ursula-von-der-leyen"),
    ("Leyen", "person:ursula-von-der-leyen"),
    ("Putin", "person:vladimir-putin"),
    ("Zelensky", "person:volodymyr-zelenskyy"),
    ("Zelenskyy", "person:volodymyr-zelenskyy"),
    ("Erdogan", "person:recep-tayyip-erdogan"),
    ("Erdoğan", "person:recep-tayyip-erdogan"),
    ("Orban", "person:viktor-orban"),
]


@pytest.mark.parametrize(("surname", "person"), SURNAMES)
def test_a_person_is_found_by_family_name(surname: str, person: str) -> None:
    assert person in vocabulary.load().surnames[surname]


def test_given_names_are_no_family_names() -> None:
    surnames = vocabulary.load().surnames
    assert "person:wang-yi" not in surnames.get("Yi", ())
    assert "person:kim-jong-un" not in surnames.get("Un", ())
