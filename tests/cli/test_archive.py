"""The archive's verbs as a person runs them: reports in, questions answered as table, JSON and CSV, decisions kept, versions compared."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.sources.site import Site, site

TALKS = """Geneva talks go on

GENEVA, March 4, 2023 - Chinese Foreign Minister Qin Gang said on Saturday that sanctions must end.

"We will not sign this paper," Russian Foreign Minister Sergey Lavrov said.
"""
LATER = TALKS.replace("sanctions must end", "sanctions should end").replace("We will not sign this paper", "We may sign this paper")


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "talks.txt").write_text(TALKS)
    (folder / "others.jsonl").write_text('{"text": "Nothing was said.", "id": 1}\n{"text": 5}\n')
    (folder / "empty.txt").write_text("")
    return folder


@pytest.fixture
def isle() -> Iterator[Site]:
    with site() as shown:
        yield shown


def test_reports_are_added_once_and_bad_ones_told(run: Run, reports: Path) -> None:
    first = run("add", str(reports), "missing.txt")
    assert first.returncode == 3
    assert first.stdout == "2 added, 3 not read (communique.db)\n"
    told = first.stderr.splitlines()
    assert len(told) == 3
    assert any("There is no file missing.txt" in line for line in told)
    assert any("Line 2 of" in line and "no text" in line for line in told)
    assert any("empty.txt is empty" in line for line in told)
    assert run("add", str(reports / "talks.txt")).stdout == "1 known (communique.db)\n"


def test_two_processes_read(run: Run, reports: Path) -> None:
    (reports / "empty.txt").unlink()
    for number in range(4):
        (reports / f"{number}.txt").write_text(f"Paper {number}. {TALKS}")
    done = run("add", str(reports), "--workers", "2", "--archive", "two.db")
    assert (done.stdout, done.returncode) == ("6 added, 1 not read (two.db)\n", 3)
    assert json.loads(run("sources", "--json", "--archive", "two.db").stdout)["total"] == 6


def test_questions_are_answered(run: Run, reports: Path) -> None:
    run("add", str(reports))
    found = json.loads(run("quotes", "--by", "Lavrov", "--about", "paper", "--since", "2023", "--json").stdout)
    (entry,) = found["found"]
    assert (entry["words"], entry["speaker"], found["documents"]) == ("We will not sign this paper,", "Sergey Lavrov", 2)
    assert TALKS[entry["start"] : entry["end"]] == entry["words"]
    rows = list(csv.DictReader(io.StringIO(run("quotes", "--by", "Qin Gang", "--csv").stdout)))
    assert [row["words"] for row in rows] == ["that sanctions must end"]
    table = run("quotes", "--about", "sanctions").stdout
    assert "Qin Gang" in table
    assert "1 quotations; the archive has 2 documents." in table
    assert "We will not sign" in run("search", "sign", "paper").stdout
    assert "Sergey Lavrov" in run("actors").stdout
    assert run("events").returncode == run("positions").returncode == 0
    nobody = run("quotes", "--by", "Nobody Atall")
    assert (nobody.returncode, nobody.stderr) == (2, "communique: Nobody in the archive is called 'Nobody Atall'.\n")


def test_without_an_archive_a_question_says_so(run: Run) -> None:
    done = run("quotes")
    assert done.returncode == 3
    assert done.stderr.startswith("communique: There is no archive communique.db.")


def test_a_feed_is_added_and_a_changed_page_is_a_version(run: Run, isle: Site) -> None:
    page = isle.page("/talks", TALKS.replace("\n\n", "</p><p>"))
    feed = isle.put(
        "/feed.xml", f"<rss><channel><item><link>{page}</link></item><item><link>{isle.origin}/gone</link></item></channel></rss>"
    )
    quick = {"COMMUNIQUE_FETCH_PAUSE": "0"}
    first = run("add", feed, **quick)
    assert (first.stdout, first.returncode) == ("1 added, 1 not read (communique.db)\n", 4)
    assert "404" in first.stderr
    assert run("add", feed, **quick).stdout == "1 known, 1 not read (communique.db)\n"
    isle.page("/talks", LATER.replace("\n\n", "</p><p>"))
    assert run("add", page, **quick).stdout == "1 new version (communique.db)\n"
    assert "2 versions" in run("diff").stdout
    changes = json.loads(run("diff", page, "--json").stdout)["changes"]
    softened = {(each["old"]["words"], each["new"]["words"]) for each in changes if each["change"] == "softened"}
    assert ("that sanctions must end", "that sanctions should end") in softened


def test_decisions_are_kept_in_a_file(run: Run, reports: Path, tmp_path: Path) -> None:
    run("add", str(reports / "talks.txt"))
    entry = json.loads(run("quotes", "--by", "Lavrov", "--json").stdout)["found"][0]["ref"]
    assert run("review", "reject", entry, "--because", "not said").returncode == 0
    assert json.loads(run("quotes", "--by", "Lavrov", "--json").stdout)["total"] == 0
    (line,) = (tmp_path / "communique.db.decisions.jsonl").read_text().splitlines()
    assert json.loads(line)["reason"] == "not said"
    assert run("review", "correct", entry, "speaker=Qin Gang", "--because", "misread").returncode == 0
    assert json.loads(run("quotes", "--by", "Qin Gang", "--json").stdout)["total"] == 2
    assert "misread" in run("review", "list").stdout
    bad = run("review", "correct", entry, "speaker", "--because", "misread")
    assert (bad.returncode, "FIELD=VALUE" in bad.stderr) == (2, True)


def test_entries_are_verified(run: Run, reports: Path) -> None:
    run("add", str(reports / "talks.txt"))
    sound = run("verify")
    assert (sound.returncode, "0 faults" in sound.stdout) == (0, True)
    (reports / "talks.txt").write_text("A correction.\n\n" + LATER)
    changed = run("verify", "1", "--against", str(reports / "talks.txt"))
    assert changed.returncode == 5
    assert "altered" in changed.stdout


def test_actors_are_merged_and_parted(run: Run, tmp_path: Path) -> None:
    for number, name in enumerate(("Tomas Riosky", "Tomas Rioskij")):
        (tmp_path / f"{number}.txt").write_text(f'GENEVA, March 4, 2023 - "Paper {number} stands," {name} said.\n')
    run("add", "0.txt", "1.txt")
    assert "1 pairs sound alike" in run("review", "merges").stdout
    assert run("review", "merge", "Tomas Rioskij", "Tomas Riosky", "--because", "two spellings").returncode == 0
    assert json.loads(run("quotes", "--by", "Tomas Riosky", "--json").stdout)["total"] == 2
    assert run("review", "unmerge", "1", "--because", "brothers").returncode == 0
    assert json.loads(run("quotes", "--by", "Tomas Riosky", "--json").stdout)["total"] == 1
