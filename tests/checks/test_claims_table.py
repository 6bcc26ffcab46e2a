"""The tables of vote claims: well formed, balanced, and true to the record in what their facts say."""

import datetime
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from communique.rollcalls import load

FINDINGS = {
    "holds": {"agrees", "agrees as rounded"},
    "fails": {
        "count differs",
        "vote differs",
        "absent, not abstained",
        "abstained, not absent",
        "not a member",
        "wrong resolution",
        "wrong body",
        "not unanimous",
        "set count differs",
        "wrong date",
    },
    "cannot tell": {
        "several fit",
        "no roll call found",
        "not in the record",
        "adopted without a vote",
        "too vague",
        "readings differ",
        "record is flagged",
    },
}
UNDECIDED = {"several fit", "no roll call found", "not in the record", "set count differs"}
"""Findings for which no resolution can be named."""

SYMBOL = r"(?:A/RES/(?:ES-)?\d+(?:/\d+)?(?:\([^)]*\))?(?: [A-H]\b)?|A/DEC/80/506|S/RES/\d+\(\d{4}\))"
STATED = re.compile(rf"({SYMBOL})((?:(?!{SYMBOL})[^;])*?)(\d+-\d+-\d+)")
"""A symbol and the first tally that the facts tell after it, with no other symbol between."""

FOLDER = Path(__file__).parent
TABLES = {
    name: yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8")) for name in ("claims", "claims_blind", "claims_plain")
}
ROWS = [pytest.param(row, id=row["id"]) for table in TABLES.values() for row in table]


def resolutions(symbol: str) -> list[str]:
    return [str(vote.resolution) for vote in load().by_symbol(symbol)]


@pytest.mark.parametrize(
    ("name", "rows", "each", "without"), [("claims", 120, 30, 12), ("claims_blind", 60, 20, 5), ("claims_plain", 90, 20, 12)]
)
def test_enough_of_each_outcome(name: str, rows: int, each: int, without: int) -> None:
    outcomes = Counter(claim["outcome"] for row in TABLES[name] for claim in row["claims"])
    assert len(TABLES[name]) >= rows
    assert all(outcomes[outcome] >= each for outcome in FINDINGS)
    assert sum(not row["claims"] for row in TABLES[name]) >= without


def test_ids_and_texts_occur_once() -> None:
    rows = [row for table in TABLES.values() for row in table]
    assert not [value for key in ("id", "text") for value, n in Counter(row[key] for row in rows).items() if n > 1]


@pytest.mark.parametrize("row", ROWS)
def test_form(row: dict) -> None:
    assert set(row) == {"id", "text", "published", "claims", "facts"}
    assert re.fullmatch(r"[a-z0-9-]+", row["id"])
    assert row["text"].strip()
    assert row["facts"].strip()
    assert row["published"] is None or isinstance(row["published"], datetime.date)
    for claim in row["claims"]:
        assert set(claim) == {"outcome", "finding", "resolution", "says"}
        assert claim["finding"] in FINDINGS[claim["outcome"]]
        assert claim["says"].strip()
        if claim["finding"] in UNDECIDED:
            assert claim["resolution"] is None


@pytest.mark.parametrize("row", ROWS)
def test_resolutions_are_spelled_as_in_the_record(row: dict) -> None:
    record = load()
    for claim in row["claims"]:
        symbol = claim["resolution"]
        if claim["finding"] == "adopted without a vote" and symbol.startswith("A/RES/"):
            adopted = record.adoption(symbol)
            assert adopted is not None
            assert not adopted.recorded
        elif symbol is not None:
            assert symbol in resolutions(symbol)


@pytest.mark.parametrize("row", ROWS)
def test_tallies_in_the_facts_are_those_of_the_record(row: dict) -> None:
    for symbol, _, tally in STATED.findall(row["facts"]):
        assert tally in {str(vote.tally) for vote in load().by_symbol(symbol) if vote.resolution == symbol}, symbol
