"""The docs as pages: they build without a warning, load nothing from elsewhere, and lead to what lies beside them in the repository."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.steps import ROOT

LOADED = re.compile(r"<(?:script|link|img|iframe)\b[^>]*?\b(?:src|href)=\"(https?:)?//[^\"]*\"")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages as `make docs` does, into a folder of their own."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "WARNING" not in done.stderr
    return folder


def test_the_readme_is_the_first_page(site: Path) -> None:
    page = (site / "index.html").read_text(encoding="utf-8")
    assert "who said what, who wants what" in page
    assert 'href="record-format.html"' in page
    assert 'src="report.png"' in page


def test_links_that_leave_the_docs_lead_to_the_files(site: Path) -> None:
    assert 'href="repository/benchmarks/pins.json"' in (site / "measurements.html").read_text(encoding="utf-8")
    assert (site / "repository" / "benchmarks" / "pins.json").read_bytes() == (ROOT / "benchmarks" / "pins.json").read_bytes()
    assert 'href="positions.html"' in (site / "examples.html").read_text(encoding="utf-8")


def test_no_page_loads_anything_from_another_host(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > 20
    for page in pages:
        foreign = [found[0] for found in LOADED.finditer(page.read_text(encoding="utf-8")) if 'rel="canonical"' not in found[0]]
        assert not foreign, f"{page.name}: {foreign}"
