"""The application: the guard before the routes, the errors in one shape, the files that pages need."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from communique.archive import Archive
from communique.errors import CommuniqueError
from communique.ingest import package_version
from communique.web.answering import error_answer
from communique.web.assets import router as assets
from communique.web.guarding import LOOPBACK_HOSTS, Guard, Rules
from communique.web.pages.checking import LONGEST
from communique.web.pages.handing import LARGEST
from communique.web.resources import Resources
from communique.web.routing import make_router

ABOUT = """The record of reports about conflict and diplomacy: who said what, who wants what, who did what to whom, how states voted.
Every address of the API is that of a page with `.json` added."""
SIZES = {"/add": LARGEST, "/check": 4 * LONGEST}
RATES = {"/add": 20, "/check": 30}
COSTLY = {"/votes": ("claim", 30)}
SECONDS = {"/add": 300.0}
AT_ONCE = 10
"""How many requests are worked on at once: fewer than an archive has connections (15), so that none waits for one in vain."""
WORDS = {404: "There is no such page.", 405: "This address does not take such a request."}
HINTS = {404: "The pages are listed at the top."}


def make_app(archive: Archive, *, secret: str | None = None, hosts: frozenset[str] | None = None) -> FastAPI:
    """Return the reading room of an archive as an ASGI application.

    With a `secret` every request needs it, as password (Basic) or token (Bearer). `hosts` are the names by which it may be called: by
    default those of this machine alone, an empty set for any.
    """
    resources = Resources(archive)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
        yield
        resources.jobs.close()

    app = FastAPI(
        title="communique",
        version=package_version(),
        description=ABOUT,
        openapi_url="/api",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.resources = resources
    app.include_router(assets)
    app.include_router(make_router())
    app.add_api_route("/", _to_desk, include_in_schema=False)
    app.add_exception_handler(CommuniqueError, _told)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _misasked)
    app.add_exception_handler(Exception, _failed)
    rules = Rules(secret, LOOPBACK_HOSTS if hosts is None else hosts, SIZES, RATES, COSTLY, SECONDS)
    app.add_middleware(Guard, rules=rules)
    return app


def _to_desk() -> Response:
    return RedirectResponse("/desk", 307)


def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, CommuniqueError)
    return error_answer(request, error.http_status, error.message, error.hint)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = error.status_code
    answer = error_answer(request, status, WORDS.get(status, str(error.detail)), HINTS.get(status, ""))
    answer.headers.update(error.headers or {})
    return answer


def _misasked(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = " ".join(str(part) for part in first["loc"][1:]) or str(first["loc"][0])
    return error_answer(request, 422, f"{where}: {first['msg'].rstrip('.')}.", "Look at the address or the form again.")


def _failed(request: Request, error: Exception) -> Response:
    return error_answer(request, 500, "Something went wrong inside communique.", "The record is as it was; the server's log has more.")
