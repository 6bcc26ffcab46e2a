"""The tree of errors: drawn as it is, an exit code and an HTTP status each, one sentence and a hint."""

import inspect
import re

import pytest

from communique import errors
from communique.errors import BadDate, CommuniqueError, InputError, MissingInput

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, CommuniqueError)]
DRAWN = re.compile(r"^(?P<lead>[│├└─ ]*)(?P<name>[A-Z]\w+) +(?P<exit>\d+) +(?P<status>\d{3})(?:  .*)?$")


def drawing() -> list[tuple[str, str | None, int, int]]:
    """Return what the module's docstring draws: class, its parent, exit code, HTTP status."""
    rows, above = [], dict[int, str]()
    for line in (errors.__doc__ or "").split("\n"):
        if found := DRAWN.match(line):
            depth = len(found["lead"]) // 4
            above[depth] = found["name"]
            rows.append((found["name"], above.get(depth - 1), int(found["exit"]), int(found["status"])))
    return rows


def test_the_drawing_is_the_tree() -> None:
    tree = {(c.__name__, c.__base__.__name__ if c is not CommuniqueError else None, c.exit_code, c.http_status) for c in CLASSES}
    assert set(drawing()) == tree


@pytest.mark.parametrize("error", CLASSES, ids=lambda c: c.__name__)
def test_every_error_has_a_code_a_status_and_a_docstring(error: type[CommuniqueError]) -> None:
    assert 1 <= error.exit_code <= 125  # the shell keeps what is above for itself
    assert 400 <= error.http_status <= 599
    assert error.__doc__
    assert error.__doc__.strip().endswith((".", ")"))


@pytest.mark.parametrize("error", CLASSES, ids=lambda c: c.__name__)
def test_a_kind_of_an_error_keeps_its_exit_code(error: type[CommuniqueError]) -> None:
    parent = error.__base__
    if parent is not CommuniqueError and error is not CommuniqueError:
        assert error.exit_code == parent.exit_code


def test_what_an_error_says() -> None:
    error = BadDate("There is no date '2023-02-31'.", "Write it as 2023-02-24.")
    assert (error.message, error.hint) == ("There is no date '2023-02-31'.", "Write it as 2023-02-24.")
    assert str(error) == "There is no date '2023-02-31'. Write it as 2023-02-24."
    assert str(BadDate("There is no date '2023-02-31'.")) == "There is no date '2023-02-31'."


def test_a_caller_can_catch_a_family() -> None:
    with pytest.raises(InputError):
        raise MissingInput("There is no file nowhere.txt.")
