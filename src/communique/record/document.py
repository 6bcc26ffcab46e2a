"""One report as it was read: its text, where it came from, when it was published, and how it is laid out."""

import hashlib
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import Field, computed_field

from communique.record.base import Value
from communique.record.span import Span

PublishedBasis = Literal["given", "metadata", "text", "inferred", "unknown"]
BlockKind = Literal["headline", "heading", "byline", "dateline", "paragraph", "caption", "list_item", "blockquote", "turn", "boilerplate"]
DoubtKind = Literal[
    "repeated paragraph",
    "teaser",
    "unbalanced marks",
    "future date",
    "mixed languages",
    "other language",
    "no body",
    "damaged text",
    "encoding",
]


class Block(Value):
    """A piece of the layout as the source had it (one line or element); `start`:`end` index the document's text.

    `label` is the speaker as a transcript prints it ("MS. PSAKI"), for the kind `turn` only; the label's own words lie inside the block.
    """

    kind: BlockKind = Field(description="what the source marked the piece as")
    start: int = Field(description="offset of the first code point")
    end: int = Field(description="offset after the last code point")
    label: str | None = Field(default=None, description="the speaker as a transcript prints it, for a turn")


class Doubt(Value):
    """One finding of the input audit: what is doubtful about the text, and where when it has a place."""

    kind: DoubtKind = Field(description="what sort of finding it is")
    message: str = Field(description="the finding in one sentence")
    start: int | None = Field(default=None, description="offset of the first code point, when it has a place")
    end: int | None = Field(default=None, description="offset after the last code point, when it has a place")


class Document(Value):
    """A text with its provenance. The text is never altered after it was decoded; all offsets refer to it."""

    text: str = Field(min_length=1, description="the text exactly as it was read")
    title: str | None = Field(default=None, description="the headline")
    source: str | None = Field(default=None, description="path or URL that it was read from")
    outlet: str | None = Field(default=None, description="the paper, agency or site that published it")
    author: str | None = Field(default=None, description="the byline as it stands")
    published: date | None = Field(default=None, description="the day it was published; null when unknown")
    published_basis: PublishedBasis = Field(default="unknown", description="how the day of publication is known")
    published_why: str | None = Field(
        default=None, description="how the day was inferred, in one sentence; for the bases text and inferred"
    )
    modified: date | None = Field(default=None, description="the day it was last changed, when the page says so")
    language: str = Field(default="en", description="ISO 639-1 code of the main language")
    blocks: tuple[Block, ...] = Field(default=(), description="the layout, in order of place, not overlapping")
    doubts: tuple[Doubt, ...] = Field(default=(), description="findings of the input audit")

    @computed_field  # type: ignore[prop-decorator]
    @cached_property
    def id(self) -> str:
        """The content hash: sha256 of the text in UTF-8."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    def span(self, start: int, end: int) -> Span:
        """Cut the words `start`:`end` (code points, half-open); raises SpanMismatch when there are none."""
        return Span.cut(self.text, start, end)
