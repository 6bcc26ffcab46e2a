"""A report: its text with every layer, what persons decided about it, its versions and what changed between them."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from communique.archive import Changed, Decision, FoundSource, Version, Wish, compare, list_decisions, sources, versions
from communique.errors import UnknownName, UsageError
from communique.exports.html import render_html, report_parts
from communique.exports.wording import heading
from communique.record import Dossier
from communique.record.base import Value
from communique.web.exporting import choices, exported
from communique.web.resources import Resources

Number = Annotated[int, Path(ge=1, le=2**31 - 1, description="number of the report")]
files = APIRouter(include_in_schema=False)


class Report(Value):
    """A report as it was read."""

    number: int = Field(description="its number in the archive")
    sightings: tuple[FoundSource, ...] = Field(description="where and when it was seen")
    versions: tuple[Version, ...] = Field(description="the texts that were seen at its first address, in order")
    decisions: tuple[Decision, ...] = Field(description="what persons decided about its entries")
    dossier: Dossier = Field(description="all that was read out of it")


class ChangeFilters(Value):
    """With which version a report is compared."""

    against: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(
        default=0, description="number of the other version; 0 for the one before (of the first, the one after)"
    )


class Changes(Value):
    """What changed between two versions of a report."""

    filters: ChangeFilters = Field(description="what was asked for")
    old: int = Field(description="number of the earlier text")
    new: int = Field(description="number of the later text")
    title: str = Field(description="title of the later text")
    versions: tuple[Version, ...] = Field(description="all versions at the address")
    changes: tuple[Changed, ...] = Field(description="the differences, with both sides")


def report(resources: Resources, number: Number) -> Report:
    """Show a report: its text, who said what, and every other layer."""
    found = _sightings(resources, number)
    return Report(
        number=number,
        sightings=found,
        versions=versions(resources.archive, found[0].address),
        decisions=tuple(each for each in list_decisions(resources.archive) if each.document == number),
        dossier=resources.dossier(number),
    )


def shown(found: Report) -> Mapping[str, Any]:
    """Add the text as markup, with cards and tables, and the formats in which it may be kept."""
    return {**report_parts(found.dossier), "formats": choices(), "votes_at": "/votes?q="}


def changes(resources: Resources, number: Number, asked: Annotated[ChangeFilters, Query()]) -> Changes:
    """Show what changed between a report and the version before it, or another one."""
    seen = versions(resources.archive, _sightings(resources, number)[0].address)
    old, new = _two(seen, number, asked.against)
    before, after = resources.dossier(old), resources.dossier(new)
    return Changes(filters=asked, old=old, new=new, title=heading(after.document), versions=seen, changes=compare(before, after))


def _two(seen: tuple[Version, ...], number: int, against: int) -> tuple[int, int]:
    """Return the numbers of the two texts to compare, the one seen first as the earlier; raises UnknownName, UsageError."""
    numbers = [each.document for each in seen]
    if len(set(numbers)) < 2:
        raise UnknownName(f"Only one version of report {number} was seen.", "Add its address again when it has changed.")
    place = numbers.index(number)
    if not against:
        return (numbers[place - 1], numbers[place]) if place else (numbers[0], numbers[1])
    if against not in numbers:
        listed = ", ".join(map(str, dict.fromkeys(numbers)))
        raise UnknownName(f"Report {against} is no version of report {number}.", f"Its versions are: {listed}.")
    if against == number:
        raise UsageError(f"Report {number} cannot be compared with itself.", "Choose another version.")
    other = numbers.index(against)
    return numbers[min(place, other)], numbers[max(place, other)]


@files.get("/reports/{number}/page")
def page(request: Request, number: Number) -> Response:
    """Return the report as one file that needs no server."""
    resources: Resources = request.app.state.resources
    dossier = resources.dossier(number)
    headers = {"Content-Disposition": f'attachment; filename="report-{number}.html"'}
    return Response(render_html(dossier), media_type="text/html", headers=headers)


@files.get("/reports/{number}/export/{form}")
def export(request: Request, number: Number, form: str) -> Response:
    """Return the report, as it stands after review, in another format or as a pack."""
    resources: Resources = request.app.state.resources
    _sightings(resources, number)
    return exported(list(resources.reviewed([number]).values()), form, f"report-{number}")


def _sightings(resources: Resources, number: int) -> tuple[FoundSource, ...]:
    found: tuple[FoundSource, ...] = sources(resources.archive, Wish(document=number, limit=0)).found
    if not found:
        raise UnknownName(f"The archive has no report {number}.", "The desk lists those that it has.")
    return found
