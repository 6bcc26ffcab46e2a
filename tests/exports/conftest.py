"""Opens the pages that the exports write, in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from communique.exports.html import render_html
from communique.record import Dossier


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a dossier's page; whatever the page asks of the network or complains about fails the test."""
    trouble: list[str] = []
    opened: list[Page] = []

    def open_(dossier: Dossier, *, width: int = 1280, height: int = 900, fragment: str = "", **context: object) -> Page:
        file = tmp_path / "page.html"
        file.write_text(render_html(dossier), encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce", **context)  # type: ignore[arg-type]
        page.set_default_timeout(5000)
        page.on(
            "request", lambda request: trouble.append(f"request: {request.url}") if request.url.split("#")[0] != file.as_uri() else None
        )
        page.on("console", lambda message: trouble.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: trouble.append(f"error: {error}"))
        page.goto(file.as_uri() + fragment)
        opened.append(page)
        return page

    yield open_
    for page in opened:
        page.close()
    assert not trouble
