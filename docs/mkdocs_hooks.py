"""Takes what lies outside docs/ into the built pages: README.md as the first page, and every file that a page links to."""

import re
from pathlib import Path, PurePosixPath
from posixpath import normpath, relpath
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
# Where a page of the repository stands in the built pages; other files keep their paths, below CARRIED.
PLACES = {
    "README.md": "index.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
    "examples/README.md": "examples.md",
    "examples/lake-talks/README.md": "lake-talks.md",
}
CARRIED = "repository"
LINK = re.compile(r"(?<!`)(\]\()([^)\s#]+)(#[^)\s]*)?(\))")


def on_files(files: Files, config: Any) -> Files:
    """Add the pages that lie elsewhere, and the files that any page links to."""
    for source, place in PLACES.items():
        files.append(File.generated(config, place, content=(ROOT / source).read_text(encoding="utf-8")))
    waiting = files.documentation_pages()
    while waiting:
        page = waiting.pop()
        for link in LINK.findall(page.content_string):
            target = _target(page.src_uri, link[1])
            if target is not None and _place(target).startswith(CARRIED) and files.get_file_from_path(_place(target)) is None:
                files.append(carried := File.generated(config, _place(target), abs_src_path=str(ROOT / target)))
                waiting += [carried] if carried.is_documentation_page() else []
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Turn the links of a page, which hold in the repository, into those that hold among the built pages."""

    def turned(link: re.Match[str]) -> str:
        target = _target(page.file.src_uri, link[2])
        if target is None:
            return link[0]
        return f"{link[1]}{relpath(_place(target), str(PurePosixPath(page.file.src_uri).parent))}{link[3] or ''}{link[4]}"

    return LINK.sub(turned, markdown)


def _target(page: str, link: str) -> str | None:
    """Return the file of the repository that a link of a page leads to; None for an address elsewhere."""
    if "://" in link or link.startswith("mailto:"):
        return None
    moved = {place: source for source, place in PLACES.items()}
    home = page.removeprefix(f"{CARRIED}/") if page.startswith(CARRIED) else moved.get(page, f"docs/{page}")
    target = normpath((PurePosixPath(home).parent / link).as_posix())
    return target if (ROOT / target).is_file() else None


def _place(target: str) -> str:
    """Return where a file of the repository stands among the built pages."""
    return PLACES.get(target) or (target.removeprefix("docs/") if target.startswith("docs/") else f"{CARRIED}/{target}")
