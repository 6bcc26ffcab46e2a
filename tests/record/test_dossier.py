"""The dossier: what it refuses, and its JSON form against its own schema."""

import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from communique.errors import DanglingReference, RecordError, SpanMismatch
from communique.record import (
    Actor,
    Attribution,
    Document,
    Dossier,
    Gap,
    MadeBy,
    Section,
    Tally,
    Tension,
    Verdict,
    VoteClaim,
    dossier_schema,
)

TEXT = "Wang Yi said: “We will abstain.” It did."
MADE = MadeBy(version="0", steps={"marks": "1"})


def full_dossier() -> Dossier:
    document = Document(text=TEXT, title="Talks", published=date(2023, 2, 24), published_basis="given")
    words, wang, said = document.span(15, 31), document.span(0, 7), document.span(8, 12)
    return Dossier(
        document=document,
        sections=(Section(kind="paragraph", span=document.span(0, 40)),),
        actors=(Actor(id="person:wang-yi", name="Wang Yi", kind="person", country="CHN", mentions=(wang,)),),
        attributions=(
            Attribution(
                id="a1", kind="direct", content=(words,), source=wang, cue=(said,), speaker="person:wang-yi", why="verb say",
                speakers=("person:wang-yi",),
            ),
        ),
        vote_claims=(
            VoteClaim(
                id="v1", tally=Tally(yes=141), votes={"CHN": "abstain"}, spans=(document.span(33, 40),),
                verdict=Verdict(
                    outcome="cannot tell", finding="several fit", reason="No resolution is named.", rows=({"state": "CHN", "n": 1},)
                ),
            ),
        ),
        tensions=(Tension(id="t1", kind="denial", about="the vote", between=(words, "a1")),),
        gaps=(Gap(span=document.span(33, 35), reason="“It” may be China or the minister"),),
        made_by=MADE,
    )  # fmt: skip


def raw_dossier() -> dict[str, Any]:
    return json.loads(full_dossier().to_json())


def test_the_json_form_fits_its_schema() -> None:
    jsonschema.validate(raw_dossier(), dossier_schema(), cls=jsonschema.Draft202012Validator)
    jsonschema.Draft202012Validator.check_schema(dossier_schema())


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("attributions", 0, "kind"), "quote"),
        (("attributions", 0, "confidence"), 1.5),
        (("attributions", 0, "content"), []),
        (("attributions", 0, "id"), "7"),
        (("attributions", 0, "mood"), "angry"),
        (("actors", 0, "id"), "Wang Yi"),
        (("format",), 2),
        (("document", "published"), 20230224),
    ],
)
def test_the_schema_refuses_what_the_record_does_not_allow(path: tuple[str | int, ...], value: object) -> None:
    raw = raw_dossier()
    inner: Any = raw
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(raw, dossier_schema(), cls=jsonschema.Draft202012Validator)


def test_the_json_form_can_be_read_back_whole() -> None:
    dossier = full_dossier()
    assert Dossier.from_json(dossier.to_json()) == dossier
    assert Dossier.from_json(dossier.to_json(indent=2).encode()) == dossier


def test_the_json_form_keeps_marks_as_themselves() -> None:
    assert "“We will abstain.”" in full_dossier().to_json()


def test_the_document_is_known_by_its_text() -> None:
    assert raw_dossier()["document"]["id"] == Document(text=TEXT).id
    assert Document(text=TEXT).id.startswith("sha256:")
    assert Document(text=TEXT).id != Document(text=TEXT + " ").id


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("speaker", "person:li-qiang"),
        ("addressee", "state:UKR"),
        ("speakers", ("person:li-qiang",)),
        ("via", ("outlet:tass",)),
        ("nested_in", "a9"),
    ],
)
def test_an_id_that_names_nothing_is_refused(field: str, value: object) -> None:
    document = Document(text=TEXT)
    attribution = Attribution(id="a1", kind="direct", content=(document.span(15, 31),), why="verb say", **{field: value})
    with pytest.raises(DanglingReference, match="a1"):
        Dossier(document=document, attributions=(attribution,), made_by=MADE)


def test_a_span_of_another_text_is_refused() -> None:
    other = Document(text="Quite another text, which is long enough.")
    with pytest.raises(SpanMismatch, match="15:31"):
        Dossier(document=other, gaps=(Gap(span=Document(text=TEXT).span(15, 31), reason="r"),), made_by=MADE)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"document": {}}',
        '{"document": {"text": ""}, "made_by": {"version": "0"}}',
        '{"document": {"text": "x"}, "made_by": {"version": "0"}, "mood": 1}',
        '{"document": {"text": "x"}, "made_by": {"version": "0"}, "gaps": [{"span": {"start": 0, "end": 1, "text": "y"}, "reason": "r"}]}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_dossier_is_refused_in_one_sentence(data: str | bytes) -> None:
    with pytest.raises(RecordError) as caught:
        Dossier.from_json(data)
    assert caught.value.message.endswith(".")
    assert "\n" not in caught.value.message
    assert ".." not in caught.value.message


def test_an_actor_can_be_looked_up() -> None:
    assert full_dossier().actor("person:wang-yi").name == "Wang Yi"
    with pytest.raises(KeyError):
        full_dossier().actor("person:li-qiang")
