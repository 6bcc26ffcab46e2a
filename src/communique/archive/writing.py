"""Writes a dossier into the archive: one document, one transaction; what is there already is not written again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from communique.archive import rows, tables
from communique.archive.carrying import Carried, carry_over
from communique.archive.folding import moment
from communique.archive.opening import Archive
from communique.archive.presence import note_presence
from communique.archive.resolving import NamesOf, known_to_nobody, resolve
from communique.archive.rows import Row
from communique.errors import UnknownName
from communique.record import Document, Dossier

Outcome = Literal["added", "new version", "read again", "known", "known elsewhere"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where a report was found: its address (a URL, or an absolute path), and the sha256 of the bytes read there."""

    address: str
    bytes_hash: str | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What writing a dossier did: which document it is, whether it is new, and which decisions lost their evidence by a new reading."""

    document_id: int
    outcome: Outcome
    version: int
    unsettled: tuple[Carried, ...] = ()


def has_reading(archive: Archive, text_hash: str, reader: str) -> bool:
    """Say whether the text with this hash was read by this reader."""
    joined = tables.documents.join(tables.readings)
    asked = sa.select(sa.literal(1)).select_from(joined).where(tables.documents.c.hash == text_hash, tables.readings.c.reader == reader)
    with archive.reading() as connection:
        return connection.execute(asked.limit(1)).first() is not None


def seen_bytes(archive: Archive, sighting: Sighting, reader: str) -> bool:
    """Say whether these very bytes were read at this address by this reader; notes that they were seen there again is left to `keep`."""
    s, r = tables.sightings.c, tables.readings.c
    latest = sa.select(sa.func.max(s.version)).where(s.address == sighting.address).scalar_subquery()
    asked = sa.select(sa.literal(1)).select_from(tables.sightings.join(tables.readings, s.document_id == r.document_id))
    asked = asked.where(s.address == sighting.address, s.bytes_hash == sighting.bytes_hash, s.version == latest, r.reader == reader)
    with archive.reading() as connection:
        return connection.execute(asked.limit(1)).first() is not None


def keep(archive: Archive, dossier: Dossier, sighting: Sighting, *, names_of: NamesOf = known_to_nobody) -> Kept:
    """Keep a dossier, found at `sighting`; all of it is written, or after an error nothing.

    `names_of` gives the names that the vocabulary has for an actor id, None when it does not have the actor. A text that is there is not
    written twice: only the sighting is noted, and a new reader's entries take the place of the older ones. Raises ArchiveError.
    """
    reader, now = rows.reader_of(dossier.made_by), moment()
    with archive.writing() as connection:
        document_id, new = _document(connection, dossier, now)
        version, sighted = _sight(connection, document_id, dossier.document, sighting, now)
        if not new and _read_before(connection, document_id, reader):
            return Kept(document_id, "known elsewhere" if sighted else "known", version)
        _store_reading(connection, document_id, dossier, reader, now)
        ids = resolve(connection, document_id, dossier, names_of)
        _store_entries(connection, document_id, dossier, ids)
        unsettled = carry_over(connection, document_id)
        note_presence(connection, document_id)
    outcome: Outcome = ("new version" if version > 1 else "added") if new else "read again"
    return Kept(document_id, outcome, version, unsettled)


def note_sighting(archive: Archive, document: Document, sighting: Sighting) -> Kept:
    """Note that a document that the archive has was seen at an address. Raises UnknownName when it does not have it."""
    with archive.writing() as connection:
        found = connection.execute(sa.select(tables.documents.c.id).where(tables.documents.c.hash == document.id)).scalar()
        if found is None:
            raise UnknownName(f"The archive does not have the text {document.id[:15]}.")
        version, sighted = _sight(connection, int(found), document, sighting, moment())
        return Kept(int(found), "known elsewhere" if sighted else "known", version)


def _document(connection: sa.Connection, dossier: Dossier, now: str) -> tuple[int, bool]:
    t = tables.documents
    found = connection.execute(sa.select(t.c.id).where(t.c.hash == dossier.document.id)).scalar()
    if found is not None:
        return int(found), False
    made = connection.execute(t.insert().values(rows.document_row(dossier, now)).returning(t.c.id)).scalar_one()
    return int(made), True


def _sight(connection: sa.Connection, document_id: int, document: Document, sighting: Sighting, now: str) -> tuple[int, bool]:
    """Note where the document was seen; returns which version it is there, and whether it had not been seen there."""
    t = tables.sightings
    here = t.c.address == sighting.address
    found = connection.execute(sa.select(t.c.id, t.c.version).where(here, t.c.document_id == document_id)).first()
    if found is not None:
        connection.execute(t.update().where(t.c.id == found.id).values(last_seen=now, bytes_hash=sighting.bytes_hash))
        return int(found.version), False
    version = 1 + (connection.execute(sa.select(sa.func.max(t.c.version)).where(here)).scalar() or 0)
    about = {"title": document.title, "outlet": document.outlet, "published": document.published, "bytes_hash": sighting.bytes_hash}
    row = {"document_id": document_id, "address": sighting.address, "version": version, **about, "first_seen": now, "last_seen": now}
    connection.execute(t.insert().values(row))
    return version, True


def _read_before(connection: sa.Connection, document_id: int, reader: str) -> bool:
    t = tables.readings.c
    return connection.execute(sa.select(t.id).where(t.document_id == document_id, t.reader == reader)).first() is not None


def _store_reading(connection: sa.Connection, document_id: int, dossier: Dossier, reader: str, now: str) -> None:
    t = tables.readings
    for table in tables.ROWS_OF_A_READING:
        connection.execute(table.delete().where(table.c.document_id == document_id))
    connection.execute(t.update().where(t.c.document_id == document_id).values(current=False))
    row = {"document_id": document_id, "reader": reader, "made": now, "current": True, "dossier": rows.packed(dossier)}
    connection.execute(t.insert().values(row))


def restore(connection: sa.Connection, document_id: int) -> tuple[Carried, ...]:
    """Write the entries of a document anew from its current dossier, and lay the decisions about it on them."""
    r, a = tables.readings.c, tables.appearances.c
    data = connection.execute(sa.select(r.dossier).where(r.document_id == document_id, r.current)).scalar_one()
    asked = sa.select(a.local, a.actor_id).where(a.document_id == document_id)
    ids = {row.local: row.actor_id for row in connection.execute(asked)}
    for table in tables.ENTRIES:
        connection.execute(table.delete().where(table.c.document_id == document_id))
    _store_entries(connection, document_id, rows.unpacked(data), ids)
    carried = carry_over(connection, document_id)
    note_presence(connection, document_id)
    return carried


def resolve_anew(connection: sa.Connection, document_id: int) -> None:
    """Resolve the actors of a document once more and write its entries anew, as the archive knows the vocabulary's actors."""
    r, a, n = tables.readings.c, tables.actors.c, tables.names.c
    data = connection.execute(sa.select(r.dossier).where(r.document_id == document_id, r.current)).scalar_one()
    known: dict[str, tuple[str, ...]] = {}
    for actor_id, name in connection.execute(sa.select(a.id, n.name).outerjoin(tables.names, n.actor_id == a.id).where(a.known)):
        known[actor_id] = (*known.get(actor_id, ()), name)
    connection.execute(tables.appearances.delete().where(tables.appearances.c.document_id == document_id))
    resolve(connection, document_id, rows.unpacked(data), known.get)
    restore(connection, document_id)


def _store_entries(connection: sa.Connection, document_id: int, dossier: Dossier, ids: dict[str, str]) -> None:
    names = {actor.id: actor.name for actor in dossier.actors}
    _store_attributions(connection, document_id, dossier, names, ids)
    events = _insert(connection, tables.events, document_id, rows.event_rows(dossier))
    linked = [
        row
        for key, event in zip(events, dossier.events, strict=True)
        for role, who in (("actor", event.actors), ("recipient", event.recipients))
        for row in _links("event_id", key, role, who, ids)
    ]
    _insert_all(connection, tables.event_actors, linked)
    for table, found in (
        (tables.positions, rows.position_rows(dossier, ids)),
        (tables.vote_claims, rows.vote_claim_rows(dossier)),
        (tables.points, rows.point_rows(dossier, ids)),
        (tables.loaded_words, rows.loaded_rows(dossier, ids)),
        (tables.gaps, rows.gap_rows(dossier)),
    ):
        _insert_all(connection, table, [{"document_id": document_id, **row} for row in found])


def _store_attributions(connection: sa.Connection, document_id: int, dossier: Dossier, names: dict[str, str], ids: dict[str, str]) -> None:
    keys = _insert(connection, tables.attributions, document_id, rows.attribution_rows(dossier, names))
    linked: list[Row] = []
    for key, each in zip(keys, dossier.attributions, strict=True):
        addressee = (each.addressee,) if each.addressee else ()
        for role, who in (("speaker", rows.speakers(each)), ("via", each.via), ("addressee", addressee)):
            linked += _links("attribution_id", key, role, who, ids)
    _insert_all(connection, tables.attribution_actors, linked)


def _links(column: str, key: int, role: str, who: Sequence[str], ids: dict[str, str]) -> list[Row]:
    return [{column: key, "role": role, "place": place, "actor_id": ids[actor]} for place, actor in enumerate(who) if actor in ids]


def _insert(connection: sa.Connection, table: sa.Table, document_id: int, found: Sequence[Row]) -> list[int]:
    """Insert entries and return their row numbers, in order."""
    if not found:
        return []
    statement: Any = table.insert().returning(table.c.id, sort_by_parameter_order=True)
    return [int(key) for key in connection.execute(statement, [{"document_id": document_id, **row} for row in found]).scalars()]


def _insert_all(connection: sa.Connection, table: sa.Table, found: Sequence[Row]) -> None:
    if found:
        connection.execute(table.insert(), list(found))
