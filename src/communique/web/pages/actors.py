"""Actors: who is in the archive; and of one what it said, wants and did, its offices in time, and who quotes it."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import Field

from communique import vocabulary
from communique.archive import (
    FoundActor,
    FoundAttribution,
    FoundEvent,
    FoundPosition,
    Wish,
    attributions,
    events,
    find_actors,
    positions,
)
from communique.archive import actors as actors_of
from communique.archive.naming import actor_with
from communique.errors import UnknownName
from communique.record.base import Value
from communique.web.pages.asking import Period, Shown, Words
from communique.web.pages.states import RecordFilters, StateRecord, state
from communique.web.resources import Resources

COUNTED = 300
VOTES_SHOWN = 5


class ActorFilters(Period):
    """Which actors are looked for."""

    q: Words = Field(default="", description="part of a name")
    country: Words = Field(default="", description="the country, by name or code")
    kind: Words = Field(default="", description="person, state, organisation, outlet or group")
    show: Shown = Field(default=50, description="how many to show")


class Actors(Value):
    """Who acts and speaks in the archive."""

    filters: ActorFilters = Field(description="what was asked for")
    documents: int = Field(description="how many reports the archive has")
    total: int = Field(description="how many actors fit")
    found: tuple[FoundActor, ...] = Field(description="those who speak most often first")


class EntryFilters(Period):
    """Which entries of an actor are looked for."""

    q: Words = Field(default="", description="words of the entry")
    show: Shown = Field(default=20, description="how many of each layer to show")


class Held(Value):
    """An office and when it was held."""

    title: str = Field(description="title of the office")
    of: str = Field(description="name of the state or body")
    since: date | None = Field(description="first day; null when it is not known")
    until: date | None = Field(description="day after the last; null while it is held, or when it is not known")


class Counted(Value):
    """A name and how often."""

    name: str
    number: int


class OneActor(Value):
    """What the archive has of one actor."""

    actor: FoundActor = Field(description="who it is, with every name that the texts use")
    filters: EntryFilters = Field(description="what was asked for")
    offices: tuple[Held, ...] = Field(default=(), description="offices by the vocabulary, in order of time")
    attributions: tuple[FoundAttribution, ...] = Field(default=(), description="what it said, newest first")
    attributions_total: int = Field(default=0, description="how many fit in all")
    positions: tuple[FoundPosition, ...] = Field(default=(), description="what it wants")
    positions_total: int = Field(default=0, description="how many fit in all")
    events: tuple[FoundEvent, ...] = Field(default=(), description="what it did")
    events_total: int = Field(default=0, description="how many fit in all")
    outlets: tuple[Counted, ...] = Field(default=(), description="outlets that bring its words, with how many attributions")
    via: tuple[Counted, ...] = Field(default=(), description="who passed its words on, with how many attributions")
    counted: int = Field(default=0, description="of how many attributions, the newest, these counts are")
    seat: str | None = Field(default=None, description="code under which it votes, for a state that does")
    voted: StateRecord | None = Field(default=None, description="how it voted within the days, for a state that does, and its latest votes")


def actors(resources: Resources, asked: Annotated[ActorFilters, Query()]) -> Actors:
    """List who acts and speaks, with how often."""
    kinds = (asked.kind,) if asked.kind else ()
    country = resources.vocabulary.state(asked.country.strip()) if asked.country.strip() else None
    wish = Wish(about=asked.q, country=country, kinds=kinds, since=asked.since, until=asked.until, limit=asked.show)
    found = resources.lately(("actors", wish), lambda: actors_of(resources.archive, wish))
    return Actors(filters=asked, documents=found.documents, total=found.total, found=found.found)


def actor(resources: Resources, actor_id: Annotated[str, Path(max_length=200)], asked: Annotated[EntryFilters, Query()]) -> OneActor:
    """Show one actor, by id or name: offices, words, positions, deeds, and who quotes it."""
    archive = resources.archive
    ids = find_actors(archive, actor_id, also=[row.entity for row in resources.vocabulary.lookup(actor_id)])
    found = actor_with(archive, ids)
    if found is None:
        raise UnknownName(f"No report in the archive names {actor_id}.", "The list of actors has those that are named.")
    bounds: dict[str, Any] = {"about": asked.q, "since": asked.since, "until": asked.until}
    wish = Wish(actors=ids, **bounds, limit=asked.show)
    said, wants, did = attributions(archive, wish), positions(archive, wish), events(archive, wish)
    quoting = attributions(archive, Wish(actors=ids, **bounds, limit=COUNTED)).found
    seat = _seat(resources, ids)
    return OneActor(
        actor=found,
        filters=asked,
        offices=tuple(each for key in ids for each in _offices(resources, key)),
        attributions=said.found,
        attributions_total=said.total,
        positions=wants.found,
        positions_total=wants.total,
        events=did.found,
        events_total=did.total,
        outlets=_most(each.place.outlet or "no outlet named" for each in quoting),
        via=_most(who.name for each in quoting for who in each.via),
        counted=len(quoting),
        seat=seat,
        voted=state(resources, seat, RecordFilters(since=asked.since, until=asked.until, show=VOTES_SHOWN)) if seat else None,
    )


def shown(found: Actors | OneActor) -> Mapping[str, Any]:
    """Add the names of the states by code."""
    return {"countries": {code: state.name for code, state in vocabulary.load().states.items()}}


def _offices(resources: Resources, person: str) -> list[Held]:
    words = resources.vocabulary
    found = [
        Held(
            title=office.title,
            of=words.entities[office.of].name if office.of in words.entities else office.of,
            since=t.since,
            until=t.until,
        )
        for office in words.offices_of(person, None)
        for t in office.tenures
        if t.person == person
    ]
    return sorted(found, key=lambda held: held.since or date.min)


def _most(names: Any) -> tuple[Counted, ...]:
    return tuple(Counted(name=name, number=number) for name, number in Counter(names).most_common(8))


def _seat(resources: Resources, ids: tuple[str, ...]) -> str | None:
    codes = [key.removeprefix("state:") for key in ids if key.startswith("state:")]
    known = [resources.vocabulary.states[code].votes_as or code for code in codes if code in resources.vocabulary.states]
    return next((code for code in known if code in resources.votes.states), None)
