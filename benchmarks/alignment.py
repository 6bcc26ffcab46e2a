"""Times the alignment of every pair of states in each year, and shows what the measures say of a few well-known pairs.

Run it from the repository: `python -m benchmarks.alignment`.
"""

import time
from dataclasses import dataclass
from datetime import date

from communique.rollcalls import RollCalls, load
from communique.rollcalls.alignment import VoteSet, align, pairs
from communique.rollcalls.lookup import Rows

PAIRS = (("USA", "ISR"), ("FRA", "DEU"), ("CHN", "RUS"), ("IND", "PAK"), ("USA", "CHN"))


@dataclass(frozen=True, order=True)
class Timed:
    """How long all pairs of one year took."""

    seconds: float
    year: int
    roll_calls: int
    pairs: int


def slowest_year(record: RollCalls) -> Timed:
    """Return the year whose pairs take longest, all four measures of each."""
    timed = []
    for year in range(1946, record.as_of.year + 1):
        rows = VoteSet(date(year, 1, 1), date(year, 12, 31), whole=False).rows(record)
        found = pairs(record, rows)
        timed.append(Timed(min(_seconds(record, rows) for _ in range(3)), year, len(rows), int((found.n > 0).sum()) // 2))
    return max(timed)


def _seconds(record: RollCalls, rows: Rows) -> float:
    start = time.process_time()
    pairs(record, rows)
    return time.process_time() - start


def main() -> None:
    """Print the slowest year, and each pair's measures since 2000."""
    record = load()
    slowest = slowest_year(record)
    told = f"{slowest.year}, {slowest.roll_calls} roll calls, {slowest.pairs:,} pairs"
    print(f"slowest year: {told}, all four measures in {slowest.seconds * 1000:.0f} ms")
    for one, other in PAIRS:
        found = align(record, one, other, within=VoteSet(date(2000, 1, 1)))
        values = ", ".join(f"{name} {e.value:.2f} [{e.low:.2f}, {e.high:.2f}]" for name, e in found.estimates.items())
        print(f"{one} and {other} since 2000, n={found.n}: {values}")


if __name__ == "__main__":
    main()
