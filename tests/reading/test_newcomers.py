"""Persons who are named only where they speak, and words that look like their names and are none."""

from datetime import date

import pytest

from communique.ingest import Reader

CASES = [
    ('"There were six boats," said Wyson Phiri, who repairs nets there.', "person:wyson-phiri"),
    ("“The insurers ask me whether I am in a war,” Captain Ivo Lazar said.", "person:ivo-lazar"),
    ("“They promised us no more changes,” Simonetta Sommaruga complained.", "person:simonetta-sommaruga"),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("text", "speaker"), CASES)
def test_who_is_named_only_where_he_speaks(reader: Reader, text: str, speaker: str) -> None:
    (found,) = (a for a in reader.read(text, published=date(2024, 5, 2)).attributions if a.nested_in is None)
    assert found.speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "The Humanitarian Coordinator said that the river had not gone to war by itself.",
        "The Deputy Spokesman said that aid cannot be denied to people who need it.",
        "His Ruritanian counterpart said that the talks would go on.",
    ],
)
def test_an_office_is_nobodys_name(reader: Reader, text: str) -> None:
    assert [a.speaker for a in reader.read(text, published=date(2024, 5, 2)).attributions] == [None]
