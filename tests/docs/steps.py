"""The steps of a guide: its commands, run one after the other in one folder, each beside what it is said to show.

A block that opens with ```sh step or ```python step is run (```sh step 5 must end with exit code 5), ```sh serve is started and asked for
one page, and the lines of a ```text shows behind one of them must stand in what it prints, in this order; how many blanks stand between
two words does not count.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDES = sorted([*ROOT.glob("docs/how-to/*.md"), *ROOT.glob("docs/tutorial.md")])
BLOCK = re.compile(r"^```(sh|python|text) (step|serve|shows) ?(\d*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TIMEOUT = 300
WIDTH = "110"  # of the terminal that the guides show


@dataclass
class Step:
    """One command of a guide and the lines that it is said to show."""

    kind: str
    code: str
    exit_code: int = 0
    shows: tuple[str, ...] = ()

    def lacks(self, printed: str) -> str | None:
        """Return the first line that is not in what was printed after the lines before it; None when all are."""
        rest = " ".join(printed.split())
        for line in self.shows:
            before, found, rest = rest.partition(" ".join(line.split()))
            if not found:
                return f"{line!r} is not in: {before[:1500]}"
        return None


def steps(page: Path) -> list[Step]:
    """Return the steps of a page, in order."""
    found: list[Step] = []
    for language, kind, exit_code, code in BLOCK.findall(page.read_text(encoding="utf-8")):
        if kind == "shows":
            found[-1].shows = tuple(line for line in code.splitlines() if line.strip())
        else:
            found.append(Step(kind if kind == "serve" else language, code, int(exit_code or 0)))
    return found


def empty_room(folder: Path) -> Path:
    """Make the folder in which a guide is followed: as the repository, with the examples alone."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def follow(step: Step, room: Path) -> str:
    """Run one step in its folder and return what it prints; fails when it ends with another exit code than it should."""
    if step.kind == "serve":
        return "\n".join(served(step, room))
    command = ["bash", "-euo", "pipefail", "-c", step.code] if step.kind == "sh" else [sys.executable, "-c", step.code]
    done = subprocess.run(command, cwd=room, env=_environment(room), capture_output=True, text=True, check=False, timeout=TIMEOUT)
    assert done.returncode == step.exit_code, f"{step.code}\n{done.stdout[-500:]}\n{done.stderr[-1500:]}"
    return done.stdout + done.stderr


def served(step: Step, room: Path) -> Iterator[str]:
    """Start the reading room on a free port as the step says, ask for its first page, and end it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    command = ["bash", "-c", f"exec {step.code.strip()} --port {port}"]
    server = subprocess.Popen(command, cwd=room, env=_environment(room), stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        yield server.stderr.readline()
        page = _first_page(f"http://127.0.0.1:{port}/")
        assert page.status_code == 200
        yield page.text
    finally:
        server.terminate()
        server.wait(timeout=30)


def _first_page(address: str) -> httpx.Response:
    for _ in range(100):
        try:
            return httpx.get(address, follow_redirects=True, timeout=60)
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError(f"nothing listens at {address}")


def _environment(room: Path) -> dict[str, str]:
    binaries = Path(sys.executable).parent
    return {"PATH": f"{binaries}:{os.defpath}", "HOME": str(room), "LANG": "C.UTF-8", "COLUMNS": WIDTH}
