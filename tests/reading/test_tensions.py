"""Tensions of short texts, held against tables written by reading: what does not fit, and the many things that do."""

from datetime import date
from functools import cache

import pytest

from communique.ingest import Reader
from communique.record import Dossier, Span
from tests.reading.tension_texts import NONE, TENSE

DAY = date(2023, 2, 24)


@cache
def reader() -> Reader:
    return Reader()


def read(text: str) -> Dossier:
    return reader().read(text, published=DAY)


@pytest.mark.parametrize(("text", "kind", "one", "other"), TENSE)
def test_what_does_not_fit(text: str, kind: str, one: str, other: str) -> None:
    tensions = read(text).tensions
    assert [tension.kind for tension in tensions] == [kind]
    first, second = (side.text for side in tensions[0].between if isinstance(side, Span))
    assert one in first
    assert other in second
    assert tensions[0].about
    assert tensions[0].why


@pytest.mark.parametrize("text", NONE)
def test_nothing_is_at_odds(text: str) -> None:
    assert [(tension.kind, tension.about, tension.why) for tension in read(text).tensions] == []
