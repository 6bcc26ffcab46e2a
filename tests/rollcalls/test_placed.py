"""Ideal points at hand: the shipped figures belong to the shipped record, those of another are estimated once and kept."""

import math
from datetime import date
from pathlib import Path

import pytest

from communique.errors import RollCallError
from communique.rollcalls import RollCalls
from communique.rollcalls.placed import as_bytes, fingerprint, ideal_points, kept_file, packed, points_at_hand, unpacked
from communique.rollcalls.table import Table, read_shipped


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_ROLLCALLS_FILE", str(tmp_path / "rollcalls.jsonl"))


@pytest.fixture(scope="module")
def shipped() -> RollCalls:
    return RollCalls(read_shipped())


def recent(shipped: RollCalls, since: date) -> RollCalls:
    """Return the Assembly's roll calls from a day on, as a record of its own."""
    rows = shipped.rows(since, body="GA")
    columns = {name: [values[row] for row in rows] for name, values in shipped.table.columns.items()}
    return RollCalls(Table(shipped.as_of, shipped.states, shipped.table.votes[rows], columns))


def test_the_shipped_figures_are_those_of_the_shipped_record(shipped: RollCalls) -> None:
    found = points_at_hand(shipped)
    assert found is not None, "run scripts/build_idealpoints.py"
    assert found.states == shipped.states
    usa, russia = found.of("USA")[2024], found.of("RUS")[2024]
    assert usa[0] > 1 > 0 > russia[0]
    assert usa[1] < usa[0] < usa[2]
    assert 1964 not in found.of("USA"), "the 19th session had no votes that count"


def test_a_state_without_a_vote_has_no_point(shipped: RollCalls) -> None:
    found = points_at_hand(shipped)
    assert found is not None
    place = found.states.index("SSD")
    assert found.votes[0, place] == 0
    assert math.isnan(found.points[0, place])
    assert min(found.of("SSD")) >= 2011


def test_figures_of_another_record_are_made_once_and_kept(shipped: RollCalls) -> None:
    record = recent(shipped, date(2024, 9, 1))
    assert points_at_hand(record) is None
    made = ideal_points(record)
    assert kept_file(record).is_file()
    again = points_at_hand(record)
    assert again is not None
    assert again.of("FRA") == made.of("FRA")
    assert again.roll_calls == made.roll_calls


def test_writing_and_reading_change_nothing(shipped: RollCalls) -> None:
    found = points_at_hand(shipped)
    assert found is not None
    written = packed(found, fingerprint(shipped))
    assert packed(unpacked(written), written["key"]) == written


def test_another_record_has_another_fingerprint(shipped: RollCalls) -> None:
    votes = shipped.table.votes.copy()
    votes[100, 3] ^= 1
    other = RollCalls(Table(shipped.as_of, shipped.states, votes, shipped.table.columns))
    assert fingerprint(other) != fingerprint(shipped)
    assert fingerprint(RollCalls(read_shipped())) == fingerprint(shipped)


def test_damaged_figures_are_told(shipped: RollCalls) -> None:
    record = recent(shipped, date(2025, 9, 1))
    kept_file(record).parent.mkdir(parents=True, exist_ok=True)
    kept_file(record).write_bytes(as_bytes({"format": 1})[:-4])
    with pytest.raises(RollCallError, match="cannot be read"):
        points_at_hand(record)
