"""The verbs that ask the archive: search, quotes, positions, events."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.days import day
from communique.cli.listing import emit, print_rows

if TYPE_CHECKING:
    from communique.archive import Archive, FoundAttribution, FoundEvent, FoundPosition, Place, Who, Wish

Row = Mapping[str, Any]
Where = Annotated[str | None, typer.Option("--archive", metavar="PATH|URL", help="The archive; else COMMUNIQUE_ARCHIVE, or communique.db.")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Only what this actor says, wants or does: a name or an id.")]
About = Annotated[str, typer.Option(metavar="WORDS", help="Only what has these words in it.")]
Since = Annotated[str | None, typer.Option(metavar="DATE", help="Published from this day, month or year on.")]
Until = Annotated[str | None, typer.Option(metavar="DATE", help="Published up to this day, month or year.")]
Kind = Annotated[list[str] | None, typer.Option(metavar="KIND", help="Only of this kind; may be given again.")]
Country = Annotated[str | None, typer.Option(metavar="CODE", help="Only of actors of this country, by ISO code.")]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Only in reports of this outlet.")]
Number = Annotated[int | None, typer.Option("--document", metavar="N", help="Only in the document with this number.")]
Rejected = Annotated[bool, typer.Option("--rejected", help="Show rejected entries too.")]
Limit = Annotated[int, typer.Option(min=0, help="How many to show; 0 shows all.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Csv = Annotated[bool, typer.Option("--csv", help="Print CSV.")]


def search(
    words: Annotated[list[str], typer.Argument(help='Words; "a phrase", -without, one OR another, sanction*.')],
    archive: Where = None,
    since: Since = None,
    until: Until = None,
    outlet: Outlet = None,
    limit: Limit = 20,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Search quotations, speakers, issues and texts."""
    from communique.archive import open_archive, search_attributions, search_texts

    sought = " ".join(f'"{word}"' if " " in word else word for word in words)
    with open_archive(archive) as opened:
        wish = _wish(opened, None, since=since, until=until, outlet=outlet, limit=limit)
        said, texts = search_attributions(opened, sought, wish), search_texts(opened, sought, wish)
    text_rows = [
        {
            "ref": str(found.document),
            "start": found.start,
            "end": found.end,
            "words": found.words,
            "where": f"{found.start}:{found.end}",
            **{name: getattr(found, name) for name in ("title", "outlet", "published", "address", "document")},
        }
        for found in texts.found
    ]
    rows = [attribution_row(each) for each in said.found]
    if as_json or as_csv:
        both = [*({"found_in": "attribution", **row} for row in rows), *({"found_in": "text", **row} for row in text_rows)]
        emit(said, both, as_json=as_json, as_csv=as_csv, columns=(), what="")
        return
    emit(said, rows, as_json=False, as_csv=False, columns=ATTRIBUTION_COLUMNS, what="quotations")
    if text_rows:
        print_rows(text_rows, ("ref", "published", "words", "where", "title"))
    typer.echo(f"{len(text_rows)} of {texts.total} texts.")


ATTRIBUTION_COLUMNS = ("ref", "published", "speaker", "words", "where", "title")


def attributions(
    by: By = None,
    about: About = "",
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    country: Country = None,
    outlet: Outlet = None,
    document: Number = None,
    rejected: Rejected = False,
    limit: Limit = 50,
    archive: Where = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show who said what: quotations by speaker, words and day."""
    from communique import archive as room

    with room.open_archive(archive) as opened:
        given = {"kinds": tuple(kind or ()), "country": country, "outlet": outlet, "document": document, "rejected": rejected}
        wish = _wish(opened, by, about=about, since=since, until=until, limit=limit, **given)
        answer = room.attributions(opened, wish)
    rows = [attribution_row(each) for each in answer.found]
    emit(answer, rows, as_json=as_json, as_csv=as_csv, columns=ATTRIBUTION_COLUMNS, what="quotations")


def positions(
    by: By = None,
    about: About = "",
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    country: Country = None,
    document: Number = None,
    rejected: Rejected = False,
    limit: Limit = 50,
    archive: Where = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show who wants what: positions by actor, issue and day."""
    from communique import archive as room

    with room.open_archive(archive) as opened:
        given = {"kinds": tuple(kind or ()), "country": country, "document": document, "rejected": rejected}
        wish = _wish(opened, by, about=about, since=since, until=until, limit=limit, **given)
        answer = room.positions(opened, wish)
    columns = ("ref", "published", "actor", "stance", "label", "words", "where")
    emit(answer, [_position_row(each) for each in answer.found], as_json=as_json, as_csv=as_csv, columns=columns, what="positions")


def events(
    by: By = None,
    about: About = "",
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    country: Country = None,
    document: Number = None,
    rejected: Rejected = False,
    limit: Limit = 50,
    archive: Where = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show who did what to whom: events by actor, type and day of publication."""
    from communique import archive as room

    with room.open_archive(archive) as opened:
        given = {"kinds": tuple(kind or ()), "country": country, "document": document, "rejected": rejected}
        wish = _wish(opened, by, about=about, since=since, until=until, limit=limit, **given)
        answer = room.events(opened, wish)
    columns = ("ref", "date", "type", "modality", "actors", "recipients", "words", "where")
    emit(answer, [_event_row(each) for each in answer.found], as_json=as_json, as_csv=as_csv, columns=columns, what="events")


def _wish(opened: "Archive", by: str | None, *, since: str | None, until: str | None, limit: int, about: str = "", **given: Any) -> "Wish":
    """Make the wish that the options of a verb express; names are looked up in the archive and the vocabulary."""
    from communique.archive import Wish, find_actors

    actors = find_actors(opened, by, also=known_as(by)) if by else ()
    return Wish(actors=actors, about=about, since=day(since), until=day(until, last=True), limit=limit, **given)


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


def _place_row(place: "Place") -> dict[str, Any]:
    row = {name: getattr(place, name) for name in ("document", "entry", "start", "end", "words", "title", "outlet", "published", "address")}
    return {"ref": place.ref, "where": f"{place.start}:{place.end}", **row}


def _who(who: "Who") -> dict[str, Any]:
    merged = {"merged_from": who.merged_from} if who.merged_from else {}
    return {"id": who.id, "name": who.name, **merged}


def actors(
    name: Annotated[str, typer.Argument(help="A part of the name; all actors without it.")] = "",
    kind: Kind = None,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    archive: Where = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show who acts and speaks, with every name that the texts use."""
    from communique import archive as room

    with room.open_archive(archive) as opened:
        wish = _wish(opened, None, about=name, since=since, until=until, limit=limit, kinds=tuple(kind or ()), country=country)
        answer = room.actors(opened, wish)
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
    columns = ("id", "name", "country", "documents", "quotes", "names")
    emit(answer, rows, as_json=as_json, as_csv=as_csv, columns=columns, what="actors")


def sources(
    words: Annotated[str, typer.Argument(help="Words of the address, the title or the outlet; all without it.")] = "",
    outlet: Outlet = None,
    since: Since = None,
    until: Until = None,
    limit: Limit = 50,
    archive: Where = None,
    as_json: Json = False,
    as_csv: Csv = False,
) -> None:
    """Show which reports are in the archive, where and when they were seen, and in which versions."""
    from communique import archive as room

    with room.open_archive(archive) as opened:
        wish = _wish(opened, None, about=words, since=since, until=until, limit=limit, outlet=outlet)
        answer = room.sources(opened, wish)
    fields = ("document", "version", "address", "title", "outlet", "published", "first_seen", "last_seen")
    rows = [{**{field: getattr(each, field) for field in fields}, "quotes": each.attributions} for each in answer.found]
    columns = ("document", "version", "published", "quotes", "title", "address")
    emit(answer, rows, as_json=as_json, as_csv=as_csv, columns=columns, what="sightings")
