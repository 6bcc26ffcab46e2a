"""A real Chromium for the tests of pages; without one they are skipped, unless COMMUNIQUE_REQUIRE_BROWSER=1 says that there must be one."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium once for all tests of pages: one driver a process is all that Playwright allows."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("COMMUNIQUE_REQUIRE_BROWSER") == "1":
            pytest.fail("COMMUNIQUE_REQUIRE_BROWSER=1, and there is no Chromium: install the package chromium.")
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield chromium
        chromium.close()
