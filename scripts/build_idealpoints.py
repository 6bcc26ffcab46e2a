"""Estimates the ideal points of the shipped record and writes them into the package: python scripts/build_idealpoints.py

To be run after scripts/build_rollcalls.py, and when the model changes (then METHOD is raised); it takes about 20 seconds. A test holds the
figures to the record.
"""

from pathlib import Path

from communique.rollcalls import RollCalls
from communique.rollcalls.idealpoints import estimate
from communique.rollcalls.placed import SHIPPED, as_bytes, fingerprint, packed
from communique.rollcalls.table import read_shipped

TARGET = Path(__file__).parents[1] / "src" / "communique" / "rollcalls" / "data" / SHIPPED


def main() -> None:
    """Write the figures."""
    record = RollCalls(read_shipped())
    TARGET.write_bytes(as_bytes(packed(estimate(record), fingerprint(record))))


if __name__ == "__main__":
    main()
