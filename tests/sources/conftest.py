"""The servers of these tests are on this machine, which fetching refuses unless it is told otherwise."""

import pytest


@pytest.fixture(autouse=True)
def loopback_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_PRIVATE_ADDRESSES", "1")
