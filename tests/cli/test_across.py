"""The verbs that look across reports and write them in other formats, as a person runs them."""

import json
from datetime import date
from pathlib import Path

import pytest

from communique.archive import Sighting, keep, open_archive
from communique.record import Dossier
from tests.analysis.desk import report, told, wants
from tests.cli.conftest import Run

SAID = 'osei | 3 | "We will not sign a paper that leaves our prisoners behind."'
CHANGED = 'osei | 4 | "We will sign a paper that leaves our prisoners behind."'


@pytest.fixture
def three(tmp_path: Path) -> str:
    """Write three small dossiers into a file and return its name."""
    dossiers: list[Dossier] = [
        report([SAID], number=1, outlet="The Echo"),
        report([CHANGED], number=2, outlet="The Star"),
        told("Varland shelled Orlova on Monday.", trigger="shelled", kind="ASSAULT", who=(["VAR"], ["ORL"]), day="2026-03-02"),
        wants("osei", "supports", "ceasefire", day=4),
    ]
    (tmp_path / "three.jsonl").write_text("".join(f"{dossier.to_json()}\n" for dossier in dossiers), encoding="utf-8")
    return "three.jsonl"


def test_utterances_and_tensions(run: Run, three: str) -> None:
    found = json.loads(run("utterances", three, "--json").stdout)
    assert [row["how"] for row in found["found"]] == ["fullest", "reworded"]
    assert found["found"][1]["differs"] == ["negation: not / -"]
    (tension,) = json.loads(run("tensions", three, "--json").stdout)["found"]
    assert (tension["kind"], tension["explanation"]) == ("wording", "none found")


@pytest.mark.parametrize(
    ("verb", "count", "last"),
    [
        ("timeline", 1, "1 happenings in 4 reports."),
        ("matrix", 1, "1 cells in 4 reports."),
        ("network", 2, "2 ties in 4 reports."),
    ],
)
def test_verbs_tell_out_of_how_many(run: Run, three: str, verb: str, count: int, last: str) -> None:
    assert run(verb, three).stdout.splitlines()[-1] == last
    assert len(json.loads(run(verb, three, "--json").stdout)["found"]) == count


def test_votes_stand_beside_words(run: Run, tmp_path: Path) -> None:
    """Resolution ES-11/6 of 23 February 2023 is on a lasting peace in Ukraine; Russia voted against it."""
    said = wants("state:RUS", "calls for", "peace", day=3, words="Russia calls for a lasting peace in Ukraine.")
    ukraine = said.actors[0].model_copy(update={"id": "state:UKR", "name": "Ukraine", "country": "UKR"})
    dated = said.document.model_copy(update={"published": date(2023, 2, 20)})
    dossier = said.model_copy(update={"document": dated, "actors": (*said.actors, ukraine)})
    (tmp_path / "one.jsonl").write_text(f"{dossier.to_json()}\n", encoding="utf-8")
    rows = json.loads(run("matrix", "one.jsonl", "--votes", "--json").stdout)["found"]
    assert [(row["vote"], row["fits"]) for row in rows if row["on"].startswith("A/RES/ES-11/6 ")] == [("no", "no")]


def test_days_bound_the_reports(run: Run, three: str) -> None:
    assert json.loads(run("network", three, "--until", "2026-03-03", "--json").stdout)["documents"] == 1


def test_a_quotation_against_an_official_text(run: Run, tmp_path: Path) -> None:
    (tmp_path / "statement.txt").write_text("We will not sign any paper. We will return 12 soldiers on Thursday.\n", encoding="utf-8")
    done = run("verbatim", "statement.txt", "We will return 20 soldiers on Thursday", "--json")
    (found,) = json.loads(done.stdout)["found"]
    assert (found["outcome"], found["differs"]) == ("fails", ["number: 20 / 12"])


def test_exports_go_to_a_file_a_folder_or_standard_output(run: Run, three: str, tmp_path: Path) -> None:
    assert len(run("export", "jsonl", three).stdout.splitlines()) == 4
    assert run("export", "csv", three, "--out", "tables").returncode == 0
    assert (tmp_path / "tables" / "datapackage.json").is_file()
    assert run("export", "graphml", three, "--out", "net.graphml").returncode == 0
    assert "<graphml" in (tmp_path / "net.graphml").read_text(encoding="utf-8")


REFUSED = [
    (("export", "csv", "three.jsonl"), "csv is a folder of files."),
    (("export", "xml", "three.jsonl"), "There is no format 'xml'."),
    (("export", "jsonl", "none.jsonl"), "none.jsonl"),
    (("export", "jsonl", "three.jsonl", "--out", "three.jsonl"), "would be overwritten"),
    (("timeline", "three.jsonl", "--archive", "a.db"), "exclude each other"),
    (("timeline", "three.jsonl", "--having", "lake"), "choose from an archive"),
    (("timeline", "three.jsonl", "--json", "--csv"), "--json and --csv exclude each other."),
    (("report",), "There is nothing to report on."),
    (("matrix", "--documents", "x", "--archive", "none.db"), "There is no archive none.db."),
    (("timeline", "three.jsonl", "--since", "2030"), "There is no report to look at."),
    (("pack", "--check", "none.zip"), "There is no file none.zip."),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED, ids=[" ".join(arguments)[:40] for arguments, _ in REFUSED])
def test_one_clear_sentence(run: Run, three: str, arguments: tuple[str, ...], message: str) -> None:
    done = run(*arguments)
    assert done.returncode != 0
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_pack_is_written_and_verified(run: Run, three: str) -> None:
    assert run("pack", three, "--out", "p.zip").returncode == 0
    done = run("pack", "--check", "p.zip")
    assert (done.returncode, done.stdout) == (0, "p.zip: everything is as it was packed.\n")


def test_what_persons_decided_shows_across_reports(run: Run, tmp_path: Path) -> None:
    """Two spellings are one party once they were merged; what was rejected is in no matrix and no brief."""
    with open_archive(tmp_path / "case.db", create=True) as archive:
        for number, (who, day) in enumerate((("osei-ban", 3), ("osei-bahn", 4), ("lund", 5)), start=1):
            keep(archive, wants(who, "supports", "ceasefire", day=day), Sighting(f"/case/{number}.txt"))
    inside = ("--archive", "case.db")
    assert run("review", "merge", "person:osei-bahn~d2", "person:osei-ban~d1", "--because", "one man", *inside).returncode == 0
    assert run("review", "reject", "3:p1", "--because", "a play", *inside).returncode == 0
    (cell,) = json.loads(run("matrix", "--json", *inside).stdout)["found"]
    assert (cell["party"], cell["times"]) == ("person:osei-ban~d1", 2)
    assert run("report", "ceasefire", "--out", "b.html", *inside).returncode == 0
    assert "lund" not in (tmp_path / "b.html").read_text(encoding="utf-8").casefold().split("reports</h2>")[0]


def test_words_and_votes_of_two_states_stand_side_by_side(run: Run, tmp_path: Path) -> None:
    both = [wants("state:RUS", "supports", "ceasefire", day=3), wants("state:CHN", "opposes", "ceasefire", day=4)]
    in_2022 = [each.model_copy(update={"document": each.document.model_copy(update={"published": date(2022, 5, 1)})}) for each in both]
    (tmp_path / "two.jsonl").write_text("".join(f"{each.to_json()}\n" for each in in_2022), encoding="utf-8")
    found = json.loads(run("alignment", "Russia", "CHN", "two.jsonl", "--json").stdout)
    assert (found["one"], found["other"], found["n"], found["value"]) == ("state:RUS", "state:CHN", 1, 0.0)
    (year,) = found["by_year"]
    assert (year["year"], year["issues"]) == (2022, 1)
    assert year["roll_calls"] > 20
    assert 0 < year["votes"] < 1
    assert "So few issues say next to nothing." in run("alignment", "Russia", "CHN", "two.jsonl").stdout
    assert run("alignment", "Russia", "France", "two.jsonl").returncode == 2


@pytest.fixture
def filled(tmp_path: Path) -> tuple[str, str]:
    """An archive with three reports of two folders, each of an own day and party."""
    with open_archive(tmp_path / "case.db", create=True) as archive:
        for number, (who, folder) in enumerate((("osei", "lake"), ("lund", "lake"), ("roe", "coast")), start=1):
            made = wants(who, "supports", "ceasefire", day=number, words=f"{who.title()} supports a ceasefire on the {folder}.")
            keep(archive, made, Sighting(f"{tmp_path}/{folder}/{number}.txt"))
    return "--archive", "case.db"


@pytest.mark.parametrize(
    ("chosen", "parties"),
    [
        ((), ["lund~d2", "osei~d1", "roe~d3"]),
        (("--having", "lake"), ["lund~d2", "osei~d1"]),
        (("--having", "lake -lund"), ["osei~d1"]),
        (("--under", "lake"), ["lund~d2", "osei~d1"]),
        (("--under", "coast/3.txt"), ["roe~d3"]),
        (("--documents", "1,3-9"), ["osei~d1", "roe~d3"]),
        (("--documents", "2-3", "--until", "2026-03-02"), ["lund~d2"]),
    ],
)
def test_reports_of_the_archive_are_chosen(run: Run, filled: tuple[str, str], chosen: tuple[str, ...], parties: list[str]) -> None:
    found = json.loads(run("matrix", "--json", *filled, *chosen).stdout)["found"]
    assert sorted(row["party"].removeprefix("person:") for row in found) == parties


def test_a_brief_on_a_case(run: Run, three: str, filled: tuple[str, str], tmp_path: Path) -> None:
    assert run("report", "--case", "The lake", "--having", "lake", "--out", "lake.html", *filled).returncode == 0
    page = (tmp_path / "lake.html").read_text(encoding="utf-8")
    assert "<h1>The lake</h1>" in page
    assert ("ceasefire on the lake" in page, "ceasefire on the coast" in page) == (True, False)
    assert run("report", three, "--case", "Prisoners", "--out", "three.html").returncode == 0


def test_a_brief_on_an_issue_or_an_actor(run: Run, three: str, tmp_path: Path) -> None:
    assert run("report", "Ceasefire", three, "--out", "issue.html").returncode == 0
    assert run("report", "osei", three, "--out", "actor.html").returncode == 0
    assert all("<h1>" in (tmp_path / name).read_text(encoding="utf-8") for name in ("issue.html", "actor.html"))
    done = run("report", "nobody", three)
    assert (done.returncode, done.stderr.startswith("communique: Neither an actor nor an issue")) == (2, True)
