"""Who wants what, in one step: the proposals of a text, the positions that it tells, and the points of the proposals among them."""

from collections.abc import Sequence
from dataclasses import dataclass

from communique.reading import held, proposals
from communique.reading.drafts import Draft
from communique.reading.positions import Plan, Stances, find_positions
from communique.reading.proposals import find_proposals, stated_points, tell_points
from communique.reading.speakers import Speakers
from communique.record import Document, Position, Proposal


@dataclass(frozen=True, slots=True)
class Wants:
    """The positions and proposals of one text, and the ids of all actors that they name."""

    positions: tuple[Position, ...]
    proposals: tuple[Proposal, ...]
    named: frozenset[str]


def find_wants(document: Document, speakers: Speakers, drafts: Sequence[Draft], stances: Stances) -> Wants:
    """Read the positions and proposals of a text out of its attributions and its narration. `drafts` are in the record's order."""
    sketches = find_proposals(speakers)
    names = {number: Plan(f"r{place}", sketch.by) for place, sketch in enumerate(sketches, start=1) for number in sketch.nouns}
    taken = find_positions(speakers, drafts, stances, names)
    tell_points(speakers, drafts, taken, sketches)
    sketches += stated_points(speakers, taken)
    wanted = held.to_record(document, taken, drafts)
    proposed = proposals.to_record(document, speakers.page, sketches)
    named = {actor for p in wanted for actor in (p.actor, *p.asked_of, *([p.target] if p.target and ":" in p.target else []))}
    return Wants(wanted, proposed, frozenset(named | {p.by for p in proposed}))
