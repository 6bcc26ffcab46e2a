"""Speakers' labels, and what only looks like one."""

import pytest

from communique.sources import document_from_text


def turns(text: str) -> list[tuple[str | None, str]]:
    document = document_from_text(text)
    return [(block.label, text[block.start : block.end]) for block in document.blocks if block.kind == "turn"]


BRIEFING = """1:45 P.M. EST

MS. HARLOW:  Good afternoon.  I have two items for all of you at the top.

The first is this: the talks go on.

Q    Thank you.  Two questions: when, and where?

MS. HARLOW:  On Friday.

(Laughter.)

In Geneva, I should say.

Q  And who pays?

THE PRESIDENT:  I do.

PRESIDENT ILVES-BRANDT:  (As interpreted.)  We both do.

END 2:10 P.M. EST
"""


def test_a_briefing() -> None:
    assert turns(BRIEFING) == [
        ("MS. HARLOW", "MS. HARLOW:  Good afternoon.  I have two items for all of you at the top."),
        ("MS. HARLOW", "The first is this: the talks go on."),
        ("Q", "Q    Thank you.  Two questions: when, and where?"),
        ("MS. HARLOW", "MS. HARLOW:  On Friday."),
        ("MS. HARLOW", "In Geneva, I should say."),
        ("Q", "Q  And who pays?"),
        ("THE PRESIDENT", "THE PRESIDENT:  I do."),
        ("PRESIDENT ILVES-BRANDT", "PRESIDENT ILVES-BRANDT:  (As interpreted.)  We both do."),
    ]


def test_every_block_is_kept() -> None:
    document = document_from_text(BRIEFING)
    rest = [BRIEFING[block.start : block.end] for block in document.blocks if block.kind != "turn"]
    assert rest == ["1:45 P.M. EST", "(Laughter.)", "END 2:10 P.M. EST"]


@pytest.mark.parametrize(
    "labels",
    [
        ["The President", "Mr. Nebenzia (Russian Federation)", "The President", "Ms. Thomas-Greenfield (United States of America)"],
        ["QUESTION", "MR. PRICE", "QUESTION", "MR. PRICE"],
        ["Reporter", "President Zelenskyy", "Reporter", "President Zelenskyy"],
        ["Q", "A", "Q", "A"],
        ["Ana Petrov", "Ilse Brandt", "Ana Petrov", "Ilse Brandt"],
        ["SECRETARY BLINKEN", "FOREIGN MINISTER LAVROV", "MODERATOR", "SECRETARY BLINKEN"],
        ["António Guterres", "Moderator", "António Guterres", "Moderator"],
        ["SECRÉTAIRE GÉNÉRAL", "QUESTION", "SECRÉTAIRE GÉNÉRAL", "QUESTION"],
        ["MR. McCORMACK", "QUESTION", "MR. McCORMACK", "QUESTION"],
    ],
)
def test_labels(labels: list[str]) -> None:
    text = "\n".join(f"{label}: I have nothing to add to what was said before." for label in labels)
    assert [label for label, _ in turns(text)] == labels


def test_how_a_speech_was_given_is_no_part_of_the_label() -> None:
    text = "\n".join(
        [
            "The President: I call on the next speaker.",
            "Mr. Nebenzia (Russian Federation) (spoke in Russian): We disagree.",
            "The President: I thank him.",
        ]
    )
    assert turns(text)[1][0] == "Mr. Nebenzia (Russian Federation)"


def test_hard_wrapped_turns() -> None:
    text = (
        "MR. PRICE: Good afternoon, everyone. I have one statement at the top and\nthen will take what questions you have about it.\n"
        "QUESTION: Thank you. On the talks in Geneva: will the Secretary go there\nhimself, or will he send somebody?\n"
        "MR. PRICE: He will go.\n"
    )
    assert [label for label, _ in turns(text)] == ["MR. PRICE", "QUESTION", "MR. PRICE"]


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine: what we know\n\nThe talks go on.\n\nRussia: what we do not know\n\nNobody says.",
        "China: abstained\nIndia: abstained\nIran: abstained\nCuba: against\nMali: against",
        "Date: 5 March 2024\nSubject: Talks\nFrom: The ministry\nTo: The press\nThe talks go on.",
        "The minister put it so: nobody wins.\n\nHer colleague was blunt: nobody loses.\n\nAnd the third said: nobody knows.",
        "Photo: R. Lind\n\nThe talks go on.\n\nPhoto: R. Lind\n\nThey end on Friday.\n\nPhoto: R. Lind",
        "Question time was short. The President: nobody else. Reporter: a hard job.",
    ],
)
def test_what_is_no_transcript(text: str) -> None:
    assert turns(text) == []


def test_a_story_that_quotes_a_transcript_keeps_its_own_prose() -> None:
    prose = "The governor defended the plan on Sunday in an interview that lasted most of an hour and was seen by few people at home."
    quoted = "TAPPER: What is the plan?\n\nFALLIN: To win.\n\nTAPPER: And then?"
    text = f"{prose}\n\n{prose} Really.\n\n{quoted}\n\n{prose} She left.\n\n{prose} He did too."
    assert [label for label, _ in turns(text)] == ["TAPPER", "FALLIN", "TAPPER"]
