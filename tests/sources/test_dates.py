"""Dates: strict for arguments, forgiving but never guessing for metadata."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BadDate
from communique.sources import parse_date
from communique.sources.dates import date_in_address, stamp


@pytest.mark.parametrize("text", ["2023-02-24", " 2023-02-24 ", "20230224", "2023-2-24", "2023-02-24T10:15:00Z", "2023-02-24 10:15"])
def test_iso_dates_are_read(text: str) -> None:
    assert parse_date(text) == date(2023, 2, 24)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2023-02-30", "2023-02-30 does not exist."),
        ("2023-13-01", "2023-13-01 does not exist."),
        ("0000-01-01", "0000-01-01 does not exist."),
        ("yesterdayish", "'yesterdayish' is not a date that communique reads."),
        ("24/02/2023", "'24/02/2023' is not a date that communique reads."),
        ("", "'' is not a date that communique reads."),
    ],
)
def test_what_is_no_date_gets_one_sentence(text: str, message: str) -> None:
    with pytest.raises(BadDate) as caught:
        parse_date(text)
    assert caught.value.message == message
    assert "2023-02-24" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05T23:30:00-05:00", date(2024, 3, 5)),
        ("2024/03/05", date(2024, 3, 5)),
        ("Tue, 05 Mar 2024 18:20:00 GMT", date(2024, 3, 5)),
        ("Mar. 5, 2024 6:20 p.m. EST", date(2024, 3, 5)),
        ("March 5th, 2024", date(2024, 3, 5)),
        ("5 March 2024", date(2024, 3, 5)),
        ("5th of March, 2024", date(2024, 3, 5)),
        ("Published: Sept 9, 2021", date(2021, 9, 9)),
        ("1709659200", date(2024, 3, 5)),
        ("1709659200000", date(2024, 3, 5)),
        ("25.03.2024", date(2024, 3, 25)),
        ("03/25/2024", date(2024, 3, 25)),
        ("04/04/2024", date(2024, 4, 4)),
        ("03/05/2024", None),
        ("31 February 2024", None),
        ("last Tuesday", None),
        ("", None),
    ],
)
def test_stamps(text: str, day: date | None) -> None:
    assert stamp(text) == day


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://news.example/world/2024/03/05/talks.html", date(2024, 3, 5)),
        ("https://news.example/world/2024/mar/05/talks", date(2024, 3, 5)),
        ("https://news.example/2024/03/05", date(2024, 3, 5)),
        ("https://news.example/2024/13/05/x", None),
        ("https://news.example/a/123456/b", None),
    ],
)
def test_addresses(address: str, day: date | None) -> None:
    assert date_in_address(address) == day


@given(st.text())
def test_any_text_is_a_date_or_a_bad_date(text: str) -> None:
    stamp(text)
    date_in_address(text)
    with contextlib.suppress(BadDate):
        assert parse_date(text).year > 0


@given(st.dates())
def test_every_date_reads_back(day: date) -> None:
    assert parse_date(day.isoformat()) == day
