"""Writes docs/record-format.md and docs/dossier.schema.json from the types of the record: python docs/generate_record_format.py"""

import inspect
import json
import types
from datetime import date
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

from pydantic.fields import ComputedFieldInfo, FieldInfo

from communique.record import Dossier, Span, Value, dossier_schema

PAGE = Path(__file__).with_name("record-format.md")
SCHEMA = Path(__file__).with_name("dossier.schema.json")

INTRODUCTION = """\
# The dossier as JSON (format 1)

<!-- Written by docs/generate_record_format.py from the types in src/communique/record: change those, then run it. -->

What `communique read FILE --json` prints for one report; the exports speak the same format. Fields may be added within a
format number; a change of meaning raises the number. The same as a JSON Schema (draft 2020-12):
[dossier.schema.json](dossier.schema.json), or `communique.record.dossier_schema()` in Python.

Offsets are half-open and count Unicode code points of `document.text` (as Python does; not bytes, not UTF-16 units). Every
`span` slices back: `text[start:end]` of the document is the span's own `text`, and what does not is refused when it is read.

How attributions are cut, which decides what a scorer counts:

- direct content is what stands between the quotation marks, without them, with the comma or stop before the closing mark;
- indirect and mixed content is the whole clause or phrase, with its "that";
- a content that its cue interrupts has several spans;
- a second sentence quoted after the cue is an attribution of its own with the same speaker, whose `cue` is empty and whose
  `source` is null;
- `source` is the mention that the text gives ("he", "the statement"), `speaker` the actor it stands for; an office without
  a named holder stands for its state or organisation.
"""


def page() -> str:
    """Return the page as it should stand."""
    return "\n".join([INTRODUCTION, *(_section(kind) for kind in _kinds())]).rstrip() + "\n"


def schema_text() -> str:
    """Return the schema file as it should stand."""
    return json.dumps(dossier_schema(), ensure_ascii=False, indent=2) + "\n"


def _kinds() -> list[type[Value]]:
    """Return the types that a dossier is made of, in the order in which its fields reach them."""
    found: list[type[Value]] = []

    def visit(kind: type[Value]) -> None:
        if kind not in found:
            found.append(kind)
            for field in kind.model_fields.values():
                for inner in _values_in(field.annotation):
                    visit(inner)

    visit(Dossier)
    found.remove(Span)
    return [Dossier, Span, *found[1:]]


def _values_in(annotation: Any) -> list[type[Value]]:
    if inspect.isclass(annotation) and get_origin(annotation) is None:
        return [annotation] if issubclass(annotation, Value) else []
    return [kind for inner in get_args(annotation) for kind in _values_in(inner)]


def _section(kind: type[Value]) -> str:
    rows = [_row(name, field.annotation, field) for name, field in kind.model_fields.items()]
    rows = [_row(name, field.return_type, field) for name, field in kind.model_computed_fields.items()] + rows
    table = "\n".join(["| field | value | meaning |", "|---|---|---|", *rows])
    return f"## {_title(kind)}\n\n{_first_paragraph(kind)}\n\n{table}\n"


def _row(name: str, annotation: Any, field: FieldInfo | ComputedFieldInfo) -> str:
    fixed = get_origin(annotation) is Literal and len(get_args(annotation)) == 1
    return f"| `{name}` | {_written(annotation)}{'' if fixed else _default(field)} | {_escaped((field.description or '').rstrip('.'))} |"


def _default(field: FieldInfo | ComputedFieldInfo) -> str:
    if isinstance(field, ComputedFieldInfo) or field.is_required() or field.default in (None, ()) or field.default_factory:
        return ""
    return f", else `{json.dumps(field.default)}`"


def _written(annotation: Any) -> str:
    """Return a type as a reader of JSON knows it."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{json.dumps(value)}`" for value in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(_written(part) for part in inner)
    if origin is tuple:
        return f"list of {_written(inner[0])}"
    if origin is dict:
        return f"object of {_written(inner[0])} to {_written(inner[1])}"
    if inspect.isclass(annotation) and issubclass(annotation, Value):
        return f"[{_title(annotation)}](#{_title(annotation).replace(' ', '-')})"
    return {str: "string", int: "integer", float: "number", bool: "boolean", date: "date (ISO 8601)", type(None): "null"}[annotation]


def _title(kind: type[Value]) -> str:
    """Return the name of a type in words: VoteClaim is 'vote claim'."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in kind.__name__).strip()


def _first_paragraph(kind: type[Value]) -> str:
    return " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> None:
    """Write both files."""
    PAGE.write_text(page(), encoding="utf-8")
    SCHEMA.write_text(schema_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
