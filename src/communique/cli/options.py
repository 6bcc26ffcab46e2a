"""Options that several verbs share, as typed objects: a verb takes the object, and the command line has its fields."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import wraps
from typing import Annotated, Any

import typer

from communique.errors import UsageError

Where = Annotated[str | None, typer.Option("--archive", metavar="PATH|URL", help="The archive; else COMMUNIQUE_ARCHIVE, or communique.db.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published from this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published up to this day, month or year.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Only in reports of this outlet.")]


def takes_options(verb: Callable[..., None]) -> Callable[..., None]:
    """Return a verb in whose signature each parameter of a dataclass type is replaced by the fields of that class.

    The fields are declared as Typer declares parameters, `Annotated` with a default; when the verb runs, it gets them as one object.
    """
    signature = inspect.signature(verb)
    objects: dict[str, Any] = {name: p.annotation for name, p in signature.parameters.items() if is_dataclass(p.annotation)}
    shown: list[inspect.Parameter] = []
    for name, parameter in signature.parameters.items():
        own = fields(objects[name]) if name in objects else ()
        shown += [_parameter(each.name, each.type, each.default) for each in own]
        if name not in objects:
            shown.append(_parameter(name, parameter.annotation, parameter.default))

    @wraps(verb)
    def run(**given: Any) -> None:
        made = {name: kind(**{each.name: given.pop(each.name) for each in fields(kind)}) for name, kind in objects.items()}
        verb(**given, **made)

    run.__signature__ = signature.replace(parameters=shown)  # type: ignore[attr-defined]
    run.__annotations__ = {each.name: each.annotation for each in shown}
    return run


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    default = inspect.Parameter.empty if default is MISSING else default
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


@dataclass(frozen=True, kw_only=True, slots=True)
class Output:
    """How an answer is shown: as a table, or as JSON or CSV with all fields."""

    as_json: Json = False
    as_csv: Csv = False

    def __post_init__(self) -> None:
        """Raise UsageError when JSON and CSV are both asked for."""
        if self.as_json and self.as_csv:
            raise UsageError("--json and --csv exclude each other.", "Choose one of them.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Within:
    """In which archive is asked, in which of its reports, and how many answers are shown."""

    since: Since = None
    until: Until = None
    outlet: Outlet = None
    limit: Annotated[int, typer.Option(min=0, help="How many to show; 0 shows all.")] = 50
    archive: Where = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Entries:
    """Which entries are asked for."""

    by: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this actor says, wants or does: a name or an id.")] = None
    about: Annotated[str, typer.Option(metavar="WORDS", help="Only what has these words in it.")] = ""
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only of this kind; may be given again.")] = None
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only of actors of this country, by ISO code.")] = None
    document: Annotated[int | None, typer.Option("--document", metavar="N", help="Only in the document with this number.")] = None
    rejected: Annotated[bool, typer.Option("--rejected", help="Show rejected entries too.")] = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """Which reports are looked at together: places that are read, or reports of an archive, all of them or those chosen."""

    where: Annotated[
        list[str] | None, typer.Argument(metavar="WHERE", help="Reports, folders, or dossiers (.json, .jsonl); else the archive.")
    ] = None
    archive: Where = None
    having: Annotated[str, typer.Option(metavar="WORDS", help="Of the archive, only reports with these words, as in `search`.")] = ""
    under: Annotated[str | None, typer.Option(metavar="PLACE", help="Only those seen in this folder, or at addresses that begin so.")] = (
        None
    )
    documents: Annotated[str, typer.Option(metavar="NUMBERS", help="Only documents with these numbers: 3,5-9.")] = ""
    outlet: Outlet = None
    since: Since = None
    until: Until = None
