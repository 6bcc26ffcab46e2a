"""The desk: what came in, what was found for words, what does not hold and what does not fit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Annotated, Any

from fastapi import Query
from pydantic import Field

from communique.archive import FoundAttribution, FoundSource, FoundText, Wish, attributions, search_attributions, search_texts, sources
from communique.archive.claims import FoundVoteClaim, vote_claims
from communique.exports.tension_cards import KINDS
from communique.exports.wording import heading
from communique.record import Dossier, Span, VoteClaim
from communique.record.base import Value
from communique.web.pages.asking import Filters, wish_of
from communique.web.resources import Resources

LOOKED_THROUGH = 40
EARLIER = 6


class UnfitSide(Value):
    """One side of what does not fit."""

    words: str = Field(description="its words")
    place: str = Field(description="address of the words")


class Unfit(Value):
    """Two things in one report that do not fit together."""

    document: int = Field(description="number of the report")
    title: str = Field(description="its title")
    kind: str = Field(description="in what they do not fit")
    about: str = Field(description="what it is about")
    sides: tuple[UnfitSide, ...] = Field(description="the sides")


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
    day: date | None = Field(default=None, description="the day, in UTC, on which the latest reports came in")
    today: tuple[int, ...] = Field(
        default=(), description=f"numbers of the latest reports that came in on that day, at most {LOOKED_THROUGH}"
    )
    failing: tuple[FoundVoteClaim, ...] = Field(
        default=(), description="claims about votes in today's reports that the record does not bear out"
    )
    earlier: tuple[FoundVoteClaim, ...] = Field(default=(), description="the newest such claims in other reports")
    failing_total: int = Field(default=0, description="how many such claims there are in all")
    tensions: tuple[Unfit, ...] = Field(default=(), description="what does not fit within each of today's reports")


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
    return _what_came_in(resources, asked, wish)


def _what_came_in(resources: Resources, asked: Filters, wish: Wish) -> Desk:
    archive = resources.archive
    came = sources(archive, replace(wish, limit=max(wish.limit, LOOKED_THROUGH)))
    once: dict[int, FoundSource] = {}
    for each in came.found:
        once.setdefault(each.document, each)
    seen, reports = list(once.values()), list(once.values())[: asked.show]
    day = seen[0].last_seen[:10] if seen else ""
    today = [each.document for each in seen if each.last_seen[:10] == day][:LOOKED_THROUGH]
    dossiers = resources.reviewed([*today, *(each.document for each in reports if not (each.title and each.published))])
    with_failing = [number for number in today if any(map(_fails, dossiers[number].vote_claims))]
    failing = [claim for number in with_failing for claim in vote_claims(archive, Wish(document=number, kinds=("fails",))).found]
    bounds: dict[str, Any] = {"since": wish.since, "until": wish.until, "outlet": wish.outlet}
    all_failing = vote_claims(archive, Wish(**bounds, kinds=("fails",), limit=EARLIER + len(failing)))
    return Desk(
        filters=asked,
        documents=came.documents,
        reports=tuple(_dated(each, dossiers.get(each.document)) for each in reports),
        headings={each.document: heading(dossiers[each.document].document) for each in reports if not each.title},
        reports_total=came.total,
        day=date.fromisoformat(day) if day else None,
        today=tuple(today),
        failing=tuple(failing),
        earlier=tuple(each for each in all_failing.found if each.place.document not in with_failing)[:EARLIER],
        failing_total=all_failing.total,
        tensions=tuple(each for number in today for each in _unfit(number, dossiers[number])),
    )


def _fails(claim: VoteClaim) -> bool:
    return claim.verdict is not None and claim.verdict.outcome == "fails"


def shown(found: Desk) -> Mapping[str, Any]:
    """Say whether filters narrow the desk, and part the reports by the day on which they came in."""
    asked = found.filters
    days = [(date.fromisoformat(day), list(each)) for day, each in groupby(found.reports, key=lambda report: report.last_seen[:10])]
    return {"narrowed": bool(asked.q or asked.by or asked.outlet or asked.since or asked.until), "days": days}


def _dated(found: FoundSource, dossier: Dossier | None) -> FoundSource:
    """Give a report seen without a day of publication the one that its text tells."""
    return found if found.published or dossier is None else replace(found, published=dossier.document.published)


def _unfit(number: int, dossier: Dossier) -> list[Unfit]:
    contents = {each.id: each.content[0].text for each in dossier.attributions}
    return [
        Unfit(
            document=number,
            title=heading(dossier.document),
            kind=KINDS[tension.kind],
            about=tension.about,
            sides=tuple(
                UnfitSide(
                    words=side.text if isinstance(side, Span) else contents.get(side, side),
                    place=f"/reports/{number}#at-{tension.id}-{i}",
                )
                for i, side in enumerate(tension.between, start=1)
            ),
        )
        for tension in dossier.tensions
    ]
