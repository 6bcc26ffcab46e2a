"""The `communique` command: its verbs, and how an error, an interrupt or a closed pipe ends it."""

import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from communique.cli import across, asking, changes
from communique.cli.add import add
from communique.cli.alignment import alignment
from communique.cli.check import check
from communique.cli.compare import compare
from communique.cli.export import export, pack
from communique.cli.read import read
from communique.cli.report import report
from communique.cli.serve import serve
from communique.errors import CommuniqueError

VERBS: dict[str, Callable[..., None]] = {
    "read": read,
    "check": check,
    "compare": compare,
    "add": add,
    "search": asking.search,
    "quotes": asking.attributions,
    "positions": asking.positions,
    "events": asking.events,
    "actors": asking.actors,
    "sources": asking.sources,
    "utterances": across.utterances,
    "timeline": across.timeline,
    "tensions": across.tensions,
    "matrix": across.matrix,
    "network": across.network,
    "alignment": alignment,
    "verbatim": across.verbatim,
    "report": report,
    "export": export,
    "pack": pack,
    "diff": changes.diff,
    "verify": changes.verify,
    "serve": serve,
}
GROUPS = {
    "review": ("communique.cli.review", "Decide about entries and actors; a new reading keeps the decisions."),
    "votes": ("communique.cli.votes", "Look up UN roll calls, and measure how states align."),
}

INTERRUPTED = 130
CLOSED_PIPE = 141


class LazyGroup(TyperGroup):
    """A group of verbs whose module is loaded when one of its verbs is asked for, so that `--help` stays quick."""

    def __init__(self, name: str) -> None:
        self._module, help_line = GROUPS[name]
        super().__init__(name=name, help=help_line)

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Hand over to the loaded group."""
        return typer.main.get_command(import_module(self._module).app).make_context(*args, **kwargs)


class Verbs(TyperGroup):
    """The group of verbs; whatever ends one early is told in one line, or in none, never as a traceback."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the verbs and the groups of verbs."""
        return [*super().list_commands(ctx), *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Find a verb, or a group of verbs that is not loaded yet."""
        return LazyGroup(cmd_name) if cmd_name in GROUPS else super().get_command(ctx, cmd_name)

    def invoke(self, ctx: Any) -> Any:
        """Run a verb; leaves with the exit code of the error, 130 after an interrupt, 141 when the reader of the output is gone."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except CommuniqueError as error:
            typer.echo(f"communique: {error}", err=True)
            raise typer.Exit(error.exit_code) from error
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(CLOSED_PIPE) from None
        return result


app = typer.Typer(cls=Verbs, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)
for name, verb in VERBS.items():
    app.command(name)(verb)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {version('communique')}")
        raise typer.Exit


@app.callback()
def communique(
    _version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Read reports about conflict and diplomacy and keep the record they contain."""
