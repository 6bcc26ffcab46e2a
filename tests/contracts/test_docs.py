"""The docs are true: links resolve, commands run, formats and settings are those of the code, figures are the measured ones."""

import re
import subprocess
from pathlib import Path

import pytest

from benchmarks import run as bench
from communique.record import dossier_schema
from communique.settings import SETTINGS
from docs import generate_record_format as record_format
from docs import generate_reference as reference
from tests.contracts.house import ROOT
from tests.docs.steps import empty_room

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/*.md"), *ROOT.glob("training/*.md")])
LINK = re.compile(r"(?<!`)!?\[[^\]]*\]\(([^)\s]+)\)")
# A block that a test runs opens with ```sh run or ```python run; all others are only shown, or are steps of a guide (tests/docs).
BLOCK = re.compile(r"^```(sh|python) run\n(.*?)^```$", re.MULTILINE | re.DOTALL)
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@every_page
def test_links_resolve(page: Path) -> None:
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if not link.startswith(("http://", "https://", "mailto:")):
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            assert target.exists(), f"{page.name} links to {link}"
            assert not anchor or target.suffix != ".md" or anchor in anchors(target), f"{page.name} links to {link}"


def blocks() -> list[tuple[str, str, str]]:
    return [(page.name, kind, code) for page in PAGES for kind, code in BLOCK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize(("page", "kind", "code"), blocks(), ids=lambda part: part.strip().split("\n")[0][:50])
def test_commands_and_code_that_the_docs_show_run(page: str, kind: str, code: str, tmp_path: Path) -> None:
    binaries = ROOT / ".venv" / "bin"
    command = ["bash", "-euo", "pipefail", "-c", code] if kind == "sh" else ["python", "-c", code]
    room = empty_room(tmp_path / "room")
    environment = {"PATH": f"{binaries}:/usr/bin:/bin", "HOME": str(tmp_path), "OUT": str(tmp_path), "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=room, env=environment, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, f"{page}:\n{code}\n{done.stderr[-2000:]}"


def test_the_readme_shows_commands_that_are_run() -> None:
    assert {kind for page, kind, _ in blocks() if page == "README.md"} == {"sh", "python"}


def test_the_record_format_page_is_that_of_the_types() -> None:
    assert record_format.PAGE.read_text(encoding="utf-8") == record_format.page(), "run python docs/generate_record_format.py"


def test_the_schema_file_is_that_of_the_types() -> None:
    assert record_format.SCHEMA.read_text(encoding="utf-8") == record_format.schema_text(), "run python docs/generate_record_format.py"


def test_every_field_of_the_record_is_described() -> None:
    schema = dossier_schema()
    types = {"Dossier": schema, **schema["$defs"]}
    bare = [f"{name}.{field}" for name, t in types.items() for field, spec in t.get("properties", {}).items() if "description" not in spec]
    assert not bare


def test_the_reference_is_that_of_the_code() -> None:
    for page, text in reference.pages().items():
        assert page.read_text(encoding="utf-8") == text, f"{page.name}: run python docs/generate_reference.py"


def test_every_setting_is_documented() -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for row in SETTINGS:
        assert f"| `{row.variable}` | `{row.default}` | {row.help} |" in page, f"docs/settings.md lacks {row.variable}"


@pytest.mark.parametrize("page", [bench.README, bench.MEASUREMENTS], ids=lambda p: p.name)
def test_the_figures_shown_are_the_measured_ones(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert bench.with_figures(text, bench.load_results()) == text, "run make bench, or python -m benchmarks.run --pages"


def test_the_changelog_has_its_next_version_on_top() -> None:
    sections = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sections[0] == "Unreleased"
