"""Actors by a part of their name, or by id, counted for those alone: what a page needs while one types."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.answers import FoundActor
from communique.archive.folding import folded
from communique.archive.merging import Merged, merged
from communique.archive.opening import Archive

_CANDIDATES = 60
_A, _N, _P = tables.actors.c, tables.names.c, tables.presence.c


def named(archive: Archive, typed: str, limit: int = 8) -> tuple[FoundActor, ...]:
    """Return actors one of whose names has these letters, those who speak most often first; merged ones are one."""
    key = folded(typed)
    begins = sa.case((_N.folded.startswith(key, autoescape=True), 0), else_=1)
    asked = (
        sa.select(_N.actor_id).where(_N.folded.contains(key, autoescape=True)).order_by(begins, sa.func.length(_N.name)).limit(_CANDIDATES)
    )
    with archive.reading() as connection:
        known = merged(connection)
        ids = dict.fromkeys(known.canonical(each) for each in connection.execute(asked).scalars())
        found = _counted(connection, known, list(ids))
    return tuple(sorted(found, key=lambda each: (-each.attributions, -each.documents, each.id))[:limit])


def actor_with(archive: Archive, ids: Iterable[str]) -> FoundActor | None:
    """Return the one actor that ids (all of them merged into one, see `find_actors`) stand for; None when no document names it."""
    with archive.reading() as connection:
        known = merged(connection)
        found = _counted(connection, known, list(dict.fromkeys(known.canonical(each) for each in ids)))
    return next((each for each in found if each.documents), None)


def _counted(connection: sa.Connection, known: Merged, ids: Sequence[str]) -> list[FoundActor]:
    about = {row.id: row for row in connection.execute(sa.select(tables.actors).where(_A.id.in_(ids)))}
    return [_found(connection, about[key], tuple(sorted(known.group([key]))), key) for key in ids if key in about]


def _found(connection: sa.Connection, row: "sa.Row[Any]", group: Sequence[str], key: str) -> FoundActor:
    asked = sa.select(sa.func.count(sa.distinct(_P.document_id)), sa.func.sum(_P.attributions)).where(_P.actor_id.in_(group))
    documents, attributions = connection.execute(asked).one()
    names = connection.execute(sa.select(_N.name).where(_N.actor_id.in_(group)).order_by(_N.name)).scalars()
    return FoundActor(
        key,
        row.name,
        row.kind,
        row.country,
        row.known,
        documents=documents,
        attributions=int(attributions or 0),
        names=tuple(dict.fromkeys(names)),
        merged=tuple(each for each in group if each != key),
    )
