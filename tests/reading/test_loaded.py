"""Loaded words of single sentences, held against tables written by reading: the narrator's own, whom they hit, and nobody else's."""

from datetime import date
from functools import cache

import pytest

from communique.ingest import Reader
from communique.record import Dossier
from tests.reading.loaded_sentences import LOADED, PLAIN

DAY = date(2023, 2, 24)


@cache
def reader() -> Reader:
    return Reader()


def read(text: str) -> Dossier:
    return reader().read(text, published=DAY)


@pytest.mark.parametrize(("text", "expected"), LOADED)
def test_the_judging_words_of_the_narration(text: str, expected: tuple[tuple[str, str | None], ...]) -> None:
    assert tuple((word.span.text, word.target) for word in read(text).loaded) == expected


@pytest.mark.parametrize("text", PLAIN)
def test_no_judgement_of_the_narrator(text: str) -> None:
    assert [(word.span.text, word.why) for word in read(text).loaded] == []
