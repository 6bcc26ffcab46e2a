"""Handing reports in: files and addresses, the progress of their reading as it happens, and what was doubtful."""

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, File, Form, Header, Request, UploadFile
from pydantic import Field
from starlette.responses import StreamingResponse

from communique.errors import TooLargeInput, UnknownName, UsageError
from communique.record.base import Value
from communique.web.jobs import Job, Step
from communique.web.pages.asking import Day
from communique.web.resources import Resources

LARGEST = 50_000_000
MOST = 100
KINDS = (
    ".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".warc", ".warc.gz", ".jsonl", ".ndjson",
)  # fmt: skip
events = APIRouter(include_in_schema=False)


class Told(Value):
    """What became of one report."""

    name: str = Field(description="its name or address")
    outcome: str = Field(description="added, new version, read again, known, known elsewhere, or not read")
    document: int | None = Field(description="its number in the archive, when it has one")
    message: str = Field(default="", description="why it was not read")
    hint: str = Field(default="", description="what to do about it")
    doubts: tuple[str, ...] = Field(default=(), description="what was doubtful about the input")


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
    return Adding(lately=tuple(_handed_in(resources, each) for each in resources.jobs.latest()[:5]))


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
    return _handed_in(resources, resources.jobs.start(given, [(name, each.file.read()) for name, each in named], published))


def job(resources: Resources, job_id: str) -> HandedIn:
    """Show how far a hand-in is."""
    return _handed_in(resources, _job(resources, job_id))


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


def _stream(resources: Resources, found: Job, seen: int) -> Iterator[str]:
    for number, step in found.watch(seen):
        if step is None:
            yield ": still at work\n\n"
            continue
        told = {**_told(resources, step).model_dump(mode="json"), "number": number, "total": found.total}
        yield f"id: {number}\nevent: step\ndata: {json.dumps(told)}\n\n"
    yield f"event: done\ndata: {json.dumps({'total': found.total})}\n\n"


def _job(resources: Resources, job_id: str) -> Job:
    found = resources.jobs.get(job_id)
    if found is None:
        raise UnknownName("There is no such hand-in.", "Hand-ins are forgotten when the server ends; the desk has what they added.")
    return found


def _handed_in(resources: Resources, found: Job) -> HandedIn:
    steps = tuple(_told(resources, step) for step in tuple(found.steps))
    return HandedIn(id=found.id, done=found.done, total=max(found.total, len(steps)), steps=steps)


def _told(resources: Resources, step: Step) -> Told:
    doubts: tuple[str, ...] = ()
    if step.document is not None:
        doubts = tuple(f"{doubt.kind}: {doubt.message}" for doubt in resources.dossier(step.document).document.doubts)
    return Told(name=step.name, outcome=step.outcome, document=step.document, message=step.message, hint=step.hint, doubts=doubts)
