"""Reads one data file of the vocabulary into rows that know their file and line, and parses the dates and wordings in them."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources.abc import Traversable

import yaml

from communique.errors import VocabularyError

_DATE = re.compile(r"(\d{4})(?:-(\d\d))?")
_WORDING = re.compile(r"(?P<surface>[^\[\]]*?)(?P<doubt>\?)?(?: \[(?P<since>[\d-]*)\.\.(?P<until>[\d-]*)\])?")
_YAML = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # every value stays text, so that NO is Norway and 2018-04 a month


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one row by column, and where it stands ("states.yaml:12")."""

    values: Mapping[str, str]
    place: str

    def __getitem__(self, column: str) -> str:
        return self.values[column]

    def get(self, column: str) -> str | None:
        """The value of a column, or None when it is empty or the row has no such column."""
        return self.values.get(column) or None

    def many(self, column: str) -> tuple[str, ...]:
        """The parts of a list that `|` separates; none when it is empty."""
        value = self.values.get(column)
        return tuple(value.split("|")) if value else ()

    def fault(self, what: str, hint: str = "") -> VocabularyError:
        """The error to raise about this row: its place, then what is wrong."""
        return VocabularyError(f"{self.place}: {what}", hint)

    def since(self, column: str = "since") -> date | None:
        """The first day that is surely inside: of a month or year without its day, the last one."""
        return self._date(column, late=True)

    def until(self, column: str = "until") -> date | None:
        """The first day that may be outside: of a month or year without its day, the first one."""
        return self._date(column, late=False)

    def _date(self, column: str, *, late: bool) -> date | None:
        value = self.get(column)
        try:
            return read_date(value, late=late) if value else None
        except ValueError as error:
            raise self.fault(f"{column} {value!r} is not a date that exists.", "Write 2013-03-16, 2013-03 or 2013.") from error


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording as the YAML files write it: `Swaziland [..2018-04-19]`, with `?` after one that often means something else."""

    surface: str
    since: date | None
    until: date | None
    ambiguous: bool


@lru_cache(maxsize=16384)
def read_date(text: str, *, late: bool) -> date:
    """Read 2013-03-16, 2013-03 or 2013; of a shortened date the last day (`late`) or the first. ValueError when there is no such day."""
    if len(text) == len("2013-03-16") and text[4] == text[7] == "-":
        return date.fromisoformat(text)
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month = int(match[1]), int(match[2] or 0)
    if not late:
        return date(year, month if match[2] else 1, 1)
    following = date(year + 1, 1, 1) if not match[2] or month == 12 else date(year, month + 1, 1)
    return following - timedelta(days=1)


def read_wordings(row: Row, column: str) -> Iterator[Wording]:
    """Yield the wordings of a YAML column, which ` | ` separates."""
    text = row.get(column)
    for part in text.split(" | ") if text else ():
        yield read_wording(row, part, column)


def read_wording(row: Row, part: str, column: str) -> Wording:
    """Read one wording of a column, with its dates and doubt. Raises VocabularyError when it is none."""
    if "[" not in part and not part.endswith("?"):
        return Wording(part, None, None, False)
    match = _WORDING.fullmatch(part)
    if match is None:
        raise row.fault(f"{column} {part!r} is not a wording.", "Write it as in: Swaziland [..2018-04-19] | Jordan?")
    dates = Row({"since": match["since"] or "", "until": match["until"] or ""}, row.place)
    return Wording(match["surface"], dates.since(), dates.until(), match["doubt"] is not None)


def read_csv(file: Traversable, columns: str, optional: str = "") -> Iterator[Row]:
    """Yield the rows of a CSV file with a header, one at a time: a list of them all would stay in the way of the garbage collector.

    `columns` (comma-separated) must be there and `optional` ones may be. Raises VocabularyError for other columns, and for a row of another
    length.
    """
    name = file.name
    reader = csv.reader(_text(file).splitlines())
    header = next(reader, [])
    known = columns.split(",")
    if header[: len(known)] != known or not set(header[len(known) :]) <= set(optional.split(",")):
        raise VocabularyError(f"{name}:1: the columns must be {columns}, not {','.join(header)}.")
    for cells in reader:
        if len(cells) != len(header):
            raise VocabularyError(f"{name}:{reader.line_num}: the row has {len(cells)} cells, not {len(header)}.")
        yield Row(dict(zip(header, cells, strict=True)), f"{name}:{reader.line_num}")


def read_yaml(file: Traversable, fields: str) -> dict[str, Row]:
    """Read a YAML file of blocks by key, each a mapping of text to text with no other than these comma-separated `fields`.

    Raises VocabularyError for a key that stands twice, an unknown field, and text that is not YAML.
    """
    text, name = _text(file), file.name
    lines = _key_lines(text, name)
    try:
        blocks = yaml.load(text, Loader=_YAML)
    except yaml.YAMLError as error:
        raise VocabularyError(f"{name}: this is not YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(blocks, dict) or blocks.keys() != lines.keys():
        raise VocabularyError(
            f"{name}: this is not a list of blocks.", "Write a key and a colon, and below it, indented, a line for each field."
        )
    known = set(fields.split(","))
    rows = {}
    for key, values in blocks.items():
        place = f"{name}:{lines[key]}"
        if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
            raise VocabularyError(f"{place}: {key} is not a block of fields with text.")
        if not values.keys() <= known:
            raise VocabularyError(f"{place}: {key} has the unknown field {min(values.keys() - known)}.", f"The fields are {fields}.")
        rows[key] = Row(values, place)
    return rows


def _key_lines(text: str, name: str) -> dict[str, int]:
    """Find the line of each key, of which YAML itself would let the last one of two win."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line and line[0] not in " #":
            key = line.partition(":")[0]
            if key in lines:
                raise VocabularyError(f"{name}:{number}: {key} stands here and in line {lines[key]}.")
            lines[key] = number
    return lines


def _text(file: Traversable) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise VocabularyError(f"{file.name} is missing from the vocabulary.", "Install the package again.") from error
    except UnicodeDecodeError as error:
        raise VocabularyError(f"{file.name} is not UTF-8.") from error
