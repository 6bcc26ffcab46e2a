"""Every export read back by the format's own library or schema, with the ids and offsets of the record."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import networkx
import pyarrow.parquet
import pytest
from followthemoney import model

from benchmarks.corpora import parse_standoff
from communique.exports.annotations import write_annotations
from communique.exports.brat import write_brat
from communique.exports.claimreview import write_claimreview
from communique.exports.datapackage import write_datapackage
from communique.exports.ftm import ftm_id, write_ftm
from communique.exports.graphml import write_graphml
from communique.exports.parquet import write_parquet
from communique.exports.plover import codes, write_plover
from communique.exports.rows import TABLES
from communique.record import Dossier, EventType
from tests.exports import reports


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    return [reports.talks(), reports.hostile()]


def text_of(write: Any, dossiers: list[Dossier], **options: Any) -> str:
    stream = io.StringIO()
    write(dossiers, stream, **options)
    return stream.getvalue()


def test_the_rows_have_the_fields_that_are_declared(dossiers: list[Dossier]) -> None:
    for table in TABLES:
        for dossier in dossiers:
            assert all(len(row) == len(table.fields) for row in table.rows(dossier)), table.name


def test_a_data_package_is_valid_for_frictionless(dossiers: list[Dossier], tmp_path: Path) -> None:
    assert write_datapackage(dossiers, tmp_path) == 2
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["resource", "rowNumber", "fieldName", "type", "note"])


def test_csv_cells_are_the_words_of_the_text(dossiers: list[Dossier], tmp_path: Path) -> None:
    write_datapackage(dossiers, tmp_path)
    texts = {d.document.id: d.document.text for d in dossiers}
    with (tmp_path / "attributions.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == sum(len(d.attributions) for d in dossiers)
    for row in rows:
        pieces = json.loads(row["pieces"])
        cut = [texts[row["document"]][start:end] for start, end in zip(pieces[::2], pieces[1::2], strict=True)]
        assert " … ".join(cut) == row["text"]


def test_parquet_comes_back_with_its_types(dossiers: list[Dossier], tmp_path: Path) -> None:
    write_parquet(dossiers, tmp_path)
    for table in TABLES:
        read = pyarrow.parquet.read_table(tmp_path / f"{table.name}.parquet")
        assert read.schema.names == [field.name for field in table.fields]
        rows = [list(row) for dossier in dossiers for row in table.rows(dossier)]
        assert [list(row.values()) for row in read.to_pylist()] == rows, table.name


# Written after the recommendation "Web Annotation Data Model" (W3C, 23 February 2017): what an annotation must and may have.
SELECTORS = {
    "TextQuoteSelector": {"required": ["type", "exact"], "properties": {k: {"type": "string"} for k in ("exact", "prefix", "suffix")}},
    "TextPositionSelector": {
        "required": ["type", "start", "end"],
        "properties": {k: {"type": "integer", "minimum": 0} for k in ("start", "end")},
    },
}
TARGET = {
    "type": "object",
    "required": ["type", "source", "selector"],
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "string", "pattern": "^(https?|urn):"},
        "selector": {
            "type": "array",
            "items": {
                "oneOf": [
                    {"properties": {**schema["properties"], "type": {"const": name}}, "required": schema["required"]}  # type: ignore[dict-item]
                    for name, schema in SELECTORS.items()
                ]
            },
        },
    },
}
MOTIVATIONS = [
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying", "linking",
    "moderating", "questioning", "replying", "tagging",
]  # fmt: skip
ANNOTATION = {
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": {"type": "string", "pattern": "^urn:communique:sha256:[0-9a-f]{64}#"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": MOTIVATIONS},
        "generator": {"type": "object"},
        "body": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "purpose"],
                "properties": {"type": {"enum": ["TextualBody", "SpecificResource"]}, "purpose": {"enum": MOTIVATIONS}},
            },
        },
        "target": {
            "oneOf": [
                TARGET,
                {"type": "object", "required": ["type", "items"], "properties": {"type": {"const": "List"}, "items": {"items": TARGET}}},
            ]
        },
    },
    "additionalProperties": False,
}


def test_web_annotations_fit_the_model_and_find_their_words(dossiers: list[Dossier]) -> None:
    found = json.loads(text_of(write_annotations, dossiers))
    texts = {
        d.document.source if d.document.source and "://" in d.document.source else f"urn:communique:{d.document.id}": d for d in dossiers
    }
    items = found["first"]["items"]
    assert (found["type"], found["first"]["type"], found["total"]) == ("AnnotationCollection", "AnnotationPage", len(items))
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        jsonschema.validate(item, ANNOTATION)
        for target in item["target"].get("items", [item["target"]]):
            quoted, placed = target["selector"]
            text = texts[target["source"]].document.text
            assert text[placed["start"] : placed["end"]] == quoted["exact"]
            assert (quoted["prefix"] + quoted["exact"] + quoted["suffix"]) in text


PLOVER = {
    "type": "object",
    "required": ["id", "date", "actor", "recipient", "event", "mode", "context", "text", "document", "coder", "version"],
    "properties": {
        "event": {"enum": list(EventType.__args__)},  # type: ignore[attr-defined]
        "date": {"type": "string", "pattern": r"^(\d{4}(-\d\d(-\d\d)?)?|)"},
        "actor": {"type": "array", "items": {"type": "object", "required": ["id", "name", "actor"]}},
        "quad": {"enum": [1, 2, 3, 4, None]},
    },
}


def test_plover_lines(dossiers: list[Dossier]) -> None:
    lines = [json.loads(line) for line in text_of(write_plover, dossiers).splitlines()]
    assert len(lines) == sum(len(d.events) for d in dossiers)
    for line in lines:
        jsonschema.validate(line, PLOVER)
    older = [json.loads(line) for line in text_of(write_plover, dossiers, vintage="0.5").splitlines()]
    assert all({"source", "target"} <= line.keys() and line["event"] not in {"REQUEST", "ACCUSE"} for line in older)
    coded = [json.loads(line) for line in text_of(write_plover, dossiers, vintage="CAMEO").splitlines()]
    assert all(line["event"].isdigit() for line in coded)


MAPPED = [
    ("CAMEO", "REQUEST", "meet", "106"),
    ("CAMEO", "RETREAT", "ceasefire", "0871"),
    ("CAMEO", "ACCUSE", "investigate", "090"),
    ("CAMEO", "ASSAULT", "", "190"),
    ("0.5", "REQUEST", "", "DEMAND"),
    ("0.5", "ACCUSE", "investigate", "INVESTIGATE"),
]


@pytest.mark.parametrize(("vintage", "kind", "mode", "code"), MAPPED)
def test_the_map_of_vintages(vintage: str, kind: str, mode: str, code: str) -> None:
    assert codes(vintage)[kind, mode] == code


def test_every_type_has_a_cameo_code() -> None:
    assert {kind for kind, mode in codes("CAMEO") if not mode} == set(EventType.__args__)  # type: ignore[attr-defined]


def test_follow_the_money_entities_are_valid_for_the_library(dossiers: list[Dossier]) -> None:
    lines = [json.loads(line) for line in text_of(write_ftm, dossiers).splitlines()]
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        entity = model.get_proxy(line, cleaned=False)
        entity.schema.validate(line)
        for prop, value in entity.itervalues():
            assert prop.type.validate(value), (entity.schema.name, prop.name, value)
            assert prop.type.name != "entity" or value in ids, f"{prop.name} names nothing: {value}"
    assert {ftm_id(d.document.id) for d in dossiers} <= ids


def test_brat_files_come_back_through_our_own_parser(dossiers: list[Dossier], tmp_path: Path) -> None:
    write_brat(dossiers, tmp_path)
    for dossier in dossiers:
        stem = dossier.document.id.removeprefix("sha256:")[:12]
        text = (tmp_path / f"{stem}.txt").read_bytes().decode("utf-8")
        written = (tmp_path / f"{stem}.ann").read_text(encoding="utf-8")
        assert text == dossier.document.text
        read = parse_standoff(written, len(text))
        plain = [a for a in dossier.attributions if all(span.text.splitlines() == [span.text.strip()] for span in a.content)]
        for attribution in plain:
            content = tuple((span.start, span.end) for span in attribution.content)
            (found,) = [each for each in read if each.content == content and each.id == f"E{dossier.attributions.index(attribution) + 1}"]
            assert found.source == (((attribution.source.start, attribution.source.end),) if attribution.source else ())
            assert found.cue == tuple(sorted((span.start, span.end) for span in attribution.cue))
        for line in written.splitlines():
            if line.startswith("T"):
                _, place, shown = line.split("\t")
                pieces = [tuple(map(int, pair.split())) for pair in place.split(" ", 1)[1].split(";")]
                assert " ".join(text[start:end] for start, end in pieces) == shown


def test_graphml_comes_back_through_networkx(dossiers: list[Dossier]) -> None:
    graph = networkx.parse_graphml(text_of(write_graphml, dossiers), force_multigraph=True)
    assert graph.is_directed()
    assert graph.number_of_edges() > 0
    refs = {f"{d.document.id}#{a.id}" for d in dossiers for a in d.attributions}
    for _, _, data in graph.edges(data=True):
        assert set(data["refs"].split()) <= refs
        assert 1 <= data["weight"] <= data["attributions"]


def test_drafts_of_claim_reviews_have_no_rating(dossiers: list[Dossier]) -> None:
    written = text_of(write_claimreview, dossiers)
    found = json.loads(written)
    assert found["@context"] == "https://schema.org"
    assert len(found["@graph"]) == sum(claim.verdict is not None for d in dossiers for claim in d.vote_claims)
    assert "rating" not in {key.lower() for draft in found["@graph"] for key in draft}
    assert "reviewRating" not in written
    for draft in found["@graph"]:
        assert draft["@type"] == "ClaimReview"
        assert draft["creativeWorkStatus"] == "Draft"
