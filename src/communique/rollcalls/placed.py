"""Ideal points at hand: the figures shipped for the shipped record; for a newer one estimated once and kept beside its file."""

import hashlib
import json
import lzma
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from communique.errors import OutputError, RollCallError
from communique.rollcalls.idealpoints import IdealPoints, estimate
from communique.rollcalls.loading import user_file
from communique.rollcalls.lookup import RollCalls
from communique.rollcalls.table import unpack

SHIPPED = "idealpoints.json.xz"
METHOD = 1
"""Raised when the model or its fit changes, so that figures made before are not taken for new ones."""
_ASKED = ("id", "date", "session", "flags", "body")
_STEPS = 1000


def ideal_points(record: RollCalls) -> IdealPoints:
    """Return the ideal points of all states by session, from the usual roll calls, to three places.

    Shipped or kept figures are at hand at once; those of a newer record take about 20 seconds the first time. Raises OutputError when
    they cannot be kept, RollCallError when figures are damaged.
    """
    found = points_at_hand(record)
    if found is None:
        written = packed(estimate(record), fingerprint(record))
        _keep(kept_file(record), written)
        found = unpacked(written)
    return found


def points_at_hand(record: RollCalls) -> IdealPoints | None:
    """Return the ideal points when they need no estimating: shipped with the package or kept before; raises RollCallError."""
    key, (shipped, points) = fingerprint(record), _shipped()
    if shipped == key:
        return points
    place = kept_file(record)
    return _kept(place, place.stat().st_mtime_ns) if place.is_file() else None


@lru_cache(maxsize=2)
def fingerprint(record: RollCalls) -> str:
    """Return a hash of all that the points are estimated from, and of the method."""
    columns = record.table.columns
    told = hashlib.sha256(f"{METHOD} {' '.join(record.states)}".encode())
    told.update(record.table.votes.tobytes())
    for name in _ASKED:
        told.update("\n".join(map(str, columns[name])).encode())
    return told.hexdigest()


def kept_file(record: RollCalls) -> Path:
    """Return where the points of a record that is newer than the shipped one are kept: beside the file of newer votes."""
    return user_file().with_name(f"idealpoints-{fingerprint(record)[:16]}.json.xz")


@lru_cache(maxsize=1)
def _shipped() -> tuple[str, IdealPoints]:
    written = json.loads(unpack(SHIPPED))
    return written["key"], unpacked(written)


@lru_cache(maxsize=2)
def _kept(place: Path, _changed: int) -> IdealPoints:
    try:
        return unpacked(json.loads(lzma.decompress(place.read_bytes())))
    except (OSError, lzma.LZMAError, ValueError, KeyError) as error:
        raise RollCallError(f"The kept ideal points in {place} cannot be read ({error}).", "Delete the file; it is made again.") from error


def packed(found: IdealPoints, key: str) -> dict[str, Any]:
    """Return points as plain values: thousandths by session and state, None where a state cast no vote."""
    seen = found.votes > 0
    return {
        "format": 1,
        "key": key,
        "sessions": list(found.sessions),
        "states": list(found.states),
        "roll_calls": found.roll_calls,
        "rounds": found.rounds,
        "points": _thousandths(found.points, seen),
        "spreads": _thousandths(found.high - found.points, seen),
        "votes": found.votes.tolist(),
    }


def unpacked(written: dict[str, Any]) -> IdealPoints:
    """Return points from plain values."""
    point, spread = (np.array(written[name], np.float64) / _STEPS for name in ("points", "spreads"))
    sessions, states = tuple(written["sessions"]), tuple(written["states"])
    votes = np.array(written["votes"], np.intp)
    return IdealPoints(sessions, states, point, point - spread, point + spread, votes, written["roll_calls"], written["rounds"])


def as_bytes(written: dict[str, Any]) -> bytes:
    """Return plain values as the bytes of a figures' file."""
    return lzma.compress(json.dumps(written, separators=(",", ":")).encode("ascii"), preset=9 | lzma.PRESET_EXTREME)


def _thousandths(values: Any, seen: Any) -> list[list[int | None]]:
    rounded = np.rint(np.where(seen, values, 0) * _STEPS).astype(np.intp)
    return [[value if there else None for value, there in zip(*row, strict=True)] for row in zip(rounded.tolist(), seen, strict=True)]


def _keep(place: Path, written: dict[str, Any]) -> None:
    """Write figures in one step: a reader finds all of them or none."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=place.name, suffix=".new")
        with os.fdopen(handle, "wb") as file:
            file.write(as_bytes(written))
        Path(name).replace(place)
    except OSError as error:
        raise OutputError(f"{place} cannot be written ({error.strerror}).", "Make room, or set COMMUNIQUE_ROLLCALLS_FILE.") from error
