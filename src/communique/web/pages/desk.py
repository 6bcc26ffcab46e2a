"""The desk: what came in, what was found for words, what does not hold and what does not fit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from communique.archive import FoundAttribution, FoundSource, FoundText, Wish, attributions, search_attributions, search_texts, sources
from communique.archive.claims import FoundVoteClaim, vote_claims
from communique.archive.naming import named
from communique.exports.wording import heading
from communique.record import Dossier, Span
from communique.record.base import Value
from communique.web.pages.asking import Filters, Words, wish_of
from communique.web.resources import Resources

LOOKED_THROUGH = 12
SUGGESTED = 8


class Unfit(Value):
    """Two things in one report that do not fit together."""

    document: int = Field(description="number of the report")
    title: str = Field(description="its title")
    kind: str = Field(description="in what they do not fit")
    about: str = Field(description="what it is about")
    sides: tuple[str, ...] = Field(description="the words of the sides")
    entry: str = Field(default="", description="id of an entry that it rests on")


class Desk(Value):
    """What is on the desk."""

    filters: Filters = Field(description="what was asked for")
    documents: int = Field(description="how many reports the archive has")
    reports: tuple[FoundSource, ...] = Field(
        default=(), description="the reports that fit, the latest seen first, each once; empty when words are given"
    )
    headings: dict[int, str] = Field(default={}, description="the first words of reports without a title, by number")
    reports_total: int = Field(default=0, description="at how many addresses reports that fit were seen, each version counted")
    attributions: tuple[FoundAttribution, ...] = Field(default=(), description="attributions that have the words, or are by the speaker")
    attributions_total: int = Field(default=0, description="how many in all")
    texts: tuple[FoundText, ...] = Field(default=(), description="reports that have the words")
    texts_total: int = Field(default=0, description="how many in all")
    failing: tuple[FoundVoteClaim, ...] = Field(default=(), description="the newest claims about votes that the record does not bear out")
    failing_total: int = Field(default=0, description="how many in all")
    tensions: tuple[Unfit, ...] = Field(default=(), description="what does not fit within the latest reports")
    looked_through: int = Field(default=0, description="how many of the latest reports were looked through for tensions")


class Suggestion(Value):
    """A name that the archive has."""

    name: str = Field(description="the name")
    id: str = Field(description="id of the actor")
    attributions: int = Field(description="how often it speaks")


class Suggestions(Value):
    """Names that begin or hold what was typed."""

    q: str = Field(description="what was typed")
    names: tuple[Suggestion, ...] = Field(description="those who speak most often first")


def desk(resources: Resources, asked: Annotated[Filters, Query()]) -> Desk:
    """Show what came in, or what fits words, a speaker, an outlet and days."""
    archive = resources.archive
    wish = wish_of(archive, asked, resources.vocabulary)
    if asked.q.strip():
        key = (asked.q, wish, resources.state())
        said = resources.kept(("said", key), lambda: search_attributions(archive, asked.q, wish))
        texts = resources.kept(("texts", key), lambda: search_texts(archive, asked.q, wish))
        if wish.actors:
            said = attributions(archive, wish)
        return Desk(
            filters=asked,
            documents=said.documents,
            attributions=said.found,
            attributions_total=said.total,
            texts=texts.found,
            texts_total=texts.total,
        )
    if wish.actors:
        said = attributions(archive, wish)
        return Desk(filters=asked, documents=said.documents, attributions=said.found, attributions_total=said.total)
    came = sources(archive, wish)
    narrowed = Wish(since=wish.since, until=wish.until, outlet=wish.outlet, kinds=("fails",), limit=6)
    failing = vote_claims(archive, narrowed)
    once: dict[int, FoundSource] = {}
    for each in came.found:
        once.setdefault(each.document, each)
    reports = list(once.values())
    latest = [each.document for each in reports[:LOOKED_THROUGH]]
    dossiers = resources.reviewed([*latest, *(each.document for each in reports if not (each.title and each.published))])
    return Desk(
        filters=asked,
        documents=came.documents,
        reports=tuple(_dated(each, dossiers.get(each.document)) for each in reports),
        headings={each.document: heading(dossiers[each.document].document) for each in reports if not each.title},
        reports_total=came.total,
        failing=failing.found,
        failing_total=failing.total,
        tensions=tuple(each for number in latest for each in _unfit(number, dossiers[number])),
        looked_through=len(latest),
    )


def shown(found: Desk) -> Mapping[str, Any]:
    """Say whether filters narrow the desk, and which reports came in last."""
    asked = found.filters
    latest = list(dict.fromkeys(each.document for each in found.reports))[: found.looked_through]
    return {"narrowed": bool(asked.q or asked.by or asked.outlet or asked.since or asked.until), "latest": latest}


def suggest(resources: Resources, q: Annotated[Words, Query()] = "") -> Suggestions:
    """Name actors whose name has the letters that were typed."""
    if len(q.strip()) < 2:
        return Suggestions(q=q, names=())
    found = named(resources.archive, q.strip(), SUGGESTED)
    return Suggestions(q=q, names=tuple(Suggestion(name=each.name, id=each.id, attributions=each.attributions) for each in found))


def _dated(found: FoundSource, dossier: Dossier | None) -> FoundSource:
    """Give a report seen without a day of publication the one that its text tells."""
    return found if found.published or dossier is None else replace(found, published=dossier.document.published)


def _unfit(number: int, dossier: Dossier) -> list[Unfit]:
    contents = {each.id: each.content[0].text for each in dossier.attributions}
    return [
        Unfit(
            document=number,
            title=heading(dossier.document),
            kind=tension.kind,
            about=tension.about,
            sides=tuple(side.text if isinstance(side, Span) else contents.get(side, side) for side in tension.between),
            entry=next((side for side in tension.between if isinstance(side, str) and side in contents), ""),
        )
        for tension in dossier.tensions
    ]
