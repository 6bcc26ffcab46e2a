"""Suggestions while one types: actors, issues, outlets and reports of the archive whose name has the letters."""

from typing import Annotated, Literal
from urllib.parse import quote, urlencode

from fastapi import Query
from pydantic import Field

from communique.archive.naming import named
from communique.archive.suggesting import Named, labels, outlets, titles
from communique.exports.wording import shortened
from communique.record.base import Value
from communique.web.pages.asking import Words
from communique.web.resources import Resources

ACTORS, OTHERS, SHORTEST = 6, 3, 2
Kind = Literal["actor", "issue", "outlet", "report"]


class Suggestion(Value):
    """Something that the archive has."""

    kind: Kind = Field(description="what it is")
    name: str = Field(description="its name")
    id: str = Field(description="id of the actor or issue, name of the outlet, number of the report")
    number: int = Field(description="attributions of an actor, positions on an issue, reports of an outlet; 1 for a report")
    place: str = Field(description="address of its page")


class Suggestions(Value):
    """What begins with or holds what was typed."""

    q: str = Field(description="what was typed")
    found: tuple[Suggestion, ...] = Field(description="actors first, then issues, outlets and reports, each kind the most told first")


def suggest(resources: Resources, q: Annotated[Words, Query()] = "", kind: Annotated[Kind | None, Query()] = None) -> Suggestions:
    """Name what has the letters that were typed: actors, issues, outlets, reports; or only what is of one kind."""
    typed = q.strip()
    if len(typed) < SHORTEST:
        return Suggestions(q=q, found=())
    archive = resources.archive
    found: list[Suggestion] = []
    if kind in {None, "actor"}:
        found += [_named("actor", each.id, each.name, each.attributions) for each in named(archive, typed, ACTORS)]
    if kind in {None, "issue"}:
        known = resources.lately("labels", lambda: labels(archive))
        found += [_named("issue", each.id, each.name, each.number) for each in _having(known, typed)]
    if kind in {None, "outlet"}:
        known = resources.lately("outlets", lambda: outlets(archive))
        found += [_named("outlet", each.id, each.name, each.number) for each in _having(known, typed)]
    if kind in {None, "report"}:
        found += [_named("report", each.id, each.name, 1) for each in titles(archive, typed, OTHERS)]
    return Suggestions(q=q, found=tuple(found))


def _having(known: tuple[Named, ...], typed: str) -> list[Named]:
    """Return those with a word that begins with what was typed, then those that have it elsewhere."""
    key = typed.casefold()
    having = [each for each in known if key in each.name.casefold()]
    return sorted(having, key=lambda each: f" {key}" not in f" {each.name.casefold()}")[:OTHERS]


def _named(kind: Kind, key: str, name: str, number: int) -> Suggestion:
    places = {
        "actor": f"/actors/{quote(key, safe=':')}",
        "issue": f"/issues/{quote(key, safe=':')}",
        "outlet": f"/desk?{urlencode({'outlet': key})}",
        "report": f"/reports/{key}",
    }
    return Suggestion(kind=kind, name=shortened(name, 80), id=key, number=number, place=places[kind])
