"""Words of a text with their place: the anchor that every entry of the record carries."""

from typing import Any, Self

from pydantic import Field, ModelWrapValidatorHandler, ValidationInfo, model_validator

from communique.errors import SpanMismatch
from communique.record.base import Value


class Span(Value):
    """Half-open offsets in Unicode code points of one document's text, with the exact words.

    A span is cut with `Span.cut` (or `Document.span`), never typed in: building one any other way needs the document's
    text as validation context `{"text": ...}` and raises SpanMismatch when the words are not the slice.
    """

    start: int = Field(ge=0, description="offset of the first code point")
    end: int = Field(description="offset after the last code point")
    text: str = Field(min_length=1, description="the words, exactly as they stand")

    @model_validator(mode="wrap")
    @classmethod
    def _is_the_slice(cls, value: Any, build: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        text = info.context.get("text") if info.context else None
        if text is None and isinstance(value, cls):
            return value
        span = build(value)
        if text is None:
            raise SpanMismatch(f"A span {span.start}:{span.end} was built without its document.", "Use Document.span(start, end).")
        if text[span.start : span.end] != span.text:
            raise SpanMismatch(f"The text at {span.start}:{span.end} is {text[span.start : span.end][:60]!r}, not {span.text[:60]!r}.")
        return span

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Self:
        """Cut the span `start`:`end` out of `text`; raises SpanMismatch when it is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise SpanMismatch(f"There are no words at {start}:{end} in a text of {len(text)} characters.")
        return cls.model_validate({"start": start, "end": end, "text": text[start:end]}, context={"text": text})

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Say whether the other span lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end
