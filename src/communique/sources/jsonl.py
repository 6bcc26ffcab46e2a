"""JSON lines of reports: one object a line, with its text and what is known about it."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from communique.errors import BadDate, CommuniqueError, InputError, TooLargeInput
from communique.settings import number
from communique.sources.dates import parse_date

FIELDS = {
    "text": ("text", "body", "content", "article"),
    "source": ("source", "url", "link", "address"),
    "title": ("title", "headline"),
    "outlet": ("outlet", "publisher", "site", "domain"),
    "author": ("author", "byline"),
    "published": ("published", "date", "published_at", "publication_date"),
    "id": ("id",),
}


def count_lines(path: Path) -> int:
    """Count the lines that are not empty."""
    with path.open("rb") as file:
        return sum(1 for line in file if line.strip())


def read_lines(path: Path) -> Iterator[dict[str, Any] | CommuniqueError]:
    """Yield what each line holds, by the names in FIELDS (a dossier's document too), or the error that says why a line cannot be read.

    Lines that are empty are passed over. Raises InputError when the file cannot be opened.
    """
    limit = number("max_bytes")
    try:
        with path.open("rb") as file:
            for place, line in enumerate(iter(lambda: file.readline(limit + 1), b""), start=1):
                if len(line) > limit:
                    yield TooLargeInput(f"Line {place} of {path} is over {limit} bytes.", "COMMUNIQUE_MAX_BYTES sets the limit.")
                    return
                if line.strip():
                    yield _read(line, f"Line {place} of {path}")
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def _read(line: bytes, where: str) -> dict[str, Any] | CommuniqueError:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return InputError(f"{where} is not JSON ({error}).", "Write one object a line, with a text.")
    if isinstance(value, dict) and isinstance(value.get("document"), dict):
        value = value["document"]
    if not isinstance(value, dict):
        return InputError(f"{where} is no object.", "Write one object a line, with a text.")
    found = {field: _first(value, names) for field, names in FIELDS.items()}
    if found["text"] is None:
        return InputError(f"{where} has no text.", f"It stands in one of {', '.join(FIELDS['text'])}.")
    try:
        return found | {"published": _day(found["published"])}
    except BadDate as error:
        return InputError(f"{where} has a date that is none: {error.message}")


def _first(value: dict[str, Any], names: tuple[str, ...]) -> str | None:
    """Return the first of these fields that holds words (an id may be a number)."""
    kinds = (str, int) if names == FIELDS["id"] else (str,)
    return next((str(value[name]) for name in names if isinstance(value.get(name), kinds) and str(value[name]).strip()), None)


def _day(text: str | None) -> date | None:
    """Return the day of a date or a moment ("2023-02-24T10:00:00Z"); raises BadDate."""
    return None if text is None else parse_date(text[:10] if text[10:11] in ("T", " ") else text)
