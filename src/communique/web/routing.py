"""The one route table: every page by its address, and the same address with `.json` as the API."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from communique.record.base import Value
from communique.web.answering import ErrorPage, html_answer, json_answer
from communique.web.pages import (
    actors,
    alignment,
    cases,
    checking,
    desk,
    handing,
    issues,
    points,
    reports,
    reviewing,
    states,
    suggesting,
    votes,
)

NOT_SO = {status: {"model": ErrorPage} for status in (400, 401, 403, 404, 408, 411, 413, 421, 422, 429, 503)}


@dataclass(frozen=True)
class Page:
    """One row of the table: an address, the view that fills its context, the template that shows it.

    A view takes the Resources and what the address or the form tells, and returns its context; `shown` adds what only the page shows
    (pictures, marked text); without a template there is the API alone. A page with `method` "POST" answers a form; its JSON answers the
    same form, and the browser is sent on to the address that `then` gives.
    """

    path: str
    view: Callable[..., Value]
    template: str
    shown: Callable[[Any], Mapping[str, Any]] | None = None
    method: Literal["GET", "POST"] = "GET"
    then: Callable[[Any], str] | None = None


PAGES = (
    Page("/desk", desk.desk, "desk.html", desk.shown),
    Page("/suggest", suggesting.suggest, ""),
    Page("/reports/{number}", reports.report, "report_page.html", reports.shown),
    Page("/reports/{number}/changes", reports.changes, "changes.html"),
    Page("/check", checking.form, "check.html"),
    Page("/check", checking.check, "check.html", checking.shown, method="POST"),
    Page("/votes", votes.find, "votes.html"),
    Page("/votes/{roll_call_id:path}", votes.roll_call, "roll_call.html", votes.shown),
    Page("/states/{code}", states.state, "state.html"),
    Page("/alignment", alignment.alignment, "alignment.html", alignment.shown),
    Page("/ideal-points", points.ideal_points, "ideal_points.html", points.shown),
    Page("/actors", actors.actors, "actors.html", actors.shown),
    Page("/actors/{actor_id}", actors.actor, "actor.html", actors.shown),
    Page("/issues", issues.matrix, "issues.html"),
    Page("/issues/{issue:path}", issues.issue, "issue.html"),
    Page("/case", cases.case, "case.html", cases.shown),
    Page("/review", reviewing.queue, "review.html", reviewing.shown),
    Page("/review", reviewing.decide, "", method="POST", then=reviewing.back),
    Page("/add", handing.form, "add.html"),
    Page("/add", handing.add, "", method="POST", then=handing.place),
    Page("/add/{job_id}", handing.job, "job.html"),
)


def make_router() -> APIRouter:
    """Return the routes: those of files, then the table, the API first, for `/reports/3.json` would also fit `/reports/{number}`."""
    router = APIRouter()
    router.include_router(reports.files)
    router.include_router(votes.files)
    router.include_router(cases.files)
    router.include_router(points.files)
    router.include_router(handing.events)
    for page in PAGES:
        answer = _endpoint(page, json=True)
        summary = (inspect.getdoc(page.view) or "").split(".")[0]
        router.add_api_route(
            f"{page.path}.json",
            answer,
            methods=[page.method],
            response_model=inspect.signature(page.view).return_annotation,
            responses=NOT_SO,  # type: ignore[arg-type]
            summary=summary,
            operation_id=page.view.__module__.rpartition(".")[2] + "_" + page.view.__name__,
        )
    for page in (each for each in PAGES if each.template or each.then):
        router.add_api_route(page.path, _endpoint(page, json=False), methods=[page.method], response_model=None, include_in_schema=False)
    return router


def _endpoint(page: Page, *, json: bool) -> Callable[..., Response]:
    """Return a function that FastAPI calls with what the view asks for, save the resources, which the application has."""

    def answer(request: Request, **asked: Any) -> Response:
        context = page.view(request.app.state.resources, **asked)
        if json:
            return json_answer(context)
        if page.then is not None:
            return RedirectResponse(page.then(context), 303)
        extra = page.shown(context) if page.shown else {}
        return html_answer(request, page.template, {"it": context, "page": page.view.__module__.rpartition(".")[2], **extra})

    own = inspect.signature(answer).parameters["request"]
    asked = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in list(inspect.signature(page.view).parameters.values())[1:]]
    answer.__signature__ = inspect.Signature([own, *asked])  # type: ignore[attr-defined]
    answer.__doc__ = page.view.__doc__
    answer.__name__ = page.view.__name__
    return answer
