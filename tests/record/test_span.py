"""Spans: how they lie to each other, and what cannot be one (that every span slices back: tests/contracts/test_spans.py)."""

import pytest

from communique.errors import SpanMismatch
from communique.record import Document, Span

TEXT = "A “no”. 🕊 Peace."


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (2, 6, "“no”"),
        (8, 9, "🕊"),  # one code point, whatever it is in UTF-16
        (10, 16, "Peace."),
        (0, 16, TEXT),
    ],
)
def test_offsets_count_code_points(start: int, end: int, words: str) -> None:
    assert Document(text=TEXT).span(start, end).text == words


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 3), (0, 17), (16, 17)])
def test_there_are_no_words_outside_or_in_nothing(start: int, end: int) -> None:
    with pytest.raises(SpanMismatch, match=f"{start}:{end}"):
        Document(text=TEXT).span(start, end)


@pytest.mark.parametrize(
    ("one", "other", "overlaps", "contains"),
    [
        ((2, 6), (2, 6), True, True),
        ((2, 6), (3, 5), True, True),
        ((3, 5), (2, 6), True, False),
        ((0, 3), (2, 6), True, False),
        ((0, 2), (2, 6), False, False),  # they touch
        ((0, 1), (8, 9), False, False),
    ],
)
def test_how_two_spans_lie(one: tuple[int, int], other: tuple[int, int], overlaps: bool, contains: bool) -> None:
    first, second = Span.cut(TEXT, *one), Span.cut(TEXT, *other)
    assert (first.overlaps(second), first.contains(second)) == (overlaps, contains)
    assert second.overlaps(first) is overlaps
