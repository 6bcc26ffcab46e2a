"""Review: entries that a person may accept, correct or reject, the least certain first; and what was decided, to be undone."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from fastapi import Form, Query
from pydantic import BeforeValidator, Field

from communique.archive import (
    CORRECTABLE,
    Decision,
    FoundAttribution,
    Wish,
    attributions,
    events,
    find_actors,
    list_decisions,
    positions,
)
from communique.archive import (
    decide as write,
)
from communique.archive.claims import vote_claims
from communique.errors import UnknownName
from communique.exports.wording import heading
from communique.record.base import Value
from communique.web.answering import address
from communique.web.pages.around import whole_words
from communique.web.resources import Resources

LOOKED_AT = 300
AROUND = 260
Layer = Literal["attributions", "positions", "events", "vote_claims"]


class ReviewFilters(Value):
    """Which entries wait."""

    layer: Layer = Field(default="attributions", description="the layer")
    document: Annotated[int, Field(ge=0, le=2**31 - 1), BeforeValidator(lambda value: 0 if value == "" else value)] = Field(
        default=0, description="only those of the report with this number; 0 for all"
    )
    skip: Annotated[int, Field(ge=0, le=LOOKED_AT)] = Field(default=0, description="how many to pass over")
    decided: Annotated[int, Field(ge=0, le=2**31 - 1)] = Field(default=0, description="id of the decision that was made just before")


class Waiting(Value):
    """An entry that waits for a decision, with the words around it."""

    ref: str = Field(description="number of the report, colon, id of the entry")
    document: int
    entry: str
    title: str
    told: str = Field(description="what the machine read: who, how, what")
    before: str = Field(description="the text before the words")
    words: str = Field(description="the words")
    after: str = Field(description="the text after them")
    why: str = Field(description="why it was read so")
    confidence: float | None = Field(description="how sure the reading is, 0 to 1")


class Review(Value):
    """The entries that wait for a person, and the last decisions."""

    filters: ReviewFilters = Field(description="what was asked for")
    waiting: int = Field(description="how many wait, of the newest that were looked at")
    looked_at: int = Field(description="how many entries were looked at")
    total: int = Field(description="how many the layer has")
    item: Waiting | None = Field(description="the entry to decide about; the least certain first")
    decisions: tuple[Decision, ...] = Field(description="the last decisions, the latest first")
    correctable: tuple[str, ...] = Field(description="fields that may be corrected")


class Decided(Value):
    """A decision that was made."""

    decision: Decision = Field(description="the decision")


def queue(resources: Resources, asked: Annotated[ReviewFilters, Query()]) -> Review:
    """Show the entry that is least certain, with the words around it."""
    wish = Wish(document=asked.document or None, limit=LOOKED_AT)
    asking: dict[str, Any] = {"attributions": attributions, "positions": positions, "events": events, "vote_claims": vote_claims}
    answer = asking[asked.layer](resources.archive, wish)
    open_ones = [found for found in answer.found if found.decision is None]
    open_ones.sort(key=lambda found: (getattr(found, "confidence", 0.0), found.place.document, found.place.start))
    chosen = open_ones[asked.skip : asked.skip + 1]
    return Review(
        filters=asked,
        waiting=len(open_ones),
        looked_at=len(answer.found),
        total=answer.total,
        item=_waiting(resources, chosen[0]) if chosen else None,
        decisions=tuple(reversed(list_decisions(resources.archive)[-10:])),
        correctable=tuple(CORRECTABLE[asked.layer]),
    )


def decide(
    resources: Resources,
    ref: Annotated[str, Form(max_length=40)],
    verdict: Annotated[Literal["accepted", "corrected", "rejected", "withdrawn"], Form()],
    reason: Annotated[str, Form(max_length=500)],
    field: Annotated[str, Form(max_length=40)] = "",
    value: Annotated[str, Form(max_length=200)] = "",
    decided_by: Annotated[str, Form(max_length=80)] = "",
) -> Decided:
    """Accept, correct or reject an entry, or take an earlier decision back; a reason is needed."""
    corrections = {field: _id_of(resources, field, value)} if verdict == "corrected" and field and value.strip() else None
    made = write(
        resources.archive,
        ref,
        verdict=verdict,
        reason=reason,
        corrections=corrections,
        decided_by=decided_by.strip() or None,
        names_of=lambda actor: _names(resources, actor),
    )
    return Decided(decision=made)


def back(found: Decided) -> str:
    """Return the address that shows the next entry."""
    return address("/review", layer=found.decision.layer if found.decision.layer != "points" else None, decided=found.decision.id)


def shown(found: Review) -> Mapping[str, Any]:
    """Say what was decided just before, and which decisions may be taken back: the last about each entry, unless that took one back."""
    just = next((each for each in found.decisions if each.id == found.filters.decided), None)
    last: dict[tuple[int | None, str], Decision] = {}
    for each in found.decisions:
        last.setdefault((each.document, each.now or each.entry), each)
    undoable = {each.id for each in last.values() if each.verdict != "withdrawn" and each.document is not None and each.state == "stands"}
    return {"just": just, "undoable": undoable}


def _waiting(resources: Resources, found: Any) -> Waiting:
    place = found.place
    dossier = resources.dossier(place.document)
    text = dossier.document.text
    entry = next(
        (
            each
            for layer in (dossier.attributions, dossier.positions, dossier.events, dossier.vote_claims)
            for each in layer
            if each.id == place.entry
        ),
        None,
    )
    return Waiting(
        ref=place.ref,
        document=place.document,
        entry=place.entry,
        title=heading(dossier.document),
        told=_told(found),
        before=whole_words(text[max(0, place.start - AROUND) : place.start], cut=place.start > AROUND),
        words=text[place.start : place.end],
        after=whole_words(text[place.end : place.end + AROUND][::-1], cut=place.end + AROUND < len(text))[::-1],
        why=getattr(entry, "why", "") or getattr(found, "reason", "") or "",
        confidence=getattr(found, "confidence", None),
    )


def _told(found: Any) -> str:
    if isinstance(found, FoundAttribution):
        who = ", ".join(each.name for each in found.speakers) or f"unresolved ({found.source or 'no source in the text'})"
        return f"{who} – {found.kind}, “{found.cue or 'no cue'}”"
    if hasattr(found, "stance"):
        return f"{found.actor.name} {found.stance}: {found.label}"
    if hasattr(found, "modality"):
        who = ", ".join(each.name for each in found.actors) or "nobody named"
        whom = ", ".join(each.name for each in found.recipients)
        return f"{who}{' → ' + whom if whom else ''}: {found.type.lower()}, {found.modality}{', ' + found.date if found.date else ''}"
    return f"{found.outcome or 'not checked'}: {found.reason or ''}"


def _id_of(resources: Resources, field: str, value: str) -> str:
    """Return the id of the actor that a name means, for a speaker or an actor; other values as they are."""
    if field not in {"speaker", "actor"} or value == "nobody" or ":" in value:
        return value.strip()
    rows = [row.entity for row in resources.vocabulary.lookup(value.strip())]
    try:
        return find_actors(resources.archive, value.strip(), also=rows)[0]
    except UnknownName:
        if len(set(rows)) == 1:
            return rows[0]
        raise


def _names(resources: Resources, actor: str) -> tuple[str, ...] | None:
    entity = resources.vocabulary.entities.get(actor)
    return None if entity is None else (entity.name, *resources.vocabulary.names_of(actor))
