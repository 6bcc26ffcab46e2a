"""Proposals as things: name, party, how many points are stated, and which points a text tells, in a list or here and there."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from communique.ingest import Reader
from communique.record import Dossier, Proposal

DAY = date(2023, 2, 24)
PAPERS = Path(__file__).parent.parent.parent / "examples" / "papers"


@cache
def reader() -> Reader:
    return Reader()


def read(text: str) -> Dossier:
    return reader().read(text, published=DAY)


def only(text: str) -> Proposal:
    (proposal,) = read(text).proposals
    return proposal


SCATTERED = """Norway on Monday presented a 12-point proposal for ending the war.
The proposal calls for a ceasefire and the release of all prisoners.
The plan also urged the end of Western sanctions, measures to ensure the safety of nuclear facilities, and steps to ensure grain exports.
“Nuclear weapons must not be used,” the proposal said. “We oppose the use of chemical weapons.”
It also called for respect for the territorial integrity of all states.
Norway welcomed the visit of the delegation. Sweden demanded the withdrawal of troops."""


def test_points_are_gathered_from_where_the_text_tells_them() -> None:
    proposal = only(SCATTERED)
    assert (proposal.name, proposal.by, proposal.points_stated) == ("12-point proposal", "state:NOR", 12)
    assert [(p.issue, p.stance) for p in proposal.points] == [
        ("ceasefire", "calls for"),
        ("prisoners", "calls for"),
        ("sanctions-relief", "calls for"),
        ("nuclear-plants", "calls for"),
        ("grain-exports", "calls for"),
        ("nuclear-use", "rejects"),
        ("chemical-biological", "opposes"),
        ("territorial-integrity", "calls for"),
    ]
    assert {p.number for p in proposal.points} == {None}


@pytest.mark.parametrize(
    ("text", "stated", "by"),
    [
        ("Kenya presented a ten-point plan. The plan calls for a ceasefire.", 10, "state:KEN"),
        ("Brazil’s peace plan of eight points was published. The plan demands a ceasefire.", 8, "state:BRA"),
        ("The African Union unveiled a peace plan. The plan urges a ceasefire.", None, "org:au"),
        ("A 5-point paper released by Germany urged a ceasefire.", 5, "state:DEU"),
    ],
)
def test_the_number_of_points_that_is_stated(text: str, stated: int | None, by: str) -> None:
    proposal = only(text)
    assert (proposal.points_stated, proposal.by) == (stated, by)
    assert [p.issue for p in proposal.points] == ["ceasefire"]


@pytest.mark.parametrize(
    "text",
    [
        "The city council approved a plan for a new road.",
        "Germany plans to build a bridge.",
        "The newspaper printed a paper on owls.",
        "A 12-point plan was found on the table.",
    ],
)
def test_a_plan_without_party_or_kind_is_no_proposal(text: str) -> None:
    assert read(text).proposals == ()


def points(file: str) -> list[tuple[int | None, str, str | None]]:
    (proposal,) = reader().read_source(PAPERS / file).proposals
    return [(p.number, p.issue, p.stance) for p in proposal.points]


def test_the_numbered_points_of_a_paper() -> None:
    found = points("swiss-paper.txt")
    assert {
        (1, "territorial-integrity", "calls for"),
        (2, "ceasefire", "calls for"),
        (3, "negotiations", "calls for"),
        (4, "humanitarian-corridors", "calls for"),
        (5, "prisoners", "calls for"),
        (6, "nuclear-plants", "calls for"),
        (6, "inspections", "demands"),
        (7, "nuclear-use", "opposes"),
        (8, "grain-exports", "calls for"),
        (9, "unilateral-measures", "opposes"),
        (10, "bloc-confrontation", "opposes"),
        (11, "supply-chains", "calls for"),
        (12, "reconstruction", "calls for"),
    } <= set(found)
    assert {number for number, _, _ in found} == set(range(1, 13))


def test_the_numbered_points_of_a_formula() -> None:
    found = points("kenyan-formula.txt")
    assert {
        (1, "nuclear-plants", "calls for"),
        (2, "grain-exports", "calls for"),
        (3, "prisoners", "calls for"),
        (3, "abducted-children", "calls for"),
        (4, "territorial-integrity", "calls for"),
        (4, "territorial-concessions", "rejects"),
        (5, "withdrawal", "calls for"),
        (5, "ceasefire", "calls for"),
        (6, "reparations", "demands"),
        (7, "protection-civilians", "calls for"),
        (8, "security-guarantees", "calls for"),
        (9, "sanctions", "calls for"),
        (10, "peace-conference", "calls for"),
    } <= set(found)
    assert {number for number, _, _ in found} == set(range(1, 11))


def test_items_after_a_stance_word_are_asked_for() -> None:
    text = (
        "Press statement\nIndonesia demands:\n(a) the release of all political prisoners;\n(b) an end to the fighting;\n(c) free elections."
    )
    found = {(p.actor, p.issue, p.stance) for p in read(text).positions}
    assert found == {
        ("state:IDN", "political-prisoners", "demands"),
        ("state:IDN", "ceasefire", "demands"),
        ("state:IDN", "elections", "demands"),
    }


def test_stances_on_a_proposal_have_it_as_their_target() -> None:
    text = (
        "China’s 12-point peace proposal calls for a ceasefire. Emmanuel Macron called it an important step. "
        "Volodymyr Zelensky rejected the proposal. Germany said it supports the proposal."
    )
    dossier = read(text)
    (proposal,) = dossier.proposals
    on_it = {(p.actor, p.stance) for p in dossier.positions if p.target == proposal.id}
    assert on_it == {("person:emmanuel-macron", "supports"), ("person:volodymyr-zelenskyy", "rejects"), ("state:DEU", "supports")}
