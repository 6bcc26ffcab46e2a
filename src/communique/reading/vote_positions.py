"""A vote is a position on the resolution's matter, and so is sponsorship: positions from the vote claims of a text."""

from collections.abc import Iterable, Mapping, Sequence

from communique.reading.ways import TURNED
from communique.record import Basis, Position, Stance, Vote, VoteClaim
from communique.vocabulary.issues import Issue
from communique.vocabulary.matters import Matter, matters

_STANCES: Mapping[Vote, Stance] = {"yes": "supports", "no": "opposes", "abstain": "neutral"}
_STRENGTHS: Mapping[Stance, int] = {"supports": 6, "opposes": 6, "neutral": 2, "calls for": 7}
_FREE = "free:"


def positions_from_votes(
    claims: Iterable[VoteClaim],
    titles: Mapping[str, str],
    issues: Mapping[str, Issue],
    *,
    sponsors: Mapping[str, Sequence[str]] | None = None,
    first: int = 1,
) -> tuple[Position, ...]:
    """Return the positions that votes told in a text amount to; ids go on from `first`.

    `titles` gives the title of a resolution by its symbol, `sponsors` the codes of the states that submitted it. The resolution of a claim
    is the one of its verdict, else the one that it names itself; a claim whose resolution has no title here tells no position, and a
    verdict that does not hold takes its claim out. Who was absent holds none. A state that voted for what goes against an issue opposes
    the issue. The label is the title, which tells what was voted on better than any issue.
    """
    found: list[Position] = []
    for claim in claims:
        symbol = _symbol(claim)
        title = titles.get(symbol or "")
        if symbol is None or not title or (claim.verdict is not None and claim.verdict.outcome == "fails"):
            continue
        told: list[tuple[str, Stance, Basis]] = [(state, _STANCES[vote], "vote") for state, vote in claim.votes.items() if vote in _STANCES]
        told += [(state, "calls for", "sponsorship") for state in (sponsors or {}).get(symbol, ()) if state not in claim.votes]
        for state, stance, basis in told:
            matter = _main_matter(title, issues)
            found.append(_position(claim, f"state:{state}", stance, basis, matter, title, symbol))
    return tuple(p.model_copy(update={"id": f"p{number}"}) for number, p in enumerate(found, start=first))


def _main_matter(title: str, issues: Mapping[str, Issue]) -> Matter:
    """Return the one matter of a title: of several declared issues the one named last, of none the title itself."""
    named = matters(title, issues)
    lowered = title.casefold()
    if named:
        return max(named, key=lambda matter: lowered.rfind(matter.words.casefold()))
    return Matter(_FREE + _slug(title), title, against=False)


def _position(claim: VoteClaim, actor: str, stance: Stance, basis: Basis, matter: Matter, title: str, symbol: str) -> Position:
    turned = TURNED[stance] if matter.against else stance
    return Position(
        id="p1",
        actor=actor,
        issue=matter.issue,
        label=title,
        stance=turned,
        strength=_STRENGTHS.get(stance),
        span=claim.spans[0],
        target=symbol,
        basis=basis,
        evidence=claim.id,
        why=f"{basis} on {symbol}; its title says {matter.words!r}{', against it' if matter.against else ''}",
    )


def _symbol(claim: VoteClaim) -> str | None:
    if claim.verdict is not None and claim.verdict.resolution is not None:
        return claim.verdict.resolution
    return claim.resolution


def _slug(title: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in title.casefold()).split())
