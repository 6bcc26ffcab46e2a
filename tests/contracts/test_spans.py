"""Every span slices back: no span can be built, read or kept whose words are not the slice of its document."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from communique.errors import RecordError, SpanMismatch
from communique.record import Attribution, Document, Dossier, Gap, MadeBy, Section, Span

texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80)


@st.composite
def placed(draw: st.DrawFn) -> tuple[str, int, int]:
    """A text and a place in it that holds at least one code point."""
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


def dossier_of(text: str, start: int, end: int) -> Dossier:
    document = Document(text=text, published=date(2023, 2, 24), published_basis="given")
    span = document.span(start, end)
    return Dossier(
        document=document,
        sections=(Section(kind="paragraph", span=document.span(0, len(text))),),
        attributions=(Attribution(id="a1", kind="direct", content=(span,), source=span, cue=(span,), why="a test"),),
        gaps=(Gap(span=span, reason="a test"),),
        made_by=MadeBy(version="0"),
    )


@given(placed())
def test_a_cut_span_is_the_slice(place: tuple[str, int, int]) -> None:
    text, start, end = place
    span = Span.cut(text, start, end)
    assert text[span.start : span.end] == span.text


@given(texts, st.integers(-5, 90), st.integers(-5, 90))
def test_no_span_lies_outside_its_text_or_is_empty(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        assert Span.cut(text, start, end).text == text[start:end]
    else:
        with pytest.raises(SpanMismatch):
            Span.cut(text, start, end)


@given(placed(), texts)
def test_a_span_typed_in_is_refused_unless_its_words_are_the_slice(place: tuple[str, int, int], words: str) -> None:
    text, start, end = place
    raw = {"start": start, "end": end, "text": words}
    with pytest.raises(SpanMismatch):
        Span.model_validate(raw)
    if words != text[start:end]:
        with pytest.raises(SpanMismatch):
            Span.model_validate(raw, context={"text": text})


@given(placed())
def test_a_dossier_survives_its_json_form(place: tuple[str, int, int]) -> None:
    dossier = dossier_of(*place)
    assert Dossier.from_json(dossier.to_json()) == dossier
    assert all(dossier.document.text[s.start : s.end] == s.text for s in dossier.spans())


@given(placed(), st.integers(-3, 3).filter(bool))
def test_a_dossier_with_a_moved_span_is_refused(place: tuple[str, int, int], shift: int) -> None:
    text, start, end = place
    raw = json.loads(dossier_of(*place).to_json())
    span = raw["attributions"][0]["content"][0]
    span["start"], span["end"] = start + shift, end + shift
    if start + shift < 0 or text[start + shift : end + shift] != span["text"]:
        with pytest.raises(RecordError):
            Dossier.from_json(json.dumps(raw))


@given(placed(), texts)
def test_a_dossier_does_not_take_spans_of_another_text(place: tuple[str, int, int], other: str) -> None:
    text, start, end = place
    if other[start:end] != text[start:end]:
        with pytest.raises(SpanMismatch):
            Dossier(document=Document(text=other), gaps=(Gap(span=Span.cut(text, start, end), reason="r"),), made_by=MadeBy(version="0"))


def test_values_are_frozen() -> None:
    span = Span.cut("words", 0, 5)
    with pytest.raises(ValidationError):
        span.start = 1
