"""The verb `serve`: the archive in a browser, on this machine alone unless a password guards it."""

import os
from typing import Annotated

import typer

from communique.errors import UsageError

SECRET = "COMMUNIQUE_AUTH"


def serve(
    archive: Annotated[
        str | None, typer.Option("--archive", metavar="PATH|URL", help="The archive; else COMMUNIQUE_ARCHIVE, or communique.db here.")
    ] = None,
    host: Annotated[str, typer.Option(help="The address to listen at; any but this machine's own needs --auth.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8765,
    auth: Annotated[bool, typer.Option("--auth", help=f"Ask for the password in {SECRET}, or for one that is made up and shown.")] = False,
) -> None:
    """Open the archive in a browser, and as an API (docs/reading-room.md)."""
    from communique.archive import open_archive

    try:
        from communique.web import serve as run
    except ModuleNotFoundError as error:
        raise UsageError(
            f"For pages {error.name} is missing.", 'Install it with pip install ".[web]" in the folder of communique.'
        ) from error
    secret = _secret() if auth else None
    with open_archive(archive, create=True) as opened:
        run(opened, host=host, port=port, secret=secret, ready=lambda address: typer.echo(f"{opened.place} is at {address}", err=True))


def _secret() -> str:
    """Return the password of the environment, or make one up and show it."""
    import secrets

    given = os.environ.get(SECRET)
    if given:
        return given
    made = secrets.token_urlsafe(15)
    typer.echo(f"The password is {made} (with any user name; {SECRET} sets another).", err=True)
    return made
