"""Word against vote: a state that stands for a thing, or aside, and votes otherwise, as the text itself tells both."""

from collections.abc import Iterator

from communique.reading.issues import IssueFinder
from communique.reading.tension_scene import Found, TensionScene
from communique.record import Position, Stance, Vote, VoteClaim

_FOR: frozenset[Stance] = frozenset({"demands", "calls for", "supports"})
_AGAINST: frozenset[Stance] = frozenset({"opposes", "rejects"})
_TOLD: dict[Vote, str] = {"yes": "voted for", "no": "voted against", "abstain": "abstained on", "absent": "was absent from the vote on"}
_TEXTS = frozenset({"resolution", "text", "draft", "motion", "declaration"})
_ASKING = frozenset(
    {"call", "demand", "urge", "request", "reaffirm", "uphold", "support", "insist", "seek", "affirm", "ask", "require", "back"}
)
_WAR = ("war", "invasion", "conflict", "aggression", "hostilities")


def find_word_against_vote(scene: TensionScene) -> Iterator[Found]:
    """Yield the stances that a state's vote, told in the same text, does not bear out.

    Held together are a stance on an issue and a vote on a resolution that, in the words of the sentence that tells the vote, asks for that
    very issue; and the claim to be neutral and a vote for or against. An abstention is held against what the state itself demands or backs.
    """
    claims = [claim for claim in scene.dossier.vote_claims if claim.votes and claim.set_claim is None]
    if not claims:
        return
    finder = scene.issues
    for claim in claims:
        asked = _asked(scene, claim, finder)
        for code, vote in claim.votes.items():
            yield from _stances(scene, claim, f"state:{code}", vote, asked)
            if vote in {"yes", "no"}:
                yield from _neutrality(scene, claim, f"state:{code}", vote)


def _stances(scene: TensionScene, claim: VoteClaim, state: str, vote: Vote, asked: frozenset[str]) -> Iterator[Found]:
    told = set()
    for position in scene.dossier.positions:
        own = position.actor == state and position.basis in {"speech", "narration"} and not _beside(scene, position, claim)
        if not own or position.issue in told or position.issue not in asked:
            continue
        if (position.stance in _FOR and vote in {"no", "abstain"}) or (position.stance in _AGAINST and vote == "yes"):
            told.add(position.issue)
            about = f"{scene.name(state)} {position.stance} {position.label}, and {_TOLD[vote]} a resolution that, as told, asks for it"
            why = f"{position.id} ({position.stance} {position.issue}) against {claim.id} (vote {vote}), whose sentence says what it was on"
            taken = position.operative or position.span
            stance = scene.stretch([scene.token(s) for piece in (taken, position.span) for s in (piece.start, piece.end - 1)])
            yield Found("word against vote", about, (stance, claim.spans[0]), why)


def _neutrality(scene: TensionScene, claim: VoteClaim, state: str, vote: Vote) -> Iterator[Found]:
    """Yield a state's word that it is neutral in a war, against its vote for or against a resolution."""
    for attribution in scene.dossier.attributions:
        content = attribution.content[0]
        words = content.text.lower()
        if (
            state not in attribution.speakers
            or attribution.denial
            or attribution.negated
            or "neutral" not in words.replace("neutrality", "neutral")
        ):
            continue
        if "not neutral" not in words and any(word in words for word in _WAR):
            about = f"{scene.name(state)} says that it is neutral, and {_TOLD[vote]} a resolution"
            yield Found("word against vote", about, (content, claim.spans[0]), f"{attribution.id} says neutral, {claim.id} votes {vote}")
            return


def _beside(scene: TensionScene, position: Position, claim: VoteClaim) -> bool:
    return scene.sentence(scene.token(position.span.start)) == scene.sentence(scene.token(claim.spans[0].start))


def _asked(scene: TensionScene, claim: VoteClaim, finder: IssueFinder) -> frozenset[str]:
    """Return the issues that a resolution asks for, in the words of the sentence that tells the vote."""
    sentence = scene.doc[scene.token(claim.spans[0].start)].sent
    asking = [
        verb
        for noun in sentence
        if noun.lemma_.lower() in _TEXTS
        for verb in noun.children
        if verb.dep_ in {"relcl", "acl"} and verb.lemma_ in _ASKING and verb.tag_ != "VBN"
    ]
    if not asking:
        return frozenset()
    ranges = [(verb.i, verb.right_edge.i) for verb in asking]
    found = finder.find(sentence.as_doc())
    return frozenset(f.issue for f in found if not f.against and any(a <= sentence.start + f.tokens[0] <= b for a, b in ranges))
