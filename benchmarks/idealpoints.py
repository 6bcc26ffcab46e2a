"""Holds the ideal points against the published ones (Bailey, Strezhnev and Voeten, All votes, April 2020): correlations by year and pooled.

Run it from the repository: `python -m benchmarks.idealpoints`. It needs pyarrow (extra `build`) and `../shared/data/un`.
"""

import time
from pathlib import Path

import numpy as np
import pandas as pd

from communique.rollcalls import load
from communique.rollcalls.idealpoints import estimate, session_of, usual_rows

PUBLISHED = Path(__file__).parents[2] / "shared" / "data" / "un" / "ideal_points_2020-04.parquet"
CODES = {680: "YMD", 678: "YEM", 679: "YEM", 315: "CSK", 265: "DDR"}
SWAPPED = {(48, 221): "MNG", (48, 712): "MCO"}
"""In the 48th session the published file has the points of Mongolia and Monaco exchanged: 1.90 for Mongolia, -0.22 for Monaco."""


def published() -> pd.DataFrame:
    """Return the published points with the codes of the table."""
    frame = pd.read_parquet(PUBLISHED)
    frame["session"] = frame.session.astype(int)
    frame["state"] = [CODES.get(code, iso) for code, iso in zip(frame.ccode, frame.iso3, strict=True)]
    serbia = frame.ccode == 345
    frame.loc[serbia, "state"] = np.where(frame.session[serbia] >= 55, "SRB", "YUG")
    return frame


def main() -> None:
    """Estimate from the same votes as the published points, and print how the two go together."""
    record = load()
    columns = record.table.columns
    rows = np.array([
        row
        for row in usual_rows(record)
        if columns["rcid"][row] and session_of(columns["session"][row], pd.Timestamp(columns["date"][row]).date()) <= 74
        and not (columns["id"][row].startswith("V") and 5640 <= columns["rcid"][row] < 6060)
    ])  # fmt: skip
    start = time.perf_counter()
    ours = estimate(record, rows)
    seconds = time.perf_counter() - start
    frame = published()
    for swapped in (False, True):
        if swapped:
            frame["state"] = [SWAPPED.get((s, c), state) for s, c, state in zip(frame.session, frame.ccode, frame.state, strict=True)]
        _report(frame, ours, "with Mongolia and Monaco put right" if swapped else "as published")
    print(f"{len(rows):,} roll calls ({ours.roll_calls:,} divided), {ours.rounds} rounds, {seconds:.1f} s")


def _report(frame: pd.DataFrame, ours, label: str) -> None:  # type: ignore[no-untyped-def]
    place = {state: j for j, state in enumerate(ours.states)}
    at = {session: i for i, session in enumerate(ours.sessions)}
    mine = np.array([ours.points[at[s], place[c]] if c in place else np.nan for s, c in zip(frame.session, frame.state, strict=True)])
    both = frame.assign(mine=mine).dropna(subset=["mine"])
    by_year = both.groupby("year")[["estimate", "mine"]].apply(lambda g: np.corrcoef(g.estimate, g.mine)[0, 1])
    mean, spread = both.groupby("year").transform("mean", numeric_only=True), both.groupby("year").transform("std", numeric_only=True)
    level = (both.mine - mean.mine) / spread.mine * spread.estimate + mean.estimate
    print(f"{label}: {len(both):,} of {len(frame):,} points; lowest year {by_year.idxmin()} {by_year.min():.4f},"
          f" {(by_year < 0.98).sum()} of {len(by_year)} years below 0.98, median {by_year.median():.4f};"
          f" pooled {np.corrcoef(both.mine, both.estimate)[0, 1]:.4f},"
          f" with the published mean and spread of each year {np.corrcoef(level, both.estimate)[0, 1]:.4f}")  # fmt: skip


if __name__ == "__main__":
    main()
