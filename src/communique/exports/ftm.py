"""FollowTheMoney entities through its own library (the extra "exports"), one JSON object a line: reports, actors, events, notes, links."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TextIO

from communique.errors import OutputError
from communique.exports.rows import entry_id
from communique.exports.wording import heading, one_line
from communique.record import Actor, ActorKind, Dossier

_SCHEMATA: dict[ActorKind, str] = {
    "person": "Person", "state": "PublicBody", "organisation": "Organization", "outlet": "Organization", "group": "Organization",
}  # fmt: skip


def write_ftm(dossiers: Iterable[Dossier], stream: TextIO) -> int:
    """Write entities as the lines that `ftm` commands read; returns how many there were.

    An id is the entry's own with "." for "#" and "-" for ":", as FollowTheMoney asks. Raises OutputError when the library is missing.
    """
    model = _model()
    actors: dict[str, Any] = {}
    count = 0
    for dossier in dossiers:
        for entity in _entities(model, dossier):
            known = actors.setdefault(entity.id, entity) if entity.schema.is_a("LegalEntity") else None
            if known is None:
                count += _write(entity, stream)
            elif known is not entity:
                known.merge(entity)
    return count + sum(_write(actor, stream) for actor in actors.values())


def ftm_id(own: str) -> str:
    """Return the id that FollowTheMoney accepts for one of the record."""
    return re.sub(r"[^0-9a-zA-Z.-]", "-", own.replace("#", "."))


def _model() -> Any:
    try:
        from followthemoney import model
    except ImportError as error:
        raise OutputError(
            "FollowTheMoney needs its library followthemoney.", 'Install it with pip install ".[exports]" in the folder of communique.'
        ) from error
    return model


def _write(entity: Any, stream: TextIO) -> int:
    stream.write(json.dumps(entity.to_dict(), ensure_ascii=True, sort_keys=True) + "\n")
    return 1


def _entities(model: Any, dossier: Dossier) -> Iterator[Any]:
    yield _report(model, dossier)
    yield from (_actor(model, dossier, actor) for actor in dossier.actors)
    yield from _notes(model, dossier)
    yield from _events(model, dossier)


def _made(model: Any, schema: str, own: str, values: dict[str, Any]) -> Any:
    entity = model.make_entity(schema)
    entity.id = ftm_id(own)
    for name, value in values.items():
        for each in value if isinstance(value, Sequence) and not isinstance(value, str) else (value,):
            if each:
                entity.add(name, str(each), quiet=False)
    return entity


def _report(model: Any, dossier: Dossier) -> Any:
    d = dossier.document
    values = {
        "title": heading(d),
        "fileName": (d.source or "").rsplit("/", 1)[-1] or heading(d),
        "author": d.author,
        "publisher": d.outlet,
        "publishedAt": d.published,
        "sourceUrl": d.source if d.source and d.source.startswith(("http://", "https://")) else None,
        "bodyText": d.text,
        "language": d.language,
    }
    return _made(model, "Article", d.id, values)


def _actor(model: Any, dossier: Dossier, actor: Actor) -> Any:
    names = sorted({one_line(span.text) for span in actor.mentions} - {one_line(actor.name)})
    values: dict[str, Any] = {
        "name": one_line(actor.name),
        "weakAlias": [name for name in names if name[:1].isupper()],
        "country": actor.country,
        "proof": ftm_id(dossier.document.id),
    }
    if actor.kind == "person":
        values["position"] = [one_line(office.title) for office in actor.offices]
    return _made(model, _SCHEMATA[actor.kind], actor.id, values)


def _notes(model: Any, dossier: Dossier) -> Iterator[Any]:
    """Yield each attribution as a note about its speakers."""
    for a in dossier.attributions:
        who = a.speakers or ((a.speaker,) if a.speaker else ())
        words = " … ".join(one_line(span.text) for span in a.content)
        places = ", ".join(f"{span.start}-{span.end}" for span in a.content)
        values = {
            "name": words[:160],
            "description": words,
            "summary": f"{a.kind} speech at {places}; {one_line(a.why)}",
            "entity": [ftm_id(each) for each in who],
            "proof": ftm_id(dossier.document.id),
            "publisher": dossier.document.outlet,
        }
        yield _made(model, "Note", entry_id(dossier, a.id), values)


def _events(model: Any, dossier: Dossier) -> Iterator[Any]:
    """Yield each event, and a link from each actor to each recipient of it."""
    for e in dossier.events:
        kind = f"{e.type}{f' {e.mode}' if e.mode else ''} ({e.modality})"
        values = {
            "name": f"{kind}: {one_line(e.trigger.text)}",
            "description": one_line(e.sentence.text),
            "date": e.date,
            "location": e.place,
            "involved": [ftm_id(each) for each in (*e.actors, *e.recipients)],
            "proof": ftm_id(dossier.document.id),
        }
        yield _made(model, "Event", entry_id(dossier, e.id), values)
        for actor in e.actors:
            for recipient in e.recipients:
                link = {
                    "subject": ftm_id(actor),
                    "object": ftm_id(recipient),
                    "role": kind,
                    "date": e.date,
                    "proof": ftm_id(dossier.document.id),
                }
                yield _made(model, "UnknownLink", f"{entry_id(dossier, e.id)}.{actor}.{recipient}", link)
