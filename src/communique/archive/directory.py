"""Who and what is in the archive: actors by any of their names, and the addresses where reports were seen."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from communique.archive import filtering, tables
from communique.archive.answers import Answer, FoundActor, FoundSource, Wish
from communique.archive.folding import folded
from communique.archive.merging import Merged, merged
from communique.archive.opening import Archive
from communique.archive.presence import count_presence
from communique.archive.reviewed import reviewed_dossiers
from communique.archive.rows import unpacked
from communique.errors import UnknownName
from communique.record import Dossier

_A, _N, _D, _S = tables.actors.c, tables.names.c, tables.documents.c, tables.sightings.c
_NEAR = 0.8
_KEPT_APART = re.compile(r"~d\d+$")


def find_actors(archive: Archive, name: str, *, also: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the ids of the one actor that a name or an id means, with those that merges say are the same.

    `also` are ids that a vocabulary has for the name. A full name wins over a wording that only some texts use, and that over the end of a
    name, such as the family name; an actor that is kept to one document comes last. Raises UnknownName when nobody in the archive has the
    name, with those that have a similar one, and when several have it: homonyms are never mixed.
    """
    with archive.reading() as connection:
        known = merged(connection)
        for found in _by_closeness(connection, name, also):
            one = {known.canonical(actor) for actor in found}
            if len(one) == 1:
                return tuple(sorted(known.group(one)))
            if one:
                raise UnknownName(f"Several actors are called {name!r}: {_listed(connection, sorted(one))}.", "Use the id of one.")
        near = _similar(connection, name)
    raise UnknownName(f"Nobody in the archive is called {name!r}.", f"Perhaps {' or '.join(near)}?" if near else "")


def actors(archive: Archive, wish: Wish) -> Answer:
    """Return the actors that appear in the documents that fit a wish, those who speak most often first; merged ones are one.

    `about` is part of a name, `kinds` are kinds of actor, `country` is a code. Counts are of documents and of attributions that they speak.
    """
    with archive.reading() as connection:
        known = merged(connection)
        counted = count_presence(connection, wish, known)
        which = _which(wish)
        fitting = (
            {known.canonical(key) for key in connection.execute(sa.select(_A.id).where(*which)).scalars()} if which else counted.keys()
        )
        ids = [key for key in fitting if key in counted]
        ids.sort(key=lambda key: (-counted[key].attributions, -counted[key].documents, key))
        shown = ids[: wish.limit] if wish.limit else ids
        names = _names(connection, known, shown)
        about = {row.id: row for row in connection.execute(sa.select(tables.actors).where(_A.id.in_(shown)))}
        count = connection.execute(sa.select(sa.func.count()).select_from(tables.documents)).scalar_one()
    found = tuple(
        FoundActor(
            key,
            about[key].name,
            about[key].kind,
            about[key].country,
            about[key].known,
            documents=counted[key].documents,
            attributions=counted[key].attributions,
            names=names.get(key, ()),
            merged=tuple(sorted(known.group([key]) - {key})),
        )
        for key in shown
    )
    return Answer(found, len(ids), count)


def sources(archive: Archive, wish: Wish) -> Answer:
    """Return the addresses where the documents that fit a wish were seen, the newest first; `about` is part of address, title or outlet."""
    with archive.reading() as connection:
        joined = tables.sightings.join(tables.documents, _S.document_id == _D.id)
        conditions = filtering.on_documents(wish)
        if wish.about:
            conditions.append(filtering.words_in([_S.address, _S.title, _S.outlet], wish.about))
        a = tables.attributions.c
        kept = sa.or_(a.decision.is_(None), a.decision != "rejected")
        said = sa.select(sa.func.count()).where(a.document_id == _S.document_id, kept).scalar_subquery()
        newest = (_S.last_seen.desc(), _S.id)
        keys = sa.select(_S.id).select_from(joined).where(*conditions).order_by(*newest)
        chosen = keys.limit(wish.limit) if wish.limit else keys  # the attributions are counted for these alone
        asked = sa.select(tables.sightings, said.label("said")).where(_S.id.in_(chosen)).order_by(*newest)
        rows = list(connection.execute(asked))
        total = connection.execute(sa.select(sa.func.count()).select_from(joined).where(*conditions)).scalar_one()
        count = connection.execute(sa.select(sa.func.count()).select_from(tables.documents)).scalar_one()
    return Answer(tuple(_source(row) for row in rows), total, count)


def _source(row: sa.Row[Any]) -> FoundSource:
    return FoundSource(
        row.document_id,
        row.address,
        row.version,
        row.title,
        row.outlet,
        row.published,
        attributions=row.said,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
    )


def _by_closeness(connection: sa.Connection, name: str, also: Iterable[str]) -> Iterable[set[str]]:
    """Yield the actors that have an id or a name, the surest way of having it first."""
    yield _ids(connection, _A.id == name)
    yield _ids(connection, _A.id.in_(tuple(also)))
    key = folded(name)
    having = set(connection.execute(sa.select(_N.actor_id).where(_N.folded == key)).scalars())
    full = {row.id for row in connection.execute(sa.select(_A.id, _A.name).where(_A.id.in_(having))) if folded(row.name) == key}
    ending = set(connection.execute(sa.select(_N.actor_id).where(_N.folded.endswith(f" {key}", autoescape=True))).scalars())
    for found in (full, having, ending):
        yield {actor for actor in found if not _KEPT_APART.search(actor)}
    yield having | ending


def _ids(connection: sa.Connection, condition: "sa.ColumnElement[bool]") -> set[str]:
    return set(connection.execute(sa.select(_A.id).where(condition)).scalars())


def _listed(connection: sa.Connection, ids: Sequence[str]) -> str:
    rows = connection.execute(sa.select(_A.id, _A.name, _A.country).where(_A.id.in_(ids)).order_by(_A.id).limit(6))
    return ", ".join(f"{row.id} ({row.name}{', ' + row.country if row.country else ''})" for row in rows)


def _similar(connection: sa.Connection, name: str) -> list[str]:
    known = {row.folded: row.name for row in connection.execute(sa.select(_N.folded, _N.name))}
    return [known[key] for key in difflib.get_close_matches(folded(name), known, n=3, cutoff=_NEAR)]


def _which(wish: Wish) -> "list[sa.ColumnElement[bool]]":
    conditions: list[sa.ColumnElement[bool]] = []
    if wish.actors:
        conditions.append(_A.id.in_(wish.actors))
    if wish.kinds:
        conditions.append(_A.kind.in_(wish.kinds))
    if wish.country:
        conditions.append(_A.id.in_(filtering.of_country(wish.country)))
    if wish.about:
        named = sa.select(_N.actor_id).where(_N.folded.contains(folded(wish.about), autoescape=True))
        conditions.append(sa.or_(_A.id.in_(named), _A.id == wish.about))
    return conditions


def _names(connection: sa.Connection, known: Merged, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return all wordings of each actor, those of its merged ones too."""
    found: dict[str, tuple[str, ...]] = {}
    for actor_id, name in connection.execute(sa.select(_N.actor_id, _N.name).where(_N.actor_id.in_(known.group(ids))).order_by(_N.name)):
        key = known.canonical(actor_id)
        found[key] = tuple(dict.fromkeys((*found.get(key, ()), name)))
    return found


def dossier_of(archive: Archive, document_id: int) -> Dossier:
    """Return the current dossier of a document, as it was read; raises UnknownName when the archive has no such document."""
    r = tables.readings.c
    with archive.reading() as connection:
        data = connection.execute(sa.select(r.dossier).where(r.document_id == document_id, r.current)).scalar()
    if data is None:
        raise UnknownName(f"The archive has no document {document_id}.", "`communique sources` lists them.")
    return unpacked(data)


def dossiers(archive: Archive, wish: Wish) -> Iterator[tuple[int, Dossier]]:
    """Yield the number and the dossier, as it stands after review, of each document that fits a wish, in the order of adding."""
    conditions = filtering.on_documents(wish)
    with archive.reading() as connection:
        ids = list(connection.execute(sa.select(_D.id).where(*conditions).order_by(_D.id)).scalars())
    return reviewed_dossiers(archive, ids)
