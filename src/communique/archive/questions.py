"""Named questions to the archive about its entries: attributions, positions and events that fit a wish, newest first."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from communique.archive import filtering, tables
from communique.archive.answers import Answer, FoundAttribution, FoundEvent, FoundPosition, Place, Who, Wish
from communique.archive.merging import Merged, merged
from communique.archive.opening import Archive

Conditions = list[sa.ColumnElement[bool]]
Conditioned = Callable[[bool], Conditions]
_A, _P, _E, _D = tables.attributions, tables.positions, tables.events, tables.documents
MANY = 20_000
"""When more entries fit, the first ones are found by going through the documents in order, rather than by sorting all that fit."""


def attributions(archive: Archive, wish: Wish) -> Answer:
    """Return the attributions that fit a wish; `actors` and `country` are those of its speakers, `kinds` direct, indirect or mixed."""
    with archive.reading() as connection:
        known = merged(connection)

        def conditions(many: bool) -> Conditions:
            found = filtering.by_actors(wish, tables.attribution_actors, "speaker", _A.c.id, known, many=many)
            if wish.about:
                found.append(filtering.attributions_about(archive.dialect, wish.about, many=many))
            if wish.kinds:
                found.append(_A.c.kind.in_(wish.kinds))
            return found

        return _answer(connection, wish, _A, conditions, known)


def positions(archive: Archive, wish: Wish) -> Answer:
    """Return the positions that fit a wish; `actors` and `country` are those who hold them, `kinds` are stances."""
    with archive.reading() as connection:
        known = merged(connection)
        conditions: Conditions = []
        if wish.actors:
            conditions.append(_P.c.actor_id.in_(known.group(wish.actors)))
        if wish.country:
            conditions.append(_P.c.actor_id.in_(filtering.of_country(wish.country)))
        if wish.about:
            conditions.append(filtering.words_in([_P.c.label, _P.c.issue, _P.c.words], wish.about))
        if wish.kinds:
            conditions.append(_P.c.stance.in_(wish.kinds))
        return _answer(connection, wish, _P, lambda _many: conditions, known)


def events(archive: Archive, wish: Wish) -> Answer:
    """Return the events that fit a wish; `actors` and `country` are those who did them, `kinds` PLOVER types or modalities.

    `since` and `until` bound the day of publication, not of the event.
    """
    with archive.reading() as connection:
        known = merged(connection)

        def conditions(many: bool) -> Conditions:
            found = filtering.by_actors(wish, tables.event_actors, "actor", _E.c.id, known, many=many)
            if wish.about:
                found.append(filtering.words_in([_E.c.words, _E.c.location], wish.about))
            if wish.kinds:
                named = [*wish.kinds, *(kind.upper() for kind in wish.kinds)]
                found.append(sa.or_(_E.c.type.in_(named), _E.c.modality.in_(wish.kinds)))
            return found

        return _answer(connection, wish, _E, conditions, known)


def _answer(connection: sa.Connection, wish: Wish, table: sa.Table, conditions: Conditioned, known: Merged) -> Answer:
    kept, on_documents = filtering.on_entries(wish, table, table.c.id), filtering.on_documents(wish)
    fitting = [*conditions(False), *kept]
    joined = table.join(_D, table.c.document_id == _D.c.id)
    counted = sa.select(sa.func.count()).select_from(joined if on_documents else table).where(*fitting, *on_documents)
    total = connection.execute(counted).scalar_one()
    if total > MANY:
        ids = first_of_many(connection, wish, table, [*conditions(True), *kept, *on_documents])
    else:
        keys = sa.select(table.c.id).select_from(joined).where(*fitting, *on_documents)
        ids = _limited(connection, wish, keys.order_by(*_order(wish, table, connection.dialect.name)))
    count = connection.execute(sa.select(sa.func.count()).select_from(_D)).scalar_one()
    notes = _undated(connection, wish, joined, fitting)
    return Answer(tuple(entries_by_id(connection, table, ids, known)), total, count, notes)


def first_of_many(connection: sa.Connection, wish: Wish, table: sa.Table, conditions: Conditions) -> list[int]:
    """Return the row numbers of the first entries that fit, in order, where so many do that sorting them would take long."""
    dialect = connection.dialect.name
    # In SQLite the plus keeps the planner from looking the documents up one by one, so that it goes through them in their order.
    document: Any = sa.literal_column("+documents.id") if dialect == "sqlite" else _D.c.id
    keys = sa.select(table.c.id).select_from(_D.join(table, table.c.document_id == document)).where(*conditions)
    return _limited(connection, wish, keys.order_by(*_order(wish, table, dialect)))


def _limited(connection: sa.Connection, wish: Wish, keys: "sa.Select[Any]") -> list[int]:
    return list(connection.execute(keys.limit(wish.limit) if wish.limit else keys).scalars())


def _order(wish: Wish, table: sa.Table, dialect: str) -> "list[sa.ColumnElement[Any]]":
    """Return the order: by day, documents of one day as they were added, undated ones last, entries as they stand in the text."""
    day = _D.c.published
    if wish.order == "oldest":
        return [day.asc().nulls_last(), _D.c.id, table.c.start_offset, table.c.id]
    newest = day.desc() if dialect == "sqlite" else day.desc().nulls_last()  # last in SQLite without saying so, and then by its index
    return [newest, _D.c.id.desc(), table.c.start_offset, table.c.id]


def _undated(connection: sa.Connection, wish: Wish, joined: sa.Join, conditions: Conditions) -> tuple[str, ...]:
    """Say how many entries a bound on the day leaves out because their document has no date."""
    if wish.since is None and wish.until is None:
        return ()
    asked = sa.select(sa.func.count()).select_from(joined).where(*conditions, _D.c.published.is_(None))
    left_out = connection.execute(asked).scalar_one()
    return (f"{left_out} more stand in documents without a date and are left out.",) if left_out else ()


def entries_by_id(connection: sa.Connection, table: sa.Table, ids: Sequence[int], known: Merged) -> list[Any]:
    """Return the entries with these row numbers as answers, in this order."""
    found: dict[int, Any] = {}
    for start in range(0, len(ids), 500):
        part = ids[start : start + 500]
        asked = sa.select(table, *about_document()).join(_D, table.c.document_id == _D.c.id).where(table.c.id.in_(part))
        rows = list(connection.execute(asked))
        if table is _A:
            found |= _attributions(connection, rows, known)
        elif table is _E:
            found |= _events(connection, rows, known)
        else:
            found |= _positions(connection, rows, known)
    return [found[key] for key in ids]


def about_document() -> "tuple[sa.ColumnElement[Any], ...]":
    """Return the columns that say of which document an entry is."""
    s = tables.sightings.c
    address = sa.select(s.address).where(s.document_id == _D.c.id).order_by(s.id).limit(1).scalar_subquery()
    return _D.c.title, _D.c.outlet, _D.c.published, address.label("address")


def _attributions(connection: sa.Connection, rows: Sequence[sa.Row[Any]], known: Merged) -> dict[int, FoundAttribution]:
    who = _linked(connection, tables.attribution_actors, "attribution_id", [row.id for row in rows], known)
    return {
        row.id: FoundAttribution(
            place=_place(row, row.content),
            kind=row.kind,
            speakers=who.get((row.id, "speaker"), ()),
            via=who.get((row.id, "via"), ()),
            source=row.source,
            cue=row.cue,
            pieces=tuple((start, end) for start, end in json.loads(row.pieces)),
            issues=row.issues,
            negated=row.negated,
            denial=row.denial,
            confidence=row.confidence,
            decision=row.decision,
        )
        for row in rows
    }


def _positions(connection: sa.Connection, rows: Sequence[sa.Row[Any]], known: Merged) -> dict[int, FoundPosition]:
    names = _names(connection, {known.canonical(row.actor_id) for row in rows})
    return {
        row.id: FoundPosition(
            place=_place(row, row.words),
            actor=_who(row.actor_id, names, known),
            issue=row.issue,
            label=row.label,
            stance=row.stance,
            strength=row.strength,
            basis=row.basis,
            evidence=row.evidence,
            decision=row.decision,
        )
        for row in rows
    }


def _events(connection: sa.Connection, rows: Sequence[sa.Row[Any]], known: Merged) -> dict[int, FoundEvent]:
    who = _linked(connection, tables.event_actors, "event_id", [row.id for row in rows], known)
    return {
        row.id: FoundEvent(
            place=_place(row, row.words),
            type=row.type,
            modality=row.modality,
            actors=who.get((row.id, "actor"), ()),
            recipients=who.get((row.id, "recipient"), ()),
            date=row.date,
            location=row.location,
            trigger=row.trigger,
            told_by=row.told_by,
            decision=row.decision,
        )
        for row in rows
    }


def _place(row: sa.Row[Any], words: str) -> Place:
    return Place(
        row.document_id, row.entry, row.start_offset, row.end_offset, words, row.title, row.outlet, row.published, row.address or ""
    )


def _linked(
    connection: sa.Connection, link: sa.Table, column: str, keys: Sequence[int], known: Merged
) -> Mapping[tuple[int, str], tuple[Who, ...]]:
    """Return who has which role in each entry, in order."""
    c = link.c
    rows = list(connection.execute(sa.select(c[column], c.role, c.actor_id).where(c[column].in_(keys)).order_by(c.role, c.place)))
    names = _names(connection, {known.canonical(row.actor_id) for row in rows})
    found: dict[tuple[int, str], tuple[Who, ...]] = {}
    for key, role, actor_id in rows:
        found[key, role] = (*found.get((key, role), ()), _who(actor_id, names, known))
    return found


def _who(actor_id: str, names: Mapping[str, str], known: Merged) -> Who:
    canonical = known.canonical(actor_id)
    return Who(canonical, names.get(canonical, canonical), None if canonical == actor_id else actor_id)


def _names(connection: sa.Connection, ids: Iterable[str]) -> Mapping[str, str]:
    a = tables.actors.c
    return {row.id: row.name for row in connection.execute(sa.select(a.id, a.name).where(a.id.in_(set(ids))))}
