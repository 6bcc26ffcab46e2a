"""The tense around an expression of time, on real parses of sentences written for this table."""

import pytest

from communique.reading import models
from communique.reading.tense import tense_of


@pytest.mark.parametrize(
    ("text", "words", "tense"),
    [
        ("Xi is to meet Putin on Friday.", "Friday", "future"),
        ("Xi will meet Putin on Friday.", "Friday", "future"),
        ("Xi is going to meet Putin on Friday.", "Friday", "future"),
        ("Xi is meeting Putin on Friday.", "Friday", "future"),
        ("Xi met Putin on Friday.", "Friday", "past"),
        ("Xi has met Putin this week.", "this week", "past"),
        ("Xi had met Putin on Friday.", "Friday", "past"),
        ("Xi was received by Putin on Friday.", "Friday", "past"),
        ("Xi meets Putin on Friday.", "Friday", "present"),
        ("The talks are scheduled for Friday.", "Friday", "future"),
        ("A vote is due on Friday.", "Friday", "future"),
        ("He plans to travel to Moscow on Monday.", "Monday", "future"),
        ("Leaders are expected to gather on Friday.", "Friday", "future"),
        ("He urged them to vote on Friday.", "Friday", "future"),
        ("They failed to agree on Friday.", "Friday", "past"),
        ("A position paper released on Friday said so.", "Friday", "past"),
        ("China abstained Thursday when the Assembly approved it.", "Thursday", "past"),
        ("The U.S. would reserve judgment, Price said earlier Thursday.", "Thursday", "past"),
        ("Price said that talks would resume on Monday.", "Monday", "future"),
        ("He told reporters on Monday that talks would resume.", "Monday", "past"),
        ("They will discuss it when they meet on Friday.", "Friday", "future"),
        ("They should have met on Friday.", "Friday", "past"),
        ("Friday's vote was close.", "Friday", "past"),
        ("The upcoming vote on Friday.", "Friday", "future"),
        ("Speaking on Friday, he thanked them.", "Friday", "past"),
        ("His address Sunday will be a major topic.", "Sunday", "present"),
        ("Friday", "Friday", None),
    ],
)
def test_the_clause_around_tells_the_tense(text: str, words: str, tense: str | None) -> None:
    start = text.index(words)
    assert tense_of(models.pipeline()(text))(start, start + len(words)) == tense
