"""The findings of the input audit, with their places."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.sources import audit, document_from_text
from communique.sources.layout import paragraphs

ENGLISH = (
    "The foreign minister of Marrova said on Tuesday that the talks in Geneva would go on until Friday, whatever the other side did.\n"
    "She named three conditions in a letter that was handed to the mediator in the morning and read out to reporters at noon.\n"
    "Nobody in the hall had expected the guns to fall silent before the end of the week, and few believed that they would.\n"
)
FRENCH = (
    "Le ministre des affaires étrangères a déclaré mardi que les pourparlers de Genève se poursuivraient jusqu’à vendredi malgré tout.\n"
)
RUSSIAN = "Министр иностранных дел заявил во вторник, что переговоры в Женеве продолжатся до пятницы, что бы ни делала другая сторона.\n"


def found(text: str, kind: str, published: date | None = None, today: date | None = None) -> list[str | None]:
    """Return the words of the places of the doubts of one kind, None for one without a place."""
    doubts, _ = audit(text, paragraphs(text), published=published, today=today)
    return [None if one.start is None else text[one.start : one.end] for one in doubts if one.kind == kind]


def test_a_sound_text_has_no_doubts() -> None:
    assert audit(ENGLISH, paragraphs(ENGLISH)) == ((), "en")


def test_repeated_paragraphs() -> None:
    lines = ENGLISH.splitlines()
    again = lines[0].replace("Tuesday", "Wednesday").replace("until Friday", "until Friday night")
    text = "\n".join([*lines, lines[1].upper(), "Short line.", "Short line."])
    assert found(text, "repeated paragraph") == [lines[1].upper()]
    assert found("\n".join([lines[0] + " " + lines[2], lines[0] + " " + lines[2].replace("few", "none")]), "repeated paragraph") != []
    assert found(f"{lines[0]}\n{again} And more was said of the prisoners, the grain and the ports.", "repeated paragraph") == []


@pytest.mark.parametrize(
    "line",
    [
        "Read more: How the war began",
        "RELATED: Who is Ilse Brandt?",
        "Also on WorldPost:",
        "Watch the full interview below:",
        "Sign up for our newsletter",
    ],
)
def test_teasers(line: str) -> None:
    assert found(ENGLISH + line, "teaser") == [line]
    assert [block.kind for block in document_from_text(ENGLISH + line).blocks][-1] == "boilerplate"


@pytest.mark.parametrize(
    "line",
    [
        "Read aloud in the hall, the letter lasted an hour.",
        "Related questions were left to the experts, who are to meet again on Friday. They did not say where.",
        "Trending up since Friday, exports of grain reached a level that had not been seen since the war began. Few expected it to last.",
        "Analysis of the wreckage will take weeks, the ministry said. It gave no date.",
    ],
)
def test_what_is_no_teaser(line: str) -> None:
    assert found(ENGLISH + line, "teaser") == []


def test_the_future() -> None:
    today = date(2024, 3, 5)
    assert found(ENGLISH, "future date", date(2024, 3, 9), today) == [None]
    assert found(ENGLISH, "future date", date(2024, 3, 6), today) == []
    assert found(ENGLISH, "future date", date(2024, 3, 5), today) == []


def test_other_languages() -> None:
    assert audit(RUSSIAN * 2 + FRENCH, paragraphs(RUSSIAN * 2 + FRENCH))[1] == "ru"
    assert found(FRENCH, "other language") == [None]
    assert found(ENGLISH + FRENCH, "mixed languages") == [FRENCH.strip()]
    assert found(ENGLISH + FRENCH + RUSSIAN, "mixed languages") == [FRENCH.strip(), RUSSIAN.strip()]


def test_names_are_in_no_language() -> None:
    votes = "In favour: Afghanistan, Albania, Algeria, Andorra, Angola, Antigua and Barbuda, Argentina, Armenia, Australia, Austria\n"
    assert found(votes + ENGLISH, "mixed languages") == []


def test_hardly_a_body() -> None:
    assert found("The talks go on.", "no body") == [None]


@pytest.mark.parametrize(
    ("damage", "place"),
    [
        ("a lost \ufffd\ufffd character", "\ufffd"),
        ("itâ€™s a mess", "â"),
        ("GuantÃ¡namo", "Ã"),
        ("a bell \x07 rings", "\x07"),
        ("FranÃ\x83Â§ois", "Ã"),
    ],
)
def test_damaged_text(damage: str, place: str) -> None:
    assert place in found(ENGLISH + damage, "damaged text")


@pytest.mark.parametrize("sound", ["São Tomé, Århus, Ângela, Château", "a\ttab and a\r\nline", "naïve café — “so” …"])
def test_sound_text(sound: str) -> None:
    assert found(ENGLISH + sound, "damaged text") == []


def test_many_findings_are_cut_short_and_counted() -> None:
    doubts, _ = audit(text := "A stray mark” here.\n" * 500, paragraphs(text))
    stray = [one for one in doubts if one.kind == "unbalanced marks"]
    assert len(stray) == 50
    assert stray[-1].message.endswith("There are 450 more of this kind.")


@given(st.text(max_size=300))
def test_any_text_can_be_audited(text: str) -> None:
    try:
        document = document_from_text(text)
    except InputError:
        return
    assert document.text == text
    for doubt in document.doubts:
        assert doubt.start is None or 0 <= doubt.start < (doubt.end or 0) <= len(text)
