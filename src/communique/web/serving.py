"""Runs the reading room with uvicorn, on this machine alone unless a password guards it."""

import ipaddress
import threading
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from communique.archive import Archive
from communique.errors import UsageError
from communique.web.app import make_app
from communique.web.guarding import LOOPBACK_HOSTS
from communique.web.pages.asking import Filters
from communique.web.pages.desk import desk
from communique.web.pages.issues import MatrixFilters, matrix
from communique.web.resources import Resources

SHORTEST_SECRET = 12
KEEP_ALIVE = 310
"""Seconds that an idle connection stays open: longer than browsers keep one (at most 300), so that it is they who close it. A server that
closes first may do so just when a request is on its way, which then fails without an answer."""


def serve(
    archive: Archive, *, host: str, port: int, secret: str | None = None, ready: Callable[[str], None] = lambda address: None
) -> None:
    """Serve an archive until it is interrupted; `ready` is called with the address when it is about to listen.

    Raises UsageError for a host beyond this machine without a secret, and for a secret that is too short there.
    """
    local = is_loopback(host)
    if not local and secret is None:
        raise UsageError(f"{host} can be reached by others, and there is no password.", "Add --auth, or leave the host out.")
    if not local and secret is not None and len(secret) < SHORTEST_SECRET:
        raise UsageError(
            f"The password is shorter than {SHORTEST_SECRET} characters.", "Give a longer one, for others can reach the server."
        )
    app = make_app(archive, secret=secret, hosts=LOOPBACK_HOSTS if local else frozenset())
    threading.Thread(target=warm, args=(app,), daemon=True).start()
    ready(f"http://{f'[{host}]' if ':' in host else host}:{port}/")
    config = uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=KEEP_ALIVE)
    config.timeout_graceful_shutdown = 2
    uvicorn.Server(config).run()


def warm(app: FastAPI) -> None:
    """Make ready what the first visitor would wait for: the models, the record of votes, the desk and the matrix."""
    resources: Resources = app.state.resources
    resources.warm()
    desk(resources, Filters())
    matrix(resources, MatrixFilters())
    resources.ideal_points()


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
