"""Handing reports in: files and addresses, the progress of their reading as it happens, and what was doubtful."""

import json
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated

from fastapi import APIRouter, File, Form, Header, Request, UploadFile
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from communique.errors import TooLargeInput, UnknownName, UsageError
from communique.exports.wording import shortened, speakers_of
from communique.record import Dossier
from communique.record.base import Value
from communique.web.jobs import Job, Step
from communique.web.pages.asking import Day
from communique.web.resources import Resources

LARGEST = 50_000_000
MOST = 100
LOOK_AT = 8
UNSURE = 0.6
"""Attributions that are right less often than this are shown after they were added."""
KINDS = (
    ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".warc", ".warc.gz", ".jsonl", ".ndjson",
)  # fmt: skip
events = APIRouter(include_in_schema=False)


class Doubtful(Value):
    """An entry of a report just read that a person had better look at."""

    kind: str = Field(description="why: left undecided, no speaker found, unsure, claim fails, does not fit")
    words: str = Field(description="its words, or what it is about")
    place: str = Field(description="address of the words")


class Told(Value):
    """What became of one report."""

    name: str = Field(description="its name or address")
    outcome: str = Field(description="added, new version, read again, known, known elsewhere, or not read")
    document: int | None = Field(description="its number in the archive, when it has one")
    message: str = Field(default="", description="why it was not read")
    hint: str = Field(default="", description="what to do about it")
    doubts: tuple[str, ...] = Field(default=(), description="what was doubtful about the input")
    entries: int = Field(default=0, description="how many attributions, positions, events and claims about votes were read")
    doubtful: tuple[Doubtful, ...] = Field(default=(), description="the entries to look at first")
    doubtful_total: int = Field(default=0, description="how many such entries there are")


class HandedIn(Value):
    """A hand-in and how far it is."""

    id: str = Field(description="id of the hand-in")
    done: bool = Field(description="whether all of it was worked off")
    total: int = Field(description="how many reports are known to be in it")
    steps: tuple[Told, ...] = Field(description="what became of each that was worked off")


class Adding(Value):
    """What may be handed in, and what was lately."""

    kinds: tuple[str, ...] = Field(default=KINDS, description="endings of the files that are taken")
    largest: int = Field(default=LARGEST, description="how many bytes are taken at once")
    lately: tuple[HandedIn, ...] = Field(default=(), description="the last hand-ins, the newest first")


def form(resources: Resources) -> Adding:
    """Show the form for files and addresses."""
    return Adding(lately=tuple(_handed_in(each, _named) for each in resources.jobs.latest()[:5]))


def add(
    resources: Resources,
    addresses: Annotated[str, Form(max_length=20_000)] = "",
    files: Annotated[list[UploadFile] | None, File()] = None,
    published: Annotated[Day, Form()] = None,
) -> HandedIn:
    """Take files and addresses in, and begin to read them into the archive."""
    given = [line.strip() for line in addresses.splitlines() if line.strip()]
    for line in given:
        if not line.lower().startswith(("http://", "https://")):
            raise UsageError(f"{line[:80]} is not an address.", "Write one address that begins with https:// in each line.")
    named = [(each.filename or "", each) for each in files or () if each.filename]
    for name, _ in named:
        if not name.lower().endswith(KINDS):
            raise UsageError(f"{name[:80]} is of a kind that is not read.", f"Files end in {', '.join(KINDS)}.")
    if not given and not named:
        raise UsageError("There is nothing to add.", "Choose files, or write addresses.")
    if len(given) + len(named) > MOST:
        raise TooLargeInput(f"That is more than {MOST} at once.", "Hand them in in parts, or use `communique add`.")
    started = resources.jobs.start(given, [(name, each.file.read()) for name, each in named], published)
    return _handed_in(started, lambda step: _told(resources, step))


def job(resources: Resources, job_id: str) -> HandedIn:
    """Show how far a hand-in is."""
    return _handed_in(_job(resources, job_id), lambda step: _told(resources, step))


def place(found: HandedIn) -> str:
    """Return the address of a hand-in."""
    return f"/add/{found.id}"


@events.get("/add/{job_id}/events")
def watch(request: Request, job_id: str, last_event_id: Annotated[str, Header()] = "") -> StreamingResponse:
    """Tell the steps of a hand-in as server-sent events, those after the last one that the browser has."""
    resources: Resources = request.app.state.resources
    found = _job(resources, job_id)
    seen = int(last_event_id) if last_event_id.isdecimal() and len(last_event_id) < 9 else 0
    return StreamingResponse(_stream(resources, found, seen), media_type="text/event-stream")


async def _stream(resources: Resources, found: Job, seen: int) -> AsyncIterator[str]:
    async for number, step in found.watch(seen):
        if step is None:
            yield ": still at work\n\n"
            continue
        read = await run_in_threadpool(_told, resources, step)
        told = {**read.model_dump(mode="json"), "number": number, "total": found.total}
        yield f"id: {number}\nevent: step\ndata: {json.dumps(told)}\n\n"
    yield f"event: done\ndata: {json.dumps({'total': found.total})}\n\n"


def _job(resources: Resources, job_id: str) -> Job:
    found = resources.jobs.get(job_id)
    if found is None:
        raise UnknownName("There is no such hand-in.", "Hand-ins are forgotten when the server ends; the desk has what they added.")
    return found


def _handed_in(found: Job, tell: Callable[[Step], Told]) -> HandedIn:
    steps = tuple(tell(step) for step in tuple(found.steps))
    return HandedIn(id=found.id, done=found.done, total=max(found.total, len(steps)), steps=steps)


def _named(step: Step) -> Told:
    return Told(name=step.name, outcome=step.outcome, document=step.document, message=step.message, hint=step.hint)


def _told(resources: Resources, step: Step) -> Told:
    told = _named(step)
    if step.document is None:
        return told
    dossier = resources.dossier(step.document)
    doubtful = list(_doubtful(dossier, step.document))
    layers = (dossier.attributions, dossier.positions, dossier.events, dossier.vote_claims)
    return told.model_copy(
        update={
            "doubts": tuple(f"{doubt.kind}: {doubt.message}" for doubt in dossier.document.doubts),
            "entries": sum(map(len, layers)),
            "doubtful": tuple(doubtful[:LOOK_AT]),
            "doubtful_total": len(doubtful),
        }
    )


def _doubtful(dossier: Dossier, number: int) -> Iterator[Doubtful]:
    """Yield what a person had better look at, what is told wrong first, the least certain attributions last."""

    def entry(kind: str, words: str, anchor: str) -> Doubtful:
        return Doubtful(kind=kind, words=shortened(words, 160), place=f"/reports/{number}#{anchor}")

    for claim in dossier.vote_claims:
        if claim.verdict and claim.verdict.outcome == "fails":
            yield entry("claim fails", claim.verdict.reason, claim.id)
    for tension in dossier.tensions:
        yield entry("does not fit", f"{tension.kind}: {tension.about}", tension.id)
    for each in dossier.attributions:
        if not speakers_of(each):
            yield entry("no speaker found", each.content[0].text, each.id)
    for i, gap in enumerate(dossier.gaps, start=1):
        yield entry("left undecided", gap.span.text, f"gap-{i}")
    for each in sorted(dossier.attributions, key=lambda each: each.confidence):
        if each.confidence < UNSURE and speakers_of(each):
            yield entry("unsure", each.content[0].text, each.id)
