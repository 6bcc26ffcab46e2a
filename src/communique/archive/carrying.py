"""Lays decisions on the entries of a reading: by the words they rest on, so that a newer reading keeps them or says which it lost."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.resolving import ensure_actor_by_id

State = Literal["stands", "moved", "gone", "settled"]

# What may be corrected in each layer, and the column that holds it; "speaker" goes to another table.
CORRECTABLE: dict[str, dict[str, str | None]] = {
    "attributions": {"speaker": None, "kind": "kind"},
    "positions": {"actor": "actor_id", "issue": "issue", "label": "label", "stance": "stance"},
    "events": {"type": "type", "modality": "modality", "date": "date", "place": "location"},
    "vote_claims": {"outcome": "outcome"},
    "points": {"issue": "issue", "label": "label", "stance": "stance"},
}


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of a decision: it stands on the entry `now`, its entry has moved bounds (and waits to be looked at), or is gone."""

    decision_id: int
    layer: str
    entry: str
    words: str
    state: State
    now: str | None


def carry_over(connection: sa.Connection, document_id: int) -> tuple[Carried, ...]:
    """Lay the decisions about a document on its current entries; returns those whose evidence moved or is gone.

    Only a decision whose entry rests on the very same words is applied; one whose words merely overlap an entry's is kept and reported.
    What rests on an entry and was not decided about follows it: a position whose attribution was rejected is rejected, and one whose
    attribution has another speaker is that speaker's.
    """
    carried = [_carry(connection, document_id, decision) for decision in latest_decisions(connection, document_id)]
    if carried:
        _reject_what_rests(connection, document_id)
    return tuple(each for each in carried if each.state != "stands")


def latest_decisions(connection: sa.Connection, document_id: int) -> list[sa.Row[Any]]:
    """Return the decision that counts for each entry of a document: the latest one, unless it was withdrawn."""
    d, t = tables.documents.c, tables.decisions.c
    asked = sa.select(tables.decisions).join(tables.documents, d.hash == t.document_hash).where(d.id == document_id).order_by(t.made, t.id)
    by_evidence = {(row.layer, row.start_offset, row.end_offset, row.entry): row for row in connection.execute(asked)}
    return [row for row in by_evidence.values() if row.verdict != "withdrawn" and row.state != "settled"]


def apply(connection: sa.Connection, layer: str, row_id: int, verdict: str, corrections: Mapping[str, str]) -> None:
    """Write a decision on the row of an entry: the verdict, and the corrected fields."""
    table = tables.LAYERS[layer]
    for field in ("speaker", "actor"):
        if corrections.get(field, "nobody") != "nobody":
            ensure_actor_by_id(connection, corrections[field])
    columns: dict[str, Any] = {column: value for field, value in corrections.items() if (column := CORRECTABLE[layer][field]) is not None}
    if "issue" in columns:
        columns.setdefault("label", columns["issue"].removeprefix("free:").replace("-", " "))
    if "type" in columns:
        columns |= {"mode": None, "quad": None, "score": None}  # they belong to the type that was read
    connection.execute(table.update().where(table.c.id == row_id).values(decision=verdict, **columns))
    if "speaker" in corrections:
        _correct_speaker(connection, row_id, corrections["speaker"])


def _carry(connection: sa.Connection, document_id: int, decision: sa.Row[Any]) -> Carried:
    table = tables.LAYERS[decision.layer]
    c = table.c
    here = sa.select(c.id, c.entry, c.start_offset, c.end_offset).where(c.document_id == document_id)
    overlapping = list(connection.execute(here.where(c.start_offset < decision.end_offset, c.end_offset > decision.start_offset)))
    same = [row for row in overlapping if (row.start_offset, row.end_offset) == (decision.start_offset, decision.end_offset)]
    found = _chosen(same, decision.entry)
    state: State = "stands" if found is not None else "moved" if overlapping else "gone"
    if found is not None:
        apply(connection, decision.layer, found.id, decision.verdict, json.loads(decision.corrections))
    entry = found if found is not None else next(iter(overlapping), None)
    now = entry.entry if entry is not None else None
    t = tables.decisions
    connection.execute(t.update().where(t.c.id == decision.id).values(state=state, entry_now=now))
    return Carried(decision.id, decision.layer, decision.entry, decision.words, state, now)


def _chosen(same: Sequence[Any], entry: str) -> Any:
    """Return the one entry on the same words; of several the one with the same id, and of several without it none."""
    if len(same) == 1:
        return same[0]
    return next((row for row in same if row.entry == entry), None)


def _correct_speaker(connection: sa.Connection, row_id: int, actor_id: str) -> None:
    """Make one actor the speaker of an attribution; "nobody" leaves it unresolved."""
    links = tables.attribution_actors
    theirs = sa.and_(links.c.attribution_id == row_id, links.c.role == "speaker")
    before = list(connection.execute(sa.select(links.c.actor_id).where(theirs)).scalars())
    connection.execute(links.delete().where(theirs))
    name = ""
    if actor_id != "nobody":
        connection.execute(links.insert().values(attribution_id=row_id, role="speaker", place=0, actor_id=actor_id))
        name = connection.execute(sa.select(tables.actors.c.name).where(tables.actors.c.id == actor_id)).scalar_one()
    table = tables.attributions
    connection.execute(table.update().where(table.c.id == row_id).values(speakers=name))
    _hand_over(connection, row_id, before, actor_id)


def _hand_over(connection: sa.Connection, row_id: int, before: Sequence[str], actor_id: str) -> None:
    """Make what an attribution's speakers wanted in it the wish of the corrected speaker; of nobody, it is nobody's and rejected."""
    p, a = tables.positions, tables.attributions.c
    here = connection.execute(sa.select(a.document_id, a.entry).where(a.id == row_id)).one()
    theirs = sa.and_(p.c.document_id == here.document_id, p.c.evidence == here.entry, p.c.actor_id.in_(before), p.c.decision.is_(None))
    changed = {"decision": "rejected"} if actor_id == "nobody" else {"decision": "corrected", "actor_id": actor_id}
    connection.execute(p.update().where(theirs).values(changed))


def _reject_what_rests(connection: sa.Connection, document_id: int) -> None:
    """Reject the events told in rejected words, and the positions that rest on a rejected entry, unless they were decided about."""
    e, p = tables.events.c, tables.positions.c
    for table, rests_on in ((tables.events, e.told_by), (tables.positions, p.evidence)):
        for layer in (tables.attributions, tables.events, tables.vote_claims):
            gone = sa.select(layer.c.entry).where(layer.c.document_id == document_id, layer.c.decision == "rejected")
            here = sa.and_(table.c.document_id == document_id, table.c.decision.is_(None), rests_on.in_(gone))
            connection.execute(table.update().where(here).values(decision="rejected"))
