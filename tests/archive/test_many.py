"""What more entries fit than are sorted: the same answers, by going through the documents in order."""

from datetime import date
from typing import Any

import pytest

from communique.archive import Archive, Sighting, Wish, attributions, decide, keep, questions, search_attributions, searching
from communique.record import Actor
from tests.archive.dossiers import dossier, mentioned, said

ANA = Actor(id="person:ana-roe", name="Ana Roe", kind="person", country="ESP")
BEN = Actor(id="person:ben-lund", name="Ben Lund", kind="person", country="DNK")


@pytest.fixture
def three(archive: Archive) -> Archive:
    """Three reports, the second without a date, of two people on sanctions; one entry is rejected."""
    for number, day in ((1, date(2031, 3, 1)), (2, None), (3, date(2031, 3, 9))):
        text = f"Report {number}. Ana Roe said “sanctions end”. Ben Lund said “the sanctions stay”."
        entries = said("a1", text, "sanctions end", by=ANA), said("a2", text, "the sanctions stay", by=BEN)
        actors = (mentioned(ANA, text, "Ana Roe"), mentioned(BEN, text, "Ben Lund"))
        keep(archive, dossier(text, published=day, actors=actors, attributions=entries), Sighting(str(number)))
    decide(archive, "3:a2", verdict="rejected", reason="not said")
    return archive


WISHES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, ["3:a1", "1:a1", "1:a2", "2:a1", "2:a2"]),
    ({"limit": 2}, ["3:a1", "1:a1"]),
    ({"order": "oldest"}, ["1:a1", "1:a2", "3:a1", "2:a1", "2:a2"]),
    ({"actors": ("person:ben-lund",)}, ["1:a2", "2:a2"]),
    ({"country": "ESP"}, ["3:a1", "1:a1", "2:a1"]),
    ({"about": "stay"}, ["1:a2", "2:a2"]),
    ({"about": "sanctions", "until": date(2031, 3, 5)}, ["1:a1", "1:a2"]),
    ({"rejected": True, "since": date(2031, 3, 5)}, ["3:a1", "3:a2"]),
]


@pytest.mark.parametrize("most", [0, 20_000])
def test_entries_that_are_many_are_the_same_in_the_same_order(three: Archive, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(questions, "MANY", most)
    for wish, refs in WISHES:
        assert [each.place.ref for each in attributions(three, Wish(**wish)).found] == refs, wish


def test_of_too_many_with_the_words_the_newest_come_first_and_that_is_said(three: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "MANY", 4)
    found = search_attributions(three, "sanctions", Wish(limit=3))
    assert [each.place.ref for each in found.found] == ["3:a1", "1:a1", "1:a2"]
    assert (found.total, found.notes) == (5, ("So many have these words that the newest come first (5).",))
    assert [each.place.ref for each in search_attributions(three, "sanctions", Wish(until=date(2031, 3, 5))).found] == ["1:a1", "1:a2"]
    assert search_attributions(three, "stay").notes == ()
