"""Loading the record: the shipped table, and the user's file of newer votes when there is one."""

import os
import sys
from functools import lru_cache
from pathlib import Path

from communique.rollcalls.lookup import RollCalls
from communique.rollcalls.table import read_shipped
from communique.rollcalls.userfile import read_user_file
from communique.settings import setting


def load(added: Path | None = None) -> RollCalls:
    """Return all roll calls: the shipped ones and those in `added` (by default the user's file). The same object as long as the file is
    the same.

    Raises RollCallError when a file is damaged.
    """
    path = added or user_file()
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        return _loaded(None, 0)
    return _loaded(path, changed)


@lru_cache(maxsize=4)
def _loaded(path: Path | None, changed: int) -> RollCalls:
    shipped = read_shipped()
    if path is None:
        return RollCalls(shipped)
    rows, cast = read_user_file(path, known=frozenset(shipped.columns["id"]))
    return RollCalls(shipped.joined(rows, cast))


def user_file() -> Path:
    """Return where newer votes are kept: the setting `rollcalls_file`, else a file in the user's data folder."""
    path = str(setting("rollcalls_file"))
    return Path(path).expanduser() if path else _data_folder() / "communique" / "rollcalls.jsonl"


def _data_folder() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
