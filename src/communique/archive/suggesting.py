"""Names while one types, beside those of actors: issues that positions are on, outlets, titles of reports; and who tells of an issue."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.opening import Archive

_P, _S = tables.positions.c, tables.sightings.c


@dataclass(frozen=True, slots=True)
class Named:
    """Something that has a name: the id of an issue, the name of an outlet, the number of a document; with how often it is told of."""

    id: str
    name: str
    number: int


def labels(archive: Archive) -> tuple[Named, ...]:
    """Return the issues that positions are on, those told of most first; `number` counts positions."""
    counted = sa.select(_P.issue, sa.func.min(_P.label).label("label"), sa.func.count().label("number")).group_by(_P.issue)
    with archive.reading() as connection:
        rows = list(connection.execute(counted))
    return tuple(Named(row.issue, row.label, row.number) for row in sorted(rows, key=lambda row: (-row.number, row.issue)))


def outlets(archive: Archive) -> tuple[Named, ...]:
    """Return the outlets, those with most reports first; `number` counts reports."""
    counted = sa.select(_S.outlet, sa.func.count(sa.distinct(_S.document_id)).label("number")).where(_S.outlet.is_not(None))
    with archive.reading() as connection:
        rows = list(connection.execute(counted.group_by(_S.outlet)))
    return tuple(Named(row.outlet, row.outlet, row.number) for row in sorted(rows, key=lambda row: (-row.number, row.outlet)))


def titles(archive: Archive, typed: str, limit: int) -> tuple[Named, ...]:
    """Return the documents whose title has each of the words that were typed, the latest first; `id` is the number of the document."""
    having = [sa.func.lower(_S.title).contains(word, autoescape=True) for word in typed.casefold().split()]
    asked = sa.select(_S.document_id, sa.func.max(_S.title).label("title")).where(_S.title.is_not(None), *having)
    newest = asked.group_by(_S.document_id).order_by(_S.document_id.desc()).limit(limit)
    with archive.reading() as connection:
        return tuple(Named(str(row.document_id), row.title, 1) for row in connection.execute(newest))


def documents_on(archive: Archive, issues: Sequence[str]) -> tuple[int, ...]:
    """Return the documents that tell a position on one of these issues, the newest first, undated ones last; rejected ones do not count."""
    d, decision = tables.documents.c, _P.decision
    kept = sa.or_(decision.is_(None), decision != "rejected")
    telling = sa.select(_P.document_id).where(_P.issue.in_(issues), kept).distinct()
    asked = sa.select(d.id).where(d.id.in_(telling)).order_by(d.published.desc().nulls_last(), d.id.desc())
    with archive.reading() as connection:
        return tuple(connection.execute(asked).scalars())
