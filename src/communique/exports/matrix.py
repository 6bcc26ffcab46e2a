"""Who stands how on what: the positions of a dossier as a table of issues and actors."""

from collections.abc import Iterable
from dataclasses import dataclass

from communique.exports.wording import Cast, one_line
from communique.record import Dossier, Position, Stance

SIDES: dict[Stance, str] = {
    "demands": "for", "calls for": "for", "supports": "for", "accepts": "for", "offers": "for",
    "neutral": "neutral", "opposes": "against", "rejects": "against",
}  # fmt: skip
SIGNS = {"for": "▲", "neutral": "■", "against": "▼"}
FEWEST = 2
MOST_ACTORS = 12


@dataclass(frozen=True, slots=True)
class Stand:
    """One stance in a cell: its id, the stance, for which side it is, how often it stands in the text, and why."""

    id: str
    stance: str
    side: str
    sign: str
    times: int
    words: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One issue, with the stands of each actor in the order of the columns."""

    label: str
    cells: tuple[tuple[Stand, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix: names of the actors, the rows, and how many actors more there are than fit."""

    actors: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    left_out: int


def matrix(dossier: Dossier, cast: Cast) -> Matrix | None:
    """Return the matrix of issues and actors, or None where too few positions stand in the text to compare any.

    Actors are in the order of how much they stand for, issues in the order in which most actors stand to them, then of place.
    """
    if len(dossier.positions) < FEWEST:
        return None
    of: dict[str, int] = {}
    for position in dossier.positions:
        of[position.actor] = of.get(position.actor, 0) + 1
    actors = sorted(of, key=lambda actor: -of[actor])
    shown = actors[:MOST_ACTORS]
    issues: dict[str, list[Position]] = {}
    for position in dossier.positions:
        if position.actor in shown:
            issues.setdefault(position.issue, []).append(position)
    ordered = sorted(issues.values(), key=lambda held: -len({p.actor for p in held}))
    rows = (MatrixRow(one_line(held[0].label), tuple(_cell(held, actor) for actor in shown)) for held in ordered)
    return Matrix(tuple(cast.name(actor) for actor in shown), tuple(rows), len(actors) - len(shown))


def _cell(held: Iterable[Position], actor: str) -> tuple[Stand, ...]:
    found: dict[Stance, list[Position]] = {}
    for position in held:
        if position.actor == actor:
            found.setdefault(position.stance, []).append(position)
    return tuple(
        Stand(same[0].id, stance, SIDES[stance], SIGNS[SIDES[stance]], len(same), one_line(same[0].span.text))
        for stance, same in found.items()
    )
