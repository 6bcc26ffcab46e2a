"""The export menu: every format of one report and of a case, as a file that its own readers open."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.archive import Archive, Sighting, keep
from communique.exports.formats import formats
from communique.exports.pack import verify_pack
from communique.record import Document, Dossier, MadeBy
from tests.exports.reports import talks

FORMATS = (*formats(), "pack")


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_kept_in_every_format(client: TestClient, form: str) -> None:
    answer = client.get(f"/reports/1/export/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="report-1-')
    assert answer.content
    if answer.headers["content-type"] == "application/zip":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_the_menu_names_every_format(client: TestClient) -> None:
    page = client.get("/reports/1").text
    assert [form for form in FORMATS if f'href="/reports/1/export/{form}"' not in page] == []


def test_json_lines_are_the_dossier(client: TestClient) -> None:
    text = client.get("/reports/1/export/jsonl").text
    assert Dossier.from_json(text).document.text == talks().document.text


def test_a_pack_of_a_case_verifies(client: TestClient, tmp_path: Path) -> None:
    answer = client.get("/case/export/pack?reports=1,3")
    (tmp_path / "case.zip").write_bytes(answer.content)
    assert verify_pack(tmp_path / "case.zip") == []
    lines = zipfile.ZipFile(tmp_path / "case.zip").read("dossiers.jsonl").decode().splitlines()
    assert len(lines) == 2


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("/reports/1/export/docx", 404, "There is no format docx."),
        ("/reports/99/export/csv", 404, "99"),
        ("/case/export/csv", 404, "No report fits."),
    ],
)
def test_what_cannot_be_exported_is_told(client: TestClient, place: str, status: int, words: str) -> None:
    answer = client.get(place)
    assert answer.status_code == status
    assert words in answer.text


def test_any_two_versions_are_compared(archive: Archive, client: TestClient) -> None:
    third = Document(text="The talks go on after all.\n", title=talks().document.title, published=talks().document.published)
    keep(archive, Dossier(document=third, made_by=MadeBy(version="latest")), Sighting("https://paper.example/talks"))
    found = client.get("/reports/5/changes.json").json()
    assert (found["old"], found["new"]) == (4, 5)
    found = client.get("/reports/5/changes.json?against=1").json()
    assert (found["old"], found["new"]) == (1, 5)
    assert {each["change"] for each in found["changes"]} >= {"removed"}
    assert json.dumps(client.get("/reports/1/changes.json?against=5").json()["changes"]) == json.dumps(found["changes"])
    page = client.get("/reports/5/changes?against=1").text
    assert '<option value="1" selected>' in page


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("/reports/4/changes.json?against=3", "Report 3 is no version of report 4."),
        ("/reports/4/changes.json?against=4", "cannot be compared with itself"),
        ("/reports/3/changes.json", "Only one version of report 3 was seen."),
    ],
)
def test_what_is_no_version_is_told(client: TestClient, place: str, words: str) -> None:
    assert words in client.get(place).json()["error"]["message"]
