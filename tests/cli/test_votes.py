"""The verbs `votes ...` as a person runs them, on the shipped record: what is printed, as text, JSON and CSV, and what bad input gets."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from communique.cli.main import app
from tests.cli.conftest import Run

Votes = Callable[..., Result]


@pytest.fixture
def votes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Votes:
    """Return a function that runs `communique votes` in this process, in an empty folder, with its own file of newer votes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COMMUNIQUE_ROLLCALLS_FILE", str(tmp_path / "mine.jsonl"))
    monkeypatch.setenv("COLUMNS", "160")
    return lambda *arguments: CliRunner().invoke(app, ["votes", *arguments])


def parsed(done: Result) -> Any:
    assert done.exit_code == 0, done.stderr
    return json.loads(done.stdout)


def table(done: Result) -> list[dict[str, str]]:
    assert done.exit_code == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_show_tells_who_voted_how(run: Run) -> None:
    done = run("votes", "show", "A/RES/ES-11/6", COLUMNS="100")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "yes 141 · no 7 · abstained 32 · did not vote 13 · stated 141-7-32" in done.stdout
    no = done.stdout.split("No (7)")[1].split("Abstained (32)")[0].split()
    assert {"Belarus", "Eritrea", "Mali", "Nicaragua", "Russia", "Syria"} < set(no)
    assert max(map(len, done.stdout.splitlines())) <= 100


@pytest.mark.parametrize(
    "spelling",
    [
        "a/res/es-11/6",
        "ES 11/6",
        "UNGA resolution ES-11/6",
        "A-RES-ES-11-6",
        "https://undocs.org/en/A/RES/ES-11/6",
        "A/ES-11/L.7",
        "U4003921",
    ],
)
def test_show_takes_symbols_as_they_come(votes: Votes, spelling: str) -> None:
    (found,) = parsed(votes("show", spelling, "--json"))["roll_calls"]
    assert found["resolution"] == "A/RES/ES-11/6"
    assert found["tally"] == {"yes": 141, "no": 7, "abstain": 32}
    assert (found["votes"]["CHN"], found["votes"]["VEN"]) == ("abstain", "absent")


def test_show_keeps_to_a_group(votes: Votes) -> None:
    rows = table(votes("show", "ES-11/6", "--group", "EU", "--csv"))
    assert len(rows) == 27
    assert {row["vote"] for row in rows} == {"yes"}
    assert {row["resolution"] for row in rows} == {"A/RES/ES-11/6"}


def test_show_calls_seats_as_they_were_called(votes: Votes) -> None:
    text = votes("show", "377 A (V)").stdout
    assert "Soviet Union" in text
    assert "Republic of China" in text
    assert "Taiwan" not in text
    assert "Soviet Union" not in votes("show", "ES-11/6").stdout


def test_show_tells_both_bodies_votes_on_a_bare_number(votes: Votes) -> None:
    found = parsed(votes("show", "resolution 242", "--json"))["roll_calls"]
    assert {row["body"] for row in found} >= {"SC"}
    assert found[0]["resolution"] == "S/RES/242(1967)"


def test_find_tells_the_two_votes_with_141_in_favour_apart(votes: Votes) -> None:
    rows = table(votes("find", "Ukraine", "--tally", "141", "--since", "2022", "--csv"))
    assert [(row["resolution"], row["date"]) for row in rows] == [("A/RES/ES-11/1", "2022-03-02"), ("A/RES/ES-11/6", "2023-02-23")]
    (only,) = parsed(votes("find", "--tally", "141-7-32", "--since", "2022", "--json"))["roll_calls"]
    assert only["resolution"] == "A/RES/ES-11/6"


def test_find_knows_other_forms_of_words(votes: Votes) -> None:
    cuban = table(votes("find", "Cuban embargo", "--since", "2023", "--until", "2023", "--csv"))
    assert [(row["resolution"], row["yes"], row["no"], row["abstain"]) for row in cuban] == [("A/RES/78/7", "187", "2", "1")]
    assert votes("find", "cease-fire", "Gaza").exit_code == 2
    gaza = table(votes("find", "cease-fire Gaza", "--since", "2024-12", "--until", "2024-12", "--csv"))
    assert "A/RES/ES-10/26" in {row["resolution"] for row in gaza}


def test_find_shows_the_last_and_says_how_many_there_are(votes: Votes) -> None:
    done = votes("find", "Ukraine", "--since", "2022", "--limit", "2")
    assert "the last 2 shown" in done.stdout
    assert votes("find", "quinoa spaceship").stdout == "No roll calls\n"


def test_of_lists_the_votes_of_a_state(votes: Votes) -> None:
    about = ("--since", "2022-02", "--until", "2023-02", "--about", "Ukraine")
    abstained = {row["resolution"] for row in table(votes("of", "China", *about, "--vote", "abstain", "--csv"))}
    against = {row["resolution"] for row in table(votes("of", "chn", *about, "--vote", "NO", "--csv"))}
    assert {"A/RES/ES-11/1", "A/RES/ES-11/2", "A/RES/ES-11/4", "A/RES/ES-11/6"} <= abstained
    assert {"A/RES/ES-11/5"} <= against
    assert not abstained & against


def test_of_follows_a_seat_through_names(votes: Votes) -> None:
    (found,) = parsed(votes("of", "Soviet Union", "--since", "1950-06-25", "--until", "1950-06-27", "--json"))["roll_calls"][:1]
    assert (found["resolution"], found["vote"]) == ("S/RES/82(1950)", "absent")


def test_group_tells_who_stood_apart_and_how_cohesive_it_was(votes: Votes) -> None:
    between = ("--since", "2023-12-12", "--until", "2023-12-12", "--about", "protection of civilians")
    found = parsed(votes("group", "EU", *between, "--json"))
    (vote,) = (row for row in found["roll_calls"] if row["resolution"] == "A/RES/ES-10/22")
    # Gaza, 12 December 2023: Austria and Czechia against; BGR, DEU, HUN, ITA, LTU, NLD, ROU and SVK abstained.
    assert vote["members"] == {"yes": 17, "no": 2, "abstain": 8, "absent": 0}
    assert {code for code, v in vote["apart"].items() if v == "no"} == {"AUT", "CZE"}
    assert found["cohesion"]["n"] == len(found["roll_calls"])
    years = table(votes("group", "EU", "--by-year", "--since", "2020", "--until", "2022", "--body", "GA", "--csv"))
    assert [row["year"] for row in years] == ["2020", "2021", "2022"]
    assert all(0.8 < float(row["index"]) <= 1 for row in years)
    assert "A/RES/ES-10/22" in votes("group", "EU", *between).stdout
    assert votes("group", "EU", "--since", "2018", "--picture", "eu.svg").exit_code == 0
    assert "all alike, 2019: " in Path("eu.svg").read_text(encoding="utf-8")


def test_group_is_made_up_as_on_the_day(votes: Votes) -> None:
    rows = table(votes("group", "EU", "--since", "2020-01-31", "--until", "2020-12", "--body", "GA", "--csv"))
    assert {sum(int(row[vote]) for vote in ("yes", "no", "abstain", "absent")) for row in rows} == {27}


def test_align_gives_all_measures_with_what_they_rest_on(votes: Votes) -> None:
    found = parsed(votes("align", "France", "Germany", "--since", "2015", "--json"))
    assert found["one"] == "FRA"
    assert found["n"] > 800
    assert set(found["estimates"]) == {"raw agreement", "S", "kappa", "pi"}
    for estimate in found["estimates"].values():
        assert estimate["low"] <= estimate["value"] <= estimate["high"]
    assert found["estimates"]["S"]["value"] > 0.8
    assert found["by_year"]["2019"]["n"] <= found["n"]
    text = votes("align", "USA", "NATO", "--since", "2023").stdout
    assert "absences left out" in text
    assert "without a vote" in text


def test_align_with_one_state_ranks_the_others(votes: Votes) -> None:
    rows = table(votes("align", "USA", "--since", "2010", "--until", "2020", "--csv"))
    assert rows[0]["state"] == "ISR"
    assert [float(row["kappa"]) for row in rows] == sorted((float(row["kappa"]) for row in rows), reverse=True)
    assert "Who votes with United States" in votes("align", "USA", "--since", "2019").stdout


def test_align_prints_json_that_is_json_where_a_measure_is_not_defined(votes: Votes) -> None:
    done = votes("align", "FRA", "GBR", "--body", "SC", "--about", "Sudan", "--since", "2024", "--json")
    assert "NaN" not in done.stdout
    assert parsed(done)["estimates"]["S"]["value"] == 1


def test_ideal_places_states_and_draws_them(votes: Votes, tmp_path: Path) -> None:
    rows = table(votes("ideal", "USA", "Russia", "SUN", "--csv", "--picture", "points.svg"))
    points = {(row["state"], int(row["year"])): float(row["point"]) for row in rows}
    assert len(points) == len(rows)
    assert points["USA", 1984] > 0 > points["RUS", 1984]
    assert points["RUS", 1993] > points["RUS", 1984] + 1
    assert all(float(row["low"]) < float(row["point"]) < float(row["high"]) for row in rows)
    assert "Russia, 1984" in (tmp_path / "points.svg").read_text(encoding="utf-8")


def test_pictures_as_svg_and_png(votes: Votes, tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="PNG needs the extra png")
    assert votes("show", "ES-11/6", "--picture", "a.svg").exit_code == 0
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").startswith("<svg ")
    for arguments in (("show", "S/RES/1973(2011)"), ("show", "ES-11/6"), ("align", "USA", "CHN", "--since", "2015")):
        done = votes(*arguments, "--picture", "out/b.png")
        assert done.exit_code == 0, done.stderr
        content = (tmp_path / "out" / "b.png").read_bytes()
        assert content.startswith(b"\x89PNG")
        assert int.from_bytes(content[16:20], "big") == 1920


def test_audit_counts_and_lists_findings(votes: Votes) -> None:
    found = parsed(votes("audit", "--kind", "no votes listed", "--json"))
    assert found["roll_calls"] > 9_000
    assert {row["kind"] for row in found["findings"]} == {"no votes listed"}
    text = votes("audit").stdout
    assert "lists disagree" in text
    assert len(table(votes("audit", "--kind", "no votes listed", "--csv"))) == len(found["findings"])


NEWER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,title,total_yes,total_no,total_abstentions\n"
    "99,FRA,FRANCE,Y,2026-09-10,80,A/RES/80/300,A trial,1,1,1\n"
    "99,USA,UNITED STATES,N,2026-09-10,80,A/RES/80/300,A trial,1,1,1\n"
    "99,CHN,CHINA,A,2026-09-10,80,A/RES/80/300,A trial,1,1,1\n"
)


def test_update_adds_votes_and_a_bad_file_changes_nothing(votes: Votes, tmp_path: Path) -> None:
    (tmp_path / "new.csv").write_text(NEWER, encoding="utf-8")
    done = votes("update", "new.csv")
    assert done.exit_code == 0
    assert done.stdout.startswith("1 roll call added to ")
    kept = (tmp_path / "mine.jsonl").read_bytes()
    assert parsed(votes("show", "A/RES/80/300", "--json"))["roll_calls"][0]["votes"] == {"FRA": "yes", "USA": "no", "CHN": "abstain"}
    (tmp_path / "torn.csv").write_text(NEWER.replace("80/300", "80/301")[:-20], encoding="utf-8")
    assert votes("update", "torn.csv").exit_code == 6
    assert (tmp_path / "mine.jsonl").read_bytes() == kept
    assert votes("update", "new.csv").stdout.startswith("Nothing is new; 1 were known")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "foo"], 2, "not the symbol of a resolution"),
        (["show", ""], 2, "not the symbol of a resolution"),
        (["show", "A/RES/79/999"], 2, "No roll call on A/RES/79/999"),
        (["show", "A/RES/78/1"], 2, "adopted without a vote on 2023-09-29"),
        (["show", "ES-11/6", "--group", "Atlantis"], 2, "No group of states is called 'Atlantis'"),
        (["show", "ES-11/6", "--picture", "map.gif"], 2, "can end in .svg or .png"),
        (["show", "ES-11/6", "--picture", "new.csv/map.svg"], 9, "cannot be written"),
        (["find", "Ukraine", "--since", "2022-02-31"], 2, "'2022-02-31' is not a date"),
        (["find", "Ukraine", "--since", "2022-13"], 2, "'2022-13' is not a date"),
        (["find", "Ukraine", "--until", "yesterday"], 2, "'yesterday' is not a date"),
        (["find", "Ukraine", "--since", "2023", "--until", "2022"], 2, "2022 is before 2023"),
        (["find", "Ukraine", "--body", "NATO"], 2, "'NATO' is no body"),
        (["find", "--tally", "many"], 2, "'many' is no count of votes"),
        (["of", "Wakanda"], 2, "No state is called 'Wakanda'"),
        (["of", "Kosovo"], 2, "Kosovo never had a vote"),
        (["of", "CHN", "--vote", "maybe"], 2, "'maybe' is no vote"),
        (["group", "Atlantis"], 2, "No group of states is called 'Atlantis'"),
        (["align", "CHN", "CHN"], 2, "cannot be compared with itself"),
        (["align", "CHN", "Atlantis"], 2, "No group of states is called 'Atlantis'"),
        (["align", "CHN", "Palestine"], 2, "Palestine never had a vote"),
        (["align", "CHN", "SSD", "--until", "1990"], 2, "no roll call in which both voted"),
        (["align", "CHN", "--picture", "a.svg"], 2, "A picture needs two states"),
        (["ideal", "Wakanda"], 2, "No state is called 'Wakanda'"),
        (["audit", "--kind", "foo"], 2, "'foo' is no kind of finding"),
        (["update", "missing.csv"], 3, "There is no file missing.csv"),
        (["update", "new.csv"], 6, "no column"),
    ],
)
def test_each_error_is_one_sentence_with_its_exit_code(votes: Votes, tmp_path: Path, arguments: list[str], code: int, words: str) -> None:
    (tmp_path / "new.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    done = votes(*arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert done.stderr.startswith("communique: ")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["new.csv"]


def test_png_without_its_package_is_one_clear_error(votes: Votes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.path", [])
    monkeypatch.setattr("sys.path_importer_cache", {})
    monkeypatch.delitem(__import__("sys").modules, "resvg_py", raising=False)
    done = votes("show", "ES-11/6", "--picture", "map.png")
    assert done.exit_code == 9
    assert done.stderr.splitlines() == [done.stderr.strip()]
    assert "pip install '.[png]'" in done.stderr
    assert list(tmp_path.iterdir()) == []
