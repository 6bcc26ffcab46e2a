"""The main journeys in a real browser, by keyboard and by mouse; every page under axe; hostile text that does nothing."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]
PAGES = (
    "/desk",
    "/desk?q=truce",
    "/reports/1",
    "/reports/2",
    "/reports/4/changes",
    "/check",
    "/votes?q=cease+fire",
    "/votes/A/RES/ES-11/1",
    "/votes/S/RES/1973(2011)",
    "/states/CHN?since=2022-01-01",
    "/alignment?one=China&other=Russia&since=2024-01-01",
    "/ideal-points",
    "/actors",
    "/issues",
    "/case?reports=1,3",
    "/review",
    "/add",
    "/nothing",
)


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Return a function that opens a page; a complaint of the browser or a request to another host fails the test."""
    trouble: list[str] = []
    opened: list[Page] = []

    def open_(place: str, *, width: int = 1280, scheme: str = "light") -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.set_default_timeout(15_000)
        page.on("request", lambda request: trouble.append(request.url) if not request.url.startswith(address) else None)
        page.on("console", lambda message: trouble.append(message.text) if "Failed to load resource" not in message.text else None)
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.goto(address + place)
        opened.append(page)
        return page

    yield open_
    for page in opened:
        page.close()
    assert not trouble


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_nothing_that_matters_and_nothing_runs_over(open_page: Open, place: str, width: int, scheme: str) -> None:
    page = open_page(place, width=width, scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] != "minor"] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("place", PAGES)
def test_a_page_is_light(open_page: Open, place: str) -> None:
    page = open_page(place)
    sizes = page.evaluate("performance.getEntriesByType('resource').map((each) => each.decodedBodySize).reduce((a, b) => a + b, 0)")
    assert sizes + len(page.content().encode()) < 300_000


def test_search_by_keyboard_and_open_what_is_found(open_page: Open) -> None:
    page = open_page("/desk")
    page.keyboard.press("/")
    expect(page.locator("#seek")).to_be_focused()
    page.keyboard.type("mayor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk?q=mayor")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/reports/3#a\d+"))
    expect(page.locator(".card.on")).to_have_count(1)


def test_a_suggestion_is_opened_by_keyboard(open_page: Open) -> None:
    page = open_page("/desk")
    page.keyboard.press("/")
    page.keyboard.type("varg")
    expect(page.get_by_role("option").first).to_contain_text("Varga")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] != "minor"] == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/**")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Varga")


def test_a_link_of_the_desk_marks_both_sides_of_what_does_not_fit(open_page: Open) -> None:
    page = open_page("/desk")
    page.locator("[aria-labelledby='tense'] a.words").first.click()
    page.wait_for_url(re.compile(r"/reports/\d+#at-t\d+-1"))
    expect(page.locator("main [data-e~='t1-1'].on").first).to_be_in_viewport()
    assert page.locator("main [data-e~='t1-2'].on").count() > 0


def test_cards_far_down_come_when_the_reader_does(open_page: Open) -> None:
    page = open_page("/reports/3")
    last = page.locator(".card.says").last
    page.keyboard.press("k")
    expect(last).to_have_class(re.compile(r"\bon\b"))
    expect(last).to_be_in_viewport()
    words = page.locator(f"#at-{last.get_attribute('id')}")
    distance = page.evaluate(
        "([one, other]) => Math.abs(one.getBoundingClientRect().top - other.getBoundingClientRect().top)",
        [last.element_handle(), words.element_handle()],
    )
    assert distance < 60


def test_text_and_cards_light_each_other(open_page: Open) -> None:
    page = open_page("/reports/1")
    words = page.locator("main a.speech[data-a='a1']").first
    card = page.locator("#a1")
    words.hover()
    expect(card).to_have_class(re.compile(r"\bhover\b"))
    card.locator(".who").focus()
    expect(words).to_have_class(re.compile(r"\bhover\b"))
    for layer in ("vote", "gap"):
        piece = page.locator(f"main .{layer}[data-a]").first
        beside = page.locator(f"#{piece.get_attribute('data-a')}")
        piece.hover()
        expect(beside).to_have_class(re.compile(r"\bhover\b"))
        page.mouse.move(0, 0)
        expect(beside).not_to_have_class(re.compile(r"\bhover\b"))
        beside.hover()
        expect(piece).to_have_class(re.compile(r"\bhover\b"))
    page.locator("a.sign.vote").first.focus()
    expect(page.locator(".card.claim").first).to_have_class(re.compile(r"\bhover\b"))


def test_go_from_page_to_page_by_keyboard(open_page: Open) -> None:
    page = open_page("/desk")
    for key, place in (("v", "/votes"), ("r", "/review"), ("a", "/add"), ("d", "/desk")):
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(f"**{place}")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()


def test_look_a_vote_up_by_mouse(open_page: Open) -> None:
    page = open_page("/votes")
    page.get_by_label("Words, symbol or counts").fill("A/RES/ES-11/1")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("link", name="A/RES/ES-11/1", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Aggression against Ukraine")
    expect(page.locator(".picture svg").first).to_be_visible()
    page.get_by_role("link", name="China", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("China: its votes")


def test_an_address_holds_the_filters_and_no_empty_ones(open_page: Open) -> None:
    page = open_page("/votes")
    page.get_by_label("Body").select_option("SC")
    page.get_by_role("button", name="Look").click()
    page.wait_for_url("**/votes?body=SC")
    expect(page.get_by_label("Body")).to_have_value("SC")


def test_decide_by_keyboard_and_take_it_back(open_page: Open) -> None:
    page = open_page("/review")
    first = page.locator(".review-item .kicker a").inner_text()
    page.keyboard.press("a")
    page.wait_for_url(re.compile("decided="))
    expect(page.locator("#undo")).to_contain_text(first)
    assert page.locator(".review-item .kicker a").inner_text() != first
    page.keyboard.press("u")
    expect(page.locator("#undo .tag")).to_have_text("withdrawn")
    expect(page.locator(".review-item .kicker a")).to_have_text(first)


def test_an_earlier_decision_is_taken_back_by_mouse(open_page: Open) -> None:
    page = open_page("/review?layer=positions")
    first = page.locator(".review-item .kicker a").inner_text()
    page.keyboard.press("a")
    page.wait_for_url(re.compile("decided="))
    page.goto(page.url.partition("/review")[0] + "/review?layer=positions")
    page.get_by_role("button", name=f"Undo accepted {first}").click()
    page.wait_for_url(re.compile("decided="))
    expect(page.locator(".review-item .kicker a")).to_have_text(first)


def test_reject_by_mouse_asks_for_a_reason(open_page: Open) -> None:
    page = open_page("/review?layer=events")
    page.get_by_role("button", name=re.compile("Reject")).click()
    expect(page.locator("[name=reason]:invalid")).to_have_count(1)
    page.locator("[name=reason]").last.fill("It did not happen.")
    page.get_by_role("button", name=re.compile("Reject")).click()
    page.wait_for_url(re.compile("decided="))
    expect(page.locator("#undo .tag")).to_have_text("rejected")


def test_what_cannot_be_added_is_told(open_page: Open) -> None:
    page = open_page("/add")
    page.get_by_label("Addresses").fill("/etc/passwd")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("/etc/passwd is not an address.")


def test_hostile_text_does_nothing(open_page: Open) -> None:
    for place in ("/reports/2", "/desk", "/actors", "/actors/person:bad", "/review?document=2", "/case?reports=1,2"):
        page = open_page(place)
        assert page.evaluate("window.hacked") is None, place


def test_pages_work_without_scripts(browser: Browser, address: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address}/desk")
    page.locator("#seek").fill("mayor")
    page.locator("#seek").press("Enter")
    expect(page.get_by_role("heading", name="Quotations")).to_be_visible()
    page.close()
