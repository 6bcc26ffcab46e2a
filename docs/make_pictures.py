"""Takes the README's picture: one example read to a page and photographed by Chromium: python docs/make_pictures.py [EXAMPLE]"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DOCS = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT = 1280, 1100


def take(example: str, picture: Path) -> None:
    """Read `examples/EXAMPLE/report.*`, render its page and save a picture of its top; needs a Chromium on the path."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit(f"No browser found: install one of {', '.join(BROWSERS)}.")
    report = next((DOCS.parent / "examples" / example).glob("report.*")).relative_to(DOCS.parent)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        subprocess.run(
            [Path(sys.executable).with_name("communique"), "read", report, "--html", str(page), "--quiet"], check=True, cwd=DOCS.parent
        )
        look = ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1.5", f"--window-size={WIDTH},{HEIGHT}"]
        places = [f"--user-data-dir={folder}/profile", f"--screenshot={picture}", page.as_uri()]
        subprocess.run([browser, *look, *places], check=True, capture_output=True)


if __name__ == "__main__":
    take(sys.argv[1] if len(sys.argv) > 1 else "translated-copy", DOCS / "report.png")
