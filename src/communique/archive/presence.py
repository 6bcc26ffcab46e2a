"""In which documents an actor is and how much it says there: noted when a document is written, so that nothing need be counted anew."""

from dataclasses import dataclass

import sqlalchemy as sa

from communique.archive import filtering, tables
from communique.archive.answers import Wish
from communique.archive.merging import Merged

_P = tables.presence.c


@dataclass(frozen=True, slots=True)
class Counted:
    """In how many documents an actor is, and how many attributions it speaks in them."""

    documents: int
    attributions: int


def note_presence(connection: sa.Connection, document_id: int) -> None:
    """Note anew which actors a document has and how many of its attributions each speaks, rejected ones not counted."""
    a, link, at, d = tables.attributions.c, tables.attribution_actors.c, tables.appearances.c, tables.documents.c
    kept = sa.or_(a.decision.is_(None), a.decision != "rejected")
    spoken = sa.select(link.actor_id, sa.func.count(sa.distinct(a.id))).join(tables.attributions, a.id == link.attribution_id)
    spoken = spoken.where(a.document_id == document_id, link.role == "speaker", kept).group_by(link.actor_id)
    here = dict.fromkeys(connection.execute(sa.select(at.actor_id).where(at.document_id == document_id)).scalars(), 0)
    here.update((row[0], row[1]) for row in connection.execute(spoken))
    connection.execute(tables.presence.delete().where(_P.document_id == document_id))
    if here:
        day = connection.execute(sa.select(d.published).where(d.id == document_id)).scalar_one()
        about = {"document_id": document_id, "published": day}
        connection.execute(tables.presence.insert(), [{"actor_id": key, "attributions": here[key], **about} for key in sorted(here)])


def count_presence(connection: sa.Connection, wish: Wish, known: Merged) -> dict[str, Counted]:
    """Return how often each actor is in the documents that fit a wish; merged ones are one, and count a document once."""
    conditions = _on_documents(wish)
    asked = sa.select(_P.actor_id, sa.func.count(), sa.func.sum(_P.attributions)).where(*conditions).group_by(_P.actor_id)
    found: dict[str, Counted] = {}
    for actor_id, documents, attributions in connection.execute(asked):
        key = known.canonical(actor_id)
        before = found.get(key, Counted(0, 0))
        found[key] = Counted(before.documents + documents, before.attributions + int(attributions))
    joined = known.group(known.parents)
    here: dict[str, set[int]] = {}
    for actor_id, document_id in connection.execute(sa.select(_P.actor_id, _P.document_id).where(_P.actor_id.in_(joined), *conditions)):
        here.setdefault(known.canonical(actor_id), set()).add(document_id)
    return found | {key: Counted(len(documents), found[key].attributions) for key, documents in here.items()}


def _on_documents(wish: Wish) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a wish lays on the documents; the days are known here, for the rest the documents are asked."""
    conditions: list[sa.ColumnElement[bool]] = []
    if wish.since is not None:
        conditions.append(_P.published >= wish.since)
    if wish.until is not None:
        conditions.append(_P.published <= wish.until)
    if wish.document is not None:
        conditions.append(_P.document_id == wish.document)
    if wish.outlet is not None:
        conditions.append(_P.document_id.in_(sa.select(tables.documents.c.id).where(*filtering.on_documents(Wish(outlet=wish.outlet)))))
    return conditions
