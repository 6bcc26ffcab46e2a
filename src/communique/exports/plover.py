"""Events as PLOVER JSON lines in the vintage of 2021 or 0.5, or with CAMEO codes, by a versioned map; one event a line."""

import csv
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TextIO

from communique.exports.rows import entry_id
from communique.record import Actor, Dossier, Event, Modality

Vintage = Literal["2021", "0.5", "CAMEO"]
_AUXILIARY: Mapping[Modality, str] = {"planned": "future", "hypothetical": "hypothetical", "denied": "negated"}
_QUAD = {"verbal cooperation": 1, "material cooperation": 2, "verbal conflict": 3, "material conflict": 4}


def write_plover(dossiers: Iterable[Dossier], stream: TextIO, *, vintage: Vintage = "2021") -> int:
    """Write each event as one line of JSON; returns how many there were.

    The vintage "0.5" names parties source and target and types as the codebook of 2016 did; "CAMEO" gives codes of that scheme, and only
    for what is told as having happened, since CAMEO has no modality. Maps: `data/plover_maps.csv`, after the tables that the Open Event
    Data Alliance publishes beside the codebook.
    """
    count = 0
    for dossier in dossiers:
        for event in dossier.events:
            if vintage == "CAMEO" and event.modality != "happened":
                continue
            line = _line(dossier, event, vintage)
            stream.write(json.dumps(line, ensure_ascii=True) + "\n")
            count += 1
    return count


@cache
def codes(vintage: str) -> Mapping[tuple[str, str], str]:
    """Return the names or codes of a vintage by PLOVER type and mode ("" for the bare type)."""
    text = (files("communique.exports") / "data" / "plover_maps.csv").read_text(encoding="utf-8")
    return {(row["type"], row["mode"]): row["code"] for row in csv.DictReader(text.splitlines()) if row["version"] == vintage}


def code_of(event: Event, vintage: Vintage) -> str:
    """Return what a vintage calls an event: by type and mode, else by type; PLOVER's own name where the map has none."""
    known = codes(vintage)
    return known.get((event.type, event.mode or "")) or known.get((event.type, "")) or event.type


def _line(dossier: Dossier, event: Event, vintage: Vintage) -> dict[str, Any]:
    known, document = {actor.id: actor for actor in dossier.actors}, dossier.document
    names = ("source", "target") if vintage == "0.5" else ("actor", "recipient")
    line: dict[str, Any] = {
        "id": entry_id(dossier, event.id),
        "date": event.date or "",
        names[0]: [_party(actor, known) for actor in event.actors],
        names[1]: [_party(actor, known) for actor in event.recipients],
        "event": code_of(event, vintage),
    }
    if vintage != "CAMEO":
        line["mode"] = event.mode or ""
        line["context"] = list(event.contexts)
        line["modality"] = event.modality
        line["auxiliary"] = _AUXILIARY.get(event.modality, "")
    quad = event.quad
    return {
        **line,
        "quad": _QUAD[quad] if quad else None,
        "score": event.score,
        "location": event.place or "",
        "text": event.sentence.text,
        "trigger": {"start": event.trigger.start, "end": event.trigger.end, "text": event.trigger.text},
        "document": document.id,
        "told_by": entry_id(dossier, event.told_by) if event.told_by else None,
        "url": document.source or "",
        "publication": document.outlet or "",
        "publication_date": document.published.isoformat() if document.published else "",
        "language": document.language,
        "coder": f"communique {dossier.made_by.version}",
        "version": vintage if vintage == "CAMEO" else f"PLOVER {vintage}",
    }


def _party(actor_id: str, known: Mapping[str, Actor]) -> dict[str, str]:
    actor = known.get(actor_id)
    return {"id": actor_id, "name": actor.name if actor else actor_id, "actor": (actor.country if actor else None) or ""}
