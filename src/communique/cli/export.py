"""The verbs `export` and `pack`: the record in the formats of others, alone or bundled with hashes and a verifier."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.gathering import gathered
from communique.cli.options import Selection, takes_options
from communique.cli.output import check_apart, replacing
from communique.errors import OutputError, UsageError

if TYPE_CHECKING:
    from communique.exports.formats import Format
    from communique.record import Dossier

_ALWAYS = "jsonl"
_USUAL = "jsonl,csv,annotations,plover,graphml,claimreview"


@takes_options
def export(
    form: Annotated[str, typer.Argument(metavar="FORMAT", help="jsonl, csv, parquet, annotations, plover, ftm, brat, graphml ...")],
    selection: Selection,
    out: Annotated[
        Path | None, typer.Option(metavar="OUT", help="File or folder to write; else a file's text goes to standard output.")
    ] = None,
) -> None:
    """Write the record in another format: jsonl, csv, parquet, annotations, plover, plover-0.5, cameo, ftm, brat, graphml, claimreview."""
    chosen = _chosen([form])[0]
    if out is not None:
        check_apart([out], selection.where or [])
    elif chosen.to_folder is not None:
        raise UsageError(f"{chosen.name} is a folder of files.", f"Say where with --out, for example --out {chosen.file}.")
    dossiers = gathered(selection)
    if chosen.to_stream is not None and out is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        chosen.to_stream(dossiers, sys.stdout)
        return
    assert out is not None
    count = _write_file(chosen, dossiers, out) if chosen.to_stream is not None else _write_folder(chosen, dossiers, out)
    typer.echo(f"Wrote {count} {chosen.counted} of {len(dossiers)} reports to {out}", err=True)


@takes_options
def pack(
    selection: Selection,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The zip file to write.")] = Path("communique-pack.zip"),
    form: Annotated[str, typer.Option("--formats", metavar="NAMES", help="Formats, with commas; jsonl is always there.")] = _USUAL,
    check: Annotated[Path | None, typer.Option(metavar="PACK", help="Verify a pack, and write nothing.")] = None,
) -> None:
    """Bundle the record in several formats with hashes and a verifier, or --check such a pack."""
    from communique.exports.pack import verify_pack, write_pack

    if check is not None:
        problems = verify_pack(check)
        for problem in problems:
            typer.echo(problem)
        typer.echo(f"{len(problems)} problems in {check}." if problems else f"{check}: everything is as it was packed.")
        raise typer.Exit(5 if problems else 0)
    chosen = _chosen(list(dict.fromkeys([_ALWAYS, *(name.strip() for name in form.split(",") if name.strip())])))
    check_apart([out], selection.where or [])
    dossiers = gathered(selection)
    names = write_pack(dossiers, out, chosen)
    typer.echo(f"Wrote {len(names)} files about {len(dossiers)} reports to {out}; `communique pack --check {out}` verifies it.", err=True)


def _chosen(names: list[str]) -> list["Format"]:
    from communique.exports.formats import formats

    known = formats()
    for name in names:
        if name not in known:
            raise UsageError(f"There is no format {name!r}.", f"The formats are: {', '.join(known)}.")
    return [known[name] for name in names]


def _write_file(chosen: "Format", dossiers: list["Dossier"], out: Path) -> int:
    assert chosen.to_stream is not None
    with replacing(out) as stream:
        return chosen.to_stream(dossiers, stream)


def _write_folder(chosen: "Format", dossiers: list["Dossier"], out: Path) -> int:
    """Write a folder whole or not at all: its files are made beside it and moved in when all are there."""
    assert chosen.to_folder is not None
    if out.is_file():
        raise UsageError(f"{out} is a file, and {chosen.name} is a folder of files.", "Name a folder.")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=f".{out.name[:40]}.") as room:
            count = chosen.to_folder(dossiers, Path(room))
            out.mkdir(exist_ok=True)
            for path in Path(room).iterdir():
                shutil.move(path, out / path.name)
    except OSError as error:
        raise OutputError(f"{out} cannot be written: {error.strerror}.", "Choose another place, or make room.") from error
    return count
