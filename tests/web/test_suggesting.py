"""Suggestions of every kind lead to pages that answer; the desk tells of today; words of a tension are marked where its link leads."""

import pytest
from fastapi.testclient import TestClient

from communique.record import Document
from communique.web.answering import days_in, told_apart
from communique.web.pages.around import sentence_around


def test_each_kind_is_suggested_and_leads_to_its_page(client: TestClient) -> None:
    kinds = set()
    for typed in ("var", "guar", "tal", "road"):
        for each in client.get("/suggest.json", params={"q": typed}).json()["found"]:
            kinds.add(each["kind"])
            assert typed in each["name"].casefold() or each["kind"] == "actor"
            assert client.get(each["place"]).status_code == 200, each
    assert {"actor", "issue", "report"} <= kinds


@pytest.mark.parametrize("kind", ["actor", "issue", "outlet", "report"])
def test_one_kind_alone_is_suggested(client: TestClient, kind: str) -> None:
    found = client.get("/suggest.json", params={"q": "ta", "kind": kind}).json()["found"]
    assert {each["kind"] for each in found} <= {kind}


def test_the_desk_tells_what_does_not_fit_today_with_the_places_of_both_sides(client: TestClient) -> None:
    desk = client.get("/desk.json").json()
    assert desk["day"] is not None
    assert set(desk["today"]) == {1, 2, 3, 4}
    for each in desk["tensions"]:
        for side in each["sides"]:
            path, _, anchor = side["place"].partition("#")
            assert f'id="{anchor}"' in client.get(path).text


def test_words_that_differ_are_marked_where_two_sides_are_nearly_alike() -> None:
    one, other = "They will withdraw in 14 days", "They may withdraw in 14 days"
    assert told_apart(one, other, "wording") == "They <mark>will</mark> withdraw in 14 days"
    assert told_apart("<b>No</b>", other, "denial") == "&lt;b&gt;No&lt;/b&gt;"


def test_days_are_told_in_words() -> None:
    assert days_in("votes from 2017-01-01 to 2026-07-10") == "votes from 1 January 2017 to 10 July 2026"


def test_a_sentence_is_told_around_its_words() -> None:
    text = "The talks are over. Malawi demands an independent investigation of it. Nobody answered."
    start = text.index("independent")
    span = Document(text=text).span(start, start + len("independent investigation"))
    assert sentence_around(text, span) == ("Malawi demands an ", "independent investigation", " of it. ")
