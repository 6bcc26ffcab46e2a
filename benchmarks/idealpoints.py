"""Holds the ideal points against the published ones (Bailey, Strezhnev and Voeten, All votes, April 2020): correlations by year and pooled.

Run it from the repository: `python -m benchmarks.idealpoints`. It needs pandas and pyarrow (extra `build`) and `../shared/data/un`.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.corpora import MissingCorpus
from communique.rollcalls import RollCalls, load
from communique.rollcalls.idealpoints import IdealPoints, estimate, session_of, usual_rows

PUBLISHED = Path(__file__).parents[2] / "shared" / "data" / "un" / "ideal_points_2020-04.parquet"
CODES = {680: "YMD", 678: "YEM", 679: "YEM", 315: "CSK", 265: "DDR"}
SWAPPED = {(48, 221): "MNG", (48, 712): "MCO"}
"""In the 48th session the published file has the points of Mongolia and Monaco exchanged: 1.90 for Mongolia, -0.22 for Monaco."""
LEAST = 0.98

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Comparison:
    """Our points against the published ones: how many were found, the correlation of each year, and of all years together."""

    found: int
    published: int
    by_year: Mapping[int, float]
    pooled: float
    pooled_on_their_level: float
    """The same when each year is given the published mean, and keeps its own spread."""

    @property
    def below(self) -> int:
        """How many years have a correlation under LEAST."""
        return sum(value < LEAST for value in self.by_year.values())

    @property
    def lowest(self) -> tuple[int, float]:
        """The year with the lowest correlation, and that."""
        return min(self.by_year.items(), key=lambda item: item[1])


@dataclass(frozen=True)
class Fitted:
    """The points estimated from the votes that the published ones rest on, and the processor time that took."""

    points: IdealPoints
    roll_calls: int
    seconds: float


@dataclass(frozen=True)
class Published:
    """The published points, one a state and session."""

    session: npt.NDArray[np.intp]
    ccode: npt.NDArray[np.intp]
    state: tuple[str, ...]
    point: Floats


def published(path: Path = PUBLISHED) -> Published:
    """Return the published points with the codes of the table; raises MissingCorpus when the file or pandas is not there."""
    if not path.is_file():
        raise MissingCorpus(f"the published ideal points are not there: {path}")
    if find_spec("pandas") is None or find_spec("pyarrow") is None:
        raise MissingCorpus("reading the published ideal points needs pandas and pyarrow (extra `build`)")
    import pandas

    frame = pandas.read_parquet(path)
    session, ccode = frame["session"].to_numpy(np.intp), frame["ccode"].to_numpy(np.intp)
    state = [CODES.get(code, iso) for code, iso in zip(ccode, frame["iso3"], strict=True)]
    serbia = ["SRB" if s >= 55 else "YUG" for s in session]
    named = tuple(heir if code == 345 else iso for code, iso, heir in zip(ccode, state, serbia, strict=True))
    return Published(session, ccode, named, frame["estimate"].to_numpy(np.float64))


def fit(record: RollCalls | None = None) -> Fitted:
    """Estimate from the votes that the published points rest on."""
    record = record or load()
    rows = np.array([row for row in usual_rows(record) if _was_used(record, int(row))])
    start = time.process_time()
    points = estimate(record, rows)
    return Fitted(points, len(rows), time.process_time() - start)


def _was_used(record: RollCalls, row: int) -> bool:
    """Say whether the published points rest on a roll call: Voeten numbered it, and it is of the 74th session or before."""
    columns = record.table.columns
    if not columns["rcid"][row] or session_of(columns["session"][row], date.fromisoformat(columns["date"][row])) > 74:
        return False
    return not (columns["id"][row].startswith("V") and 5640 <= columns["rcid"][row] < 6060)


def compare(ours: IdealPoints, theirs: Published, *, swap: bool = False) -> Comparison:
    """Return how our points and the published ones go together; with `swap`, Mongolia and Monaco are put right in the 48th session."""
    state = list(theirs.state)
    if swap:
        state = [SWAPPED.get((s, c), code) for s, c, code in zip(theirs.session, theirs.ccode, state, strict=True)]
    place, at = {code: j for j, code in enumerate(ours.states)}, {session: i for i, session in enumerate(ours.sessions)}
    pairs = [(at[s], place[code]) if code in place and s in at else None for s, code in zip(theirs.session, state, strict=True)]
    mine = np.array([np.nan if pair is None else ours.points[pair] for pair in pairs])
    known = np.isfinite(mine)
    mine, point, year = mine[known], theirs.point[known], theirs.session[known] + 1945
    level = mine.copy()
    by_year = {}
    for one in np.unique(year):
        here = year == one
        by_year[int(one)] = _correlation(mine[here], point[here])
        level[here] += point[here].mean() - mine[here].mean()
    return Comparison(len(mine), len(known), by_year, _correlation(mine, point), _correlation(level, point))


def _correlation(one: Floats, other: Floats) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def main() -> None:
    """Estimate from the same votes as the published points, and print how the two go together."""
    theirs, ours = published(), fit()
    for swap in (False, True):
        found = compare(ours.points, theirs, swap=swap)
        year, value = found.lowest
        print(
            f"{'with Mongolia and Monaco put right' if swap else 'as published'}: {found.found:,} of {found.published:,} points;"
            f" lowest year {year} {value:.4f}, {found.below} of {len(found.by_year)} years below {LEAST}, median"
            f" {np.median(list(found.by_year.values())):.4f}; pooled {found.pooled:.4f}, on the published level of each year"
            f" {found.pooled_on_their_level:.4f}"
        )
    divided = f"{ours.roll_calls:,} roll calls ({ours.points.roll_calls:,} divided)"
    print(f"{divided}, {ours.points.rounds} rounds, {ours.seconds:.1f} s of processor time")


if __name__ == "__main__":
    main()
