"""A named question to the archive about what reports say of votes, with the verdicts."""

from dataclasses import dataclass

import sqlalchemy as sa

from communique.archive import filtering, tables
from communique.archive.answers import Answer, Place, Wish
from communique.archive.opening import Archive
from communique.archive.questions import about_document

_V, _D = tables.vote_claims, tables.documents


@dataclass(frozen=True, slots=True)
class FoundVoteClaim:
    """A claim about a vote in the archive; `outcome` is holds, fails or cannot tell, None when it was not checked."""

    place: Place
    body: str | None
    resolution: str | None
    date: str | None
    outcome: str | None
    reason: str | None
    decision: str | None


def vote_claims(archive: Archive, wish: Wish) -> Answer:
    """Return the claims about votes that fit a wish, newest first; `kinds` are outcomes of the check, `about` words of the claim."""
    conditions = filtering.on_documents(wish)
    if not wish.rejected:
        conditions.append(sa.or_(_V.c.decision.is_(None), _V.c.decision != "rejected"))
    if wish.kinds:
        conditions.append(_V.c.outcome.in_(wish.kinds))
    if wish.about:
        conditions.append(filtering.words_in([_V.c.words, _V.c.resolution], wish.about))
    joined = _V.join(_D, _V.c.document_id == _D.c.id)
    asked = sa.select(_V, *about_document()).select_from(joined).where(*conditions)
    asked = asked.order_by(_D.c.published.desc().nulls_last(), _V.c.document_id, _V.c.start_offset, _V.c.id)
    with archive.reading() as connection:
        rows = list(connection.execute(asked.limit(wish.limit) if wish.limit else asked))
        total = connection.execute(sa.select(sa.func.count()).select_from(joined).where(*conditions)).scalar_one()
        count = connection.execute(sa.select(sa.func.count()).select_from(_D)).scalar_one()
    return Answer(tuple(_found(row) for row in rows), total, count)


def _found(row: "sa.Row[tuple[object, ...]]") -> FoundVoteClaim:
    place = Place(
        row.document_id,
        row.entry,
        row.start_offset,
        row.end_offset,
        row.words,
        row.title,
        row.outlet,
        published=row.published,
        address=row.address or "",
    )
    return FoundVoteClaim(place, row.body, row.resolution, row.date, row.outcome, row.reason, row.decision)
