"""Times the alignment of every pair of states in each year, and shows what the measures say of a few well-known pairs.

Run it from the repository: `python -m benchmarks.alignment`.
"""

import time
from datetime import date

from communique.rollcalls import load
from communique.rollcalls.alignment import VoteSet, align, pairs

PAIRS = (("USA", "ISR"), ("FRA", "DEU"), ("CHN", "RUS"), ("IND", "PAK"), ("USA", "CHN"))


def main() -> None:
    """Print the slowest year, and each pair's measures since 2000."""
    record = load()
    slowest = (0.0, 0, 0, 0)
    for year in range(1946, record.as_of.year + 1):
        rows = VoteSet(date(year, 1, 1), date(year, 12, 31), whole=False).rows(record)
        start = time.perf_counter()
        found = pairs(record, rows)
        slowest = max(slowest, (time.perf_counter() - start, year, len(rows), int((found.n > 0).sum()) // 2))
    print(f"slowest year: {slowest[1]}, {slowest[2]} roll calls, {slowest[3]:,} pairs, all four measures in {slowest[0] * 1000:.0f} ms")
    for one, other in PAIRS:
        found = align(record, one, other, within=VoteSet(date(2000, 1, 1)))
        told = ", ".join(f"{name} {e.value:.2f} [{e.low:.2f}, {e.high:.2f}]" for name, e in found.estimates.items())
        print(f"{one} and {other} since 2000, n={found.n}: {told}")


if __name__ == "__main__":
    main()
