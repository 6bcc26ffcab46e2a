"""The dossier: all that was read out of one document, and its JSON form (format 1)."""

import json
from collections.abc import Iterator
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, ValidationInfo, model_validator

from communique.errors import DanglingReference, RecordError, SpanMismatch
from communique.record.actor import Actor
from communique.record.base import Value
from communique.record.document import Document
from communique.record.entries import Attribution, DateExpression, Event, Gap, LoadedWord, Position, Proposal, Section, Tension
from communique.record.span import Span
from communique.record.votes import VoteClaim


class MadeBy(Value):
    """Which version and which steps made a dossier."""

    version: str = Field(description="version of communique")
    steps: dict[str, str] = Field(default_factory=dict, description="version or settings of each step, by its name")


class Dossier(Value):
    """All that was read out of one document. Every span slices back to `document.text`; every id names an entry."""

    format: Literal[1] = Field(default=1, description="number of this format; a change of meaning raises it")
    document: Document = Field(description="the text that was read, with its provenance")
    sections: tuple[Section, ...] = Field(default=(), description="the layout of the text, in order of place")
    actors: tuple[Actor, ...] = Field(default=(), description="who acts and speaks in it")
    attributions: tuple[Attribution, ...] = Field(default=(), description="who said what")
    events: tuple[Event, ...] = Field(default=(), description="who did what to whom")
    positions: tuple[Position, ...] = Field(default=(), description="who wants what")
    proposals: tuple[Proposal, ...] = Field(default=(), description="sets of things asked for")
    vote_claims: tuple[VoteClaim, ...] = Field(default=(), description="what the text says about roll calls")
    dates: tuple[DateExpression, ...] = Field(default=(), description="expressions of time")
    tensions: tuple[Tension, ...] = Field(default=(), description="entries that seem not to fit together")
    loaded: tuple[LoadedWord, ...] = Field(default=(), description="judging words in the narration")
    gaps: tuple[Gap, ...] = Field(default=(), description="places where the reading abstained")
    made_by: MadeBy = Field(description="which version and steps made the dossier")

    @model_validator(mode="after")
    def _hangs_together(self, info: ValidationInfo) -> Self:
        text = self.document.text
        for span in () if info.context and info.context.get("held") else self.spans():
            if text[span.start : span.end] != span.text:
                raise SpanMismatch(f"The text at {span.start}:{span.end} is {text[span.start : span.end][:60]!r}, not {span.text[:60]!r}.")
        actors, entries = {a.id for a in self.actors}, {a.id for a in self.attributions}
        for attribution in self.attributions:
            named = {attribution.speaker, attribution.addressee, *attribution.speakers, *attribution.via} - {None}
            if missing := named - actors:
                raise DanglingReference(f"Attribution {attribution.id} names {sorted(map(str, missing))}, which the dossier does not have.")
            outer = attribution.nested_in
            if outer is not None and outer not in entries:
                raise DanglingReference(f"Attribution {attribution.id} is nested in {outer}, which the dossier does not have.")
        return self

    def spans(self) -> Iterator[Span]:
        """Yield every span of every entry, in the order of the fields."""
        for name in type(self).model_fields:
            if name not in {"format", "document", "made_by"}:
                yield from _spans(getattr(self, name))

    def actor(self, actor_id: str) -> Actor:
        """Return the actor with this id; raises KeyError when the dossier has none."""
        return {a.id: a for a in self.actors}[actor_id]

    def to_json(self, indent: int | None = None) -> str:
        """Return the JSON form (format 1), non-ASCII characters as themselves."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, indent=indent)

    @classmethod
    def from_json(cls, data: str | bytes) -> Self:
        """Read the JSON form back; raises RecordError (or a kind of it) when it is not a dossier whose spans slice back."""
        try:
            raw: Any = json.loads(data)
            text = raw["document"]["text"]
            raw["document"].pop("id", None)
            # Out of plain JSON every span is built under this context, and held against the text as it is built: once is enough.
            return cls.model_validate(raw, context={"text": text, "held": True})
        except (ValueError, KeyError, TypeError) as error:
            if isinstance(error, ValidationError):
                first = error.errors()[0]
                place = ".".join(str(part) for part in first["loc"])
                raise RecordError(f"This is not a dossier: {place}: {first['msg']}.") from error
            raise RecordError(f"This is not a dossier: {error}.") from error


def _spans(value: object) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _spans(item)
    elif isinstance(value, Value):
        for name in type(value).model_fields:
            yield from _spans(getattr(value, name))
