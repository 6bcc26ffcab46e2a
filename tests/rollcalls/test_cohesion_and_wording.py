"""The cohesion of groups, and other forms of the words that roll calls are looked up by."""

import math
from datetime import date

import pytest

from communique.record import RollCall, Tally
from communique.rollcalls import load
from communique.rollcalls.cohesion import agreement_index, apart, cohesion, cohesion_by_year
from communique.rollcalls.wording import forms, ids_about, phrasings
from communique.vocabulary import load as load_vocabulary


@pytest.mark.parametrize(
    ("votes", "index"),
    [
        (["yes"] * 4, 1.0),
        (["yes", "yes", "absent"], 1.0),
        (["yes", "no", "abstain"], 0.0),
        (["yes", "no"], 0.25),
        (["yes", "yes", "yes", "no"], 0.625),
        (["yes"], None),
        (["absent", "absent"], None),
        ([], None),
    ],
)
def test_the_agreement_index(votes, index):
    assert agreement_index(votes) == index


def split(year, votes):
    tally = Tally(**{vote: list(votes.values()).count(vote) for vote in ("yes", "no", "abstain")})
    return RollCall(id="U1", body="GA", date=date(year, 3, 1), title="A trial", tally=tally, votes=votes), votes


def test_cohesion_counts_votes_of_two_and_more():
    splits = [
        split(2001, {"FRA": "yes", "DEU": "yes"}),
        split(2001, {"FRA": "yes", "DEU": "no"}),
        split(2002, {"FRA": "yes", "DEU": "absent"}),
    ]
    found = cohesion(splits)
    assert (found.n, found.alike, found.index) == (2, 1, pytest.approx(0.625))
    assert list(cohesion_by_year(splits)) == [2001]
    assert math.isnan(cohesion([]).index)


@pytest.mark.parametrize(
    ("votes", "away"),
    [
        ({"FRA": "yes", "DEU": "yes", "HUN": "no", "ITA": "absent"}, {"HUN": "no"}),
        ({"FRA": "yes", "HUN": "no"}, {}),
        ({"FRA": "absent"}, {}),
    ],
)
def test_who_stood_apart(votes, away):
    assert apart(votes) == away


@pytest.mark.parametrize(
    ("word", "form"), [("Cuban", "Cuba"), ("ceasefire", "cease fire"), ("weapons", "weapon"), ("russian", "Russia"), ("Syrian", "Syria")]
)
def test_forms_of_words(word, form):
    found = forms(word, load_vocabulary())
    assert found[0] == word
    assert form in found


def test_words_without_other_forms_stand_alone():
    assert phrasings("peace process", load_vocabulary()) == ("peace process",)


def test_a_peoples_adjective_finds_its_state():
    record = load()
    found = ids_about(record, "Cuban embargo", load_vocabulary())
    assert {row.resolution for row in record.find("embargo cuba")} <= {record.get(one).resolution for one in found}
