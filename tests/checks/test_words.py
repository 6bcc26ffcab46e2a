"""Words against the recorded vote: states told of as neutral, or as for a thing, held against the real roll calls."""

from datetime import date
from functools import cache

import pytest

from communique import rollcalls
from communique.checks import Checker
from communique.checks.words import words_against_votes
from communique.ingest import Reader
from communique.record import Dossier, Position

DAY = date(2023, 2, 24)
VOTE = "The U.N. General Assembly approved a resolution on the war in Ukraine on Thursday by 141 votes to 7, with 32 abstentions."


@cache
def reader() -> Reader:
    return Reader()


@cache
def record() -> rollcalls.RollCalls:
    return rollcalls.load()


def read(text: str) -> Dossier:
    return words_against_votes(reader().read(text, published=DAY).model_copy(update={"tensions": ()}), record())


@pytest.mark.parametrize(
    ("state", "voting"),
    [
        ("Belarus", "voting against A/RES/ES-11/6"),
        ("Nicaragua", "voting against A/RES/ES-11/6"),
        ("Switzerland", "voting for A/RES/ES-11/6"),
    ],
)
def test_who_is_called_neutral_and_voted(state: str, voting: str) -> None:
    (tension,) = read(f"{state} says it is neutral in the war.\n{VOTE}").tensions
    assert tension.kind == "word against vote"
    assert tension.about == f"{state} is told of as neutral, and the record has it {voting} on 23 February 2023"
    assert tension.why


@pytest.mark.parametrize(
    "text",
    [
        f"China says it is neutral in the war.\n{VOTE}",
        f"India says it is neutral in the war.\n{VOTE}",
        f"Belarus denied that it is neutral in the war.\n{VOTE}",
        f"Switzerland says its banks are neutral.\n{VOTE}",
        "Belarus says it is neutral in the war.\nThe Assembly met on Thursday.",
        "Belarus says it is neutral in the war.\nThe U.N. General Assembly approved a resolution on Thursday by 150 votes to 2.",
    ],
)
def test_nothing_is_at_odds(text: str) -> None:
    assert read(text).tensions == ()


def test_a_vote_turns_a_stance_round_once() -> None:
    dossier = Reader().read(f"Belarus called for a ceasefire.\n{VOTE}\nBelarus voted against it.", published=DAY)
    dossier = Checker().check_dossier(dossier)
    claim, word = dossier.vote_claims[-1], dossier.positions[0]
    cast = Position(
        id="p9", actor="state:BLR", issue=word.issue, label=word.label, stance="opposes", span=claim.spans[0], basis="vote",
        target="A/RES/ES-11/6", evidence=claim.id, why="vote",
    )  # fmt: skip
    told = dossier.model_copy(update={"positions": (word, cast), "tensions": ()})
    (tension,) = words_against_votes(told, record()).tensions
    assert tension.about == "Belarus calls for ceasefire, and its vote on A/RES/ES-11/6 opposes it"
    again = words_against_votes(words_against_votes(told, record()), record())
    assert len(again.tensions) == 1
