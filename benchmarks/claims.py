"""Claims about UN votes against their verdicts: how many texts get all of them right, and what is wrongly said to hold.

usage: python -m benchmarks.claims [TABLE ...]
       prints each table's counts; tables are those of tests/checks (claims, claims_blind, claims_plain)
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import yaml

from communique.ingest import Reader

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "checks"
TABLES = ("claims", "claims_blind", "claims_plain")


@dataclass(frozen=True, slots=True)
class Counts:
    """The texts of a table, those with every outcome right, those with every claim judged alike in finding and symbol too, and
    how many verdicts say of a claim wrongly that it holds."""

    texts: int = 0
    outcomes: int = 0
    whole: int = 0
    wrong_holds: int = 0


def count(table: str, reader: Reader) -> Counts:
    """Check the texts of one table."""
    outcomes = whole = wrong = 0
    rows = yaml.safe_load((FOLDER / f"{table}.yaml").read_text(encoding="utf-8"))
    for row in rows:
        verdicts = [c.verdict for c in reader.read(row["text"], published=row["published"]).vote_claims if c.verdict is not None]
        right = [(c["outcome"], c["finding"], c.get("resolution")) for c in row["claims"]]
        told = [(v.outcome, v.finding, v.resolution) for v in verdicts]
        outcomes += [v[0] for v in told] == [r[0] for r in right]
        whole += told == right
        holding = [r[2] for r in right if r[0] == "holds"]
        wrong += sum(v.outcome == "holds" and v.resolution not in holding for v in verdicts)
    return Counts(len(rows), outcomes, whole, wrong)


def main() -> None:
    """Print the counts of the tables."""
    reader = Reader()
    for table in sys.argv[1:] or TABLES:
        c = count(table, reader)
        print(
            f"{table}: {c.outcomes} of {c.texts} texts with every outcome right, {c.whole} alike throughout, {c.wrong_holds} wrongly hold"
        )


if __name__ == "__main__":
    main()
