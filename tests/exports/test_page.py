"""The page in a real browser: the ways of a reader through it by mouse, by keyboard, on a phone, without a script, in the dark."""

from collections.abc import Callable
from importlib.resources import files
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.exports import reports

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]


def test_a_card_lights_its_words_and_words_light_their_card(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.hover("#a2 .who")
    lit = page.locator("main .speech.hover")
    expect(lit).to_have_count(1)
    expect(lit).to_have_text("We did not come here to trade speeches. We came with a map, a calendar and a list of names,")
    page.hover("main .speech[data-a='a3'] >> nth=0")
    expect(page.locator("#a3")).to_contain_class("hover")
    expect(page.locator("#a2")).not_to_contain_class("hover")


def test_a_click_on_words_opens_their_card_and_again_the_outer_one(open_page: Opener) -> None:
    page = open_page(reports.talks())
    words = page.locator("main .speech[data-a='a9 a8']")
    words.click()
    expect(page.locator("#a9 .who")).to_be_focused()
    expect(page.locator("#a9 .more")).to_be_visible()
    assert page.url.endswith("#a9")
    words.click()
    expect(page.locator("#a8 .who")).to_be_focused()
    expect(page.locator("#a9 .more")).to_be_hidden()
    page.click("#a1")
    expect(page.locator("main .speech.on")).to_have_text(reports.TALKS.splitlines()[2][37:132])


def test_a_chosen_card_stands_beside_its_words_and_no_card_covers_another(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.click("main .speech[data-a='a13'] >> nth=0")
    words, card = page.locator("#at-a13").bounding_box(), page.locator("#a13").bounding_box()
    assert words is not None
    assert card is not None
    assert abs(words["y"] - card["y"]) < 40
    boxes = page.eval_on_selector_all(".card", "cards => cards.map(c => c.getBoundingClientRect()).map(b => [b.top, b.bottom])")
    boxes.sort()
    assert all(above[1] <= below[0] for above, below in pairwise(boxes))


def test_a_deep_link_opens_its_card(open_page: Opener) -> None:
    page = open_page(reports.talks(), fragment="#a11")
    expect(page.locator("#a11 .more")).to_be_visible()
    expect(page.locator("#a11 .remark")).to_have_text("not said")
    expect(page.locator("main .speech.on").first).to_be_in_viewport()


def test_the_keyboard_alone_reaches_everything(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.locator("#a3 .who")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#a2 .who")).to_be_focused()
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Escape")
    expect(page.locator(".card.on")).to_have_count(0)


def test_one_speaker_can_be_singled_out(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.click(".bar:has-text('Pavel Doran')")
    expect(page.locator(".filter")).to_contain_text("Showing 4 of 15 attributions: Pavel Doran.")
    visible = page.locator(".card:visible")
    expect(visible).to_have_count(4)
    assert visible.evaluate_all("cards => cards.map(c => c.id)") == ["a5", "a6", "a8", "a10"]
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("#a6 .who")).to_be_focused()
    page.click(".filter button")
    expect(page.locator(".card:visible")).to_have_count(20)
    expect(page.locator(".bar:has-text('Pavel Doran')")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator(".card:visible")).to_have_count(4)


def test_layers_can_be_switched_off_without_a_script(open_page: Opener) -> None:
    page = open_page(reports.talks(), java_script_enabled=False)
    words = page.locator("main .speech[data-a='a2']")
    expect(words).to_have_css("text-decoration-style", "solid")
    page.uncheck("#layer-speech")
    expect(words).to_have_css("text-decoration-line", "none")
    expect(page.locator("#a2")).to_be_hidden()
    page.uncheck("#layer-vote")
    expect(page.locator("#v1")).to_be_hidden()


def test_links_work_both_ways_without_a_script(open_page: Opener) -> None:
    page = open_page(reports.talks(), java_script_enabled=False)
    page.click("main .speech[data-a='a4']")
    assert page.url.endswith("#a4")
    expect(page.locator("#a4 .more")).to_be_visible()
    expect(page.locator("#a4")).to_be_in_viewport()
    page.click("#a4 .who")
    assert page.url.endswith("#at-a4")
    expect(page.locator("main .speech[data-a='a4']")).to_be_in_viewport()


@pytest.mark.parametrize("make", [reports.talks, reports.hostile])
@pytest.mark.parametrize("width", [320, 360, 768, 1024, 1280])
def test_nothing_is_wider_than_the_screen(open_page: Opener, make: Callable[[], object], width: int) -> None:
    page = open_page(make(), width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_cards_follow_their_paragraph(open_page: Opener) -> None:
    page = open_page(reports.talks(), width=360, height=740)
    paragraph, card = page.locator("#p2-paragraph .block").bounding_box(), page.locator("#a2").bounding_box()
    following = page.locator("#p3-paragraph .block").bounding_box()
    assert paragraph is not None
    assert card is not None
    assert following is not None
    assert paragraph["y"] + paragraph["height"] < card["y"] < following["y"]
    page.click("main .speech[data-a='a2']")
    expect(page.locator("#a2 .more")).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing_serious(open_page: Opener, scheme: str, width: int) -> None:
    page = open_page(reports.talks(), width=width, color_scheme=scheme)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    page.keyboard.press("j")
    for layer in ("actor", "event", "position", "point"):
        page.check(f"#layer-{layer}")
    found = page.evaluate("axe.run()")["violations"]
    assert [f"{v['id']}: {n['html']} {n['failureSummary']}" for v in found for n in v["nodes"]] == []


def test_hostile_text_stays_text(open_page: Opener) -> None:
    page = open_page(reports.hostile())
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img, main script, main b, h1 b, u").count() == 0
    shown = page.eval_on_selector_all(".block", "blocks => blocks.map(b => b.textContent)")
    assert shown[0] == "<script>window.hacked = 1</script> & “<img src=x onerror='window.hacked=2'>” said </p></main> the \"minister\"."
    assert shown[1] == "A line that turns ⟨RLO⟩ around⟨PDF⟩ and ␀ rings ␇ and clears ␛[2J the screen, he said."
    assert shown[2] == reports.HOSTILE.splitlines()[2]
    expect(page.locator(".card.says").first).to_contain_text("<script>bad</script> [bold]Name[/bold]")


def test_the_policy_stops_whatever_is_added(open_page: Opener) -> None:
    page = open_page(reports.talks())
    policy = page.get_attribute("meta[http-equiv]", "content") or ""
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_the_text_is_shown_as_it_stands(open_page: Opener) -> None:
    page = open_page(reports.talks())
    shown = page.eval_on_selector_all(".block", "blocks => blocks.map(b => b.textContent)")
    assert shown == reports.TALKS.splitlines()


def test_two_thousand_words_answer_within_a_fifth_of_a_second(open_page: Opener) -> None:
    page = open_page(reports.long(30))
    assert page.locator(".card").count() == 60
    step = "const t = performance.now(); document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j'})); "
    spent = page.evaluate(f"() => {{ {step} document.body.offsetHeight; return performance.now() - t; }}")
    assert spent < 200


def test_print_shows_all_notes_with_their_numbers(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.emulate_media(media="print")
    expect(page.locator(".layers")).to_be_hidden()
    expect(page.locator("#a2")).to_have_css("position", "static")
    number = page.evaluate("getComputedStyle(document.getElementById('at-a2'), '::before').content")
    assert number == '"2"'


def test_a_row_leads_to_its_words_and_the_words_lead_to_their_row(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.click("#row-e2 .place a")
    assert page.url.endswith("#at-e2")
    expect(page.locator("#at-e2 + *")).to_be_in_viewport()
    page.check("#layer-event")
    page.click("main .sign.event[href='#row-e2']")
    assert page.url.endswith("#row-e2")
    expect(page.locator("#row-e2")).to_be_in_viewport()
    page.check("#layer-position")
    page.click("main .sign.position >> nth=0")
    assert page.url.endswith("#row-p1")
    page.click("main .sign.loaded")
    assert page.url.endswith("#row-loaded-1")


def test_signs_of_quiet_layers_are_not_in_the_way(open_page: Opener) -> None:
    page = open_page(reports.talks())
    for layer in ("event", "position", "point"):
        expect(page.locator(f"main .sign.{layer}").first).to_be_hidden()
    page.uncheck("#layer-loaded")
    expect(page.locator("main .sign.loaded")).to_be_hidden()


def test_a_tension_is_looked_at_first_and_shows_its_two_sides(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.click(".first a:has-text('Accusation and denial')")
    assert page.url.endswith("#t1")
    expect(page.locator("#t1 blockquote")).to_have_count(2)
    expect(page.locator("#t1 blockquote").first).to_contain_text("that it had ever closed the road")
    page.click("#t1 summary")
    expect(page.locator("#t1 details")).to_contain_text("denied, after what was said of it")
    page.click("#t1 blockquote >> nth=1 >> a")
    assert page.url.endswith("#at-t1-2")
    page.click("main .sign.tension")
    assert page.url.endswith("#t1")


def test_the_dots_of_the_strip_and_the_cells_of_the_matrix_lead_to_their_rows(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.click(".strip .dot >> nth=0")
    expect(page.locator("#events tbody tr:target")).to_have_count(1)
    page.focus(".matrix .stand >> nth=0")
    page.keyboard.press("Enter")
    assert page.url.endswith("#row-p1")


def test_rows_are_filtered_and_shown_again_when_a_link_asks_for_one(open_page: Opener) -> None:
    page = open_page(reports.talks())
    page.select_option("#events select[name='modality']", "planned")
    expect(page.locator("#events tbody tr:visible")).to_have_count(1)
    expect(page.locator("#events .facets [role='status']")).to_have_text("1 of 3")
    page.click(".strip .dot[href='#row-e2']")
    expect(page.locator("#events tbody tr:visible")).to_have_count(3)
    expect(page.locator("#row-e2")).to_be_in_viewport()


def test_all_layers_are_there_without_a_script(open_page: Opener) -> None:
    page = open_page(reports.talks(), java_script_enabled=False)
    for section in ("tensions", "votes", "positions", "r1", "events", "loaded", "reported", "dates", "gaps"):
        page.click(f".jump a[href='#{section}']")
        expect(page.locator(f"#{section} h2")).to_be_in_viewport()
    expect(page.locator(".facets")).to_have_count(0)


def test_a_page_of_sixty_attributions_is_ready_within_half_a_second(open_page: Opener) -> None:
    page = open_page(reports.long(30))
    ready = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    assert ready < 500
