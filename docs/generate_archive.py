"""Writes the tables of the archive into docs/archive.md, between its two marks: python docs/generate_archive.py"""

from pathlib import Path

from communique.archive.tables import metadata

PAGE = Path(__file__).with_name("archive.md")
START, END = "<!-- tables: made by docs/generate_archive.py -->", "<!-- end of tables -->"


def tables() -> str:
    """Return the documentation of all tables, in the order of their dependencies."""
    parts = []
    for table in metadata.sorted_tables:
        rows = [f"| `{column.name}` | {_kind(str(column.type))} | {column.comment} |" for column in table.columns]
        parts.append(
            "\n".join([f"### {table.name}", "", f"{table.comment}.", "", "| column | type | what it holds |", "|---|---|---|", *rows])
        )
    return "\n\n".join(parts)


def page() -> str:
    """Return the page with its tables as they are now."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    return f"{before}{START}\n\n{tables()}\n\n{END}{rest.partition(END)[2]}"


def _kind(kind: str) -> str:
    return {"BLOB": "bytes"}.get(kind, kind.lower())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
