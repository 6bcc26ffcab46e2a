"""The verbs that look across reports: utterances, timeline, tensions, matrix, network, verbatim."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.gathering import gathered
from communique.cli.listing import print_csv, print_json, print_rows
from communique.cli.options import Output, Selection, takes_options
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.record import Dossier

Row = Mapping[str, Any]
WORDS_SHOWN = 120


@takes_options
def utterances(
    selection: Selection,
    output: Output,
    serious: Annotated[bool, typer.Option("--differing", help="Only those whose tellings differ in what is said.")] = False,
) -> None:
    """Show which quotations are one utterance in several reports, how they differ, and how many chains tell them."""
    from communique.analysis.utterances import utterances as clusters

    dossiers = gathered(selection)
    rows = []
    for found in clusters(dossiers):
        for variant in [None, *found.variants]:
            telling = variant.telling if variant else found.fullest
            differences = [f"{d.kind}: {d.one or '-'} / {d.other or '-'}" for d in variant.serious] if variant else []
            row = {"utterance": found.id, "chains": len(found.chains), "how": variant.kind if variant else "fullest"}
            rows.append({**row, **_telling(telling), "differs": differences})
    if serious:
        kept = {row["utterance"] for row in rows if row["differs"]}
        rows = [row for row in rows if row["utterance"] in kept]
    columns = ("utterance", "chains", "how", "speaker", "words", "differs", "title")
    _emit(rows, dossiers, output, columns=columns, what="tellings")


@takes_options
def timeline(selection: Selection, output: Output) -> None:
    """Show what happened when, each happening once however many reports tell it."""
    from communique.analysis.timeline import timeline as merged

    dossiers = gathered(selection)
    rows = [
        {
            "happening": each.id,
            "date": each.date,
            "event": f"{each.type}{f' {each.mode}' if each.mode else ''}",
            "actors": list(each.actors),
            "recipients": list(each.recipients),
            "place": each.place,
            "modality": sorted(each.modalities),
            "documents": each.documents,
            "chains": each.chains,
            "words": each.told[0].event.sentence.text,
            "refs": [told.ref for told in each.told],
        }
        for each in merged(dossiers)
    ]
    columns = ("date", "event", "actors", "recipients", "modality", "documents", "words")
    _emit(rows, dossiers, output, columns=columns, what="happenings")


@takes_options
def tensions(selection: Selection, output: Output) -> None:
    """Show where reports do not fit together, with the likely explanation or none."""
    from communique.analysis.between import between
    from communique.analysis.matrix import matrix as positions_of
    from communique.analysis.timeline import timeline as merged
    from communique.analysis.utterances import utterances as clusters
    from communique.vocabulary.issues import issues

    dossiers = gathered(selection)
    found = between(dossiers, utterances=clusters(dossiers), happenings=merged(dossiers), positions=positions_of(dossiers, issues()))
    rows = [
        {
            "kind": each.kind,
            "about": each.about,
            "one": each.sides[0].words,
            "other": each.sides[1].words,
            "explanation": each.explanation or "none found",
            "why": each.why,
            "refs": [side.ref for side in each.sides],
            "places": [f"{side.start}:{side.end}" for side in each.sides],
        }
        for each in found
    ]
    columns = ("kind", "about", "one", "other", "explanation", "why")
    _emit(rows, dossiers, output, columns=columns, what="tensions between reports")


@takes_options
def matrix(
    selection: Selection,
    output: Output,
    by_country: Annotated[bool, typer.Option("--by-country", help="Count a state's persons and bodies as the state.")] = False,
    votes: Annotated[bool, typer.Option("--votes", help="Show instead the UN votes of states beside their words.")] = False,
) -> None:
    """Show which party stands how on which issue, and where that changed."""
    from communique.analysis.matrix import matrix as positions_of
    from communique.vocabulary.issues import issues

    dossiers = gathered(selection)
    found = positions_of(dossiers, issues(), by_country=by_country or votes)
    rows: list[dict[str, Any]] = []
    for party in found.parties:
        for cell in found.row(party):
            latest, drifts = cell.latest, [f"{d.turn} {d.later.published}" for d in cell.drift]
            row = {"party": party, "issue": cell.issue, "label": found.labels[cell.issue], "sides": sorted(cell.sides)}
            told = {"latest": latest.position.stance, "published": latest.published, "times": len(cell.taken), "drift": drifts}
            rows.append({**row, **told, "words": latest.position.span.text, "refs": [taken.ref for taken in cell.taken]})
    columns: tuple[str, ...] = ("party", "label", "sides", "latest", "published", "times", "drift", "words")
    if votes:
        rows, columns = _votes(dossiers, found), ("state", "said", "vote", "on", "fits")
    _emit(rows, dossiers, output, columns=columns, what="votes beside words" if votes else "cells")


@takes_options
def network(selection: Selection, output: Output) -> None:
    """Show who quotes whom, and how many independent chains bring it."""
    from communique.analysis.network import network as ties

    dossiers = gathered(selection)
    found = ties(dossiers)
    rows = [
        {
            "who": found.nodes[edge.source].name,
            "how": edge.kind,
            "whom": found.nodes[edge.recipient].name,
            "chains": edge.chains,
            "quotes": len(edge.attributions),
            "refs": list(edge.attributions),
        }
        for edge in found.edges
    ]
    _emit(rows, dossiers, output, columns=("who", "how", "whom", "chains", "quotes"), what="ties")


@takes_options
def verbatim(
    primary: Annotated[str, typer.Argument(metavar="PRIMARY", help="The official text: a file or an address.")],
    where: Annotated[list[str], typer.Argument(metavar="QUOTATION|WHERE", help="Words to look for, or reports that quote them.")],
    output: Output,
) -> None:
    """Hold quotations against an official text: word for word or not, where, and what differs."""
    from pathlib import Path

    from communique.analysis.primary import hold, hold_attribution
    from communique.ingest import open_source

    if not all(name.strip() for name in where):
        raise UsageError("There are no words to look for.", "Give the quotation, or reports that quote the text.")
    document = open_source(primary)
    places = [name for name in where if Path(name).exists() or "://" in name]
    held = [("", name, hold([name], document)) for name in where if name not in places]
    for dossier in gathered(Selection(where=places)) if places else ():
        for attribution in dossier.attributions:
            if (found := hold_attribution(dossier.document, attribution, document)) is not None:
                words = " … ".join(span.text for span in attribution.content)
                held.append((f"{dossier.document.id}#{attribution.id}", words, found))
    rows = []
    for ref, words, found in held:
        changes = [f"{c.kind}: {c.quoted or '-'} / {c.primary.text if c.primary else '-'}" for c in found.changes]
        at = [f"{span.start}:{span.end}" for span in found.spans]
        rows.append({"outcome": found.outcome, "finding": found.finding, "words": words, "where": at, "differs": changes, "ref": ref})
    _emit(rows, (), output, columns=("outcome", "finding", "words", "where", "differs"), what="quotations")


def _votes(dossiers: Sequence["Dossier"], found: Any) -> list[dict[str, Any]]:
    """Return the votes of states beside their words, with the day up to which the record goes."""
    from communique import rollcalls, vocabulary
    from communique.analysis.matrix import states_named, words_and_votes
    from communique.vocabulary.issues import issues

    record, words, known = rollcalls.load(), vocabulary.load(), issues()
    mentioned = {dossier.document.id: states_named(dossier) for dossier in dossiers}
    return [
        {
            "state": each.state,
            "said": f"{each.taken.position.stance} {each.taken.position.label} ({each.taken.published})",
            "vote": each.vote,
            "on": f"{each.resolution or each.roll_call} ({each.day}): {each.title}",
            "ref": each.taken.ref,
            "roll_call": each.roll_call,
            "record_until": record.as_of,
            "fits": "cannot tell" if each.fits is None else "yes" if each.fits else "no",
        }
        for cell in found.cells.values()
        for each in words_and_votes(cell, record, vocabulary=words, known=known, mentioned=mentioned)
    ]


def _telling(telling: Any) -> dict[str, Any]:
    document = telling.copy.dossier.document
    spans = telling.attribution.content
    return {
        "speaker": sorted(telling.speakers) or "unresolved",
        "words": telling.wording.text,
        "title": document.title or document.source or document.id,
        "published": document.published,
        "ref": telling.ref,
        "start": spans[0].start,
        "end": spans[-1].end,
    }


def _emit(rows: Sequence[Row], dossiers: Sequence["Dossier"], output: Output, *, columns: Sequence[str], what: str) -> None:
    """Show rows as JSON, CSV or a table, with out of how many reports they are."""
    if output.as_json:
        print_json({"documents": len(dossiers), "found": [dict(row) for row in rows]})
    elif output.as_csv:
        print_csv(rows)
    else:
        print_rows(rows, columns)
        typer.echo(f"{len(rows)} {what}" + (f" in {len(dossiers)} reports." if dossiers else "."))
