"""The settings table: defaults, what the environment changes, and what it cannot."""

import pytest

from communique.errors import SettingError
from communique.settings import SETTINGS, Setting, number, setting


@pytest.mark.parametrize("row", SETTINGS, ids=lambda row: row.name)
def test_without_an_environment_the_default_holds(row: Setting) -> None:
    assert setting(row.name, {}) == row.default


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"COMMUNIQUE_MAX_BYTES": "1000"}, 1000),
        ({"COMMUNIQUE_MAX_BYTES": " 7 "}, 7),
        ({"MAX_BYTES": "1000"}, 50_000_000),
    ],
)
def test_the_environment_sets_a_number(environ: dict[str, str], expected: int) -> None:
    assert setting("max_bytes", environ) == expected


def test_the_environment_sets_a_word() -> None:
    assert setting("user_agent", {"COMMUNIQUE_USER_AGENT": "desk/2"}) == "desk/2"


@pytest.mark.parametrize("value", ["", "many", "1.5", "10MB"])
def test_a_number_that_is_none_is_said_with_the_variable(value: str) -> None:
    with pytest.raises(SettingError, match=r"COMMUNIQUE_MAX_BYTES must be a whole number, not .*\."):
        setting("max_bytes", {"COMMUNIQUE_MAX_BYTES": value})


def test_a_name_that_is_not_in_the_table_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        setting("max_bites")


def test_numbers_come_as_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMMUNIQUE_FETCH_TIMEOUT", "5")
    assert number("fetch_timeout") == 5


def test_no_two_settings_share_a_name_and_each_is_explained() -> None:
    assert len({row.name for row in SETTINGS}) == len(SETTINGS)
    assert all(row.help and row.variable == f"COMMUNIQUE_{row.name.upper()}" for row in SETTINGS)
