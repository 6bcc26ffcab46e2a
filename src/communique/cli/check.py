"""The verb `check`: a sentence or a report in, the claims about UN votes out, each held against the roll calls."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from communique.errors import UsageError

_LONGEST_NAME = 255


def check(
    text: Annotated[
        str | None, typer.Argument(metavar="TEXT", help="The words to check, a file or an address, or - for standard input.")
    ] = None,
    published: Annotated[str | None, typer.Option(metavar="DATE", help="When the words were published, such as 2023-02-24.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Emit the claims with their verdicts as JSON.")] = False,
) -> None:
    """Hold what a text says about UN votes against the record of roll calls."""
    from communique.cli.layers import vote_claims
    from communique.cli.terminal import console_for
    from communique.exports.paragraphs import Paragraphs
    from communique.exports.wording import Cast
    from communique.ingest import Reader, parse_date

    if text is None:
        raise UsageError("There is nothing to check.", "Give the words in quotation marks, a file, an address, or - for standard input.")
    day = parse_date(published) if published else None
    reader = Reader()
    dossier = reader.read_source(text, published=day) if _is_place(text) else reader.read(text, published=day)
    if as_json:
        typer.echo(json.dumps([claim.model_dump(mode="json") for claim in dossier.vote_claims], ensure_ascii=False, indent=2))
        return
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    console = console_for(sys.stdout.isatty(), os.environ.get("COLUMNS"))
    if not dossier.vote_claims:
        console.print("No claim about a vote of the United Nations was found in these words.")
    for part in vote_claims(dossier, Cast(dossier), Paragraphs(dossier)):
        console.print(part)
    if published is None and dossier.document.published is None and dossier.vote_claims:
        console.print("No date of publication is known; with --published DATE more can be told.", style="quiet")


def _is_place(text: str) -> bool:
    """Say whether the argument names where the words are, rather than being the words."""
    if text == "-" or text.startswith(("http://", "https://")):
        return True
    return len(text) <= _LONGEST_NAME and "\n" not in text and Path(text).is_file()
