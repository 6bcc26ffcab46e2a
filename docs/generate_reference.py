"""Writes docs/reference/ and docs/settings.md from the code: python docs/generate_reference.py"""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import typer
import yaml

from communique import errors
from communique.cli.main import CLOSED_PIPE, GROUPS, INTERRUPTED, app
from communique.settings import SETTINGS

HERE = Path(__file__).parent
NAMES = HERE.parent / "tests" / "contracts" / "public_names.yaml"
WRITTEN = "<!-- Written by docs/generate_reference.py from {}: change that, then run it. -->"

COMMAND_LINE = """\
# Command line

{written}

Every verb of `communique`, with its arguments and options. All of them end with exit code 0 when they did what was asked for, and with
that of the [error](errors.md) when not; each knows `--help`. What the reports are is the same everywhere: *WHERE* names files, folders,
addresses or files of dossiers; an *archive* is the path of an SQLite file or a PostgreSQL URL.
"""

ERRORS = """\
# Errors and exit codes

{written}

What goes wrong is told in one sentence on standard error, with what helps, and never as a traceback. The exit code says of what kind it
was; the reading room answers with the HTTP status. In Python each is a class in `communique.errors`, with `message` and `hint`.

When several reports are read and some cannot be, the others go on, and the exit code is that of the first error.
"""

PYTHON = """\
# Python

{written}

The two names of the package are the front door. The rooms behind it have faces of their own, listed here with all their public names;
anything that is not listed may change without notice. What a dossier is made of: [the record format](../record-format.md). What goes
wrong: [errors](errors.md).
"""

SETTING_ROWS = """\
# Settings

{written}

Each is set by an environment variable; a value of the wrong kind is an error with exit code 8.

| variable | default | what it does |
|---|---|---|
{rows}

Two more variables are no settings: `COMMUNIQUE_AUTH` holds the password of the [reading room](reading-room.md), and the benchmarks look
for corpora in the folder that `COMMUNIQUE_CORPORA` names, or else in `../shared/corpora` beside the repository.
"""


def pages() -> dict[Path, str]:
    """Return every generated page as it should stand."""
    return {
        HERE / "reference" / "command-line.md": command_line(),
        HERE / "reference" / "errors.md": error_classes(),
        HERE / "reference" / "python.md": python(),
        HERE / "settings.md": settings(),
    }


def command_line() -> str:
    """Return the page of all verbs, from typer's own tree."""
    parts = [COMMAND_LINE.format(written=WRITTEN.format("the verbs in src/communique/cli"))]
    for name, verb in _verbs():
        parts.append(_verb(name, verb))
    return "\n".join(parts)


def _verbs() -> Iterator[tuple[str, Any]]:
    """Yield each verb with its full name; a group of verbs comes before its own."""
    tree = typer.main.get_command(app)
    for name, verb in tree.commands.items():
        yield name, verb
    for name, (module, _) in GROUPS.items():
        group = typer.main.get_command(import_module(module).app)
        yield name, group
        for inner, verb in group.commands.items():
            yield f"{name} {inner}", verb


def _verb(name: str, verb: Any) -> str:
    arguments = [p for p in verb.params if p.param_type_name == "argument"]
    options = [p for p in verb.params if p.param_type_name == "option" and "--help" not in p.opts]
    told = " ".join((verb.help or "").split())
    if hasattr(verb, "commands"):
        return f"## {name}\n\n{told}\n"
    usage = " ".join(["communique", name, *(["[OPTIONS]"] if options else []), *(_shown(a) for a in arguments)])
    rows = [f"| {'' if a.required else 'optional: '}{_cell(_named(a))} | {_cell(a.help or '')} |" for a in arguments]
    rows += [f"| {_option(o)} | {_cell(o.help or '')}{_default(o)} |" for o in options]
    table = "\n".join(["", "| | |", "|---|---|", *rows, ""]) if rows else ""
    return f"{'###' if ' ' in name else '##'} {name}\n\n{told}\n\n    {usage}\n{table}"


def _shown(argument: Any) -> str:
    """Return an argument as a line of usage has it."""
    name = _named(argument)
    if argument.nargs == -1:
        name += " ..." if " " in name else "..."
    return name if argument.required else f"[{name}]"


def _named(argument: Any) -> str:
    return (argument.metavar or argument.name.upper()).strip("[]. ")


def _option(option: Any) -> str:
    value = "" if option.is_flag else f" {option.metavar or _kind(option)}"
    names = sorted(option.opts, key=len, reverse=True)
    return ", ".join(f"<code>{name}{value}</code>".replace("|", "&#124;") for name in names)


def _kind(option: Any) -> str:
    return "N" if isinstance(option.default, int) else "TEXT"


def _default(option: Any) -> str:
    if option.required:
        return " Must be given."
    if option.is_flag or option.default in (None, ""):
        return ""
    return f" Default: `{option.default}`."


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def error_classes() -> str:
    """Return the page of the error tree."""
    rows = [
        f"| `{'· ' * depth}{kind.__name__}` | {kind.exit_code} | {kind.http_status} | {(inspect.getdoc(kind) or '').splitlines()[0]} |"
        for depth, kind in _tree(errors.CommuniqueError, 0)
    ]
    ends = [
        f"| an interrupt (Ctrl+C) | {INTERRUPTED} | | What was stored before stays. |",
        f"| a closed pipe (<code>&#124; head</code>) | {CLOSED_PIPE} | | The reader of the output is gone; nothing is said. |",
    ]
    intro = ERRORS.format(written=WRITTEN.format("src/communique/errors.py"))
    return "\n".join([intro, "| error | exit code | HTTP status | what it says |", "|---|---|---|---|", *rows, *ends, ""])


def _tree(kind: type[errors.CommuniqueError], depth: int) -> Iterator[tuple[int, type[errors.CommuniqueError]]]:
    yield depth, kind
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from _tree(below, depth + 1)


def settings() -> str:
    """Return the page of the settings."""
    rows = "\n".join(f"| `{row.variable}` | `{row.default}` | {row.help} |" for row in SETTINGS)
    return SETTING_ROWS.format(written=WRITTEN.format("src/communique/settings.py"), rows=rows)


def python() -> str:
    """Return the page of the public names: the front door with its methods, then room by room."""
    parts = [PYTHON.format(written=WRITTEN.format("the docstrings of the package"))]
    for module, names in yaml.safe_load(NAMES.read_text(encoding="utf-8")).items():
        if names and module != "communique.record":
            parts.append(_room(import_module(module), names))
    return "\n".join(parts)


def _room(module: ModuleType, names: list[str]) -> str:
    told = (inspect.getdoc(module) or "").split("\n\n")[0].replace("\n", " ")
    entries = [entry for name in names for entry in _entries(name, getattr(module, name))]
    return "\n".join([f"## {module.__name__}", "", told, "", *entries])


def _entries(name: str, value: Any) -> Iterator[str]:
    """Yield the paragraphs on one public name; a class is followed by its public methods where it has any."""
    if inspect.isfunction(value) or inspect.isclass(value):
        yield _entry(_signature(name, value), value)
        if inspect.isclass(value):
            for method, function in vars(value).items():
                if inspect.isfunction(function) and not method.startswith("_") and inspect.getdoc(function):
                    yield _entry(_signature(f"{name}.{method}", function), function)
    else:
        yield f"**`{name}`**\n"


def _entry(signature: str, value: Any) -> str:
    told = " ".join((inspect.getdoc(value) or "").split())
    return f"**`{signature}`**  \n{told}\n"


def _signature(name: str, value: Any) -> str:
    """Return a call as the source writes it, without `self`; for a class the call that makes one, or its name alone."""
    function = _tree_of(value)
    if isinstance(function, ast.ClassDef):
        made = [n for n in function.body if isinstance(n, ast.FunctionDef) and n.name == "__init__"]
        fields = ", ".join(ast.unparse(n) for n in function.body if isinstance(n, ast.AnnAssign)) if is_dataclass(value) else ""
        return f"{name}({_arguments(made[0]) if made else fields})" if made or fields else name
    assert isinstance(function, ast.FunctionDef)
    returned = f" -> {_plain(function.returns)}" if function.returns else ""
    return f"{name}({_arguments(function)}){returned}"


def _tree_of(value: Any) -> ast.stmt:
    return ast.parse(inspect.cleandoc("\n" + inspect.getsource(value))).body[0]


def _arguments(function: ast.FunctionDef) -> str:
    arguments = function.args
    arguments.args = [a for a in arguments.args if a.arg not in ("self", "cls")]
    return ast.unparse(arguments).replace('"', "").replace("'", "")


def _plain(annotation: ast.expr) -> str:
    return ast.unparse(annotation).strip("'\"")


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
