"""The page of ideal points: states in the address, points with intervals and the number of votes, as a page, a table and JSON."""

import csv
import io
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.rollcalls import load
from communique.rollcalls.table import read_shipped
from communique.rollcalls.userfile import write_user_file


def test_the_states_of_the_address_are_shown(client: TestClient) -> None:
    found = client.get("/ideal-points.json", params={"states": "FRA, China", "since": 2020}).json()
    assert [state["name"] for state in found["states"]] == ["France", "China"]
    first = found["states"][0]["points"][0]
    assert first["year"] == 2020
    assert first["low"] < first["point"] < first["high"]
    assert first["votes"] > 50
    assert found["as_of"] == load().as_of.isoformat()
    page = client.get("/ideal-points", params={"states": "FRA, China"}).text
    assert "<svg" in page
    assert "divided roll calls" in page


def test_a_state_is_added_and_left_out_by_address(client: TestClient) -> None:
    found = client.get("/ideal-points.json", params={"states": "France", "add": "Brazil"}).json()
    assert found["filters"]["states"] == "France, Brazil"
    page = client.get("/ideal-points", params={"states": "France", "add": "Brazil"}).text
    assert 'href="/ideal-points?states=Brazil" aria-label="Leave France out"' in page


def test_the_table_has_a_row_for_each_state_and_year(client: TestClient) -> None:
    answer = client.get("/ideal-points.csv", params={"states": "France", "since": 2021, "until": 2023})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["state"], row["year"]) for row in rows] == [("FRA", "2021"), ("FRA", "2022"), ("FRA", "2023")]
    assert all(float(row["low"]) < float(row["point"]) < float(row["high"]) and row["as_of"] for row in rows)


def test_a_state_that_is_not_there_yet_has_no_point(client: TestClient) -> None:
    page = client.get("/ideal-points", params={"states": "South Sudan", "until": 1990}).text
    assert "None of these states cast a vote in these years." in page


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"states": "France, Nowhere"}, "No state is called 'Nowhere'."),
        ({"states": "FRA,CHN,RUS,USA,GBR,IND,BRA"}, "That is more than 6 states at once."),
        ({"since": 2020, "until": 1990}, "The last year is before the first."),
    ],
)
def test_what_cannot_be_shown_is_told(client: TestClient, asked: dict[str, object], message: str) -> None:
    assert client.get("/ideal-points.json", params=asked).json()["error"]["message"] == message  # type: ignore[arg-type]


def test_points_of_a_newer_record_are_estimated_while_the_visitor_looks_elsewhere(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = read_shipped()
    row = {name: values[-1] for name, values in shipped.columns.items()} | {"id": "U9999999", "date": "2026-12-01"}
    votes = {"FRA": 1, "USA": 2, "CHN": 3}
    write_user_file(tmp_path / "rollcalls.jsonl", [row], [votes])
    monkeypatch.setenv("COMMUNIQUE_ROLLCALLS_FILE", str(tmp_path / "rollcalls.jsonl"))
    first = client.get("/ideal-points.json")
    assert first.status_code == 503
    assert "being estimated" in first.json()["error"]["message"]
    for _ in range(240):
        again = client.get("/ideal-points.json")
        if again.status_code == 200:
            break
        time.sleep(0.5)
    assert again.json()["as_of"] == "2026-12-01"
