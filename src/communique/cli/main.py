"""The `communique` command: its verbs, and how an error, an interrupt or a closed pipe ends it."""

import os
import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from communique.cli.read import read
from communique.cli.votes import app as votes
from communique.errors import CommuniqueError

VERBS = (read,)

INTERRUPTED = 130
CLOSED_PIPE = 141


class Verbs(TyperGroup):
    """The group of verbs; whatever ends one early is told in one line, or in none, never as a traceback."""

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
for verb in VERBS:
    app.command()(verb)
app.add_typer(votes, name="votes")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"communique {version('communique')}")
        raise typer.Exit


@app.callback()
def communique(
    _version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")] = False,
) -> None:
    """Read reports about conflict and diplomacy and keep the record they contain."""
