"""Pages that read: words checked without being stored, reports added with their progress told as it happens."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.contracts.house import ROOT

VOTE = "The UN General Assembly adopted the resolution on peace in Ukraine by 141 votes to 7 with 32 abstentions. China abstained."
WIRE = ROOT / "examples" / "wire-copy" / "report.txt"


def steps_of(client: TestClient, job: str) -> list[dict[str, object]]:
    """Return the steps that the server-sent events of a hand-in tell, when it is done."""
    lines = client.get(f"/add/{job}/events").text.splitlines()
    assert "event: done" in lines
    return [json.loads(line.removeprefix("data: ")) for line in lines if line.startswith("data: ")][:-1]


def test_words_are_checked_and_not_stored(client: TestClient) -> None:
    found = client.post("/check.json", data={"text": VOTE, "published": "2023-02-24"}).json()
    verdicts = [claim["verdict"] for claim in found["dossier"]["vote_claims"]]
    assert {verdict["outcome"] for verdict in verdicts} == {"holds"}
    assert {verdict["resolution"] for verdict in verdicts} == {"A/RES/ES-11/6"}
    assert client.get("/desk.json").json()["documents"] == 4
    page = client.post("/check", data={"text": VOTE, "published": "2023-02-24"}).text
    assert "A/RES/ES-11/6" in page
    assert page.count("<main") == 1


def test_a_wrong_count_fails_with_the_rows(client: TestClient) -> None:
    page = client.post("/check", data={"text": VOTE.replace("141 votes to 7", "143 votes to 7"), "published": "2023-02-24"}).text
    assert 'class="tag fails"' in page
    assert "rows of the record that decide" in page or "row of the record that decides" in page


def test_words_without_a_claim_are_still_read(client: TestClient) -> None:
    page = client.post("/check", data={"text": "“We shall not sign,” Foreign Minister Wang Yi said. <b>Bold</b>"}).text
    assert "No claim about a vote" in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page


def test_files_are_added_and_their_progress_is_told(client: TestClient, tmp_path: Path) -> None:
    files = [
        ("files", ("wire.txt", WIRE.read_bytes())),
        ("files", ("empty.txt", b"  ")),
        ("files", ("../../odd name.txt", b"One word said.")),
    ]
    job = client.post("/add.json", files=files).json()["id"]
    steps = steps_of(client, job)
    assert [(step["name"], step["outcome"]) for step in steps] == [
        ("wire.txt", "added"),
        ("empty.txt", "not read"),
        ("../../odd name.txt", "added"),
    ]
    assert client.get(f"/reports/{steps[0]['document']}").status_code == 200
    assert "wire.txt" in client.get(f"/add/{job}").text
    assert {path.parent.parent for path in tmp_path.rglob("*.txt")} == {tmp_path / "archive.db.reports"}
    again = client.post("/add.json", files=files[:1]).json()["id"]
    assert steps_of(client, again)[0]["outcome"] == "known"


def test_a_browser_is_sent_on_to_the_progress(client: TestClient) -> None:
    answer = client.post("/add", files=[("files", ("wire.txt", WIRE.read_bytes()))], follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/add/")
    steps_of(client, answer.headers["location"].removeprefix("/add/"))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"data": {"addresses": "file:///etc/passwd"}}, "file:///etc/passwd is not an address."),
        ({"data": {"addresses": ""}}, "There is nothing to add."),
        ({"files": [("files", ("tool.exe", b"MZ"))]}, "tool.exe is of a kind that is not read."),
        ({"data": {"addresses": "https://a.example/\n" * 101}}, "That is more than 100 at once."),
    ],
)
def test_what_is_no_report_is_not_taken(client: TestClient, given: dict[str, object], message: str) -> None:
    assert client.post("/add.json", **given).json()["error"]["message"] == message  # type: ignore[arg-type]


def test_addresses_of_this_machine_are_not_fetched(client: TestClient) -> None:
    job = client.post("/add.json", data={"addresses": "http://127.0.0.1:1/secret"}).json()["id"]
    assert [step["outcome"] for step in steps_of(client, job)] == ["not read"]


def test_a_paragraph_of_five_million_letters_is_refused_at_the_check(client: TestClient) -> None:
    assert client.post("/check.json", data={"text": "a" * 5_000_000}).json()["error"]["status"] == 413


def test_a_roll_call_is_found_from_what_a_report_says(client: TestClient) -> None:
    found = client.get("/votes.json", params={"claim": VOTE, "published": "2023-02-24"}).json()
    assert {each["outcome"] for each in found["claims"]} == {"holds"}
    assert "A/RES/ES-11/6" in [call["resolution"] for each in found["claims"] for call in each["roll_calls"]]
    page = client.get("/votes", params={"claim": VOTE, "published": "2023-02-24"}).text
    assert 'href="/votes/' in page
    assert "A/RES/ES-11/6" in page


def test_words_that_tell_of_no_vote_find_none(client: TestClient) -> None:
    page = client.get("/votes", params={"claim": "The lake froze early this year."}).text
    assert "No claim about a vote" in page


def test_finding_by_claims_is_limited_in_number(client: TestClient) -> None:
    answers = [client.get("/votes.json", params={"claim": "A lake."}).status_code for _ in range(31)]
    assert answers.count(200) == 30
    assert answers[-1] == 429
    assert client.get("/votes.json", params={"q": "lake"}).status_code == 200


def test_doubtful_entries_are_shown_after_an_add(client: TestClient) -> None:
    report = (
        "UNITED NATIONS, 24 February 2023 - The General Assembly adopted the resolution on peace in Ukraine by 150 votes to 7 with 32"
        " abstentions.\n\n“Nobody knows what comes next,” it was whispered in the corridor.\n"
    )
    job = client.post("/add.json", files=[("files", ("wrong.txt", report.encode()))], data={"published": "2023-02-24"}).json()["id"]
    (step,) = steps_of(client, job)
    kinds = [each["kind"] for each in step["doubtful"]]  # type: ignore[attr-defined]
    assert kinds[0] == "claim fails"
    assert step["doubtful_total"] == len(kinds) >= 1  # type: ignore[arg-type]
    page = client.get(f"/add/{job}").text
    assert "claim fails" in page
    assert f'href="/review?document={step["document"]}"' in page
    first = step["doubtful"][0]["place"]  # type: ignore[index]
    path, _, anchor = first.partition("#")
    assert f'id="{anchor}"' in client.get(path).text
