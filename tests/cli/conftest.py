"""The command as a person runs it: a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return a function that runs `communique` with arguments in an empty folder, its output piped."""

    def run_(*arguments: str, stdin: str | None = "", **environ: str) -> subprocess.CompletedProcess[str]:
        command = [str(Path(sys.executable).with_name("communique")), *arguments]
        clean = {"COMMUNIQUE_PRIVATE_ADDRESSES": "1"}  # the servers of the tests are on this machine
        clean |= {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "NO_COLOR", "FORCE_COLOR"}}
        return subprocess.run(
            command, input=stdin, capture_output=True, encoding="utf-8", cwd=tmp_path, env=clean | environ, timeout=120, check=False
        )

    return run_
