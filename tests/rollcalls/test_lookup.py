"""The shipped record against votes that are known from the UN's press releases and resolutions."""

import time
from datetime import date

import pytest

from communique.errors import UnknownName
from communique.record import Tally
from communique.rollcalls import RollCalls, load, share_without_vote
from communique.rollcalls.table import read_shipped


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    return load(tmp_path_factory.mktemp("none") / "no-such-file.jsonl")


@pytest.mark.parametrize(
    ("symbol", "tally", "votes"),
    [
        ("A/RES/ES-11/1", (141, 5, 35), {"CHN": "abstain", "RUS": "no", "UKR": "yes", "VEN": "absent"}),
        ("A/RES/ES-11/3", (93, 24, 58), {"CHN": "no", "IND": "abstain"}),
        ("A/RES/ES-11/6", (141, 7, 32), {"CHN": "abstain", "MLI": "no", "ERI": "no"}),
        ("A/RES/68/262", (100, 11, 58), {"RUS": "no", "CHN": "abstain", "USA": "yes"}),
        ("A/RES/3379(XXX)", (72, 35, 32), {"USA": "no"}),
        ("A/RES/217(III) A", (48, 0, 8), {"RUS": "abstain", "ZAF": "abstain", "SAU": "abstain"}),
        ("A/RES/2758(XXVI)", (76, 35, 17), {"USA": "no", "GBR": "yes"}),
        ("S/RES/2202(2015)", (15, 0, 0), {"RUS": "yes"}),
        ("S/RES/1973(2011)", (10, 0, 5), {"RUS": "abstain", "CHN": "abstain", "DEU": "abstain"}),
        ("S/RES/83(1950)", (7, 1, 0), {"YUG": "no", "TWN": "yes", "RUS": "absent"}),
        ("A/RES/80/250", (123, 3, 52), {}),
    ],
)
def test_known_votes(record, symbol, tally, votes):
    (found,) = record.by_symbol(symbol)
    assert found.tally == Tally(yes=tally[0], no=tally[1], abstain=tally[2])
    assert {code: found.votes[code] for code in votes} == votes


def test_two_votes_with_141_in_favour_are_told_apart(record):
    named = [
        (r.resolution, r.date.year)
        for r in record.with_tally(141, since=date(2022, 1, 1), until=date(2023, 12, 31))
        if "Ukraine" in r.title
    ]
    assert named == [("A/RES/ES-11/1", 2022), ("A/RES/ES-11/6", 2023)]
    assert [r.resolution for r in record.with_tally(141, 7, abstain=32)] == ["A/RES/ES-11/6"]


def test_chinas_seat_before_and_after_october_1971(record):
    before, after = record.by_symbol("S/RES/242(1967)")[0], record.by_symbol("S/RES/338(1973)")[0]
    assert "TWN" in before.votes
    assert "CHN" not in before.votes
    assert "CHN" in after.votes
    assert all(roll_call.date >= date(1971, 10, 1) for roll_call, _ in record.votes_of("CHN"))


def test_who_was_no_member_has_no_vote(record):
    assert "SSD" not in record.on(date(2010, 12, 8), "GA")[0].votes
    assert all("CHE" not in r.votes for r in record.find(since=date(1997, 1, 1), until=date(2002, 9, 9), body="GA"))


def test_a_draft_leads_to_its_vote_and_sponsors(record):
    (found,) = record.by_symbol("A/ES-11/L.7")
    assert found.resolution == "A/RES/ES-11/6"
    assert "UKR" in found.sponsors


def test_what_was_adopted_without_a_vote_is_listed_so(record):
    assert record.by_symbol("A/RES/77/211") == ()
    assert record.adoption("77/211").recorded is False
    share = share_without_vote()
    assert share.without_vote / share.resolutions == pytest.approx(2 / 3, abs=0.01)


def test_a_symbol_without_its_letter_finds_all_parts_and_votes_on_the_whole_come_first(record):
    assert {r.resolution for r in record.by_symbol("80/84")} == {"A/RES/80/84 A", "A/RES/80/84 B"}
    assert [bool(r.flags) for r in record.by_symbol("A/RES/72/50")] == sorted(bool(r.flags) for r in record.by_symbol("A/RES/72/50"))


def test_words_and_days(record):
    assert [r.resolution for r in record.find("comprehensive just peace ukraine", date(2023, 1, 1))] == ["A/RES/ES-11/6", "A/RES/ES-11/7"]
    assert {r.body for r in record.on(date(2025, 2, 24))} == {"GA", "SC"}


def test_unknown_ids_and_states_are_said_to_be_unknown(record):
    with pytest.raises(UnknownName, match="no roll call"):
        record.get("U1")
    with pytest.raises(UnknownName, match="no votes"):
        record.votes_of("ABW")


def test_the_table_is_read_in_a_moment():
    start = time.perf_counter()
    RollCalls(read_shipped())
    assert time.perf_counter() - start < 0.3


def test_every_list_of_the_assembly_since_2019_has_193_seats(record):
    assert {len(r.votes) for r in record.find(since=date(2019, 1, 1), body="GA")} == {193}
