"""The guard: names of the server, origins, the password, sizes, rates, and where it may listen."""

import asyncio
import base64
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from fastapi.testclient import TestClient

from communique.archive import Archive
from communique.errors import UsageError
from communique.web import is_loopback, make_app, serve
from communique.web.guarding import Guard, Meter, Rules, is_known

DECISION = {"ref": "1:a1", "verdict": "accepted", "reason": "the words bear it out"}


def test_another_name_is_not_answered(client: TestClient) -> None:
    assert client.get("/desk", headers={"Host": "evil.example"}).status_code == 421
    for name in ("localhost:8765", "127.0.0.1:80", "[::1]:8765", "[::1]"):
        assert client.get("/desk", headers={"Host": name}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"}, 403),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}, 200),
    ],
)
def test_only_pages_of_this_server_change_anything(client: TestClient, headers: dict[str, str], status: int) -> None:
    assert client.post("/review.json", data=DECISION, headers=headers).status_code == status
    assert len(client.get("/review.json").json()["decisions"]) == (status == 200)


def test_what_is_too_long_is_not_taken(client: TestClient) -> None:
    assert client.post("/check.json", data={"text": "word " * 20_000}).json()["error"]["status"] == 413
    assert client.post("/check.json", content=b"x" * 300_000).json()["error"]["status"] == 413
    assert client.post("/check.json", data={"text": "  \n "}).json()["error"]["message"] == "There are no words to check."


def test_a_body_without_a_length_is_not_taken(client: TestClient) -> None:
    assert client.post("/check.json", content=iter([b"text=", b"x"])).json()["error"]["status"] == 411


def test_checks_are_limited_in_number(client: TestClient) -> None:
    answers = [client.post("/check.json", data={"text": ""}).status_code for _ in range(31)]
    assert answers[-1] == 429
    assert 429 not in answers[:30]


def test_a_meter_counts_by_the_minute() -> None:
    meter = Meter()
    assert [meter.allows("one", 2) for _ in range(3)] == [True, True, False]
    assert meter.allows("other", 2)


def test_every_address_asks_for_the_password(archive: Archive) -> None:
    with TestClient(make_app(archive, secret="a long secret word"), base_url="http://localhost") as client:
        for place in ("/desk", "/desk.json", "/api", "/static/1/room.css", "/reports/1/page"):
            answer = client.get(place)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"].startswith("Basic")
        assert client.get("/desk.json", headers={"Authorization": "Bearer a long secret word"}).status_code == 200
        assert client.get("/desk", auth=("anyone", "a long secret word")).headers["cache-control"] == "no-store"
        assert [client.get("/desk", auth=("anyone", "wrong")).status_code for _ in range(21)][-1] == 429


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!", "Basic " + base64.b64encode(b"\xff").decode(), "Digest x", "Bearer", "Bearer né"]
)
def test_what_is_no_password_is_refused(header: str) -> None:
    assert not is_known(header, "secret")


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("192.168.1.4", False), ("name", False)],
)
def test_what_is_this_machine_alone(host: str, local: bool) -> None:
    assert is_loopback(host) is local


@pytest.mark.parametrize(("secret", "words"), [(None, "there is no password"), ("short", "shorter than 12")])
def test_beyond_this_machine_there_must_be_a_password(archive: Archive, secret: str | None, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        serve(archive, host="0.0.0.0", port=8765, secret=secret)


def test_a_body_that_comes_too_slowly_is_not_waited_for(archive: Archive) -> None:
    async def trickle() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"text=a&"
            await asyncio.sleep(0.1)

    async def send() -> httpx.Response:
        app = Guard(make_app(archive), Rules(seconds={"/check": 0.3}))
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as slow:
            headers = {"Content-Length": "280", "Content-Type": "application/x-www-form-urlencoded"}
            return await slow.post("/check.json", content=trickle(), headers=headers)

    with ThreadPoolExecutor(1) as apart:  # a browser of other tests may have a loop in this thread
        answer = apart.submit(asyncio.run, send()).result()
    assert answer.status_code == 408
    assert answer.headers["connection"] == "close"
    assert answer.json()["error"]["message"] == "The request took longer than 0.3 seconds to arrive."


def test_a_body_that_comes_in_time_is_taken(archive: Archive) -> None:
    with TestClient(Guard(make_app(archive), Rules(seconds={"/review": 5})), base_url="http://localhost") as client:
        assert client.post("/review.json", data=DECISION).status_code == 200
