"""Which reading of a document is current, and whether anything has changed: for those who keep what they made of the archive."""

from collections.abc import Sequence

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.opening import Archive

_AT_ONCE = 500


def current_readings(archive: Archive, documents: Sequence[int]) -> dict[int, int]:
    """Return the number of the current reading of each document; it changes when the document is read again."""
    r = tables.readings.c
    found: dict[int, int] = {}
    with archive.reading() as connection:
        for start in range(0, len(documents), _AT_ONCE):
            asked = sa.select(r.document_id, r.id).where(r.current, r.document_id.in_(documents[start : start + _AT_ONCE]))
            found |= {row.document_id: row.id for row in connection.execute(asked)}
    return found


def state_of(archive: Archive) -> tuple[int, int, int, int]:
    """Return numbers that change whenever a reading, a sighting, a decision, a merge or a parting is added or taken back."""
    counted = (tables.readings.c.id, tables.sightings.c.id, tables.decisions.c.id)
    with archive.reading() as connection:
        last = [connection.execute(sa.select(sa.func.max(column))).scalar() or 0 for column in counted]
        stated = 0
        for t in (tables.merges.c, tables.partings.c):
            stated += connection.execute(sa.select(sa.func.count(t.id) + sa.func.count(t.undone))).scalar_one()
    return last[0], last[1], last[2], stated
