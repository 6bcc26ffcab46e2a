"""Dossiers after review: what persons merged, set apart, corrected and rejected shows in all that is made of them."""

from typing import Any

import pytest

from communique.analysis.matrix import matrix
from communique.analysis.network import network
from communique.analysis.utterances import utterances
from communique.archive import (
    Archive,
    Sighting,
    Wish,
    decide,
    dossier_of,
    dossiers,
    events,
    find_actors,
    keep,
    merge,
    part,
    positions,
    reviewed_dossiers,
    sources,
    undo_merge,
)
from communique.errors import UsageError
from communique.record import Actor, Dossier
from communique.vocabulary.issues import issues
from tests.archive.dossiers import VENN, dossier, event, mentioned, names_of, position, said, talks

SPEECH = "“We will sign the paper on the ferry on Friday,” {who} said, and demands a ceasefire on the whole of the lake."


def speech(archive: Archive, number: int, who: str, *, country: str | None = None, outlet: str | None = None) -> None:
    """Add a report in which one person says one thing and wants a ceasefire."""
    text = f"Report {number}. {SPEECH.format(who=who)}"
    actor = Actor(id=f"person:{who.lower().replace(' ', '-')}", name=who, kind="person", country=country)
    entries: dict[str, Any] = {
        "attributions": (said("a1", text, "We will sign the paper on the ferry on Friday,", by=actor),),
        "positions": (position("p1", text, actor, "demands a ceasefire", issue="ceasefire", label="ceasefire", evidence="a1"),),
    }
    keep(
        archive,
        dossier(text, outlet=outlet, actors=(mentioned(actor, text, who),), **entries),
        Sighting(f"/case/{number}.txt"),
        names_of=names_of,
    )


def after_review(archive: Archive) -> list[Dossier]:
    """All dossiers, each of which must hang together as one that was read does."""
    found = [each for _, each in dossiers(archive, Wish())]
    assert [Dossier.from_json(each.to_json()) for each in found] == found
    return found


def test_what_nobody_decided_about_is_as_it_was_read(archive: Archive) -> None:
    keep(archive, talks(), Sighting("talks"), names_of=names_of)
    (found,) = after_review(archive)
    odor = found.actors[1]
    assert odor.id == "person:odor~d1"  # a single name says who it is in its own report alone
    assert found.attributions[1].speaker == "person:odor~d1"
    assert found.model_copy(update={"actors": (), "attributions": ()}) == talks().model_copy(update={"actors": (), "attributions": ()})
    assert dossier_of(archive, 1) == talks()


def test_two_spellings_that_were_merged_are_one_party_one_speaker_and_one_node(archive: Archive) -> None:
    speech(archive, 1, "Tomas Riosky", outlet="The Echo")
    speech(archive, 2, "Tomas Rioskij", outlet="The Star")
    assert matrix(after_review(archive), issues()).parties == ("person:tomas-rioskij", "person:tomas-riosky")
    made = merge(archive, "person:tomas-rioskij", "person:tomas-riosky", reason="two spellings")
    found = after_review(archive)
    assert [(each.actors[0].id, each.actors[0].name) for each in found] == [("person:tomas-riosky", "Tomas Riosky")] * 2
    assert found[1].actors[0].mentions[0].text == "Tomas Rioskij"
    (cell,) = matrix(found, issues()).cells.values()
    assert (cell.party, len(cell.taken)) == ("person:tomas-riosky", 2)
    assert [each.speakers for each in utterances(found)] == [("person:tomas-riosky",)]
    assert [edge.recipient for edge in network(found).edges] == ["person:tomas-riosky"] * 2
    undo_merge(archive, made.id, reason="brothers")
    assert len(matrix(after_review(archive), issues()).parties) == 2


def test_two_actors_of_one_report_that_were_merged_are_one_with_the_mentions_of_both(archive: Archive) -> None:
    text = "Ada Ohm said “the ferry sails”. Minister Ohm-Lind said “it is late”."
    one, other = (
        Actor(id=f"person:{key}", name=name, kind="person") for key, name in (("ada-ohm", "Ada Ohm"), ("a-ohm-lind", "A Ohm-Lind"))
    )
    entries = (said("a1", text, "the ferry sails", by=one), said("a2", text, "it is late", by=other))
    keep(
        archive,
        dossier(text, actors=(mentioned(one, text, "Ada Ohm"), mentioned(other, text, "Ohm-Lind")), attributions=entries),
        Sighting("x"),
    )
    merge(archive, "person:a-ohm-lind", "person:ada-ohm", reason="her married name")
    (found,) = after_review(archive)
    assert [(each.id, [m.text for m in each.mentions]) for each in found.actors] == [("person:ada-ohm", ["Ada Ohm", "Ohm-Lind"])]
    assert [each.speaker for each in found.attributions] == ["person:ada-ohm"] * 2


def test_homonyms_and_those_set_apart_are_two_parties(archive: Archive) -> None:
    speech(archive, 1, "John Marr", country="FRA")
    speech(archive, 2, "John Marr", country="ESP")
    speech(archive, 3, "Ada Ohm")
    speech(archive, 4, "Ada Ohm")
    part(archive, 4, "person:ada-ohm", reason="the singer")
    parties = matrix(after_review(archive), issues()).parties
    assert set(parties) == {"person:john-marr", "person:john-marr~2", "person:ada-ohm", "person:ada-ohm~d4"}


def test_what_rests_on_a_rejected_entry_goes_with_it_and_comes_back(archive: Archive) -> None:
    speech(archive, 1, "Ada Ohm")
    decide(archive, "1:a1", verdict="rejected", reason="a play")
    (found,) = after_review(archive)
    assert (found.attributions, found.positions) == ((), ())
    assert positions(archive, Wish()).total == 0
    assert [each.decision for each in positions(archive, Wish(rejected=True)).found] == ["rejected"]
    assert [each.attributions for each in sources(archive, Wish()).found] == [0]
    decide(archive, "1:a1", verdict="withdrawn", reason="it was none")
    (found,) = after_review(archive)
    assert (len(found.attributions), len(found.positions), positions(archive, Wish()).total) == (1, 1, 1)


def test_a_decision_of_its_own_goes_before_what_an_entry_rests_on(archive: Archive) -> None:
    speech(archive, 1, "Ada Ohm")
    decide(archive, "1:p1", verdict="accepted", reason="she said so elsewhere")
    decide(archive, "1:a1", verdict="rejected", reason="a play")
    assert [each.decision for each in positions(archive, Wish()).found] == ["accepted"]
    assert [each.id for each in after_review(archive)[0].positions] == ["p1"]


def test_words_in_rejected_words_and_events_told_in_them(archive: Archive) -> None:
    text = "Ilka Venn said the chair told her “the Council rejected the offer”."
    outer = said("a1", text, "the chair told her “the Council rejected the offer”", by=VENN, kind="mixed")
    inner = said("a2", text, "the Council rejected the offer", by=None).model_copy(update={"nested_in": "a1", "follows": "a1"})
    told = event("e1", text, "the Council rejected the offer", "rejected", by=VENN).model_copy(update={"told_by": "a2"})
    keep(archive, dossier(text, actors=(VENN,), attributions=(outer, inner), events=(told,)), Sighting("x"))
    decide(archive, "1:a1", verdict="rejected", reason="not hers")
    (found,) = after_review(archive)
    assert [(each.id, each.nested_in, each.follows) for each in found.attributions] == [("a2", None, None)]
    assert [each.id for each in found.events] == ["e1"]
    decide(archive, "1:a2", verdict="rejected", reason="nor the chair's")
    assert after_review(archive)[0].events == ()
    assert events(archive, Wish()).total == 0


def test_corrected_entries_are_shown_corrected_across_reports(archive: Archive) -> None:
    speech(archive, 1, "Ada Ohm")
    keep(archive, talks(), Sighting("talks"), names_of=names_of)
    decide(archive, "1:a1", verdict="corrected", corrections={"speaker": "person:ilka-venn"}, reason="misread")
    decide(archive, "2:p1", verdict="corrected", corrections={"stance": "opposes", "issue": "ceasefire"}, reason="misread")
    decide(
        archive, "2:e1", verdict="corrected", corrections={"type": "AGREE", "modality": "denied", "date": "2031-03-03"}, reason="misread"
    )
    first, second = after_review(archive)
    assert (first.attributions[0].speaker, first.attributions[0].speakers) == ("person:ilka-venn", ("person:ilka-venn",))
    assert first.positions[0].actor == "person:ilka-venn"  # what was wanted in her words is what she wants
    assert {actor.id for actor in first.actors} == {"person:ada-ohm", "person:ilka-venn"}
    assert (second.positions[0].stance, second.positions[0].issue, second.positions[0].label) == ("opposes", "ceasefire", "ceasefire")
    assert (second.events[0].type, second.events[0].modality, second.events[0].date) == ("AGREE", "denied", "2031-03-03")
    found = matrix([first, second], issues())
    assert {(key, cell.latest.position.stance) for key, cell in found.cells.items()} == {(("person:ilka-venn", "ceasefire"), "opposes")}


def test_a_speaker_corrected_to_nobody_wants_nothing(archive: Archive) -> None:
    speech(archive, 1, "Ada Ohm")
    decide(archive, "1:a1", verdict="corrected", corrections={"speaker": "nobody"}, reason="not told")
    (found,) = after_review(archive)
    assert (found.attributions[0].speaker, found.positions) == (None, ())


def test_a_correction_to_one_who_was_merged_names_the_one_that_it_is(archive: Archive) -> None:
    for number, name in enumerate(("Ada Ohm", "Tomas Riosky", "Tomas Rioskij"), start=1):
        speech(archive, number, name)
    merge(archive, "person:tomas-rioskij", "person:tomas-riosky", reason="two spellings")
    decide(archive, "1:a1", verdict="corrected", corrections={"speaker": "person:tomas-rioskij"}, reason="misread")
    assert after_review(archive)[0].attributions[0].speaker == "person:tomas-riosky"
    assert find_actors(archive, "Tomas Rioskij") == ("person:tomas-rioskij", "person:tomas-riosky")


@pytest.mark.parametrize(
    ("ref", "corrections", "says"),
    [
        ("2:p1", {"stance": "likes"}, "'likes' is no stance"),
        ("2:a1", {"kind": "loud"}, "'loud' is no kind"),
        ("2:e1", {"type": "REJECTED"}, "'REJECTED' is no type"),
        ("2:e1", {"date": "Monday"}, "'Monday' is no date"),
    ],
)
def test_a_value_that_the_record_does_not_have_is_refused(archive: Archive, ref: str, corrections: dict[str, str], says: str) -> None:
    speech(archive, 1, "Ada Ohm")
    keep(archive, talks(), Sighting("talks"), names_of=names_of)
    with pytest.raises(UsageError, match=says):
        decide(archive, ref, verdict="corrected", corrections=corrections, reason="r")


def test_a_number_that_is_not_there_is_passed_over(archive: Archive) -> None:
    speech(archive, 1, "Ada Ohm")
    assert [number for number, _ in reviewed_dossiers(archive, [5, 1])] == [1]
