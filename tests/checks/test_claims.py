"""Claims about votes against their verdicts as a person worked them out from the raw tables."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from communique import Reader

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    """One text of the tables, its date of publication, and the right verdicts as outcome, finding and symbol."""

    id: str
    text: str
    published: date | None
    right: tuple[tuple[str, str, str | None], ...]


def rows(name: str) -> list[Row]:
    table = yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8"))
    return [
        Row(r["id"], r["text"], r["published"], tuple((c["outcome"], c["finding"], c.get("resolution")) for c in r["claims"]))
        for r in table
    ]


@cache
def reader() -> Reader:
    return Reader()


@cache
def failures() -> dict[str, str]:
    known: dict[str, str] = yaml.safe_load((HERE / "known_failures.yaml").read_text(encoding="utf-8"))
    return known


def parameters(name: str) -> list[object]:
    return [
        pytest.param(row, id=row.id, marks=[pytest.mark.xfail(reason=failures()[row.id], strict=True)] if row.id in failures() else [])
        for row in rows(name)
    ]


@pytest.mark.parametrize("row", [*parameters("claims"), *parameters("claims_blind"), *parameters("claims_plain")])
def test_every_claim_gets_its_verdict_its_finding_and_its_resolution(row: Row) -> None:
    dossier = reader().read(row.text, published=row.published)
    verdicts = [claim.verdict for claim in dossier.vote_claims]
    assert tuple((v.outcome, v.finding, v.resolution) for v in verdicts if v is not None) == row.right


@pytest.mark.parametrize("row", [*rows("claims"), *rows("claims_blind"), *rows("claims_plain")], ids=lambda row: row.id)
def test_nothing_holds_that_does_not(row: Row) -> None:
    """A claim may be missed, or left open; what is said to hold must be among what holds."""
    dossier = reader().read(row.text, published=row.published)
    holding = [claim.verdict.resolution for claim in dossier.vote_claims if claim.verdict is not None and claim.verdict.outcome == "holds"]
    right = [resolution for outcome, _, resolution in row.right if outcome == "holds"]
    assert len(holding) <= len(right)
    assert set(holding) <= set(right)


def test_known_failures_name_rows_of_the_tables() -> None:
    assert failures().keys() <= {row.id for row in rows("claims") + rows("claims_blind") + rows("claims_plain")}
