"""An empty archive for each test, once in SQLite and once in PostgreSQL."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.archive import Archive, open_archive
from tests.archive import postgres

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    if postgres.binaries() is None and not os.environ.get("COMMUNIQUE_REQUIRE_POSTGRES"):
        pytest.skip(postgres.REASON)
    with postgres.cluster() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Path of an SQLite file that is not there yet, or URL of an empty PostgreSQL database."""
    if request.param == "sqlite":
        return str(tmp_path / "archive.db")
    return postgres.new_database(request.getfixturevalue("cluster"), f"archive{next(_NUMBERS)}")


@pytest.fixture
def archive(place: str) -> Iterator[Archive]:
    with open_archive(place, create=True) as opened:
        yield opened
