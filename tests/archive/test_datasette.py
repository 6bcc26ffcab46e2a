"""The SQLite file opens in Datasette as it is: its tables are listed, read and searched."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from communique.archive import Sighting, keep, open_archive
from tests.archive.dossiers import names_of, talks


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A closed archive with one report."""
    with open_archive(tmp_path / "case.db", create=True) as archive:
        keep(archive, talks(), Sighting("https://example.org/talks"), names_of=names_of)
    return tmp_path / "case.db"


def asked(file: Path, *paths: str) -> list[Any]:
    """Return what Datasette answers, as JSON, to requests for these paths of the database."""

    async def ask() -> list[Any]:
        served = Datasette([str(file)])
        answers = [await served.client.get(f"/case{path}") for path in paths]
        assert [each.status_code for each in answers] == [200] * len(paths)
        return [each.json() for each in answers]

    return asyncio.run(ask())


def test_tables_are_read_and_searched(file: Path) -> None:
    database, rows, found = asked(file, ".json", "/attributions.json?_shape=array", "/attributions.json?_search=sanctions&_shape=array")
    tables = {table["name"]: table for table in database["tables"]}
    assert tables["attributions"]["fts_table"] == "attributions_fts"
    assert tables["documents"]["fts_table"] == "documents_fts"
    assert [row["entry"] for row in rows] == ["a1", "a2", "a3"]
    assert [row["content"] for row in found] == ["that “sanctions must end before any signature”"]


def test_the_query_of_the_docs_is_answered(file: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
    start = page.index("    SELECT d.published")
    query = " ".join(page[start : page.index(";", start)].split())
    with sqlite3.connect(file) as connection:
        assert [row[1] for row in connection.execute(query)] == ["Ilka Venn"]
