"""The verb `report`: a brief on an issue, an actor or a whole case, as one page with pictures and every claim anchored."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.gathering import gathered
from communique.cli.options import Selection, takes_options
from communique.cli.output import check_apart, replacing
from communique.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from communique.exports.brief import Across, Subject
    from communique.record import Dossier

_SUGGESTED = 6


@takes_options
def report(
    about: Annotated[
        str | None, typer.Argument(metavar="ISSUE|ACTOR", help="An issue or an actor, by name or id; not with --case.")
    ] = None,
    *,
    selection: Selection,
    case: Annotated[str | None, typer.Option(metavar="TITLE", help="Brief on all that the reports hold, under this title.")] = None,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The page to write.")] = Path("brief.html"),
) -> None:
    """Write a brief on an issue, an actor or a case: positions, words, events, tensions, and the places they rest on.

    A case is the reports that are chosen: WHERE, or those of the archive, by --having, --under, --documents, --outlet, --since, --until.
    """
    from communique.exports.brief import Subject, render_brief

    if case is not None and about is not None:
        selection = replace(selection, where=[about, *(selection.where or ())])
    elif case is None and about is None:
        raise UsageError("There is nothing to report on.", "Name an issue or an actor, or a whole case with --case TITLE.")
    check_apart([out], selection.where or [])
    dossiers = gathered(selection)
    subject = Subject(case, everything=True) if case is not None else _subject(about or "", dossiers)
    page = render_brief(subject, dossiers, _across(dossiers))
    with replacing(out) as stream:
        stream.write(page)
    typer.echo(f"Wrote a brief on {subject.title} from {len(dossiers)} reports to {out}", err=True)


def _across(dossiers: Sequence["Dossier"]) -> "Across":
    from communique.analysis.between import between
    from communique.analysis.matrix import matrix
    from communique.analysis.network import network
    from communique.analysis.timeline import timeline
    from communique.analysis.utterances import utterances
    from communique.exports.brief import Across
    from communique.vocabulary.issues import issues

    positions, said, happenings = matrix(dossiers, issues()), utterances(dossiers, alone=True), timeline(dossiers)
    tensions = between(dossiers, utterances=said, happenings=happenings, positions=positions)
    return Across(positions, said, happenings, tensions, network(dossiers))


def _subject(about: str, dossiers: Sequence["Dossier"]) -> "Subject":
    """Find the actor or issue that the words name: an exact name or id first, then a family name, then words of an issue.

    Raises UnknownName, with what there is, when nothing has the name, or several actors do.
    """
    from communique.exports.brief import Subject
    from communique.vocabulary.issues import ancestors, issues

    wanted, known = about.casefold().strip(), issues()
    actors = {actor.id: actor for dossier in dossiers for actor in dossier.actors}
    named = [a for a in actors.values() if wanted in {a.id.casefold(), a.name.casefold()}]
    declared = [issue for issue in known.values() if wanted in {issue.id.casefold(), issue.label.casefold()}]
    if not named and not declared:
        named = [a for a in actors.values() if a.kind == "person" and wanted == a.name.casefold().split()[-1]]
        declared = [] if named else [issue for issue in known.values() if wanted in issue.label.casefold().split()]
    if len({actor.id for actor in named}) > 1:
        raise UnknownName(f"{about!r} may be several: {', '.join(sorted(actor.id for actor in named))}.", "Give one of the ids.")
    if named:
        return Subject(named[0].name, actors=frozenset({named[0].id}))
    if declared:
        ids = {issue.id for issue in declared} | {i for i in known if any(d.id in ancestors(i, known) for d in declared)}
        return Subject(declared[0].label if len(declared) == 1 else about, issues=frozenset(ids), words=(about, declared[0].label))
    free = {position.issue for dossier in dossiers for position in dossier.positions if wanted in position.label.casefold()}
    if free:
        return Subject(about, issues=frozenset(free), words=(about,))
    common = sorted(actors.values(), key=lambda actor: -len(actor.mentions))[:_SUGGESTED]
    raise UnknownName(
        f"Neither an actor nor an issue of these reports is named {about!r}.",
        f"There are, for example, {', '.join(a.name for a in common)}.",
    )
