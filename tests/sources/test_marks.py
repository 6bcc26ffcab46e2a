"""Quotation marks without a partner."""

import pytest

from communique.sources.layout import paragraphs
from communique.sources.marks import odd_marks


def odd(text: str) -> list[str]:
    """Return each odd mark with the word beside it, `+` for one that opens and `-` for one that closes."""
    places = [(block.start, block.end) for block in paragraphs(text)]
    return [("+" if one.opens else "-") + text[max(0, one.place - 3) : one.place + 4].strip() for one in odd_marks(text, places)]


@pytest.mark.parametrize(
    "text",
    [
        "“So,” she said. “And so.”",
        "‘So,’ she said, ‘and “so” too.’",
        "“She called it ‘so’,” he said.",
        "«So», she said. „So“, said he. „So”, said they. ‹So›.",
        '"So," she said. "And so."',
        "It’s the ministers’ own plan, and China´s too.",
        "All countries’ ‘sovereignty and integrity’ count.",
        "‘The ministers’ plan is dead,’ he said.",
        "The plan was Sanders’.",
        "Rock ’n’ roll in the ’90s, ’tis said.",
        "A 6' 2\" man, she said.",
        "“One paragraph opens.\n“The next reopens and closes,” she said.",
        "‘One paragraph opens.\n‘The next reopens.\n‘And the last one closes,’ she said.",
        '"One paragraph opens.\n"The next reopens and closes," she said.',
        "No marks at all.",
    ],
)
def test_in_order(text: str) -> None:
    assert odd(text) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“So, she said.", ["+“So,"]),
        ("So,” she said.", ["-So,” sh"]),
        ("‘So, she said.", ["+‘So,"]),
        ("So,’ she said.", ["-So,’ sh"]),
        ("«So, she said.", ["+«So,"]),
        ('"So, she said.', ['+"So,']),
        ('So it goes," she said.', ['-es," sh']),
        ('"So," she said. "And so.', ['+d. "And']),
        ("‘So,’ the proposal said. ‘\nThe concerns should be addressed.’", ["+d. ‘\nTh", "-ed.’"]),
        ("“So,” she said. “And so.\nHe left.", ["+d. “And"]),
        ("“So,” she said.” He left.", ["-id.” He"]),
    ],
)
def test_odd(text: str, marks: list[str]) -> None:
    assert odd(text) == marks
