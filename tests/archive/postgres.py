"""A private PostgreSQL cluster for the tests: made in a temporary folder, reached by a socket in it, gone with it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

REASON = "no PostgreSQL on this machine: apt-get install postgresql"


def binaries() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest version's; None when PostgreSQL is not installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a cluster and give the URL of its database `postgres`; it listens on a socket only."""
    folder = binaries()
    assert folder is not None, REASON
    home = Path(tempfile.mkdtemp(prefix="communique-pg-", dir="/tmp"))
    as_root = os.geteuid() == 0
    if as_root:
        shutil.chown(home, "postgres")
    user = "postgres" if as_root else pwd.getpwuid(os.geteuid()).pw_name
    before = ["runuser", "-u", "postgres", "--"] if as_root else []

    def call(*arguments: str) -> None:
        subprocess.run([*before, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=home, timeout=120)

    data = str(home / "data")
    try:
        call(str(folder / "initdb"), "-D", data, "-A", "trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-U", user)
        options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off -c full_page_writes=off"
        call(str(folder / "pg_ctl"), "-D", data, "-o", options, "-l", str(home / "log"), "-w", "start")
        try:
            yield f"postgresql://{user}@/postgres?host={home}"
        finally:
            call(str(folder / "pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def new_database(url: str, name: str) -> str:
    """Make an empty database in the cluster and return its URL."""
    engine = sa.create_engine(url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f'CREATE DATABASE "{name}"'))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")
