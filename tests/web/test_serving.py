"""The verb `serve` from its start to an interrupt, and what it refuses."""

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

COMMAND = [sys.executable, "-c", "from communique.cli.main import app; app()", "serve"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    port = free_port()
    command = [*COMMAND, "--archive", str(tmp_path / "new.db"), "--port", str(port)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        assert f"http://127.0.0.1:{port}/" in told
        for _ in range(300):
            try:
                answer = httpx.get(f"http://127.0.0.1:{port}/desk", timeout=10)
                break
            except httpx.ConnectError:
                time.sleep(0.1)
        assert "The archive is empty" in answer.text
        assert "server" not in answer.headers
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) in {0, 130}
        assert "Traceback" not in process.stderr.read()


def test_it_does_not_listen_beyond_this_machine_without_a_password(tmp_path: Path) -> None:
    command = [*COMMAND, "--archive", str(tmp_path / "new.db"), "--host", "0.0.0.0"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "communique: 0.0.0.0 can be reached by others, and there is no password. Add --auth, or leave the host out.\n"
