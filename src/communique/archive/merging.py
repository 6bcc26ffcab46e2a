"""Statements that two actors are one: made with a reason, laid over every answer, taken back at any time."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.folding import moment
from communique.archive.opening import Archive
from communique.errors import UnknownName, UsageError


@dataclass(frozen=True, slots=True)
class Merge:
    """A statement that `actor` is `into`, with who made it and why; `undone` says when it was taken back, None while it stands."""

    id: int
    actor: str
    into: str
    reason: str
    decided_by: str | None
    made: str
    undone: str | None
    undone_reason: str | None


@dataclass(frozen=True)
class Merged:
    """All merges that stand: `parents` lead from an actor to the one that it is."""

    parents: dict[str, str]

    def canonical(self, actor_id: str) -> str:
        """Return the actor that one is, following merges to their end."""
        while actor_id in self.parents:
            actor_id = self.parents[actor_id]
        return actor_id

    def group(self, actor_ids: Iterable[str]) -> set[str]:
        """Return all ids that are the same as one of these."""
        wanted = {self.canonical(each) for each in actor_ids}
        return wanted | {child for child in self.parents if self.canonical(child) in wanted}


def merged(connection: sa.Connection) -> Merged:
    """Read the merges that stand."""
    t = tables.merges.c
    return Merged({row.actor_id: row.into_id for row in connection.execute(sa.select(t.actor_id, t.into_id).where(t.undone.is_(None)))})


def merge(archive: Archive, actor: str, into: str, *, reason: str, decided_by: str | None = None) -> Merge:
    """State that `actor` is `into`; nothing else is rewritten. `reason` may not be empty.

    Raises UnknownName for ids that the archive does not have, UsageError when the two are one already or differ in kind.
    """
    if not reason.strip():
        raise UsageError("A merge needs a reason.", "Say what shows that the two are one.")
    with archive.writing() as connection:
        first, second, known = _actor(connection, actor), _actor(connection, into), merged(connection)
        if known.canonical(actor) == known.canonical(into):
            raise UsageError(f"{actor} and {into} are one already.")
        if first.kind != second.kind:
            raise UsageError(f"{actor} is a {first.kind} and {into} a {second.kind}; they cannot be one.")
        row = {"actor_id": known.canonical(actor), "into_id": known.canonical(into), "reason": reason, "decided_by": decided_by}
        key = connection.execute(tables.merges.insert().values(**row, made=moment()).returning(tables.merges.c.id)).scalar_one()
        return _merge(connection.execute(sa.select(tables.merges).where(tables.merges.c.id == key)).one())


def undo_merge(archive: Archive, number: int, *, reason: str) -> Merge:
    """Take the merge with this number back; the statement stays on record. Raises UnknownName when none of that number stands."""
    t = tables.merges
    with archive.writing() as connection:
        standing = sa.and_(t.c.id == number, t.c.undone.is_(None))
        if connection.execute(sa.select(t.c.id).where(standing)).first() is None:
            raise UnknownName(f"No merge {number} stands.", "`communique review merges` lists them.")
        connection.execute(t.update().where(standing).values(undone=moment(), undone_reason=reason))
        return _merge(connection.execute(sa.select(t).where(t.c.id == number)).one())


def list_merges(archive: Archive) -> tuple[Merge, ...]:
    """Return all merges, those taken back too, in the order in which they were made."""
    with archive.reading() as connection:
        return tuple(_merge(row) for row in connection.execute(sa.select(tables.merges).order_by(tables.merges.c.id)))


def _actor(connection: sa.Connection, actor_id: str) -> sa.Row[Any]:
    row = connection.execute(sa.select(tables.actors).where(tables.actors.c.id == actor_id)).first()
    if row is None:
        raise UnknownName(f"The archive has no actor {actor_id}.", "`communique actors NAME` shows ids.")
    return row


def _merge(row: sa.Row[Any]) -> Merge:
    return Merge(row.id, row.actor_id, row.into_id, row.reason, row.decided_by, row.made, row.undone, row.undone_reason)
