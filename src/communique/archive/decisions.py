"""Decisions of persons about entries - accepted, corrected, rejected - in the database and as JSON lines that can be versioned."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.carrying import CORRECTABLE, Carried, State
from communique.archive.folding import moment
from communique.archive.opening import Archive
from communique.archive.resolving import NamesOf, ensure_actor, known_to_nobody
from communique.archive.writing import restore
from communique.errors import RecordError, UnknownName, UsageError
from communique.record import AttributionKind, EventType, Modality, Outcome, Stance

Verdict = Literal["accepted", "corrected", "rejected", "withdrawn"]
# What the fields may hold that have a fixed set of values.
VALUES: dict[str, tuple[str, ...]] = {
    "kind": get_args(AttributionKind),
    "stance": get_args(Stance),
    "type": get_args(EventType),
    "modality": get_args(Modality),
    "outcome": get_args(Outcome),
}
_HOW = {"date": "Write it like 2023-02-23, 2023-02 or 2023.", "speaker": "Give an id, or nobody.", "actor": "Give an id, or nobody."}
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_ACTOR = re.compile(r"(person|state|org|outlet|group):[A-Za-z0-9][A-Za-z0-9-]*(~d?\d+)?")
_LAYER_OF = {"a": "attributions", "p": "positions", "e": "events", "v": "vote_claims"}
_IN_FILE = ("document_hash", "layer", "entry", "verdict", "corrections", "reason", "decided_by", "made", "reader", "start", "end", "words")


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about an entry, with the words that the entry rested on.

    `document` is its number (None when the archive does not have it yet); `state` says whether the current reading has the entry as it was,
    at `now`. A decision about a text that the archive does not have is "gone" until it does.
    """

    id: int
    document: int | None
    document_hash: str
    layer: str
    entry: str
    verdict: Verdict
    corrections: Mapping[str, str]
    reason: str
    decided_by: str | None
    made: str
    reader: str
    start: int
    end: int
    words: str
    state: State
    now: str | None


def decide(
    archive: Archive,
    ref: str,
    *,
    verdict: Verdict,
    reason: str,
    corrections: Mapping[str, str] | None = None,
    decided_by: str | None = None,
    names_of: NamesOf = known_to_nobody,
) -> Decision:
    """Decide about the entry `ref` (number of the document, colon, id of the entry) and write it on the entry.

    `corrections` maps fields (see CORRECTABLE) to values; a speaker or an actor is given by id, "nobody" for unresolved. "withdrawn" takes
    an earlier decision back. Raises UnknownName for an entry or actor that is not there, UsageError without a reason, without corrections
    where they are needed, or for a field or a value that cannot be.
    """
    document_id, layer, entry = _parsed(ref)
    given = dict(corrections or {})
    _check(layer, verdict, reason, given)
    table = tables.LAYERS[layer]
    with archive.writing() as connection:
        row = connection.execute(sa.select(table).where(table.c.document_id == document_id, table.c.entry == entry)).first()
        if row is None:
            raise UnknownName(f"The archive has no entry {ref}.", "The verbs that list entries show them in the first column.")
        for field in ("speaker", "actor"):
            if given.get(field) not in (None, "nobody"):
                ensure_actor(connection, given[field], names_of)
        values = _row(connection, row, layer, verdict, given, reason, decided_by)
        _settle(connection, values["document_hash"], layer, entry)
        number = connection.execute(tables.decisions.insert().values(values).returning(tables.decisions.c.id)).scalar_one()
        restore(connection, document_id)
        return next(each for each in _listed(connection) if each.id == number)


def list_decisions(archive: Archive, *, unsettled: bool = False) -> tuple[Decision, ...]:
    """Return the decisions in the order in which they were made; `unsettled` ones are those whose evidence moved or is gone."""
    with archive.reading() as connection:
        return tuple(each for each in _listed(connection) if not unsettled or each.state in ("moved", "gone"))


def to_lines(decisions: Iterable[Decision]) -> str:
    """Write decisions as JSON lines, one a line, with what is needed to lay them on the entries of any archive that has the text."""
    lines = (json.dumps({name: getattr(each, name) for name in _IN_FILE}, ensure_ascii=False) for each in decisions)
    return "".join(line + "\n" for line in lines)


def load_decisions(archive: Archive, lines: Iterable[str]) -> tuple[int, tuple[Carried, ...]]:
    """Add the decisions of a file that the archive does not have yet, and lay them on the entries.

    Returns how many were new, and those whose evidence moved or is gone. Raises RecordError, and adds none, for a line that is no decision.
    """
    read = [_line(line, number) for number, line in enumerate(lines, start=1) if line.strip()]
    t, d = tables.decisions, tables.documents.c
    with archive.writing() as connection:
        there = {(row.document_hash, row.layer, row.entry, row.made) for row in connection.execute(sa.select(t))}
        new = [row for row in read if (row["document_hash"], row["layer"], row["entry"], row["made"]) not in there]
        if new:
            connection.execute(t.insert(), new)
        hashes = {row["document_hash"] for row in new}
        touched = list(connection.execute(sa.select(d.id).where(d.hash.in_(hashes)).order_by(d.id)).scalars())
        carried: list[Carried] = []
        for document_id in touched:
            carried += restore(connection, document_id)
    return len(new), tuple(carried)


def _parsed(ref: str) -> tuple[int, str, str]:
    document, _, entry = ref.partition(":")
    if not document.isdecimal() or len(document) > 9 or entry[:1] not in _LAYER_OF:
        raise UsageError(f"{ref!r} names no entry.", "Write the number of the document and the id of the entry, such as 3:a7.")
    return int(document), _LAYER_OF[entry[0]], entry


def _check(layer: str, verdict: Verdict, reason: str, corrections: Mapping[str, str]) -> None:
    if not reason.strip():
        raise UsageError("A decision needs a reason.", "Say what shows it.")
    if (verdict == "corrected") != bool(corrections):
        raise UsageError("A correction says which field is what, and only a correction does.", "Write it as field=value.")
    if unknown := set(corrections) - CORRECTABLE[layer].keys():
        raise UsageError(f"{min(unknown)} of {layer} cannot be corrected.", f"What can be: {', '.join(CORRECTABLE[layer])}.")
    for name, value in corrections.items():
        if not _can_be(name, value):
            raise UsageError(f"{value!r} is no {name}.", f"What can be said: {', '.join(VALUES[name])}." if name in VALUES else _HOW[name])


def _row(
    connection: sa.Connection, row: sa.Row[Any], layer: str, verdict: str, corrections: Mapping[str, str], reason: str, by: str | None
) -> dict[str, Any]:
    d, r = tables.documents.c, tables.readings.c
    document_hash = connection.execute(sa.select(d.hash).where(d.id == row.document_id)).scalar_one()
    reader = connection.execute(sa.select(r.reader).where(r.document_id == row.document_id, r.current)).scalar_one()
    words = row.content if layer == "attributions" else row.words
    evidence = {"start_offset": row.start_offset, "end_offset": row.end_offset, "words": words}
    said = {"verdict": verdict, "corrections": json.dumps(corrections, ensure_ascii=False), "reason": reason, "decided_by": by}
    about = {"document_hash": document_hash, "layer": layer, "entry": row.entry, "reader": reader}
    return {**about, **said, **evidence, "made": moment(), "state": "stands", "entry_now": row.entry}


def _settle(connection: sa.Connection, document_hash: str, layer: str, entry: str) -> None:
    """Mark the decisions whose evidence moved to an entry as settled, now that it is decided about anew."""
    t = tables.decisions
    moved = sa.and_(t.c.document_hash == document_hash, t.c.layer == layer, t.c.entry_now == entry, t.c.state == "moved")
    connection.execute(t.update().where(moved).values(state="settled"))


def _listed(connection: sa.Connection) -> list[Decision]:
    t, d = tables.decisions, tables.documents.c
    joined = t.outerjoin(tables.documents, d.hash == t.c.document_hash)
    rows = connection.execute(sa.select(t, d.id.label("document")).select_from(joined).order_by(t.c.made, t.c.id))
    return [
        Decision(
            row.id,
            row.document,
            row.document_hash,
            row.layer,
            row.entry,
            row.verdict,
            json.loads(row.corrections),
            row.reason,
            row.decided_by,
            row.made,
            row.reader,
            row.start_offset,
            row.end_offset,
            row.words,
            row.state,
            row.entry_now,
        )
        for row in rows
    ]


def _can_be(field: str, value: object) -> bool:
    """Say whether a field of an entry can have this value."""
    if not isinstance(value, str):
        return False
    if field in ("speaker", "actor"):
        return value == "nobody" or _ACTOR.fullmatch(value) is not None
    if field == "date":
        return _DATE.fullmatch(value) is not None
    return value in VALUES.get(field, (value,))


def _line(line: str, number: int) -> dict[str, Any]:
    """Read a line of a file of decisions as a row; raises RecordError."""
    try:
        value = json.loads(line)
        row = {name: value[name] for name in _IN_FILE}
    except (ValueError, KeyError, TypeError) as error:
        raise RecordError(f"Line {number} of the decisions is none ({type(error).__name__}: {error}).", "Nothing was added.") from error
    corrections = row["corrections"]
    sound = row["layer"] in CORRECTABLE and isinstance(corrections, dict) and set(corrections) <= CORRECTABLE[row["layer"]].keys()
    sound = sound and all(_can_be(name, value) for name, value in corrections.items())
    if not sound or row["verdict"] not in ("accepted", "corrected", "rejected", "withdrawn"):
        raise RecordError(f"Line {number} of the decisions has a layer, verdict, field or value that there is not.", "Nothing was added.")
    row |= {"start_offset": row.pop("start"), "end_offset": row.pop("end"), "corrections": json.dumps(corrections, ensure_ascii=False)}
    return row | {"state": "gone", "entry_now": None}
