"""The brief: every link leads to words that are there, hostile text stays text, and nothing is asked of the network."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from communique.analysis.between import between
from communique.analysis.matrix import matrix
from communique.analysis.network import network
from communique.analysis.timeline import timeline
from communique.analysis.utterances import utterances
from communique.exports.brief import Across, Subject, render_brief
from communique.exports.brief_pictures import Dot, bars, positions_in_time
from communique.record import Dossier
from communique.vocabulary.issues import issues
from tests.analysis.desk import report, told, wants
from tests.exports import reports


def page_of(subject: Subject, dossiers: list[Dossier]) -> str:
    positions, said, happenings = matrix(dossiers, issues()), utterances(dossiers, alone=True), timeline(dossiers)
    tensions = between(dossiers, utterances=said, happenings=happenings, positions=positions)
    return render_brief(subject, dossiers, Across(positions, said, happenings, tensions, network(dossiers)))


DOSSIERS = [
    report(['osei | 3 | "We will not sign a paper that leaves our prisoners behind."'], number=1, outlet="The Echo"),
    report(['osei | 4 | "We will sign a paper that leaves our prisoners behind."'], number=2, outlet="The Star"),
    wants("osei", "rejects", "ceasefire", day=3, strength=7),
    wants("osei", "supports", "ceasefire", day=9, strength=5),
    told("Varland shelled Orlova on Monday.", trigger="shelled", kind="ASSAULT", who=(["VAR"], ["ORL"]), day="2026-03-02"),
]
OSEI = Subject("Osei", actors=frozenset({"person:osei"}))


def test_every_link_leads_to_a_place_on_the_page() -> None:
    for subject, dossiers in ((OSEI, DOSSIERS), (Subject("x", words=("prisoners",)), [reports.talks(), reports.hostile()])):
        page = page_of(subject, dossiers)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_brief_tells_variants_drift_and_tensions() -> None:
    page = page_of(OSEI, DOSSIERS)
    for words in ("2 reports, 2 independent chains", "<b>negation</b>", '<b class="turn">turned</b>', "What does not fit", "report 2, ¶ 2"):
        assert words in page, words
    assert "What happened" not in page


def test_a_brief_on_a_case_holds_everything_with_a_picture_of_the_parties() -> None:
    lone = report(['lund | 6 | "The ferry to the islands sails at noon."'], number=9)
    page = page_of(Subject("The prisoners", everything=True), [*DOSSIERS, wants("roe", "opposes", "ceasefire", day=4), lone])
    for words in ("Parties by issues", "Varland shelled Orlova", "2 reports, 2 independent chains", "Osei supports ceasefire (turned)"):
        assert words in page, words
    assert "1 utterance that one report alone tells" in page
    assert "sails at noon" not in page
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_brief_cites_nothing_that_is_not_about_its_subject() -> None:
    others = [
        report(['brandt | 3 | "The road to the northern mines is open to lorries."'], number=7),
        report(['brandt | 3 | "The road to the northern mines is not open to lorries."'], number=8),
    ]
    assert "lorries" not in page_of(OSEI, [*DOSSIERS, *others])


def test_words_of_an_issue_find_events() -> None:
    assert "Varland shelled Orlova" in page_of(Subject("Orlova", words=("Orlova",)), DOSSIERS)


def test_a_subject_of_which_nothing_is_told() -> None:
    assert "Nothing about this was found" in page_of(Subject("x", issues=frozenset({"ceasefire"})), DOSSIERS[:1])


def test_hostile_text_is_escaped() -> None:
    hostile = reports.hostile()
    actors = frozenset(actor.id for actor in hostile.actors)
    page = page_of(Subject('<script>alert("x")</script>', actors=actors), [hostile])
    assert "<script" not in page
    assert "\x00" not in page


def test_pictures() -> None:
    one = Dot("Osei", date(2026, 3, 3), "for", "told", "r1-p1")
    assert positions_in_time([one]) == ""
    drawn = positions_in_time([one, Dot("<b>", date(2026, 3, 9), "against", "told", "r2-p1")])
    assert drawn.count("<a href=") == 2
    assert "<b>" not in drawn
    assert bars([]) == ""


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[list[str]]:
    """Open a brief in a real browser; yield what it asked of the network or complained about."""
    file = tmp_path / "brief.html"
    file.write_text(page_of(OSEI, DOSSIERS), encoding="utf-8")
    page, trouble = browser.new_page(), list[str]()
    page.on("request", lambda request: trouble.append(request.url) if request.url.split("#")[0] != file.as_uri() else None)
    page.on("console", lambda message: trouble.append(message.text))
    page.goto(file.as_uri())
    found = Axe().run(page)
    trouble += [f"axe: {each['id']}" for each in found.response["violations"]]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    yield trouble
    page.close()


@pytest.mark.browser
def test_in_a_browser_the_page_asks_for_nothing_and_has_no_barriers(opened: list[str]) -> None:
    assert opened == []
