"""The verbs that ask the archive: search, quotes, positions, events, actors, sources."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.days import day
from communique.cli.listing import emit, print_rows
from communique.cli.options import Entries, Output, Within, takes_options

if TYPE_CHECKING:
    from communique.archive import FoundAttribution, FoundEvent, FoundPosition, FoundText, Place, Who, Wish

Row = Mapping[str, Any]
ATTRIBUTION_COLUMNS = ("ref", "published", "speaker", "words", "where", "title")


@takes_options
def search(
    words: Annotated[list[str], typer.Argument(help='Words; "a phrase", -without, one OR another, sanction*.')],
    within: Within,
    output: Output,
) -> None:
    """Search quotations, speakers, issues and texts."""
    from communique.archive import open_archive, search_attributions, search_texts

    sought = " ".join(f'"{word}"' if " " in word else word for word in words)
    with open_archive(within.archive) as opened:
        wish = _wish(within)
        said, texts = search_attributions(opened, sought, wish), search_texts(opened, sought, wish)
    rows, text_rows = [attribution_row(each) for each in said.found], [_text_row(each) for each in texts.found]
    if output.as_json or output.as_csv:
        both = [*({"found_in": "attribution", **row} for row in rows), *({"found_in": "text", **row} for row in text_rows)]
        emit(said, both, output, columns=(), what="")
        return
    emit(said, rows, output, columns=ATTRIBUTION_COLUMNS, what="quotations")
    if text_rows:
        print_rows(text_rows, ("ref", "published", "words", "where", "title"))
    typer.echo(f"{len(text_rows)} of {texts.total} texts.")


@takes_options
def attributions(entries: Entries, within: Within, output: Output) -> None:
    """Show who said what: quotations by speaker, words and day."""
    from communique import archive as room

    _answer(room.attributions, attribution_row, entries, within=within, output=output, columns=ATTRIBUTION_COLUMNS, what="quotations")


@takes_options
def positions(entries: Entries, within: Within, output: Output) -> None:
    """Show who wants what: positions by actor, issue and day."""
    from communique import archive as room

    columns = ("ref", "published", "actor", "stance", "label", "words", "where")
    _answer(room.positions, _position_row, entries, within=within, output=output, columns=columns, what="positions")


@takes_options
def events(entries: Entries, within: Within, output: Output) -> None:
    """Show who did what to whom: events by actor, type and day of publication."""
    from communique import archive as room

    columns = ("ref", "date", "type", "modality", "actors", "recipients", "words", "where")
    _answer(room.events, _event_row, entries, within=within, output=output, columns=columns, what="events")


@takes_options
def actors(
    name: Annotated[str, typer.Argument(help="A part of the name; all actors without it.")] = "",
    kind: Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only of this kind: person, state, organisation ...")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="Only of this country, by ISO code.")] = None,
    *,
    within: Within,
    output: Output,
) -> None:
    """Show who acts and speaks, with every name that the texts use."""
    from communique import archive as room

    with room.open_archive(within.archive) as opened:
        answer = room.actors(opened, _wish(within, about=name, kinds=tuple(kind or ()), country=country))
    rows = [
        {
            **{field: getattr(each, field) for field in ("id", "name", "kind", "country", "documents")},
            "quotes": each.attributions,
            "known": each.known,
            "names": list(each.names),
            "merged": list(each.merged),
        }
        for each in answer.found
    ]
    emit(answer, rows, output, columns=("id", "name", "country", "documents", "quotes", "names"), what="actors")


@takes_options
def sources(
    words: Annotated[str, typer.Argument(help="Words of the address, the title or the outlet; all without it.")] = "",
    *,
    within: Within,
    output: Output,
) -> None:
    """Show which reports are in the archive, where and when they were seen, and in which versions."""
    from communique import archive as room

    with room.open_archive(within.archive) as opened:
        answer = room.sources(opened, _wish(within, about=words))
    fields = ("document", "version", "address", "title", "outlet", "published", "first_seen", "last_seen")
    rows = [{**{field: getattr(each, field) for field in fields}, "quotes": each.attributions} for each in answer.found]
    emit(answer, rows, output, columns=("document", "version", "published", "quotes", "title", "address"), what="sightings")


def _answer(
    question: Callable[..., Any],
    row: Callable[[Any], Row],
    entries: Entries,
    *,
    within: Within,
    output: Output,
    columns: tuple[str, ...],
    what: str,
) -> None:
    """Ask the archive for entries and show them."""
    from communique.archive import find_actors, open_archive

    with open_archive(within.archive) as opened:
        actors = find_actors(opened, entries.by, also=known_as(entries.by)) if entries.by else ()
        given = {name: getattr(entries, name) for name in ("about", "country", "document", "rejected")}
        answer = question(opened, _wish(within, actors=actors, kinds=tuple(entries.kind or ()), **given))
    emit(answer, [row(each) for each in answer.found], output, columns=columns, what=what)


def _wish(within: Within, **given: Any) -> "Wish":
    """Return the wish that the options of a verb express."""
    from communique.archive import Wish

    since, until = day(within.since), day(within.until, last=True)
    return Wish(since=since, until=until, outlet=within.outlet, limit=within.limit, **given)


def known_as(name: str) -> tuple[str, ...]:
    """Return the ids of the actors that the vocabulary has under a name, whenever."""
    from communique import vocabulary

    return tuple(dict.fromkeys(row.entity for row in vocabulary.load().lookup(name)))


def attribution_row(found: "FoundAttribution") -> Row:
    """Return an attribution as a flat row; the speaker is its name, or what the text says in brackets when it is unresolved."""
    remarks = [word for word, true in (("saying denied", found.negated), ("denies it", found.denial)) if true]
    unresolved = f"[{found.source}]" if found.source else "[unresolved]"
    return {
        **_place_row(found.place),
        "speaker": "; ".join(who.name for who in found.speakers) or unresolved,
        **{name: getattr(found, name) for name in ("kind", "source", "cue", "pieces", "issues", "negated", "denial", "confidence")},
        "speakers": [_who(who) for who in found.speakers],
        "via": [_who(who) for who in found.via],
        "remarks": remarks,
        "decision": found.decision,
    }


def _position_row(found: "FoundPosition") -> Row:
    rest = {name: getattr(found, name) for name in ("stance", "issue", "label", "strength", "basis", "evidence", "decision")}
    return {**_place_row(found.place), "actor": _who(found.actor), **rest}


def _event_row(found: "FoundEvent") -> Row:
    rest = {name: getattr(found, name) for name in ("type", "modality", "date", "location", "trigger", "told_by", "decision")}
    return {
        **_place_row(found.place),
        "actors": [_who(who) for who in found.actors],
        "recipients": [_who(who) for who in found.recipients],
        **rest,
    }


def _text_row(found: "FoundText") -> Row:
    rest = {name: getattr(found, name) for name in ("title", "outlet", "published", "address", "document")}
    at = {"ref": str(found.document), "start": found.start, "end": found.end, "words": found.words, "where": f"{found.start}:{found.end}"}
    return {**at, **rest}


def _place_row(place: "Place") -> dict[str, Any]:
    row = {name: getattr(place, name) for name in ("document", "entry", "start", "end", "words", "title", "outlet", "published", "address")}
    return {"ref": place.ref, "where": f"{place.start}:{place.end}", **row}


def _who(who: "Who") -> dict[str, Any]:
    merged = {"merged_from": who.merged_from} if who.merged_from else {}
    return {"id": who.id, "name": who.name, **merged}
