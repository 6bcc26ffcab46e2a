"""A case: the reports about one matter read together - timeline, proposals side by side, tensions, who was quoted alike."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from communique.analysis import column_of, compare
from communique.analysis.between import Side, between
from communique.analysis.matrix import matrix
from communique.analysis.timeline import Happening, timeline
from communique.analysis.utterances import utterances
from communique.archive import Wish, sources
from communique.errors import UnknownName
from communique.exports.wording import heading
from communique.record import Comparison, Dossier
from communique.record.base import Value
from communique.vocabulary.issues import issues
from communique.web.exporting import choices, exported
from communique.web.pages.asking import AT_FIRST, Filters, Wait
from communique.web.pages.gathered import Chosen, Gathered, choose, gather
from communique.web.resources import Resources

READ_TOGETHER = 40
COMPARED = 4
files = APIRouter(include_in_schema=False)


class CaseFilters(Filters):
    """Which reports make up the case."""

    reports: Annotated[str, Field(max_length=400, pattern=r"^[\d, ]*$")] = Field(
        default="", description="numbers of reports, parted by commas; these alone are read"
    )
    wait: Wait = AT_FIRST


class Member(Value):
    """A report of the case."""

    number: int = Field(description="its number")
    title: str
    outlet: str | None
    published: date | None


class Telling(Value):
    """How one report tells a happening."""

    place: str = Field(description="address of the words")
    published: date | None
    outlet: str | None
    modality: str = Field(description="happened, planned, alleged, denied ...")
    words: str = Field(description="the sentence")


class Occurrence(Value):
    """A happening of the timeline."""

    date: str | None = Field(description="ISO 8601 date, possibly reduced")
    type: str = Field(description="PLOVER type")
    actors: tuple[str, ...] = Field(description="who did it")
    recipients: tuple[str, ...] = Field(description="to whom")
    place: str | None
    modality: str = Field(description="how it is mostly spoken of")
    modalities: tuple[str, ...] = Field(description="every way in which it is spoken of")
    documents: int = Field(description="in how many reports")
    chains: int = Field(description="how many of them are independent")
    told: tuple[Telling, ...] = Field(description="every telling")


class TensionSide(Value):
    """One side of a tension."""

    place: str = Field(description="address of the words")
    words: str
    title: str = Field(description="title of the report")
    published: date | None
    outlet: str | None


class CaseTension(Value):
    """What two reports tell that does not fit together."""

    kind: str = Field(description="in what")
    about: str = Field(description="what it is about")
    sides: tuple[TensionSide, ...]
    explanation: str | None = Field(description="the likely explanation")
    why: str = Field(description="how it was found")


class Case(Value):
    """Reports read together."""

    filters: CaseFilters = Field(description="what was asked for")
    ready: bool = Field(default=True, description="false while the reports are still being read together: ask again in some seconds")
    total: int = Field(default=0, description="how many reports fit; the best of them are read")
    reports: tuple[Member, ...] = Field(default=(), description="the reports, in order of publication")
    timeline: tuple[Occurrence, ...] = Field(default=(), description="what happened, in order of date; undated last")
    comparison: Comparison | None = Field(default=None, description="what the reports with proposals, or else all, want issue by issue")
    tensions: tuple[CaseTension, ...] = Field(default=(), description="what does not fit between reports")


def case(resources: Resources, asked: Annotated[CaseFilters, Query()]) -> Case:
    """Read the reports that fit words, or that are named, together."""
    chosen = _chosen(resources, asked)
    if chosen is None:
        return Case(filters=asked)
    key = ("case", chosen.key)
    listed = () if resources.has(key) else _listed(resources, chosen)  # before the work begins, which would slow it down
    found = resources.begun(key, lambda: _read(resources, chosen), wait=asked.wait)
    if found is None:
        return Case(filters=asked, ready=False, total=chosen.total, reports=listed)
    return found.model_copy(update={"filters": asked})


def shown(found: Case) -> Mapping[str, Any]:
    """Add the formats in which the reports may be kept."""
    return {"formats": choices()}


@files.get("/case/export/{form}")
def export(request: Request, form: str, asked: Annotated[CaseFilters, Query()]) -> Response:
    """Return the reports of a case in another format, or as a pack."""
    resources: Resources = request.app.state.resources
    chosen = _chosen(resources, asked)
    dossiers = gather(resources, chosen).dossiers if chosen is not None else ()
    if not dossiers:
        raise UnknownName("No report fits.", "Give words that the reports have, or their numbers.")
    return exported(dossiers, form, "case")


def _chosen(resources: Resources, asked: CaseFilters) -> Chosen | None:
    """Return which reports are asked for, None when nothing is asked."""
    numbers = [int(part) for part in asked.reports.replace(",", " ").split() if 0 < len(part) < 10]
    return choose(resources, asked, numbers=numbers, most=READ_TOGETHER) if numbers or asked.q.strip() else None


def _listed(resources: Resources, chosen: Chosen) -> tuple[Member, ...]:
    """Return the reports as the archive lists them, without reading them."""
    seen = (sources(resources.archive, Wish(document=number, limit=1)).found for number in chosen.numbers)
    members = [
        Member(number=one.document, title=one.title or f"report {one.document}", outlet=one.outlet, published=one.published)
        for found in seen
        for one in found
    ]
    return tuple(sorted(members, key=_in_time))


def _read(resources: Resources, chosen: Chosen) -> Case:
    gathered = gather(resources, chosen)
    dossiers = gathered.dossiers
    happenings = timeline(dossiers)
    tensions = between(
        dossiers, utterances=utterances(dossiers), happenings=happenings, positions=matrix(dossiers, issues(), by_country=True)
    )
    names = {key: entity.name for key, entity in resources.vocabulary.entities.items() if entity.kind == "state"}
    names |= {actor.id: actor.name for dossier in dossiers for actor in dossier.actors}
    return Case(
        filters=CaseFilters(),
        total=gathered.total,
        reports=_members(gathered),
        timeline=tuple(_occurrence(gathered, names, each) for each in happenings),
        comparison=_comparison(gathered),
        tensions=tuple(
            CaseTension(
                kind=each.kind,
                about=_named(names, each.about),
                sides=tuple(_side(gathered, side) for side in each.sides),
                explanation=each.explanation,
                why=_named(names, each.why),
            )
            for each in tensions
        ),
    )


def _side(gathered: Gathered, side: Side) -> TensionSide:
    document = gathered.dossier_of(side.ref).document
    place, title = gathered.place_of(side.ref), heading(document)
    return TensionSide(place=place, words=side.words, title=title, published=side.published, outlet=document.outlet)


def _members(gathered: Gathered) -> tuple[Member, ...]:
    return tuple(sorted((_member(gathered, dossier) for dossier in gathered.dossiers), key=_in_time))


def _in_time(member: Member) -> tuple[date, int]:
    return member.published or date.max, member.number


def _member(gathered: Gathered, dossier: Dossier) -> Member:
    document = dossier.document
    return Member(
        number=gathered.number_of[document.id],
        title=heading(document),
        outlet=document.outlet,
        published=document.published,
    )


def _occurrence(gathered: Gathered, names: dict[str, str], happening: Happening) -> Occurrence:
    return Occurrence(
        date=happening.date,
        type=happening.type,
        actors=tuple(names.get(each, each.removeprefix("state:")) for each in happening.actors),
        recipients=tuple(names.get(each, each.removeprefix("state:")) for each in happening.recipients),
        place=happening.place,
        modality=happening.modality,
        modalities=tuple(sorted(happening.modalities)),
        documents=happening.documents,
        chains=happening.chains,
        told=tuple(
            Telling(
                place=f"/reports/{gathered.number_of[told.document]}#at-{told.event.id}",
                published=told.dossier.document.published,
                outlet=told.dossier.document.outlet,
                modality=told.event.modality,
                words=told.event.sentence.text,
            )
            for told in happening.told
        ),
    )


def _comparison(gathered: Gathered) -> Comparison | None:
    proposing = [dossier for dossier in gathered.dossiers if dossier.proposals]
    chosen = (proposing if len(proposing) > 1 else [d for d in gathered.dossiers if d.positions])[:COMPARED]
    if len(chosen) < 2:
        return None
    columns = [column_of(each, f"Report {gathered.number_of[each.document.id]}: {heading(each.document)}") for each in chosen]
    return compare(columns, issues())


def _named(names: dict[str, str], about: str) -> str:
    """Put names for the ids of actors in a sentence."""
    return re.sub(r"(person|state|org|outlet|group):[A-Za-z0-9-]+", lambda found: names.get(found[0], found[0]), about)
