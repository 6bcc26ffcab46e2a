"""Chooses documents of the archive to be looked at together: by words, by where they were seen, by number, day and outlet."""

from collections.abc import Collection

import sqlalchemy as sa

from communique.archive import filtering, tables
from communique.archive.answers import Wish
from communique.archive.opening import Archive

_D, _S = tables.documents, tables.sightings


def choose(archive: Archive, wish: Wish, *, under: str = "", numbers: Collection[int] = ()) -> tuple[int, ...]:
    """Return the numbers of the documents that fit, in the order in which they were added.

    `about` of the wish are words that title or text have, as full-text search looks for them. `under` is an address, or a folder, or the
    first parts of an address: "/case" has "/case/1.txt", not "/cases/1.txt". With `numbers` only these are looked at.
    Raises UsageError for words that are none.
    """
    conditions = filtering.on_documents(wish)
    if under:
        place = under.rstrip("/")
        here = sa.or_(_S.c.address.in_((under, place)), *(_S.c.address.startswith(place + end, autoescape=True) for end in "/#"))
        conditions.append(_D.c.id.in_(sa.select(_S.c.document_id).where(here)))
    if numbers:
        conditions.append(_D.c.id.in_(numbers))
    source: sa.FromClause = _D
    if wish.about:
        search = filtering.ranked(archive.dialect, _D, wish.about)
        source, conditions = search.joined, [search.condition, *conditions]
    asked = sa.select(_D.c.id).select_from(source).where(*conditions).order_by(_D.c.id)
    with archive.reading() as connection:
        return tuple(connection.execute(asked).scalars())
