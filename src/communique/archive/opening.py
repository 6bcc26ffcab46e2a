"""Opens an archive: an SQLite file or a PostgreSQL database by URL, brought up to date, its transactions and its errors."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from communique.archive.migrating import upgrade
from communique.errors import ArchiveError, MissingInput, UsageError
from communique.settings import setting

BUSY_SECONDS = 60
_WRITERS_LOCK = 0x636F6D6D  # any number that all writers share
_KINDS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg", "sqlite": "sqlite"}


@dataclass(frozen=True)
class Archive:
    """An open archive. Any number of processes may read it while one writes; writers wait for each other.

    `place` is the path or URL (without its password) as messages show it.
    """

    engine: sa.Engine
    place: str

    @property
    def dialect(self) -> str:
        """Either "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Open a transaction that only reads, and sees one state throughout; raises ArchiveError when the database fails."""
        with self._told(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Open a transaction that writes: all of it is kept when the block ends well, else nothing; raises ArchiveError."""
        with self._told(), self.engine.connect().execution_options(writes=True) as connection, connection.begin():
            if self.dialect == "postgresql":
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITERS_LOCK})
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sa.exc.DBAPIError as error:
            first = str(error.orig).strip().splitlines()[0].rstrip(".")
            raise ArchiveError(f"The archive {self.place} fails: {first}.", _hint(first)) from error


def open_archive(where: str | Path | None = None, *, create: bool = False) -> Archive:
    """Open the archive at a path or a postgresql:// URL (None: the setting `archive`), brought up to this version's tables.

    With `create` a missing SQLite file is made. Raises MissingInput when there is none, UsageError for a URL of another kind, ArchiveError
    when it cannot be opened, is no archive, or was made by a newer version.
    """
    name = str(where if where is not None else setting("archive"))
    url = _url(name)
    place = url.render_as_string(hide_password=True) if "://" in name else name
    if url.get_backend_name() == "sqlite" and not create and not Path(url.database or "").exists():
        raise MissingInput(f"There is no archive {place}.", "`communique add` makes one; --archive names another.")
    if url.get_backend_name() == "sqlite" and not create and not _bytes_of(Path(url.database or "")):
        raise ArchiveError(f"{place} is an empty file, not an archive.", "`communique add` makes one; --archive names another.")
    archive = Archive(_engine(url, place), place)
    try:
        with archive._told():
            upgrade(archive.engine, place)
    except ArchiveError:
        archive.close()
        raise
    return archive


def _bytes_of(path: Path) -> int:
    """Return the size of an archive, with what its write-ahead log has not handed over yet."""
    return sum(each.stat().st_size for each in (path, Path(f"{path}-wal")) if each.exists())


def _url(name: str) -> URL:
    if "://" not in name:
        return URL.create("sqlite", database=str(Path(name).expanduser()))
    try:
        url = make_url(name)
    except sa.exc.ArgumentError as error:
        raise UsageError(f"{name!r} is not the URL of a database.", "Give a path, or postgresql://user@host/name.") from error
    kind = url.get_backend_name()
    if kind not in _KINDS:
        raise UsageError(f"An archive cannot be kept in {kind}.", "Give the path of an SQLite file, or postgresql://user@host/name.")
    return url.set(drivername=_KINDS[kind])


def _engine(url: URL, place: str) -> sa.Engine:
    if url.get_backend_name() == "postgresql":
        try:
            return sa.create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
        except ModuleNotFoundError as error:
            raise ArchiveError(
                f"For {place} a driver is missing: {error.name}.", 'Install it with pip install ".[postgres]" in the folder of communique.'
            ) from error
    path = Path(url.database or "")
    if not path.parent.is_dir():
        raise ArchiveError(f"There is no folder {path.parent} for the archive.", "Make the folder, or choose another place.")
    if path.is_dir():
        raise ArchiveError(f"{path} is a folder, not an archive.", f"Perhaps {path / 'communique.db'}?")
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    sa.event.listen(engine, "connect", _prepare)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    """Set a new SQLite connection up: a write-ahead log, so that readers and one writer do not wait; references checked."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA cache_size = -65536")
    if os.access(connection.execute("PRAGMA database_list").fetchone()[2] or ".", os.W_OK):
        connection.execute("PRAGMA journal_mode = WAL")


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _hint(reason: str) -> str:
    known = {
        "locked": "Another process is writing; try again.",
        "disk": "Make room on the disk; what was stored before is as it was.",
        "not a database": "Choose another file.",
        "malformed": "The file is damaged; take a copy of it before anything else.",
        "readonly": "The file may not be written by you.",
        "connection": "Check that the server runs and the URL is right.",
    }
    return next((hint for word, hint in known.items() if word in reason.lower()), "What was stored before is as it was.")
