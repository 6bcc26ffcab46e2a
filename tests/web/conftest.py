"""An archive with reports built by hand, the reading room over it, and a server for a real browser."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from communique.archive import Archive, Sighting, keep, open_archive
from communique.record import Document, Dossier, MadeBy
from communique.web import make_app
from tests.exports.reports import hostile, long, talks

HOST = "http://localhost"


def filled(path: Path) -> Archive:
    """Return an archive of four reports: the talks (1), a hostile one (2), a long one (3), and a later text of the first (4)."""
    archive = open_archive(path, create=True)
    keep(archive, talks(), Sighting("https://paper.example/talks"))
    keep(archive, hostile(), Sighting("https://paper.example/<hostile>"))
    keep(archive, long(5), Sighting("https://paper.example/long"))
    keep(archive, later(talks()), Sighting("https://paper.example/talks"))
    return archive


def later(dossier: Dossier) -> Dossier:
    """Return a text without any attribution that stands at the place of a dossier's now."""
    document = Document(text="The talks are over.\n", title=dossier.document.title, published=dossier.document.published)
    return Dossier(document=document, made_by=MadeBy(version="later"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with filled(tmp_path / "archive.db") as opened:
        yield opened


@pytest.fixture
def app(archive: Archive) -> FastAPI:
    return make_app(archive)


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=HOST, raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a filled archive for the whole run and give its address."""
    with filled(tmp_path_factory.mktemp("served") / "archive.db") as opened, socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(opened), log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=10)
