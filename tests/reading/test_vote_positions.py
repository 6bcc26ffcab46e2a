"""Votes and sponsorship as positions on the resolution's matter."""

from communique.reading.vote_positions import positions_from_votes
from communique.record import Document, Verdict, VoteClaim
from communique.vocabulary.issues import issues

TITLES = {
    "A/RES/77/1": "Necessity of ending the economic, commercial and financial embargo",
    "A/RES/77/2": "Convention on the Prohibition of the Use of Nuclear Weapons",
    "A/RES/77/3": "International Tea Day",
}
WORDS = Document(text="They vote.").span(0, 9)


def claim(symbol: str, verdict: Verdict | None = None, **votes: str) -> VoteClaim:
    return VoteClaim(id="v1", resolution=symbol, votes=votes, spans=(WORDS,), verdict=verdict)


def told(one: VoteClaim, **sponsors: list[str]) -> list[tuple[str, str, str, str]]:
    found = positions_from_votes([one], TITLES, issues(), sponsors={"A/RES/77/1": sponsors.get("sponsors", [])})
    return [(p.actor, p.issue, p.stance, p.basis) for p in found]


def test_yes_no_and_abstentions() -> None:
    assert told(claim("A/RES/77/1", CHN="yes", USA="no", BRA="abstain", FJI="absent")) == [
        ("state:CHN", "sanctions-relief", "supports", "vote"),
        ("state:USA", "sanctions-relief", "opposes", "vote"),
        ("state:BRA", "sanctions-relief", "neutral", "vote"),
    ]


def test_a_vote_for_what_goes_against_an_issue_opposes_it() -> None:
    assert told(claim("A/RES/77/2", IND="yes")) == [("state:IND", "nuclear-use", "opposes", "vote")]


def test_sponsors_call_for_it_and_a_title_without_issue_is_its_own_label() -> None:
    assert told(claim("A/RES/77/1"), sponsors=["CUB"]) == [("state:CUB", "sanctions-relief", "calls for", "sponsorship")]
    assert told(claim("A/RES/77/3", LKA="yes")) == [("state:LKA", "free:international-tea-day", "supports", "vote")]


def test_a_claim_that_fails_or_names_no_known_resolution_tells_none() -> None:
    verdict = Verdict(outcome="fails", finding="vote differs", resolution="A/RES/77/1", reason="It voted otherwise.")
    assert told(claim("A/RES/77/1", verdict, CHN="yes")) == []
    assert told(claim("A/RES/1/1", CHN="yes")) == []


def test_ids_go_on_and_the_resolution_is_the_target() -> None:
    (position,) = positions_from_votes([claim("A/RES/77/2", IND="abstain")], TITLES, issues(), first=7)
    assert (position.id, position.target, position.evidence, position.stance) == ("p7", "A/RES/77/2", "v1", "neutral")
