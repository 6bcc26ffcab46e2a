"""Resolves the actors of one dossier across documents: the known by id, full names by name, single names kept to their document."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from communique.archive.folding import folded
from communique.archive.rows import Row
from communique.archive.tables import actors as actors_table
from communique.archive.tables import appearances, partings
from communique.archive.tables import names as names_table
from communique.errors import UnknownName
from communique.record import Actor, Dossier

NamesOf = Callable[[str], tuple[str, ...] | None]
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Resolved:
    """One actor of a dossier and the actor across documents that it is taken for, with the reason."""

    actor: Actor
    id: str
    why: str
    known: bool


def known_to_nobody(_actor_id: str) -> tuple[str, ...] | None:
    """Answer as a vocabulary without actors does."""
    return None


def resolve(connection: sa.Connection, document_id: int, dossier: Dossier, names_of: NamesOf) -> dict[str, str]:
    """Resolve and store the actors of a dossier; returns the archive's ids by the dossier's.

    `names_of` gives the names that the vocabulary has for an actor id, None when it does not have the actor. An actor of the vocabulary is
    the same everywhere. Another with a full name is the one of that name before, unless the country speaks against it; a person with a
    single name is kept to its document.
    """
    everybody = (*dossier.actors, *_undeclared(dossier, names_of))
    unknown = [actor for actor in everybody if names_of(actor.id) is None]
    before = _namesakes(connection, unknown)
    parted = _parted(connection, dossier.document.id)
    found: list[Resolved] = []
    for actor in everybody:
        if actor.id in parted:
            found.append(Resolved(actor, f"{actor.id}~d{document_id}", f"set apart by a person: {parted[actor.id]}", False))
        elif names_of(actor.id) is not None:
            found.append(Resolved(actor, actor.id, "in the vocabulary", True))
        else:
            found.append(_unknown(actor, document_id, before.setdefault(actor.id, {})))
    _store(connection, found, names_of)
    if found:
        connection.execute(appearances.insert(), [_appearance(each, document_id) for each in found])
    return {each.actor.id: each.id for each in found}


def _undeclared(dossier: Dossier, names_of: NamesOf) -> list[Actor]:
    """Return the actors that entries name by id but that the dossier does not list, such as the state of whom something is demanded."""
    listed = {actor.id for actor in dossier.actors}
    named = dict.fromkeys(
        [
            *(position.actor for position in dossier.positions),
            *(proposal.by for proposal in dossier.proposals),
            *(actor for event in dossier.events for actor in (*event.actors, *event.recipients)),
            *(loaded.target for loaded in dossier.loaded if loaded.target),
        ]
    )
    return [_of_whom_only_the_id_is_told(actor, names_of(actor)) for actor in named if actor not in listed]


def _unknown(actor: Actor, document_id: int, before: dict[str, Row]) -> Resolved:
    own = f"{actor.id}~d{document_id}"
    if actor.kind == "person" and len(actor.name.split()) < 2:
        return Resolved(actor, own, "a single name, kept to its document", False)
    fitting = [key for key, row in before.items() if _fits(actor, row)]
    exact = [key for key in fitting if before[key]["country"] == actor.country]
    if len(fitting) > 1 and len(exact) != 1:
        return Resolved(actor, own, f"several have this name ({', '.join(fitting)}); kept to its document", False)
    if fitting:
        key = (exact or fitting)[0]
        return Resolved(actor, key, "same full name" + (" and country" if exact and actor.country else ", nothing against it"), False)
    key = actor.id if not before else f"{actor.id}~{len(before) + 1}"
    before[key] = {"name": actor.name, "country": actor.country}
    return Resolved(actor, key, "new" if key == actor.id else "same name, another country", False)


def _parted(connection: sa.Connection, document_hash: str) -> dict[str, str]:
    """Return the reasons for which actors of a document were set apart, by their ids in the dossier."""
    t = partings.c
    asked = sa.select(t.local, t.reason).where(t.document_hash == document_hash, t.undone.is_(None))
    return {row.local: row.reason for row in connection.execute(asked)}


def _fits(actor: Actor, row: Row) -> bool:
    countries = {actor.country, row["country"]} - {None}
    return folded(actor.name) == folded(row["name"]) and len(countries) < 2


def _namesakes(connection: sa.Connection, wanted: Sequence[Actor]) -> dict[str, dict[str, Row]]:
    """Return the actors so far that have the ids of `wanted` or were set apart from them, by that id."""
    if not wanted:
        return {}
    t = actors_table.c
    asked = sa.select(t.id, t.base, t.name, t.country).where(t.base.in_({actor.id for actor in wanted})).order_by(t.id)
    found: dict[str, dict[str, Row]] = {}
    for row in connection.execute(asked):
        if not row.id.startswith(f"{row.base}~d"):
            found.setdefault(row.base, {})[row.id] = {"name": row.name, "country": row.country}
    return found


def _store(connection: sa.Connection, found: Sequence[Resolved], names_of: NamesOf) -> None:
    """Add the actors and names that are new, and the countries that were not known."""
    ids = {each.id for each in found}
    t = actors_table.c
    stored = {row.id: row for row in connection.execute(sa.select(t.id, t.country, t.known).where(t.id.in_(ids)))}
    new = {each.id: each for each in found if each.id not in stored}
    if new:
        rows = [_actor_row(key, each.actor, known=each.known) for key, each in new.items()]
        connection.execute(actors_table.insert(), rows)
    for each in found:
        before = stored.get(each.id)
        if before is not None and before.country is None and each.actor.country is not None:
            connection.execute(sa.update(actors_table).where(t.id == each.id).values(country=each.actor.country))
    pairs = {(each.id, name) for each in found for name in _wordings(each.actor)}
    pairs |= {(key, name) for key, each in new.items() if each.known for name in names_of(each.actor.id) or ()}
    _store_names(connection, pairs)


def _actor_row(actor_id: str, actor: Actor, *, known: bool) -> Row:
    about = {"name": actor.name, "kind": actor.kind, "country": actor.country}
    return {"id": actor_id, "base": actor_id.partition("~")[0], **about, "known": known}


def _store_names(connection: sa.Connection, pairs: set[tuple[str, str]]) -> None:
    t = names_table.c
    asked = sa.select(t.actor_id, t.name).where(t.actor_id.in_({actor for actor, _ in pairs}))
    pairs -= {(row.actor_id, row.name) for row in connection.execute(asked)}
    if pairs:
        connection.execute(names_table.insert(), [{"actor_id": a, "name": n, "folded": folded(n)} for a, n in sorted(pairs)])


def _wordings(actor: Actor) -> Iterable[str]:
    """Return the name and the wordings with a capital in them: "he" and "the ministry" name nobody elsewhere."""
    yield actor.name
    for mention in actor.mentions:
        words = " ".join(mention.text.split())
        if len(words) <= _LONGEST_NAME and re.search(r"[^\W\d_]", words) and words != words.lower():
            yield words


def _appearance(each: Resolved, document_id: int) -> Row:
    offices = "; ".join(f"{office.title} ({office.of})" if office.of else office.title for office in each.actor.offices)
    return {
        "document_id": document_id,
        "local": each.actor.id,
        "actor_id": each.id,
        "mentions": len(each.actor.mentions),
        "offices": offices or None,
        "why": each.why,
    }


def ensure_actor(connection: sa.Connection, actor_id: str, names_of: NamesOf) -> None:
    """See to it that the archive has an actor, taken from the vocabulary when it is new; raises UnknownName when neither has it."""
    t = actors_table.c
    if connection.execute(sa.select(t.id).where(t.id == actor_id)).first() is not None:
        return
    names = names_of(actor_id)
    if names is None:
        raise UnknownName(f"Neither the archive nor the vocabulary has an actor {actor_id}.", "`communique actors NAME` shows ids.")
    _store(connection, [Resolved(_of_whom_only_the_id_is_told(actor_id, names), actor_id, "in the vocabulary", True)], names_of)


def ensure_actor_by_id(connection: sa.Connection, actor_id: str) -> None:
    """See to it that the archive has an actor of whom nothing but the id is told, as in a file of decisions made elsewhere."""
    t = actors_table.c
    if connection.execute(sa.select(t.id).where(t.id == actor_id)).first() is None:
        actor = _of_whom_only_the_id_is_told(actor_id.partition("~")[0], None)
        connection.execute(actors_table.insert().values(_actor_row(actor_id, actor, known=False)))


def _of_whom_only_the_id_is_told(actor_id: str, names: tuple[str, ...] | None) -> Actor:
    """Return an actor made of an id; its name is the vocabulary's, or what follows the colon."""
    prefix, _, slug = actor_id.partition(":")
    kind = {"org": "organisation"}.get(prefix, prefix)
    country = slug if kind == "state" else None
    return Actor.model_validate({"id": actor_id, "name": names[0] if names else slug, "kind": kind, "country": country})
