"""Lays what persons decided on a dossier: actors under their one id, rejected entries gone, corrected ones corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communique.record import Actor, Attribution, Dossier, Event, Position

Ids = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ruled:
    """What was decided about the entries of one document: ids of those rejected, and of those corrected the fields with their values.

    `actors` are all that corrected fields and merges name, by id, as the archive knows them.
    """

    rejected: frozenset[str] = frozenset()
    corrected: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    actors: Mapping[str, Actor] = field(default_factory=dict)


def lay(dossier: Dossier, ids: Ids, ruled: Ruled) -> Dossier:
    """Return the dossier as it stands after review; `ids` map its ids of actors to those across documents.

    Entries keep their ids. What names a rejected entry lets go of it: words nested in rejected ones are nested in what is around those, a
    tension with a rejected side is gone. An actor whom only a correction names is listed without mentions.
    """
    ids = {local: one for local, one in ids.items() if local != one}
    if ids:
        dossier = _renamed(dossier, ids, ruled.actors)
    if ruled.rejected:
        dossier = _without(dossier, ruled.rejected)
    if ruled.corrected:
        dossier = _corrected(dossier, ruled)
    return dossier


def _renamed(dossier: Dossier, ids: Ids, actors: Mapping[str, Actor]) -> Dossier:
    one = _renaming(ids)

    def some(given: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids.get(each, each) for each in given))

    def said(each: Attribution) -> Attribution:
        who = {"speaker": one(each.speaker), "speakers": some(each.speakers), "via": some(each.via), "addressee": one(each.addressee)}
        return each.model_copy(update=who)

    def done(each: Event) -> Event:
        return each.model_copy(update={"actors": some(each.actors), "recipients": some(each.recipients)})

    def held(each: Position) -> Position:
        return each.model_copy(update={"actor": one(each.actor), "asked_of": some(each.asked_of), "target": one(each.target)})

    return dossier.model_copy(
        update={
            "actors": _one_each(dossier.actors, ids, actors),
            "sections": tuple(each.model_copy(update={"speaker": one(each.speaker)}) for each in dossier.sections),
            "attributions": tuple(map(said, dossier.attributions)),
            "events": tuple(map(done, dossier.events)),
            "positions": tuple(map(held, dossier.positions)),
            "proposals": tuple(each.model_copy(update={"by": one(each.by)}) for each in dossier.proposals),
            "loaded": tuple(each.model_copy(update={"target": one(each.target)}) for each in dossier.loaded),
        }
    )


def _renaming(ids: Ids) -> Any:
    def one(actor: str | None) -> str | None:
        return None if actor is None else ids.get(actor, actor)

    return one


def _one_each(given: Iterable[Actor], ids: Ids, known: Mapping[str, Actor]) -> tuple[Actor, ...]:
    """Return the actors under their new ids; two that are one have all mentions and offices of both, and the name of the one they are."""
    found: dict[str, Actor] = {}
    for actor in given:
        key = ids.get(actor.id, actor.id)
        before, as_known = found.get(key), known.get(key)
        mentions = sorted({*actor.mentions, *(before.mentions if before else ())}, key=lambda span: (span.start, span.end))
        offices = tuple(dict.fromkeys((*(before.offices if before else ()), *actor.offices)))
        named = as_known if as_known is not None and key != actor.id else before or actor
        country = (before.country if before else None) or actor.country or (as_known.country if as_known else None)
        about = {"id": key, "name": named.name, "country": country, "offices": offices, "mentions": tuple(mentions)}
        found[key] = actor.model_copy(update=about)
    return tuple(found.values())


def _without(dossier: Dossier, gone: frozenset[str]) -> Dossier:
    around = {each.id: each.nested_in for each in dossier.attributions}
    return dossier.model_copy(
        update={
            "attributions": tuple(_kept(each, gone, around) for each in dossier.attributions if each.id not in gone),
            "events": tuple(_told(each, gone) for each in dossier.events if each.id not in gone),
            "positions": tuple(each for each in dossier.positions if each.id not in gone),
            "vote_claims": tuple(
                each.model_copy(update={"same_as": None}) if each.same_as in gone else each
                for each in dossier.vote_claims
                if each.id not in gone
            ),
            "tensions": tuple(each for each in dossier.tensions if gone.isdisjoint(side for side in each.between if isinstance(side, str))),
        }
    )


def _kept(each: Attribution, gone: frozenset[str], around: Mapping[str, str | None]) -> Attribution:
    outer = each.nested_in
    while outer is not None and outer in gone:
        outer = around[outer]
    follows = None if each.follows in gone else each.follows
    return each if (outer, follows) == (each.nested_in, each.follows) else each.model_copy(update={"nested_in": outer, "follows": follows})


def _told(each: Event, gone: frozenset[str]) -> Event:
    """Return an event without the tellings that were rejected; one that has no other keeps its place and is told by nobody."""
    told_by = None if each.told_by in gone else each.told_by
    evidence = tuple(place for place in each.evidence if place.told_by not in gone)
    return each.model_copy(update={"told_by": told_by, "evidence": evidence})


def _corrected(dossier: Dossier, ruled: Ruled) -> Dossier:
    layers: dict[str, Any] = {}
    for layer in ("attributions", "events", "positions", "vote_claims"):
        layers[layer] = tuple(_with(each, ruled.corrected.get(each.id)) for each in getattr(dossier, layer))
    listed = {actor.id for actor in dossier.actors}
    named = [*(who for each in layers["attributions"] for who in each.speakers), *(each.actor for each in layers["positions"])]
    added = tuple(ruled.actors[who] for who in dict.fromkeys(named) if who not in listed and who in ruled.actors)
    return dossier.model_copy(update={**layers, "actors": (*dossier.actors, *added)})


def _with(entry: Any, fields: Mapping[str, Any] | None) -> Any:
    """Return an entry with the corrected fields; an outcome goes into the verdict, where there is one."""
    if fields is None:
        return entry
    given = dict(fields)
    if "outcome" in given:
        outcome = given.pop("outcome")
        given["verdict"] = entry.verdict.model_copy(update={"outcome": outcome}) if entry.verdict is not None else None
    return entry.model_copy(update=given)
