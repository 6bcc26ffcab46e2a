"""Every page answers as a page and, with .json, as the API; errors have one shape; hostile text stays text."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from communique.archive import Archive, Sighting, keep, open_archive
from communique.record import Document, Dossier, MadeBy
from communique.web import make_app

PAGES = (
    "/desk",
    "/desk?q=truce",
    "/desk?by=nobody-at-all&since=2020-01-01",
    "/reports/1",
    "/reports/2",
    "/reports/3",
    "/reports/1/changes",
    "/check",
    "/votes?q=A/RES/ES-11/1",
    "/votes/A/RES/ES-11/1",
    "/votes/S/RES/1973(2011)",
    "/states/CHN?since=2022-01-01",
    "/alignment",
    "/ideal-points?states=France&since=2000",
    "/actors",
    "/issues",
    "/case",
    "/case?reports=1,3",
    "/review",
    "/review?layer=events",
    "/add",
)


def with_json(place: str) -> str:
    path, mark, query = place.partition("?")
    return f"{path}.json{mark}{query}"


class Tags(HTMLParser):
    """Collects what could run: scripts, handlers, addresses that are not of this server."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or name == "style" or (value or "").lower().lstrip().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")
            if tag in {"script", "link", "img", "iframe"} and name in {"src", "href"} and not (value or "").startswith("/static/"):
                self.found.append(f"{tag} {name}={value}")
        if tag == "script" and not dict(attrs).get("src"):
            self.found.append("a script in the page")


@pytest.mark.parametrize("place", PAGES)
def test_a_page_is_also_the_api(client: TestClient, place: str) -> None:
    page, data = client.get(place), client.get(with_json(place))
    status = 404 if "nobody" in place else 200
    assert (page.status_code, data.status_code) == (status, status), (page.text[-500:], data.text)
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert isinstance(data.json(), dict)


@pytest.mark.parametrize("place", PAGES)
def test_nothing_in_a_page_can_run_but_the_servers_own_files(client: TestClient, place: str) -> None:
    answer = client.get(place)
    tags = Tags()
    tags.feed(answer.text)
    assert tags.found == []
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_the_front_door_leads_to_the_desk(client: TestClient) -> None:
    assert client.get("/", follow_redirects=False).headers["location"] == "/desk"


def test_a_report_has_its_text_and_its_cards(client: TestClient) -> None:
    page = client.get("/reports/1").text
    assert 'id="a1"' in page
    dossier = client.get("/reports/1.json").json()["dossier"]
    assert [each["id"] for each in dossier["attributions"]][:2] == ["a1", "a2"]


def test_a_report_comes_as_one_file(client: TestClient) -> None:
    answer = client.get("/reports/1/page")
    assert answer.headers["content-disposition"] == 'attachment; filename="report-1.html"'
    assert answer.text.startswith("<!doctype html>")


def test_versions_at_one_address_are_compared(client: TestClient) -> None:
    found = client.get("/reports/4/changes.json").json()
    assert (found["old"], found["new"]) == (1, 4)
    assert {each["change"] for each in found["changes"]} >= {"removed"}


@pytest.mark.parametrize(
    ("place", "status", "words"),
    [
        ("/reports/99", 404, "The archive has no report 99."),
        ("/nothing", 404, "There is no such page."),
        ("/desk?since=31.2.2023", 422, "since"),
        ("/desk?show=100000", 422, "show"),
        ("/reports/one", 422, "number"),
        ("/votes/A/RES/99/999", 404, "No roll call on A/RES/99/999"),
        ("/states/Atlantis", 404, "Atlantis"),
        ("/alignment?one=China&other=China", 400, "China cannot be compared with itself."),
        ("/add/none", 404, "There is no such hand-in."),
        ("/static/1/../../app.py", 404, ""),
        ("/static/1/app.py", 404, "There is no file app.py."),
    ],
)
def test_errors_have_one_shape(client: TestClient, place: str, status: int, words: str) -> None:
    page = client.get(place)
    assert page.status_code == status
    assert "Traceback" not in page.text
    if not place.startswith("/static"):
        error = client.get(with_json(place)).json()["error"]
        assert error["status"] == status
        assert words in error["message"]
        assert set(error) == {"status", "message", "hint"}


def test_an_empty_archive_says_what_to_do(tmp_path: Path) -> None:
    with open_archive(tmp_path / "new.db", create=True) as opened, TestClient(make_app(opened), base_url="http://localhost") as client:
        page = client.get("/desk").text
        assert "The archive is empty" in page
        for place in ("/actors", "/issues", "/review", "/case?q=peace"):
            assert client.get(place).status_code == 200


def test_counts_find_roll_calls(client: TestClient) -> None:
    found = client.get("/votes.json", params={"q": "141-5-35"}).json()["found"]
    assert "A/RES/ES-11/1" in [each["resolution"] for each in found]


def test_a_roll_call_is_shown_with_every_vote(client: TestClient) -> None:
    one = client.get("/votes/A/RES/ES-11/1.json").json()
    assert one["roll_call"]["tally"] == {"yes": 141, "no": 5, "abstain": 35}
    assert one["roll_call"]["votes"]["CHN"] == "abstain"
    page = client.get("/votes/A/RES/ES-11/1").text
    assert page.count("<svg") == 2
    assert client.get(f"/votes/{one['roll_call']['id']}/map.svg").headers["content-type"] == "image/svg+xml"


def test_the_schema_is_openapi_3_1_and_has_every_page(client: TestClient) -> None:
    schema = client.get("/api").json()
    assert schema["openapi"].startswith("3.1")
    assert {"/desk.json", "/reports/{number}.json", "/check.json", "/votes/{roll_call_id}.json", "/case.json"} <= set(schema["paths"])
    assert all(path.endswith(".json") for path in schema["paths"])


def test_a_paragraph_of_five_million_letters_is_shown(archive: Archive, client: TestClient) -> None:
    document = Document(text="said " * 1_000_000 + "\u202eמבט\u202c \u200d\u200d<svg onload=x>\n", title="A long paragraph")
    keep(archive, Dossier(document=document, made_by=MadeBy(version="1")), Sighting("https://paper.example/endless"))
    page = client.get("/reports/5").text
    assert "⟨RLO⟩" in page
    assert "&lt;svg onload=x&gt;" in page
    assert client.get("/desk").status_code == 200


def test_rejected_entries_are_gone_from_what_is_read_together(client: TestClient) -> None:
    issue = client.get("/issues.json?q=truce&wait=3").json()["issues"][0]["id"]
    before = client.get(f"/issues/{issue}.json?q=truce").json()["parties"]
    places = [stand["place"] for party in before for stand in party["stands"]]
    document, _, anchor = places[0].removeprefix("/reports/").partition("#")
    dossier = client.get(f"/reports/{document}.json").json()["dossier"]
    position = next(each for each in dossier["positions"] if anchor in (each["evidence"], f"at-{each['id']}") and each["issue"] == issue)
    rejection = {"ref": f"{document}:{position['id']}", "verdict": "rejected", "reason": "it wants nothing of the kind"}
    assert client.post("/review.json", data=rejection).status_code == 200
    answer = client.get(f"/issues/{issue}.json?q=truce")
    after = [stand["place"] for party in answer.json()["parties"] for stand in party["stands"]] if answer.status_code == 200 else []
    assert len(after) == len(places) - 1
    exported = client.get(f"/reports/{document}/export/jsonl").json()
    assert position["id"] not in [each["id"] for each in exported["positions"]]
