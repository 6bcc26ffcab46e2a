"""The dossiers of the archive as they stand after review: merges, partings and decisions laid on what was read."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.laying import Ruled, lay
from communique.archive.merging import Merged, merged
from communique.archive.opening import Archive
from communique.archive.rows import unpacked
from communique.record import Actor, Dossier

_AT_ONCE = 200
# Of each layer the fields that a correction can change, and the columns that hold them; the speakers are in a table of their own.
_FIELDS: dict[str, dict[str, str]] = {
    "attributions": {"kind": "kind"},
    "events": {name: name for name in ("type", "mode", "modality", "date", "quad", "score")} | {"place": "location"},
    "positions": {"actor": "actor_id", "issue": "issue", "label": "label", "stance": "stance"},
    "vote_claims": {"outcome": "outcome"},
}


def reviewed_dossiers(archive: Archive, documents: Sequence[int]) -> Iterator[tuple[int, Dossier]]:
    """Yield the number and the dossier of each of these documents, in this order, as it stands after review.

    An actor has the id that it has across documents, a merged one that of the actor it is; rejected entries, and what rests on them, are
    gone; corrected ones are corrected. A number that the archive does not have is passed over.
    """
    for start in range(0, len(documents), _AT_ONCE):
        part = documents[start : start + _AT_ONCE]
        with archive.reading() as connection:
            packed, ids, ruled = _packed(connection, part), *_review(connection, part)
        for document in part:
            if document in packed:
                yield document, lay(unpacked(packed[document]), ids.get(document, {}), ruled.get(document, Ruled()))


def _packed(connection: sa.Connection, documents: Sequence[int]) -> dict[int, bytes]:
    r = tables.readings.c
    asked = sa.select(r.document_id, r.dossier).where(r.document_id.in_(documents), r.current)
    return {row.document_id: row.dossier for row in connection.execute(asked)}


def _review(connection: sa.Connection, documents: Sequence[int]) -> tuple[dict[int, dict[str, str]], dict[int, Ruled]]:
    """Return of each document the ids of its actors that differ across documents, and what was decided about its entries."""
    known = merged(connection)
    ids = _ids(connection, documents, known)
    decided = _decided(connection, documents, known)
    named = {document: set(renamed.values()) for document, renamed in ids.items()}
    for document, (_, corrected) in decided.items():
        for fields in corrected.values():
            named.setdefault(document, set()).update(fields.get("speakers", ()), {fields["actor"]} if "actor" in fields else ())
    actors = _actors(connection, {actor for each in named.values() for actor in each})
    ruled: dict[int, Ruled] = {}
    for document in {*named, *decided}:
        rejected, corrected = decided.get(document, (frozenset(), {}))
        ruled[document] = Ruled(rejected, corrected, {key: actors[key] for key in named.get(document, ()) if key in actors})
    return ids, ruled


def _ids(connection: sa.Connection, documents: Sequence[int], known: Merged) -> dict[int, dict[str, str]]:
    a = tables.appearances.c
    differs = sa.or_(a.local != a.actor_id, a.actor_id.in_(known.parents))
    found: dict[int, dict[str, str]] = {}
    for row in connection.execute(sa.select(a.document_id, a.local, a.actor_id).where(a.document_id.in_(documents), differs)):
        found.setdefault(row.document_id, {})[row.local] = known.canonical(row.actor_id)
    return found


def _decided(
    connection: sa.Connection, documents: Sequence[int], known: Merged
) -> dict[int, tuple[frozenset[str], dict[str, dict[str, Any]]]]:
    """Return of each document that was decided about the entries that are rejected, and the fields of those that are corrected."""
    d, t = tables.documents.c, tables.decisions.c
    asked = sa.select(d.id).join(tables.decisions, t.document_hash == d.hash).where(d.id.in_(documents)).distinct()
    found: dict[int, tuple[frozenset[str], dict[str, dict[str, Any]]]] = {}
    for document in connection.execute(asked).scalars():
        rejected, corrected = set[str](), dict[str, dict[str, Any]]()
        for layer, fields in _FIELDS.items():
            c = tables.LAYERS[layer].c
            here = sa.select(tables.LAYERS[layer]).where(c.document_id == document, c.decision.in_(("rejected", "corrected")))
            for row in connection.execute(here):
                if row.decision == "rejected":
                    rejected.add(row.entry)
                else:
                    corrected[row.entry] = _fields(connection, layer, row, fields, known)
        found[document] = frozenset(rejected), corrected
    return found


def _fields(connection: sa.Connection, layer: str, row: sa.Row[Any], fields: Mapping[str, str], known: Merged) -> dict[str, Any]:
    values = {name: getattr(row, column) for name, column in fields.items()}
    if layer == "positions":
        values["actor"] = known.canonical(values["actor"])
    if layer == "attributions":
        link = tables.attribution_actors.c
        asked = sa.select(link.actor_id).where(link.attribution_id == row.id, link.role == "speaker").order_by(link.place)
        speakers = tuple(dict.fromkeys(known.canonical(actor) for actor in connection.execute(asked).scalars()))
        values |= {"speaker": speakers[0] if speakers else None, "speakers": speakers}
    return values


def _actors(connection: sa.Connection, ids: set[str]) -> dict[str, Actor]:
    a = tables.actors.c
    rows = connection.execute(sa.select(a.id, a.name, a.kind, a.country).where(a.id.in_(ids)))
    return {row.id: Actor.model_validate(row._asdict()) for row in rows}
