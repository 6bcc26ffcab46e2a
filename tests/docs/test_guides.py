"""The tutorial and the how-tos are true: every command runs, in the order of the page, and shows what the page says."""

from pathlib import Path

import pytest

from tests.docs.steps import GUIDES, empty_room, follow, steps


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_guide_does_what_it_says(page: Path, tmp_path: Path) -> None:
    room = empty_room(tmp_path / "room")
    for step in steps(page):
        lacking = step.lacks(follow(step, room))
        assert lacking is None, f"{page.name}: {step.code}\n{lacking}"


@pytest.mark.parametrize("page", GUIDES, ids=lambda page: page.stem)
def test_a_guide_says_what_it_cannot_tell(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert steps(page)
    assert "cannot tell" in text
