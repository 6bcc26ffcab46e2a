"""Word against vote by the record: a state that the text tells of as neutral, or as for a thing, and what the roll call has it voting."""

from collections.abc import Iterator

from communique.record import Dossier, Position, RollCall, Span, Stance, Tension, Vote, VoteClaim
from communique.rollcalls import RollCalls

_WAR = ("war", "invasion", "conflict", "aggression", "hostilities")
_FOR: frozenset[Stance] = frozenset({"demands", "calls for", "supports"})
_AGAINST: frozenset[Stance] = frozenset({"opposes", "rejects"})
_VOTED: dict[Vote, str] = {"yes": "voting for", "no": "voting against", "abstain": "abstaining on", "absent": "absent from"}


def words_against_votes(dossier: Dossier, record: RollCalls) -> Dossier:
    """Return the dossier with the tensions that only the record of roll calls shows, after those that the reading found.

    Looked at are the roll calls of the claims that hold. A state told of as neutral in a war is held against its recorded vote on them; a
    stance against the vote on the same issue, where the dossier has that vote as a position. What the text itself tells both sides of is
    the reading's, and is not told twice.
    """
    known = {(t.kind, side.start) for t in dossier.tensions for side in t.between if isinstance(side, Span)}
    found = list(dossier.tensions)
    for claim in dossier.vote_claims:
        if ("word against vote", claim.spans[0].start) in known:
            continue
        for about, span, why in (*_neutral(dossier, claim, record), *_turned(dossier, claim)):
            between = (span, claim.spans[0])
            found.append(Tension(id=f"t{len(found) + 1}", kind="word against vote", about=about, between=between, why=why))
    return dossier if len(found) == len(dossier.tensions) else dossier.model_copy(update={"tensions": tuple(found)})


def _neutral(dossier: Dossier, claim: VoteClaim, record: RollCalls) -> Iterator[tuple[str, Span, str]]:
    roll_call = _roll_call(claim, record)
    if roll_call is None:
        return
    names = {actor.id: actor.name for actor in dossier.actors}
    for state, span, entry in _told_neutral(dossier):
        vote = roll_call.votes.get(state.removeprefix("state:"))
        if vote in {"yes", "no"} and state.removeprefix("state:") not in claim.votes:
            told = f"{_VOTED[vote]} {roll_call.resolution} on {roll_call.date.day} {roll_call.date:%B %Y}"
            why = f"{entry} is neutral; roll call {roll_call.id} of {claim.id} has {state.removeprefix('state:')}: {vote}"
            yield f"{names.get(state, state)} is told of as neutral, and the record has it {told}", span, why


def _roll_call(claim: VoteClaim, record: RollCalls) -> RollCall | None:
    verdict = claim.verdict
    if verdict is None or verdict.outcome != "holds" or verdict.resolution is None or claim.set_claim is not None:
        return None
    found = record.by_symbol(verdict.resolution)
    return found[0] if len(found) == 1 else None


def _told_neutral(dossier: Dossier) -> Iterator[tuple[str, Span, str]]:
    """Yield each state that says, or of which the narration says, that it is neutral in a war: once a state, with the words."""
    told: set[str] = set()
    for position in dossier.positions:
        words = f"{position.label} {position.span.text}".lower()
        told_so = position.stance == "neutral" and position.basis in {"speech", "narration"} and any(word in words for word in _WAR)
        if told_so and position.actor.startswith("state:") and position.actor not in told:
            told.add(position.actor)
            yield position.actor, position.span, position.id
    for attribution in dossier.attributions:
        words = attribution.content[0].text.lower()
        said = not (attribution.denial or attribution.negated) and "neutral" in words and "not neutral" not in words
        for speaker in attribution.speakers if said and any(word in words for word in _WAR) else ():
            if speaker.startswith("state:") and speaker not in told:
                told.add(speaker)
                yield speaker, attribution.content[0], attribution.id


def _turned(dossier: Dossier, claim: VoteClaim) -> Iterator[tuple[str, Span, str]]:
    """Yield stances that a vote of the same state on the same issue turns round."""
    names = {actor.id: actor.name for actor in dossier.actors}
    votes = {(p.actor, p.issue): p for p in dossier.positions if p.basis == "vote" and p.evidence == claim.id}
    seen: set[tuple[str, str]] = set()
    for position in dossier.positions:
        key = (position.actor, position.issue)
        cast = votes.get(key)
        if cast is None or position.basis not in {"speech", "narration"} or key in seen or not _opposed(position, cast):
            continue
        seen.add(key)
        name = names.get(position.actor, position.actor)
        about = f"{name} {position.stance} {position.label}, and its vote on {cast.target or 'the resolution'} {cast.stance} it"
        yield about, position.span, f"{position.id} against {cast.id}, the vote of {claim.id}"


def _opposed(position: Position, cast: Position) -> bool:
    return (position.stance in _FOR and cast.stance in _AGAINST) or (position.stance in _AGAINST and cast.stance in _FOR)
