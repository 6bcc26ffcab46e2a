"""Decisions about entries: written on them, kept by newer readings, reported where the evidence moved, carried by a plain file."""

import json

import pytest

from communique.archive import (
    Archive,
    Sighting,
    Wish,
    attributions,
    decide,
    events,
    keep,
    list_decisions,
    load_decisions,
    open_archive,
    positions,
    to_lines,
)
from communique.errors import RecordError, UnknownName, UsageError
from communique.record import Dossier
from tests.archive.dossiers import COUNCIL, ODOR, TALKS, VENN, dossier, mentioned, names_of, said, talks

HERE = Sighting("https://example.org/talks")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    keep(archive, talks(), HERE, names_of=names_of)
    return archive


def refs(archive: Archive, **wish: object) -> list[str]:
    return [each.place.ref for each in attributions(archive, Wish(**wish)).found]  # type: ignore[arg-type]


def test_a_rejected_entry_is_no_longer_shown(filled: Archive) -> None:
    decide(filled, "1:a3", verdict="rejected", reason="a scare phrase")
    assert refs(filled) == ["1:a1", "1:a2"]
    assert refs(filled, rejected=True) == ["1:a1", "1:a2", "1:a3"]


def test_a_corrected_speaker_is_the_speaker(filled: Archive) -> None:
    decide(filled, "1:a3", verdict="corrected", corrections={"speaker": "org:council"}, reason="named in the next line", names_of=names_of)
    assert refs(filled, actors=("org:council",)) == ["1:a3"]
    (found,) = [each for each in attributions(filled, Wish()).found if each.place.entry == "a3"]
    assert ([who.name for who in found.speakers], found.decision) == (["Council of the Isles"], "corrected")


def test_a_speaker_can_be_corrected_to_nobody_and_to_one_new_to_the_archive(filled: Archive) -> None:
    decide(filled, "1:a1", verdict="corrected", corrections={"speaker": "nobody"}, reason="not told")
    decide(filled, "1:a2", verdict="corrected", corrections={"speaker": "state:MRV"}, reason="for the state", names_of=names_of)
    found = {each.place.entry: [who.id for who in each.speakers] for each in attributions(filled, Wish()).found}
    assert (found["a1"], found["a2"]) == ([], ["state:MRV"])


def test_positions_and_events_are_corrected_too(filled: Archive) -> None:
    decide(filled, "1:p1", verdict="corrected", corrections={"stance": "offers"}, reason="it is an offer")
    decide(filled, "1:e1", verdict="corrected", corrections={"modality": "denied", "date": "2031-03-03"}, reason="denied later")
    assert positions(filled, Wish()).found[0].stance == "offers"
    assert (events(filled, Wish()).found[0].modality, events(filled, Wish()).found[0].date) == ("denied", "2031-03-03")


def test_the_latest_decision_counts_and_can_be_withdrawn(filled: Archive) -> None:
    decide(filled, "1:a2", verdict="corrected", corrections={"speaker": "person:ilka-venn"}, reason="first thought")
    decide(filled, "1:a2", verdict="accepted", reason="second thought")
    assert attributions(filled, Wish(actors=("person:ilka-venn",))).total == 1
    assert [each.decision for each in attributions(filled, Wish()).found] == [None, "accepted", None]
    decide(filled, "1:a2", verdict="withdrawn", reason="third thought")
    assert [each.decision for each in attributions(filled, Wish()).found] == [None, None, None]
    assert [each.verdict for each in list_decisions(filled)] == ["corrected", "accepted", "withdrawn"]


@pytest.mark.parametrize(
    ("ref", "given", "error", "says"),
    [
        ("1:a9", {"verdict": "accepted"}, UnknownName, "no entry 1:a9"),
        ("7:a1", {"verdict": "accepted"}, UnknownName, "no entry 7:a1"),
        ("a1", {"verdict": "accepted"}, UsageError, "names no entry"),
        ("1:x1", {"verdict": "accepted"}, UsageError, "names no entry"),
        ("1:a1", {"verdict": "accepted", "reason": " "}, UsageError, "needs a reason"),
        ("1:a1", {"verdict": "corrected"}, UsageError, "which field"),
        ("1:a1", {"verdict": "rejected", "corrections": {"kind": "direct"}}, UsageError, "which field"),
        ("1:a1", {"verdict": "corrected", "corrections": {"content": "x"}}, UsageError, "content of attributions cannot"),
        ("1:a1", {"verdict": "corrected", "corrections": {"speaker": "person:none"}}, UnknownName, "person:none"),
    ],
)
def test_a_decision_that_cannot_be_made(filled: Archive, ref: str, given: dict[str, object], error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        decide(filled, ref, **({"reason": "because"} | given))  # type: ignore[arg-type]
    assert list_decisions(filled) == ()


def read_again(*attributions_: object) -> Dossier:
    """A newer reading of TALKS with these attributions."""
    actors = (mentioned(VENN, TALKS, "Ilka Venn"), mentioned(ODOR, TALKS, "Ódor"), mentioned(COUNCIL, TALKS, "The Council"))
    return dossier(TALKS, reader="2", actors=actors, attributions=attributions_)


def test_a_newer_reading_keeps_a_decision_on_the_same_words(filled: Archive) -> None:
    decide(filled, "1:a2", verdict="corrected", corrections={"speaker": "person:ilka-venn"}, reason="the paper corrected itself")
    kept = keep(filled, read_again(said("a1", TALKS, "We shall not sign,", by=ODOR)), HERE, names_of=names_of)
    assert kept.unsettled == ()
    (found,) = attributions(filled, Wish()).found
    assert ([who.id for who in found.speakers], found.decision) == (["person:ilka-venn"], "corrected")
    (decision,) = list_decisions(filled)
    assert (decision.state, decision.entry, decision.now) == ("stands", "a2", "a1")


def test_evidence_that_moved_or_is_gone_is_reported_and_not_applied(filled: Archive) -> None:
    decide(filled, "1:a2", verdict="rejected", reason="not said")
    decide(filled, "1:a3", verdict="accepted", reason="heard it")
    kept = keep(filled, read_again(said("a1", TALKS, "We shall not sign,” President Ódor said", by=ODOR)), HERE, names_of=names_of)
    assert [(each.entry, each.state, each.now) for each in kept.unsettled] == [("a2", "moved", "a1"), ("a3", "gone", None)]
    assert [each.decision for each in attributions(filled, Wish()).found] == [None]
    assert len(list_decisions(filled, unsettled=True)) == 2
    decide(filled, "1:a1", verdict="accepted", reason="looked at it")
    assert [each.entry for each in list_decisions(filled, unsettled=True)] == ["a3"]


def test_a_file_of_decisions_goes_to_another_archive(filled: Archive, tmp_path: object) -> None:
    decide(filled, "1:a3", verdict="rejected", reason="a scare phrase", decided_by="Ana")
    decide(filled, "1:a2", verdict="corrected", corrections={"speaker": "person:ilka-venn"}, reason="zitiert »Ilka«")
    lines = to_lines(list_decisions(filled))
    assert [json.loads(line)["verdict"] for line in lines.splitlines()] == ["rejected", "corrected"]
    with open_archive(f"{tmp_path}/other.db", create=True) as other:
        assert load_decisions(other, lines.splitlines())[0] == 2  # before the text is there
        keep(other, dossier("Another text."), Sighting("x"))
        keep(other, talks(), HERE, names_of=names_of)
        assert refs(other) == ["2:a1", "2:a2"]
        assert refs(other, actors=("person:ilka-venn",)) == ["2:a1", "2:a2"]
        assert load_decisions(other, lines.splitlines())[0] == 0


def test_decisions_that_came_before_the_text_are_laid_on_it(tmp_path: object, filled: Archive) -> None:
    decide(filled, "1:a3", verdict="rejected", reason="a scare phrase")
    with open_archive(f"{tmp_path}/other.db", create=True) as other:
        load_decisions(other, to_lines(list_decisions(filled)).splitlines())
        keep(other, talks(), HERE, names_of=names_of)
        assert refs(other) == ["1:a1", "1:a2"]
        assert [each.state for each in list_decisions(other)] == ["stands"]


@pytest.mark.parametrize(("field", "value"), [("speaker", "Ilka Venn"), ("kind", "loud"), ("speaker", "7")])
def test_a_file_with_a_value_that_cannot_be_adds_none(filled: Archive, field: str, value: str) -> None:
    decide(filled, "1:a3", verdict="corrected", corrections={"speaker": "nobody"}, reason="a scare phrase")
    line = to_lines(list_decisions(filled)).replace('{"speaker": "nobody"}', json.dumps({field: value})).replace('"made": "2', '"made": "1')
    with pytest.raises(RecordError, match="Line 1 of the decisions has a"):
        load_decisions(filled, [line])


@pytest.mark.parametrize("line", ["{", "[]", "{}", '{"layer": "gaps"}'])
def test_a_damaged_file_of_decisions_adds_none(filled: Archive, line: str) -> None:
    decide(filled, "1:a3", verdict="rejected", reason="a scare phrase")
    good = to_lines(list_decisions(filled)).replace("a scare phrase", "another").replace('"made": "2', '"made": "1')
    with pytest.raises(RecordError, match="Line 2 of the decisions"):
        load_decisions(filled, [good, line])
    assert len(list_decisions(filled)) == 1
