"""Contexts and errors as answers: pages of HTML for a browser, JSON for the API, errors in one shape for both."""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import SequenceMatcher
from functools import lru_cache
from http import HTTPStatus
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from pydantic import BaseModel, Field
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from communique.exports.html import report_loader
from communique.exports.wording import day, one_line, shortened, visible
from communique.record.base import Value

_SIDE, _ALIKE = 220, 0.4
_ISO_DAY = re.compile(r"\b[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
_WORD = re.compile(r"(?<![\w-])\w+")


class Problem(Value):
    """What went wrong, in the one shape of all errors."""

    status: int = Field(description="HTTP status")
    message: str = Field(description="what is wrong and where, in one sentence")
    hint: str = Field(default="", description="what to do about it")


class ErrorPage(Value):
    """The answer to a request that cannot be answered."""

    error: Problem = Field(description="what went wrong")


def wants_json(request: Request) -> bool:
    """Say whether a request is one to the API."""
    return request.url.path.endswith(".json") or request.url.path == "/api"


def json_answer(context: BaseModel, status: int = 200) -> Response:
    """Return a context as JSON."""
    return Response(context.model_dump_json(), status, media_type="application/json")


def html_answer(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    """Return a template filled with a context as a page."""
    place = request.url.path
    query = {name: value for name, value in request.query_params.items() if name != "wait"}
    shown = {"path": place, "json_address": address(f"{place}.json", **query), "query": query}
    return HTMLResponse(environment().get_template(template).render({**shown, **context}), status)


def error_answer(request: Request, status: int, message: str, hint: str = "") -> Response:
    """Return an error as JSON or as a page."""
    problem = Problem(status=status, message=message, hint=hint)
    if wants_json(request):
        return json_answer(ErrorPage(error=problem), status)
    return html_answer(request, "error.html", {"problem": problem, "title": HTTPStatus(status).phrase, "page": "error"}, status)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates of the pages, with their filters."""
    loader = ChoiceLoader([PackageLoader("communique.web"), report_loader()])
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(visible=one_line, plain=visible, short=shortened, day=_day, moment=_moment, days=days_in, has=_with_marks)
    made.filters.update(number=_number, place=_quoted, signed=_signed)
    made.globals.update(address=address, apart=told_apart, svg=Markup, script_version=asset_version())
    return made


@lru_cache(maxsize=1)
def asset_version() -> str:
    """Return a name for this version's style sheets and scripts, so that a browser may keep them."""
    folder = files("communique.web") / "static"
    sizes = (str(len(each.read_bytes())) for each in sorted(folder.iterdir(), key=lambda each: each.name) if each.is_file())
    return "-".join(sizes)


def address(place: str, **query: Any) -> str:
    """Return an address with a query; what is None or empty is left out."""
    given = {name: value for name, value in query.items() if value not in (None, "", ())}
    return f"{place}?{urlencode(given, doseq=True)}" if given else place


def _day(value: date | None) -> str:
    return day(value) if value else "undated"


def told_apart(words: str, others: str, kind: str) -> Markup:
    """Return one side of a tension in one line, with the words marked that the other side has not, where the two are nearly alike."""
    line = shortened(words, _SIDE)
    mine, theirs = line.split(" "), one_line(others).split(" ")
    found = SequenceMatcher(None, mine, theirs, autojunk=False)
    if kind not in {"wording", "number", "time"} or found.ratio() < _ALIKE:
        return escape(line)
    pieces = []
    for tag, start, end, _, _ in found.get_opcodes():
        if start < end:
            run = escape(" ".join(mine[start:end]))
            pieces.append(run if tag == "equal" else Markup("<mark>{}</mark>").format(run))
    return Markup(" ").join(pieces)


def _moment(value: str) -> str:
    """Write a moment, ISO 8601 in UTC, in words: '24 November 2026, 20:42'."""
    at = datetime.fromisoformat(value)
    return f"{day(at.date())}, {at:%H:%M}"


def days_in(value: str) -> str:
    """Write the ISO dates in a sentence in words: '2023-02-24' as '24 February 2023'."""
    return _ISO_DAY.sub(lambda found: day(date.fromisoformat(found[0])), value)


def _with_marks(value: str, sought: str) -> Markup:
    """Mark the words of a search, and those that begin as they do, in a line of text."""
    stems = {word[: max(4, len(word) - 2)] for word in _WORD.findall(sought.replace(" OR ", " ")) if len(word) > 2}
    if not stems:
        return escape(value)
    begins = re.compile(rf"\b((?:{'|'.join(map(re.escape, sorted(stems)))})\w*)", re.IGNORECASE)
    pieces = begins.split(value)
    return Markup("").join(Markup("<mark>{}</mark>").format(each) if i % 2 else escape(each) for i, each in enumerate(pieces))


def _number(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else "–" if not math.isfinite(value) else f"{value:.2f}"


def _signed(value: float) -> str:
    return f"{value:+.2f}" if math.isfinite(value) else "not defined"


def _quoted(value: str) -> str:
    return quote(value, safe=":")
