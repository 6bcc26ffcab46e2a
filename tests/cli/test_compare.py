"""The verb `compare` as a person runs it: files, dossiers and resolutions, one party, outputs, and what cannot be compared."""

import csv
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
PAPER, FORMULA = str(EXAMPLES / "papers" / "swiss-paper.txt"), str(EXAMPLES / "papers" / "kenyan-formula.txt")


def test_two_papers_side_by_side(run: Run) -> None:
    done = run("compare", PAPER, FORMULA, COLUMNS="160")
    assert (done.returncode, done.stderr) == (0, "")
    assert "swiss-paper: 12-point paper by Switzerland" in done.stdout
    line = next(line for line in done.stdout.splitlines() if line.strip().startswith("grain exports"))
    assert "Switzerland, point 8" in line
    assert "Kenya, point 2" in line
    assert "all agree" in line
    assert "silent" in next(line for line in done.stdout.splitlines() if line.strip().startswith("security guarantees"))


def test_json_page_and_table(run: Run, tmp_path: Path) -> None:
    done = run("compare", PAPER, FORMULA, "--json", "--html", "page.html", "--csv", "table.csv")
    told = json.loads(done.stdout)
    assert [column["name"] for column in told["columns"]] == ["swiss-paper", "kenyan-formula"]
    assert "<table>" in (tmp_path / "page.html").read_text(encoding="utf-8")
    rows = list(csv.DictReader((tmp_path / "table.csv").open(encoding="utf-8")))
    silent = {r["issue"] for r in rows if r["column"] == "kenyan-formula" and r["stance"] == "silent"}
    assert {"negotiations", "nuclear-use", "reconstruction"} <= silent


def test_a_dossier_and_a_resolution(run: Run, tmp_path: Path) -> None:
    (tmp_path / "paper.json").write_text(run("read", PAPER, "--json").stdout, encoding="utf-8")
    told = json.loads(run("compare", "paper.json", "A/RES/ES-11/1", "--json").stdout)
    assert [column["name"] for column in told["columns"]] == ["paper", "A/RES/ES-11/1"]
    assert told["columns"][1]["stands"][0]["issue"] == "invasion"


def test_one_party_alone(run: Run) -> None:
    told = json.loads(run("compare", PAPER, FORMULA, "--by", "Kenya", "--json").stdout)
    assert told["columns"][0]["stands"] == []
    assert {stand["holder"] for stand in told["columns"][1]["stands"]} == {"Kenya"}


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((PAPER,), 2, "There is only one thing to compare."),
        ((PAPER, "nowhere.txt"), 3, "nowhere.txt"),
        ((PAPER, "A/RES/99/999"), 2, "No resolution A/RES/99/999 is in the record"),
        ((PAPER, FORMULA, "--by", "Atlantis"), 2, "None of them tells a position of 'Atlantis'."),
        ((PAPER, FORMULA, "--html", "out", "--csv", "out"), 2, "out cannot hold both the page and the table."),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(run: Run, arguments: tuple[str, ...], code: int, message: str) -> None:
    done = run("compare", *arguments)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_dossier_is_told_with_its_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text('{"format": 1}', encoding="utf-8")
    done = run("compare", "broken.json", PAPER)
    assert done.returncode == 5
    assert "broken.json holds no dossier that can be read. This is not a dossier" in done.stderr
