"""The verbs `review ...`: what persons decide about entries and actors, in the database and in a file that can be versioned."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique import archive as room
from communique import vocabulary
from communique.cli.asking import known_as
from communique.cli.listing import print_json, print_rows
from communique.cli.options import Json, Where
from communique.cli.output import replacing
from communique.errors import InputError, MissingInput, UsageError

if TYPE_CHECKING:
    from communique.archive import Archive, Carried, Decision

app = typer.Typer(no_args_is_help=True, help="Decide about entries and actors; a new reading keeps the decisions.")

Ref = Annotated[str, typer.Argument(metavar="ENTRY", help="Number of the document, colon, id of the entry: 3:a7.")]
Reason = Annotated[str, typer.Option("--because", metavar="WORDS", help="Why; kept with the decision.")]
Person = Annotated[str | None, typer.Option("--as", metavar="NAME", help="Who decides.")]
File = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help="The file of decisions; else ARCHIVE.decisions.jsonl beside an SQLite archive."),
]


@app.command()
def accept(ref: Ref, reason: Reason, person: Person = None, archive: Where = None, file: File = None) -> None:
    """Accept an entry as it is."""
    _decide(ref, "accepted", reason, {}, person=person, archive=archive, file=file)


@app.command()
def reject(ref: Ref, reason: Reason, person: Person = None, archive: Where = None, file: File = None) -> None:
    """Reject an entry: it is no longer shown unless asked for."""
    _decide(ref, "rejected", reason, {}, person=person, archive=archive, file=file)


@app.command()
def correct(
    ref: Ref,
    fields: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help='Such as speaker="Wang Yi", speaker=nobody, stance=opposes.')],
    reason: Reason,
    person: Person = None,
    archive: Where = None,
    file: File = None,
) -> None:
    """Correct fields of an entry."""
    pairs = [field.partition("=") for field in fields]
    if any(not sign or not name or not value for name, sign, value in pairs):
        raise UsageError("A correction is written FIELD=VALUE.", 'Such as speaker="Wang Yi".')
    _decide(ref, "corrected", reason, {name: value for name, _, value in pairs}, person=person, archive=archive, file=file)


@app.command()
def withdraw(ref: Ref, reason: Reason, person: Person = None, archive: Where = None, file: File = None) -> None:
    """Take the decision about an entry back."""
    _decide(ref, "withdrawn", reason, {}, person=person, archive=archive, file=file)


@app.command("list")
def list_(
    unsettled: Annotated[bool, typer.Option("--unsettled", help="Only those whose evidence moved or is gone.")] = False,
    archive: Where = None,
    as_json: Json = False,
) -> None:
    """List the decisions."""
    with room.open_archive(archive) as opened:
        found = room.list_decisions(opened, unsettled=unsettled)
    if as_json:
        print_json(found)
        return
    print_rows([_row(each) for each in found], ("ref", "verdict", "corrections", "reason", "by", "state", "words"))
    typer.echo(f"{len(found)} decisions.")


@app.command()
def load(file: Annotated[Path, typer.Argument(help="A file of decisions, one JSON object a line.")], archive: Where = None) -> None:
    """Add the decisions of a file, such as another's."""
    with room.open_archive(archive) as opened:
        count, carried = room.load_decisions(opened, _lines(file))
    typer.echo(f"{count} decisions added.")
    _tell(carried)


@app.command()
def merge(
    actor: Annotated[str, typer.Argument(help="A name or an id.")],
    into: Annotated[str, typer.Argument(help="The actor that it is: a name or an id.")],
    reason: Reason,
    person: Person = None,
    archive: Where = None,
) -> None:
    """State that two actors are one; it can be taken back."""
    with room.open_archive(archive) as opened:
        first, second = (room.find_actors(opened, name, also=known_as(name)) for name in (actor, into))
        made = room.merge(opened, _one(actor, first), _one(into, second), reason=reason, decided_by=person)
    typer.echo(f"Merge {made.id}: {made.actor} is {made.into}. `communique review unmerge {made.id}` takes it back.")


@app.command()
def unmerge(number: Annotated[int, typer.Argument(help="Number of the merge.")], reason: Reason, archive: Where = None) -> None:
    """Take a merge back."""
    with room.open_archive(archive) as opened:
        undone = room.undo_merge(opened, number, reason=reason)
    typer.echo(f"{undone.actor} and {undone.into} are two again.")


@app.command()
def part(
    document: Annotated[int, typer.Argument(metavar="DOCUMENT", help="Number of the document.")],
    actor: Annotated[str, typer.Argument(help="Id of the actor, as in `communique actors`.")],
    reason: Reason,
    person: Person = None,
    archive: Where = None,
) -> None:
    """State that an actor of one document is not the one of that name elsewhere; it can be taken back."""
    with room.open_archive(archive) as opened:
        made = room.part(opened, document, actor.partition("~")[0], reason=reason, decided_by=person)
    typer.echo(f"Parting {made.id}: {made.actor} of document {document} is another. `communique review unpart {made.id}` takes it back.")


@app.command()
def unpart(number: Annotated[int, typer.Argument(help="Number of the parting.")], reason: Reason, archive: Where = None) -> None:
    """Take a parting back."""
    with room.open_archive(archive) as opened:
        undone = room.undo_parting(opened, number, reason=reason)
    typer.echo(f"{undone.actor} of document {undone.document} is resolved by its name again.")


@app.command()
def merges(archive: Where = None, as_json: Json = False) -> None:
    """List the merges and partings, those taken back too, and pairs of names that sound alike."""
    with room.open_archive(archive) as opened:
        made, parted, similar = room.list_merges(opened), room.list_partings(opened), room.similar_actors(opened)
    if as_json:
        print_json({"merges": made, "partings": parted, "similar": similar})
        return
    tables = (made, ("id", "actor", "into", "reason", "undone")), (parted, ("id", "document", "actor", "reason", "undone"))
    for found, columns in (*tables, (similar, ("first", "second"))):
        if found:
            print_rows([asdict(each) for each in found], columns)
    typer.echo(f"{len(made)} merges; {len(parted)} partings; {len(similar)} pairs sound alike.")


def _decide(
    ref: str, verdict: Any, reason: str, corrections: Mapping[str, str], *, person: str | None, archive: str | None, file: Path | None
) -> None:
    known = vocabulary.load()
    with room.open_archive(archive) as opened:
        target = file or _file_of(opened)
        carried = room.load_decisions(opened, _lines(target))[1] if target is not None and target.exists() else ()
        given = {name: _actor(opened, value) if name in ("speaker", "actor") else value for name, value in corrections.items()}
        made = room.decide(
            opened,
            ref,
            verdict=verdict,
            reason=reason,
            corrections=given,
            decided_by=person,
            names_of=lambda actor: known.names_of(actor) if actor in known.entities else None,
        )
        if target is not None:
            with replacing(target) as stream:
                stream.write(room.to_lines(room.list_decisions(opened)))
    _tell(carried)
    typer.echo(f"{made.document}:{made.entry} {made.verdict}{f' ({target})' if target else ''}")


def _file_of(opened: "Archive") -> Path | None:
    """Return the file of decisions beside an SQLite archive; None for a database elsewhere."""
    return Path(f"{opened.place}.decisions.jsonl") if opened.dialect == "sqlite" else None


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise MissingInput(f"There is no file {file}.", "Check the path.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file} cannot be read as a file of decisions: {error}.") from error


def _actor(opened: "Archive", name: str) -> str:
    """Return the id that a name means: of an actor of the archive, else of the vocabulary; "nobody" stays."""
    if name == "nobody":
        return name
    also = known_as(name)
    if len(also) == 1:
        return also[0]
    if name in vocabulary.load().entities:
        return name
    return _one(name, room.find_actors(opened, name, also=also))


def _one(name: str, ids: tuple[str, ...]) -> str:
    return name if name in ids else ids[0]


def _tell(carried: "Iterable[Carried]") -> None:
    for each in carried:
        typer.echo(f"communique: the decision on {each.entry} has {each.state}: {each.words!r}.", err=True)


def _row(each: "Decision") -> dict[str, Any]:
    ref = f"{each.document}:{each.entry}" if each.document else each.entry
    corrections = ", ".join(f"{name}={value}" for name, value in each.corrections.items())
    state = each.state if each.now in (None, each.entry) else f"{each.state} ({each.now} now)"
    said = {"verdict": each.verdict, "corrections": corrections, "reason": each.reason, "by": each.decided_by}
    return {"ref": ref, **said, "state": state, "words": each.words}
