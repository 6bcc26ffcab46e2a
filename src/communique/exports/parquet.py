"""Parquet: one file a table, with types, lists and descriptions of fields; needs pyarrow (the extra "exports")."""

from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from communique.errors import OutputError
from communique.exports.rows import TABLES, Table
from communique.record import Dossier

_BATCH = 500


def write_parquet(dossiers: Iterable[Dossier], folder: Path) -> int:
    """Write one Parquet file a table into a folder that is there; returns the number of dossiers.

    Raises OutputError when pyarrow is not installed.
    """
    arrow, parquet = _libraries()
    count = 0
    with ExitStack() as stack:
        writers = {}
        for table in TABLES:
            schema = _schema(arrow, table)
            writers[table.name] = stack.enter_context(parquet.ParquetWriter(folder / f"{table.name}.parquet", schema, compression="zstd"))
        held: list[Dossier] = []
        for dossier in dossiers:
            count += 1
            held.append(dossier)
            if len(held) == _BATCH:
                _write(arrow, writers, held)
                held = []
        _write(arrow, writers, held)
    return count


def _libraries() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise OutputError(
            "Parquet needs the library pyarrow.", 'Install it with pip install ".[exports]" in the folder of communique.'
        ) from error
    return pyarrow, pyarrow.parquet


def _schema(arrow: Any, table: Table) -> Any:
    types = {
        "string": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(), "boolean": arrow.bool_(), "date": arrow.date32(),
        "strings": arrow.list_(arrow.string()), "integers": arrow.list_(arrow.int64()),
    }  # fmt: skip
    fields = [
        arrow.field(field.name, types[field.type], nullable=not field.required, metadata={"description": field.description})
        for field in table.fields
    ]
    return arrow.schema(fields, metadata={"description": table.description})


def _write(arrow: Any, writers: dict[str, Any], held: list[Dossier]) -> None:
    for table in TABLES:
        rows = [row for dossier in held for row in table.rows(dossier)]
        columns = list(zip(*rows, strict=True)) if rows else [()] * len(table.fields)
        schema = writers[table.name].schema
        arrays = [arrow.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
        writers[table.name].write_table(arrow.Table.from_arrays(arrays, schema=schema))
