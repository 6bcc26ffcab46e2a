"""The verbs `diff` and `verify`: what changed between two versions of a report, and whether every entry still stands on its words."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.listing import print_json, print_rows
from communique.cli.options import Json, Where
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.archive import Anchored, Archive, Changed, Side

FAULTY = 5


def diff(
    what: Annotated[list[str] | None, typer.Argument(metavar="[ADDRESS | OLD NEW]", help="An address, or two documents.")] = None,
    archive: Where = None,
    as_json: Json = False,
) -> None:
    """Show what changed between two versions of a report: quotations, speakers, wording, positions, loaded words."""
    from communique.archive import changed_addresses, compare, document_at, dossier_of, open_archive, versions

    given = what or []
    if len(given) > 2:
        raise UsageError("Two documents are compared at a time.", "Name an address, or two documents.")
    with open_archive(archive) as opened:
        if not given:
            for address in changed_addresses(opened):
                typer.echo(f"{len(versions(opened, address))} versions  {address}")
            return
        old, new = (document_at(opened, name) for name in given) if len(given) == 2 else _last_two(opened, given[0])
        changes = compare(dossier_of(opened, old), dossier_of(opened, new))
    if as_json:
        print_json({"old": old, "new": new, "changes": [asdict(change) for change in changes]})
        return
    if changes:
        print_rows([_change_row(change) for change in changes], ("change", "who", "old", "new", "notes"))
    typer.echo(f"{len(changes)} changes between document {old} and document {new}.")


def _last_two(opened: "Archive", name: str) -> tuple[int, int]:
    from communique.archive import Wish, document_at, sources, versions

    address = name
    if name.isdecimal():
        address = next(each.address for each in sources(opened, Wish(document=document_at(opened, name))).found)
    seen = versions(opened, _absolute(address))
    if len(seen) < 2:
        raise UsageError(f"Only one version was seen at {address}.", "Name two documents to compare.")
    return seen[-2].document, seen[-1].document


def _absolute(address: str) -> str:
    """Return an address as the archive knows it: paths are absolute there."""
    from pathlib import Path

    return str(Path(address).resolve()) if "://" not in address and Path(address.partition("#")[0]).exists() else address


def _change_row(change: "Changed") -> dict[str, Any]:
    sides = {"old": change.old, "new": change.new}
    who = next((side.who for side in (change.new, change.old) if side is not None), "")
    return {"change": change.change, "who": who, **{name: _shown(side) for name, side in sides.items()}, "notes": list(change.notes)}


def _shown(side: "Side | None") -> str:
    return f"{side.words} ({side.start}:{side.end})" if side is not None else ""


def verify(
    documents: Annotated[list[str] | None, typer.Argument(help="Numbers or addresses; all without them.")] = None,
    against: Annotated[str | None, typer.Option(metavar="FILE|URL", help="A changed text to find one document's entries in.")] = None,
    archive: Where = None,
    as_json: Json = False,
) -> None:
    """Cut every entry anew from the stored text, or find it in a changed one: what moved, was altered, is gone."""
    from communique.archive import document_at, open_archive
    from communique.archive import verify as verify_archive

    with open_archive(archive) as opened:
        ids = tuple(document_at(opened, _absolute(name)) for name in documents or ())
        if against is not None:
            _verify_against(opened, ids, against, as_json=as_json)
            return
        done = verify_archive(opened, ids)
    if as_json:
        print_json(done)
    else:
        for fault in done.faults:
            typer.echo(f"Document {fault.document}: {fault.message}")
        typer.echo(f"{done.entries} entries of {done.documents} documents; {len(done.faults)} faults.")
    if done.faults:
        raise typer.Exit(FAULTY)


def _verify_against(opened: "Archive", ids: tuple[int, ...], against: str, *, as_json: bool) -> None:
    from communique.adding import text_at
    from communique.archive import trace

    if len(ids) != 1:
        raise UsageError("--against is for one document.", "Name its number or address.")
    found = trace(opened, ids[0], text_at(against))
    if as_json:
        print_json(found)
    else:
        changed = [each for each in found if each.fate != "holds"]
        if changed:
            print_rows([_fate_row(each) for each in changed], ("entry", "fate", "was", "is", "words", "now"))
        counts = {fate: sum(each.fate == fate for each in found) for fate in ("holds", "moved", "altered", "gone")}
        typer.echo(f"{len(found)} entries: " + ", ".join(f"{count} {fate}" for fate, count in counts.items()) + ".")
    if any(each.fate in ("altered", "gone") for each in found):
        raise typer.Exit(FAULTY)


def _fate_row(each: "Anchored") -> dict[str, Any]:
    place = f"{each.now_start}:{each.now_end}" if each.now_start is not None else ""
    now = each.now_words if each.fate == "altered" else ""
    return {"entry": each.entry, "fate": each.fate, "was": f"{each.start}:{each.end}", "is": place, "words": each.words, "now": now}
