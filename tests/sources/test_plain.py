"""Headlines, bylines and datelines of plain text: taken when they are plainly that, never invented."""

import pytest

from communique.sources import document_from_text
from communique.sources.plain import author_in

BODY = "The foreign minister of Marrova said on Tuesday that the talks would go on.\n\nShe did not say for how long, and left alone.\n"


@pytest.mark.parametrize(
    "first",
    [
        "Marrova calls for truce as talks open",
        "‘No more waiting’: Marrova sets out its terms",
        "Will the guns fall silent on Friday?",
        "MARROVA CALLS FOR TRUCE",
        "U.S., Marrova sign deal on inspections",
    ],
)
def test_a_headline_over_an_empty_line(first: str) -> None:
    document = document_from_text(f"{first}\n\n{BODY}")
    assert document.title == first
    assert [block.kind for block in document.blocks] == ["headline", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "first",
    [
        "Marrova has called for a truce.",
        "A delegate arrives at the hall in Geneva,",
        "and then there was silence in the hall",
        "“We have waited long enough,” she said",
        "Geneva, 5 March 2024",
        "GENEVA, March 5",
        "By Ana Petrov",
        "Ministry statement",
        "Ministry of Foreign Affairs\n\nPress statement No. 114",
        "1. Marrova calls for truce\n\n2. The talks open",
    ],
)
def test_what_may_be_something_else_is_no_headline(first: str) -> None:
    document = document_from_text(f"{first}\n\n{BODY}")
    assert document.title is None
    assert "headline" not in [block.kind for block in document.blocks]


def test_a_caption_that_comes_first_is_no_headline() -> None:
    assert document_from_text("A delegate arrives at the hall in Geneva\n" + BODY.replace("\n\n", "\n")).title is None


def test_title_case_needs_no_empty_line() -> None:
    assert (
        document_from_text("Marrova Calls for Truce as Talks Open\n" + BODY.replace("\n\n", "\n")).title
        == "Marrova Calls for Truce as Talks Open"
    )


def test_byline_and_dateline() -> None:
    document = document_from_text(f"Marrova calls for truce\nBy Ana Petrov in Geneva\n5 March 2024\n{BODY}")
    assert [block.kind for block in document.blocks] == ["headline", "byline", "dateline", "paragraph", "paragraph"]
    assert (document.title, document.author) == ("Marrova calls for truce", "Ana Petrov")
    assert (document.published, document.published_basis) == (None, "unknown")


@pytest.mark.parametrize(
    "line", ["By the time the talks ended, nobody was left", "By Friday the guns had fallen silent.", "By all accounts a hard day"]
)
def test_a_sentence_with_by_is_no_byline(line: str) -> None:
    assert document_from_text(f"{BODY}\n{line}\n\n{BODY}").author is None


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Ana Petrov", "Ana Petrov"),
        ("BY ANA PETROV and TOM OKAFOR", "ANA PETROV and TOM OKAFOR"),
        ("By Ana Petrov | The Harbour Post", "Ana Petrov"),
        ("Written by Ana Petrov Published 5 March", "Ana Petrov"),
        ("By ", None),
    ],
)
def test_the_author_in_a_byline(byline: str, author: str | None) -> None:
    assert author_in(byline) == author


def test_what_is_given_wins() -> None:
    document = document_from_text(
        f"Marrova calls for truce\n\n{BODY}", title="Given", author="Somebody", outlet="The Harbour Post", source="a.txt"
    )
    assert (document.title, document.author, document.outlet, document.source) == ("Given", "Somebody", "The Harbour Post", "a.txt")
