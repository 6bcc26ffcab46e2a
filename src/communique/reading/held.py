"""A position before it has an id, as the reading finds it, and how it becomes an entry of the record."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading.drafts import Draft
from communique.record import Basis, Document, Position, Stance


@dataclass(frozen=True, slots=True)
class Held:
    """One position before it has an id: who holds it, on what, and the places in the text it rests on.

    `point` is the id of the proposal whose list it stands in, with its number there.
    """

    actors: tuple[str, ...]
    issue: str
    label: str
    stance: Stance
    strength: int
    words: tuple[int, int]
    operative: tuple[int, int] | None
    asked_of: tuple[str, ...]
    target: str | None
    basis: Basis
    draft: Draft | None
    why: str
    point: tuple[str, int | None] | None = None


def once(held: list[Held]) -> list[Held]:
    """Keep one of the positions that say the same at the same words."""
    seen = set[tuple[object, ...]]()
    kept = []
    for one in held:
        key = (one.actors, one.issue, one.stance, one.operative)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def to_record(document: Document, held: Sequence[Held], drafts: Sequence[Draft]) -> tuple[Position, ...]:
    """Make the record's positions, one for each actor; ids are p1, p2 ... in order of place."""
    names = {id(draft): f"a{number}" for number, draft in enumerate(drafts, start=1)}
    rows = [(one, actor) for one in held for actor in one.actors]
    return tuple(
        Position(
            id=f"p{number}",
            actor=actor,
            issue=one.issue,
            label=one.label,
            stance=one.stance,
            strength=one.strength,
            operative=document.span(*one.operative) if one.operative else None,
            span=document.span(*one.words),
            asked_of=tuple(a for a in one.asked_of if a != actor),
            target=one.target,
            basis=one.basis,
            evidence=names[id(one.draft)] if one.draft is not None else None,
            why=one.why,
        )
        for number, (one, actor) in enumerate(rows, start=1)
    )
