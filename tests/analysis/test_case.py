"""Twelve short reports about one negotiation, read by the reader: the planted variants and chains are found, and nothing else."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from communique.analysis.between import between
from communique.analysis.timeline import timeline
from communique.analysis.utterances import Utterance, utterances
from communique.ingest import Reader
from communique.record import Document, Dossier

REPORTS = sorted((Path(__file__).parent / "case").glob("*.txt"))
DAYS = {"01": 3, "02": 3, "03": 3, "04": 4, "05": 4, "06": 4, "07": 5, "08": 5}
OUTLETS = {"01": "Lake News Agency", "02": "The Echo", "03": "The Star", "04": "The Courier", "06": "The Star"}


@pytest.fixture(scope="module")
def dossiers() -> list[Dossier]:
    reader = Reader()
    found = []
    for path in REPORTS:
        number = path.name[:2]
        text = path.read_text(encoding="utf-8")
        day = date(2026, 3, DAYS.get(number, 6))
        found.append(reader.read(Document(text=text, source=path.name, outlet=OUTLETS.get(number), published=day, published_basis="given")))
    return found


@pytest.fixture(scope="module")
def found(dossiers: list[Dossier]) -> list[Utterance]:
    return [each for each in utterances(dossiers) if each.documents > 1]


def reports_of(utterance: Utterance) -> set[str]:
    return {(telling.copy.dossier.document.source or "")[:2] for telling in utterance.tellings}


def about(found: Sequence[Utterance], word: str) -> Utterance:
    (one,) = [each for each in found if word in each.fullest.wording.text]
    return one


def test_every_planted_cluster_is_found_and_none_invented(found: list[Utterance]) -> None:
    assert sorted(map(sorted, map(reports_of, found))) == [
        ["01", "02", "03", "04", "06"],
        ["01", "02", "05"],
        ["07", "08"],
        ["09", "10"],
    ]


def test_the_wire_copy_counts_once_and_so_does_an_outlet(found: list[Utterance]) -> None:
    """Reports 01 and 02 are one copy; 03 and 06 are both of The Star; 04 stands alone."""
    assert sorted(len(chain) for chain in about(found, "paper").chains) == [1, 2, 2]


SERIOUS = [("paper", "04", "negation"), ("handed over", "05", "number"), ("corridor", "10", "modal")]


@pytest.mark.parametrize(("word", "report", "kind"), SERIOUS)
def test_what_a_report_changes_is_told(found: list[Utterance], word: str, report: str, kind: str) -> None:
    utterance = about(found, word)
    changing = [v for v in utterance.variants if v.serious]
    assert {difference.kind for v in changing for difference in v.serious} == {kind}
    told = {(telling.copy.dossier.document.source or "")[:2] for telling in (utterance.fullest, *(v.telling for v in changing))}
    assert report in told


def test_the_tensions_are_the_planted_ones(dossiers: list[Dossier], found: list[Utterance]) -> None:
    tensions = between(dossiers, utterances=found, happenings=timeline(dossiers))
    assert sorted(each.kind for each in tensions) == ["number", "wording", "wording"]
