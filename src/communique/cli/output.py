"""Where output goes: files that are replaced only as a whole, never an input, and one page a report."""

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TextIO
from urllib.parse import urlsplit

from communique.errors import OutputError, UsageError


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """Open a stream in UTF-8 whose text takes the place of the file `path` when the block ends well; otherwise nothing changes.

    Raises OutputError when the place cannot be written, or is no file: a folder, a device, a pipe.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OutputError(f"{path} is no file that can be replaced.", "Name a file; without one, the text goes to standard output.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    except OSError as error:
        raise _unwritable(path, error) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        part.chmod(_usual_mode(path))
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path} cannot be written: {error.strerror}.", "Choose another place, or make room.")


def _usual_mode(path: Path) -> int:
    """Return the mode of the file that is replaced, or what a new file gets (a temporary one is private)."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def check_apart(outputs: Sequence[Path], inputs: Sequence[str]) -> None:
    """Raise UsageError when an output would take the place of an input."""
    taken = {Path(name).resolve() for name in inputs if Path(name).is_file()}
    for path in outputs:
        if path.resolve() in taken:
            raise UsageError(f"{path} is one of the reports to read and would be overwritten.", "Write to another place.")


def page_paths(places: Sequence[str], out: Path, *, many: bool) -> list[Path]:
    """Return the file for each report's page: `out` itself for one report, else files in the folder `out`, named after the reports.

    Raises UsageError when `out` is a file and the pages are many.
    """
    if many and out.is_file():
        raise UsageError(f"{out} is a file, and there are {len(places)} reports.", "Name a folder for their pages.")
    if not many and not out.is_dir():
        return [out]
    used: dict[str, int] = {}
    paths = []
    for place in places:
        stem = _stem(place)
        used[stem] = used.get(stem, 0) + 1
        paths.append(out / f"{stem}{f'-{used[stem]}' if used[stem] > 1 else ''}.html")
    return paths


def _stem(place: str) -> str:
    path = urlsplit(place).path if "://" in place else place
    stem = PurePosixPath(path.replace("\\", "/")).stem
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.") or "report"
