"""Statements that an actor of one document is not the one of that name elsewhere: made with a reason, taken back at any time."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.folding import moment
from communique.archive.opening import Archive
from communique.archive.writing import resolve_anew
from communique.errors import UnknownName, UsageError


@dataclass(frozen=True, slots=True)
class Parting:
    """A statement that `actor` (an id of the dossier) of `document` is another than its namesakes; `undone` says when it was taken back."""

    id: int
    document: int | None
    actor: str
    reason: str
    decided_by: str | None
    made: str
    undone: str | None
    undone_reason: str | None


def part(archive: Archive, document_id: int, actor: str, *, reason: str, decided_by: str | None = None) -> Parting:
    """State that an actor of a document, by its id in the dossier, is nobody else; a new reading keeps it.

    Raises UnknownName when the document does not have the actor, UsageError without a reason or when it is set apart already.
    """
    if not reason.strip():
        raise UsageError("Setting an actor apart needs a reason.", "Say what shows that it is another.")
    a, t = tables.appearances.c, tables.partings
    with archive.writing() as connection:
        here = sa.select(a.actor_id).where(a.document_id == document_id, a.local == actor)
        resolved = connection.execute(here).scalar()
        if resolved is None:
            raise UnknownName(f"Document {document_id} has no actor {actor}.", "Give the id without the mark after ~.")
        if resolved.endswith(f"~d{document_id}"):
            raise UsageError(f"{actor} of document {document_id} is set apart already.")
        document_hash = connection.execute(sa.select(tables.documents.c.hash).where(tables.documents.c.id == document_id)).scalar_one()
        row = {"document_hash": document_hash, "local": actor, "reason": reason, "decided_by": decided_by, "made": moment()}
        number = connection.execute(t.insert().values(row).returning(t.c.id)).scalar_one()
        resolve_anew(connection, document_id)
        return next(each for each in _listed(connection) if each.id == number)


def undo_parting(archive: Archive, number: int, *, reason: str) -> Parting:
    """Take the parting with this number back; the statement stays on record. Raises UnknownName when none of that number stands."""
    t = tables.partings
    with archive.writing() as connection:
        found = next((each for each in _listed(connection) if each.id == number and each.undone is None), None)
        if found is None:
            raise UnknownName(f"No parting {number} stands.", "`communique review merges` lists them.")
        connection.execute(t.update().where(t.c.id == number).values(undone=moment(), undone_reason=reason))
        if found.document is not None:
            resolve_anew(connection, found.document)
        return next(each for each in _listed(connection) if each.id == number)


def list_partings(archive: Archive) -> tuple[Parting, ...]:
    """Return all partings, those taken back too, in the order in which they were made."""
    with archive.reading() as connection:
        return tuple(_listed(connection))


def _listed(connection: sa.Connection) -> list[Parting]:
    t, d = tables.partings, tables.documents.c
    joined = t.outerjoin(tables.documents, d.hash == t.c.document_hash)
    rows: Any = connection.execute(sa.select(t, d.id.label("document")).select_from(joined).order_by(t.c.id))
    return [Parting(r.id, r.document, r.local, r.reason, r.decided_by, r.made, r.undone, r.undone_reason) for r in rows]
