"""Positions read out of single sentences, held against a table written by reading; whose they are, and what they carry."""

from datetime import date
from functools import cache

import pytest

from communique.ingest import Reader
from communique.record import Dossier
from tests.reading.positions import FREE, MISSED, NONE, TOLD, Expected

DAY = date(2023, 2, 24)


@cache
def reader() -> Reader:
    return Reader()


def read(text: str) -> Dossier:
    return reader().read(text, published=DAY)


def found(text: str) -> Expected:
    return tuple(sorted({(p.actor, p.issue, p.stance) for p in read(text).positions}))


@pytest.mark.parametrize(("text", "expected"), TOLD)
def test_who_wants_what(text: str, expected: Expected) -> None:
    assert found(text) == tuple(sorted(expected))


@pytest.mark.parametrize("text", NONE)
def test_nobody_is_said_to_want_it(text: str) -> None:
    assert found(text) == ()


@pytest.mark.parametrize(("text", "actor", "issue", "stance"), FREE)
def test_what_no_declared_issue_names_keeps_the_words_of_the_text(text: str, actor: str, issue: str, stance: str) -> None:
    assert found(text) == ((actor, issue, stance),)


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, expected, marks=pytest.mark.xfail(reason=why, strict=True)) for text, expected, why in MISSED]
)
def test_what_is_not_read_yet(text: str, expected: Expected) -> None:
    assert found(text) == expected
