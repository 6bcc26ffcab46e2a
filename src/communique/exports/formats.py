"""The formats that the record is written in: their names, what they hold, and the function that writes each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from communique.exports.annotations import write_annotations
from communique.exports.brat import write_brat
from communique.exports.claimreview import write_claimreview
from communique.exports.datapackage import write_datapackage
from communique.exports.ftm import write_ftm
from communique.exports.graphml import write_graphml
from communique.exports.jsonl import write_jsonl
from communique.exports.parquet import write_parquet
from communique.exports.plover import write_plover
from communique.record import Dossier

ToStream = Callable[[Iterable[Dossier], TextIO], int]
ToFolder = Callable[[Iterable[Dossier], Path], int]


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, the usual name of its file or folder, what it holds, what is counted, and how it is written.

    Exactly one of `to_stream` and `to_folder` is set; both return how many things they wrote.
    """

    name: str
    file: str
    holds: str
    counted: str
    to_stream: ToStream | None = None
    to_folder: ToFolder | None = None


def formats() -> Mapping[str, Format]:
    """Return the formats by name."""
    plover, older = write_plover, partial(write_plover, vintage="0.5")
    listed = (
        Format("jsonl", "dossiers.jsonl", "dossiers in the record's own form", "dossiers", write_jsonl),
        Format("csv", "csv", "tables with a datapackage.json", "dossiers", to_folder=write_datapackage),
        Format("parquet", "parquet", "the same tables with types", "dossiers", to_folder=write_parquet),
        Format("annotations", "annotations.jsonld", "W3C Web Annotations", "annotations", write_annotations),
        Format("plover", "plover.jsonl", "events, PLOVER 2021", "events", plover),
        Format("plover-0.5", "plover-0.5.jsonl", "events, PLOVER 0.5", "events", older),
        Format("cameo", "cameo.jsonl", "events with CAMEO codes", "events", partial(write_plover, vintage="CAMEO")),
        Format("ftm", "entities.ftm.json", "FollowTheMoney entities", "entities", write_ftm),
        Format("brat", "brat", "brat standoff", "dossiers", to_folder=write_brat),
        Format("graphml", "network.graphml", "who quotes whom", "edges", write_graphml),
        Format("claimreview", "claimreview.json", "drafts of ClaimReview, without a rating", "drafts", write_claimreview),
    )
    return {each.name: each for each in listed}
