"""What a claim about a vote was read as, in words, for the pages and the terminal."""

from collections.abc import Iterator

from communique.exports.wording import Cast, one_line, tally_words
from communique.record import SetClaim, VoteClaim, VoteComparison, VoteCount

_BODIES = {"GA": "General Assembly", "SC": "Security Council", "org:un-human-rights-council": "Human Rights Council"}
_CAST = {"yes": "in favour", "no": "against", "abstain": "abstaining", "absent": "absent"}


def read_as(claim: VoteClaim, cast: Cast) -> str:
    """Say what a claim was read as: body, symbol, date, counts, states, sets - only what the text tells."""
    return " · ".join(one_line(fact) for fact in _facts(claim, cast) if fact)


def _facts(claim: VoteClaim, cast: Cast) -> Iterator[str]:
    yield _BODIES.get(claim.body or "", claim.body or "")
    yield claim.resolution or ""
    yield claim.date or ""
    yield tally_words(claim.tally)
    yield ", ".join(f"{cast.country(state)} {vote}" for state, vote in claim.votes.items())
    yield ", ".join(_like(state, leader, cast) for state, leader in claim.votes_like.items())
    yield ", ".join(f"nobody else {_CAST[vote]}" for vote in claim.only)
    yield ", ".join(_count(count, cast) for count in claim.counts)
    yield _comparison(claim.comparison) if claim.comparison else ""
    yield _set(claim.set_claim, cast) if claim.set_claim else ""
    yield claim.ended or ""
    yield claim.count_claim or ""
    yield f"not understood: “{claim.unread}”" if claim.unread else ""


def _like(state: str, leader: str, cast: Cast) -> str:
    who = f"{state[1:]} others" if state.startswith("#") else cast.country(state)
    return f"{who} as {cast.country(leader)}"


def _count(count: VoteCount, cast: Cast) -> str:
    number = count.share or str(count.number)
    relation = "" if count.relation == "exactly" else f"{count.relation} "
    of = f" of {cast.name(count.among)}" if count.among else " of the members" if count.share else ""
    but = f" except {', '.join(cast.country(state) for state in count.but)}" if count.but else ""
    return f"{relation}{number}{of} {_CAST[count.vote]}{but}"


def _comparison(told: VoteComparison) -> str:
    number = "" if told.difference is None else f"{told.difference} "
    return f"{number}{told.direction} {_CAST[told.vote]} than before" + (f" ({told.date})" if told.date else "")


def _set(said: SetClaim, cast: Cast) -> str:
    who = ", ".join(cast.country(state) for state in said.named)
    states = f"{said.states} states" if said.states is not None else ""
    on = (
        "none"
        if said.never
        else f"{said.least}"
        if said.least and said.least > 0
        else "all but one"
        if said.least
        else "most"
        if said.majority
        else "all"
    )
    almost, of = "almost " if said.almost and on == "all" else "", f" of {said.size} resolutions" if said.size else " of the resolutions"
    votes = " or ".join(_CAST[vote] for vote in said.votes)
    return f"{' and '.join(filter(None, [who, states]))}: {votes} on {almost}{on}{of}"
