"""CSV tables with a datapackage.json (Frictionless Data Package): every field typed and described, every file with its hash."""

import csv
import hashlib
import json
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from communique.exports.rows import TABLES, Field, FieldType, Table
from communique.record import Dossier

_TYPES: dict[FieldType, str] = {
    "string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date",
    "strings": "array", "integers": "array",
}  # fmt: skip


def write_datapackage(dossiers: Iterable[Dossier], folder: Path) -> int:
    """Write one CSV file a table and datapackage.json into a folder that is there; returns the number of dossiers.

    Lists are JSON arrays, an empty cell is a missing value. Spreadsheets run cells that begin with =, +, - or @ as formulas: the words of
    texts are kept as they are all the same, since they are evidence; the description of the package says so.
    """
    count = 0
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            stream = stack.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(stream, lineterminator="\r\n")
            writers[table.name].writerow(field.name for field in table.fields)
        for dossier in dossiers:
            count += 1
            for table in TABLES:
                writers[table.name].writerows(map(_cells, table.rows(dossier)))
    described = json.dumps(describe(folder), ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(described + "\n", encoding="utf-8")
    return count


def describe(folder: Path) -> dict[str, Any]:
    """Return the description of a package whose files lie in a folder."""
    return {
        "profile": "tabular-data-package",
        "name": "communique",
        "title": "The record of reports about conflict and diplomacy",
        "description": "Read by communique. Offsets are half-open, in Unicode code points of the document's text. Cells hold words of the "
        "texts unchanged: open them as text, not as formulas.",
        "resources": [_resource(table, folder / f"{table.name}.csv") for table in TABLES],
    }


def _resource(table: Table, file: Path) -> dict[str, Any]:
    data = file.read_bytes()
    schema: dict[str, Any] = {"fields": [_described(field) for field in table.fields], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.links:
        schema["foreignKeys"] = [
            {"fields": list(ours), "reference": {"resource": other, "fields": list(theirs)}} for ours, other, theirs in table.links
        ]
    return {
        "name": table.name.replace("_", "-") if "-" in table.name else table.name,
        "profile": "tabular-data-resource",
        "path": file.name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "schema": schema,
    }


def _described(field: Field) -> dict[str, Any]:
    described: dict[str, Any] = {"name": field.name, "type": _TYPES[field.type], "description": field.description}
    if field.required:
        described["constraints"] = {"required": True}
    return described


def _cells(row: tuple[Any, ...]) -> list[str]:
    return [_cell(value) for value in row]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, date) else str(value)
