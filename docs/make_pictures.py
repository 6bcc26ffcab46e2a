"""Takes the README's pictures with Chromium, a report and the matrix of positions, both of examples: python docs/make_pictures.py"""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

DOCS = Path(__file__).resolve().parent
EXAMPLES = DOCS.parent / "examples"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
COMMUNIQUE = Path(sys.executable).with_name("communique")
WIDTH = 1280


def main() -> None:
    """Take both pictures; needs a Chromium on the path."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        page = room / "report.html"
        report = next((EXAMPLES / "translated-copy").glob("report.*")).relative_to(DOCS.parent)
        _run("read", report, "--html", page, "--quiet")
        photograph(page.as_uri(), DOCS / "report.png", room, height=1100)
        _run("add", "examples/lake-talks/reports", "--archive", room / "lake.db", "--quiet")
        with served(room / "lake.db") as address:
            photograph(f"{address}/issues?show=7&wait=3", DOCS / "matrix.png", room, height=820)


def photograph(address: str, picture: Path, room: Path, *, height: int) -> None:
    """Save a picture of the top of a page, in light colours; `room` is a folder for the browser's own files."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"No browser found: install one of {', '.join(BROWSERS)}.")
    look = ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1.5", f"--window-size={WIDTH},{height}"]
    places = [f"--user-data-dir={room}/profile", f"--screenshot={picture}", address]
    subprocess.run([browser, *look, *places], check=True, capture_output=True)


@contextmanager
def served(archive: Path) -> Iterator[str]:
    """Serve an archive while the block runs, and give the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [COMMUNIQUE, "serve", "--archive", archive, "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        for _ in range(300):
            try:
                urlopen(f"{address}/issues", timeout=60).close()
                break
            except URLError:
                time.sleep(0.2)
        yield address
        process.terminate()


def _run(*arguments: str | Path) -> None:
    subprocess.run([COMMUNIQUE, *arguments], check=True, cwd=DOCS.parent)


if __name__ == "__main__":
    main()
