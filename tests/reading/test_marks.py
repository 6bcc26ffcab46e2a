"""Typed quotation marks: what stands between which marks, and what one mark without its partner costs."""

import pytest

from communique.reading.marks import NEVER_CLOSED, pair_marks
from communique.reading.sections import find_sections
from communique.record import Document


def quoted(text: str) -> list[list[str]]:
    marks = pair_marks(text, find_sections(Document(text=text)))
    return [[text[s:e] for s, e in q.spans] for q in marks.quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said.", [["We go,"]]),
        ("‘We don’t go,’ she said.", [["We don’t go,"]]),
        ("‘A country´s security is not ours,’ he said.", [["A country´s security is not ours,"]]),
        ("It respects all countries’ ‘sovereignty and independence.’", [["sovereignty and independence."]]),
        ("‘The ministers’ talks have failed,’ he said.", [["The ministers’ talks have failed,"]]),
        ("He said, \"They told us 'go home' and left.\"", [["They told us 'go home' and left."], ["go home"]]),
        ("«Wir gehen», sagte er. „Ja“, sagte sie.", [["Wir gehen"], ["Ja"]]),
        ("In the ’90s nobody asked.", []),
        ("``We go,'' he said.", [["We go,"]]),
    ],
)
def test_quotations(text: str, expected: list[list[str]]) -> None:
    assert quoted(text) == expected


def test_a_quotation_goes_on_where_the_next_paragraph_reopens_it() -> None:
    assert quoted("“We stay.\n“We do not go,” he said.") == [["We stay.", "We do not go,"]]


def test_a_mark_left_at_the_end_of_a_line_opens_the_next() -> None:
    assert quoted("‘No blocs,’ the paper said. ‘\nAll concerns count.’") == [["No blocs,"], ["All concerns count."]]


def test_one_open_mark_costs_one_quotation() -> None:
    text = "He spoke of a “broken word and left.\n“We go,” she said."
    marks = pair_marks(text, find_sections(Document(text=text)))
    assert [text[q.start : q.end] for q in marks.quotations] == ["We go,"]
    assert [(s.start, s.reason) for s in marks.strays] == [(text.index("“broken"), NEVER_CLOSED)]
