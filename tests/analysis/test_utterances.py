"""Which quotations are one utterance: pairs judged by reading, whole clusters, and how many chains tell them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from communique.analysis.utterances import utterances
from tests.analysis.desk import report

# Renderings and traps that are judged wrongly today; each says why.
KNOWN = {
    "pairs_blind-3": "a report in the reporter's words shares too few words with what was said",
    "pairs_blind-18": "a second translation: the list of renderings does not have its words (worth, value; names, mentions)",
}


def pairs() -> Iterator[Any]:
    for name in ("pairs", "pairs_blind"):
        listed = yaml.safe_load(Path(__file__).with_name(f"{name}.yaml").read_text(encoding="utf-8"))
        for number, pair in enumerate(listed):
            case = f"{name}-{number}"
            marks = [pytest.mark.xfail(reason=KNOWN[case], strict=True)] if case in KNOWN else []
            yield pytest.param(pair, id=case, marks=marks)


@pytest.mark.parametrize("pair", list(pairs()))
def test_pairs(pair: dict[str, Any]) -> None:
    found = utterances([report([pair["a"]], number=1), report([pair["b"]], number=2)])
    assert bool(found) == pair["same"]
    if found and "kind" in pair:
        assert found[0].variants[0].kind == pair["kind"]
    if found and "flags" in pair:
        assert {difference.kind for difference in found[0].variants[0].serious} == set(pair["flags"])


WIRE = (
    "The envoy came out of the hall shortly before midnight and walked to the microphones without notes, flanked by two aides. Snow was "
    "falling on the square, and the crowd that had waited since the morning fell silent when she began to speak of the prisoners."
)


def test_wire_copy_printed_thrice_is_one_chain_and_a_report_of_its_own_another() -> None:
    said = 'brandt | 3 | "We will not sign a paper that leaves our prisoners behind."'
    printed = [report([said], number=n, outlet=outlet, body=WIRE) for n, outlet in enumerate(["The Post", "The Echo", "The Courier"])]
    own = report([said], number=9, outlet="The Star", body="At the harbour the minister spoke to fishermen, and to us, for the first time.")
    (found,) = utterances([*printed, own])
    assert found.documents == 4
    assert sorted(len(chain) for chain in found.chains) == [1, 3]


def test_one_agency_behind_two_reports_is_one_chain() -> None:
    said = 'brandt | 3 | "We will not sign a paper that leaves our prisoners behind."'
    one = report([said], number=1, outlet="Reuters", body="The minister spoke after the talks.")
    other = report([said], number=2, outlet="The Echo", body="HALDEN (Reuters) - It was a long night for all who waited.")
    (found,) = utterances([one, other])
    assert len(found.chains) == 1


def test_speakers_known_to_be_others_are_not_joined_through_an_unresolved_one() -> None:
    words = '"The bridge at Halden was blown up by our own engineers before dawn."'
    found = utterances([report([f"{who} | 3 | {words}"], number=n) for n, who in enumerate(["brandt", "-", "osei"])])
    assert all(not {"person:brandt", "person:osei"} <= set(each.speakers) for each in found)


def test_the_order_of_the_reports_does_not_matter() -> None:
    lines = [
        'brandt | 3 | "We will not sign a paper that leaves our prisoners behind."',
        'brandt | 4 | "We will sign a paper that leaves our prisoners behind."',
        'osei | 3 | "The corridor will open on Monday and it will stay open."',
        'osei | 3 | "The corridor will open on Monday"',
    ]
    reports = [report([line], number=n) for n, line in enumerate(lines)]
    forward, backward = utterances(reports), utterances(reports[::-1])
    assert [{t.ref for t in each.tellings} for each in forward] == [{t.ref for t in each.tellings} for each in backward]


def test_reports_that_share_only_the_quotation_are_chains_of_their_own() -> None:
    said = 'brandt | 3 | "We will not sign a paper that leaves our prisoners behind, and we will not leave this hall without the list."'
    found = utterances([report([said], number=1, outlet="The Echo"), report([said], number=2, outlet="The Star")])
    assert [len(chain) for chain in found[0].chains] == [1, 1]


def test_a_bare_name_in_reported_words_is_no_utterance() -> None:
    lines = ["osei | 3 | the North Valley Free Trade Agreement", "osei | 3 | a deal like the North Valley Free Trade Agreement"]
    assert utterances([report([line], number=n) for n, line in enumerate(lines)]) == []
