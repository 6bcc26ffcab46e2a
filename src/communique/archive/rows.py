"""A dossier as rows: the entries of each layer for the tables, and the whole as bytes."""

import gc
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.record import Attribution, Dossier, Event, MadeBy, Span

Row = dict[str, Any]
JOINT = " … "


def packed(dossier: Dossier) -> bytes:
    """Return the JSON form of a dossier, compressed with zlib."""
    return zlib.compress(dossier.to_json().encode("utf-8"), 6)


def unpacked(data: bytes) -> Dossier:
    """Read a dossier back from its compressed JSON form; raises RecordError when it is damaged."""
    collecting = gc.isenabled()
    gc.disable()  # all that is made in a burst is kept: looking through it again and again on the way takes as long as making it
    try:
        return Dossier.from_json(zlib.decompress(data))
    finally:
        if collecting:
            gc.enable()


def reader_of(made_by: MadeBy) -> str:
    """Return the name of the reader that made a dossier: version of communique, then its steps."""
    return " ".join([made_by.version, *(f"{name}={made_by.steps[name]}" for name in sorted(made_by.steps))])


def words_of(spans: Iterable[Span]) -> str:
    """Return the words of several pieces, joined with an ellipsis."""
    return JOINT.join(span.text for span in spans)


def document_row(dossier: Dossier, added: str) -> Row:
    """Return the row of a document."""
    document = dossier.document
    about = {name: getattr(document, name) for name in ("title", "outlet", "author", "published", "published_basis", "language", "text")}
    return {"hash": document.id, **about, "added": added}


def attribution_rows(dossier: Dossier, names: Mapping[str, str]) -> list[Row]:
    """Return the rows of the attributions; `names` are those of the actors, by their id in the dossier."""
    issues: dict[str, list[str]] = {}
    for position in dossier.positions:
        if position.evidence is not None:
            issues.setdefault(position.evidence, []).append(position.label)
    return [_attribution(each, names, issues.get(each.id, ())) for each in dossier.attributions]


def speakers(attribution: Attribution) -> tuple[str, ...]:
    """Return the ids of all who speak in an attribution."""
    return attribution.speakers or ((attribution.speaker,) if attribution.speaker else ())


def _attribution(each: Attribution, names: Mapping[str, str], issues: Sequence[str]) -> Row:
    source = each.source
    return {
        "entry": each.id,
        "kind": each.kind,
        "content": words_of(each.content),
        **bounds(each.content),
        "pieces": json.dumps([[span.start, span.end] for span in each.content]),
        "speakers": "; ".join(names.get(actor, actor) for actor in speakers(each)),
        "issues": "; ".join(dict.fromkeys(issues)),
        "source": source.text if source else None,
        "source_start": source.start if source else None,
        "source_end": source.end if source else None,
        "cue": words_of(each.cue) or None,
        **_same(each, "negated", "denial", "nested_in", "confidence", "why"),
    }


def position_rows(dossier: Dossier, ids: Mapping[str, str]) -> list[Row]:
    """Return the rows of the positions; `ids` map the ids of a dossier's actors to those of the archive."""
    return [
        {
            "entry": each.id,
            "actor_id": ids[each.actor],
            "words": each.span.text,
            **bounds((each.span,)),
            **_same(each, "issue", "label", "stance", "strength", "basis", "evidence", "target", "why"),
        }
        for each in dossier.positions
        if each.actor in ids
    ]


def event_rows(dossier: Dossier) -> list[Row]:
    """Return the rows of the events."""
    return [_event(each) for each in dossier.events]


def _event(each: Event) -> Row:
    return {
        "entry": each.id,
        "location": each.place,
        "words": each.sentence.text,
        **bounds((each.sentence,)),
        "trigger": each.trigger.text,
        "trigger_start": each.trigger.start,
        "trigger_end": each.trigger.end,
        **_same(each, "type", "mode", "modality", "date", "told_by", "quad", "score", "why"),
    }


def vote_claim_rows(dossier: Dossier) -> list[Row]:
    """Return the rows of the claims about votes, with the verdict of each."""
    return [
        {
            "entry": each.id,
            "words": words_of(each.spans),
            **bounds(each.spans),
            **_same(each, "body", "resolution", "date"),
            "outcome": each.verdict.outcome if each.verdict else None,
            "reason": each.verdict.reason if each.verdict else None,
        }
        for each in dossier.vote_claims
    ]


def point_rows(dossier: Dossier, ids: Mapping[str, str]) -> list[Row]:
    """Return the rows of the points of all proposals."""
    return [
        {
            "entry": proposal.id,
            "proposal": proposal.name,
            "actor_id": ids[proposal.by],
            "words": point.span.text,
            **bounds((point.span,)),
            **_same(point, "number", "issue", "label", "stance"),
        }
        for proposal in dossier.proposals
        if proposal.by in ids
        for point in proposal.points
    ]


def loaded_rows(dossier: Dossier, ids: Mapping[str, str]) -> list[Row]:
    """Return the rows of the loaded words."""
    return [{"words": each.span.text, **bounds((each.span,)), "target_id": ids.get(each.target or "")} for each in dossier.loaded]


def gap_rows(dossier: Dossier) -> list[Row]:
    """Return the rows of the gaps."""
    return [{"words": each.span.text, **bounds((each.span,)), "reason": each.reason} for each in dossier.gaps]


def bounds(spans: Sequence[Span]) -> Row:
    """Return where several pieces begin and end."""
    return {"start_offset": min(span.start for span in spans), "end_offset": max(span.end for span in spans)}


def _same(value: Any, *fields: str) -> Row:
    return {field: getattr(value, field) for field in fields}
