"""The position matrix: party by issue by time, where a party changed its mind, and what it voted beside what it said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from communique.record import Dossier, Position, Stance, Vote
from communique.rollcalls import RollCalls
from communique.vocabulary import Vocabulary
from communique.vocabulary.issues import Issue
from communique.vocabulary.matters import matters

Side = Literal["for", "against", "neutral"]
Turn = Literal["turned", "hardened", "softened"]

_FOR = frozenset({"demands", "calls for", "supports", "accepts", "offers"})
_AGAINST = frozenset({"opposes", "rejects"})
_STEP, _VOTE_DAYS = 2, 365


@dataclass(frozen=True, slots=True)
class Taken:
    """A position as one report has it. `side` is towards the row's issue: wanting the contrary of an issue is being against it."""

    document: str
    published: date | None
    holder: str
    position: Position
    side: Side

    @property
    def ref(self) -> str:
        """Id of the document and of the entry in it."""
        return f"{self.document}#{self.position.id}"


@dataclass(frozen=True, slots=True)
class Drift:
    """A change between two dated positions of one party on one issue."""

    turn: Turn
    earlier: Taken
    later: Taken


@dataclass(frozen=True, slots=True)
class Cell:
    """What one party holds on one issue, in order of publication, undated reports last."""

    party: str
    issue: str
    taken: tuple[Taken, ...]

    @property
    def sides(self) -> frozenset[Side]:
        """All sides that the party is told to take."""
        return frozenset(each.side for each in self.taken)

    @property
    def latest(self) -> Taken:
        """The latest dated position, or the last one when none is dated."""
        dated = [each for each in self.taken if each.published is not None]
        return (dated or list(self.taken))[-1]

    @property
    def drift(self) -> tuple[Drift, ...]:
        """Changes of side from one day of publication to a later one, and of strength by two steps or more."""
        dated = [each for each in self.taken if each.published is not None]
        return tuple(drift for one, other in pairwise(dated) if (drift := _drift(one, other)) is not None)


@dataclass(frozen=True)
class Matrix:
    """Cells by party and issue, of `documents` reports up to the day `as_of`; parties and issues are in order of how much is told."""

    parties: tuple[str, ...]
    issues: tuple[str, ...]
    labels: Mapping[str, str]
    cells: Mapping[tuple[str, str], Cell]
    documents: int
    as_of: date | None

    def row(self, party: str) -> list[Cell]:
        """Return the cells of a party, in order of the issues."""
        return [self.cells[party, issue] for issue in self.issues if (party, issue) in self.cells]


@dataclass(frozen=True, slots=True)
class WordAndVote:
    """What a state's people said beside what it voted: `fits` is None for an abstention or absence, which words alone cannot judge."""

    taken: Taken
    state: str
    roll_call: str
    resolution: str | None
    day: date
    title: str
    vote: Vote
    vote_side: Side
    fits: bool | None


def matrix(dossiers: Iterable[Dossier], known: Mapping[str, Issue], *, by_country: bool = False) -> Matrix:
    """Build the matrix of all positions in dossiers. With `by_country` a state's persons and bodies count as the state.

    A declared issue and its contrary are one row.
    """
    found: dict[tuple[str, str], list[Taken]] = {}
    labels: dict[str, str] = {}
    documents, as_of = set(), None
    for dossier in dossiers:
        documents.add(dossier.document.id)
        as_of = max((day for day in (as_of, dossier.document.published) if day is not None), default=None)
        countries = {actor.id: actor.country for actor in dossier.actors} if by_country else {}
        for position in dossier.positions:
            country = countries.get(position.actor)
            party = f"state:{country}" if country else position.actor
            issue, flipped = _row_of(position.issue, known)
            declared = known.get(issue)
            labels.setdefault(issue, declared.label if declared else position.label)
            taken = Taken(dossier.document.id, dossier.document.published, position.actor, position, _side(position.stance, flipped))
            found.setdefault((party, issue), []).append(taken)
    cells = {key: Cell(*key, tuple(sorted(taken, key=_in_time))) for key, taken in found.items()}
    return Matrix(_by_number(cells, 0), _by_number(cells, 1), labels, cells, len(documents), as_of)


def words_and_votes(
    cell: Cell, rollcalls: RollCalls, *, vocabulary: Vocabulary, known: Mapping[str, Issue], mentioned: Mapping[str, frozenset[str]]
) -> Iterator[WordAndVote]:
    """Yield the votes of a state on resolutions about a cell's issue within a year of its words, each beside the words nearest in time.

    `mentioned` gives the states that each document names: a resolution counts only when it names, in its title, a state that the report
    names too, for a ceasefire in one war is not one in another. Cells of parties other than states yield nothing.
    """
    if not cell.party.startswith("state:"):
        return
    state = cell.party.removeprefix("state:")
    dated = [each for each in cell.taken if each.published is not None and each.position.basis != "vote" and each.side != "neutral"]
    issue = known.get(cell.issue)
    if not dated or issue is None or state not in rollcalls.states:
        return
    for row, against, title in _about(issue, rollcalls, known):
        roll_call = rollcalls.take([row])[0]
        near = [each for each in dated if each.published and abs((each.published - roll_call.date).days) <= _VOTE_DAYS]
        named = _states_in(title, vocabulary)
        near = [each for each in near if named & mentioned.get(each.document, frozenset())]
        vote = roll_call.votes.get(state)
        if not near or vote is None:
            continue
        taken = min(near, key=lambda each: abs(((each.published or roll_call.date) - roll_call.date).days))
        side: Side = "neutral" if vote in {"abstain", "absent"} else "for" if (vote == "yes") != against else "against"
        fits = None if side == "neutral" else side == taken.side
        yield WordAndVote(taken, state, roll_call.id, roll_call.resolution, roll_call.date, title, vote, side, fits)


def states_named(dossier: Dossier) -> frozenset[str]:
    """Return the codes of the states that a report names, or whose people and bodies act in it."""
    return frozenset(actor.country for actor in dossier.actors if actor.country)


def _row_of(issue: str, known: Mapping[str, Issue]) -> tuple[str, bool]:
    declared = known.get(issue)
    return (declared.contrary, True) if declared is not None and declared.contrary is not None else (issue, False)


def _side(stance: Stance, flipped: bool) -> Side:
    if stance not in _FOR and stance not in _AGAINST:
        return "neutral"
    return "for" if (stance in _FOR) != flipped else "against"


def _in_time(taken: Taken) -> tuple[date, str, int]:
    return taken.published or date.max, taken.document, taken.position.span.start


def _drift(one: Taken, other: Taken) -> Drift | None:
    if one.published == other.published or "neutral" in {one.side, other.side}:
        return None
    if one.side != other.side:
        return Drift("turned", one, other)
    before, after = one.position.strength, other.position.strength
    if before is None or after is None or abs(after - before) < _STEP:
        return None
    return Drift("hardened" if after > before else "softened", one, other)


def _by_number(cells: Mapping[tuple[str, str], Cell], axis: int) -> tuple[str, ...]:
    counts: dict[str, int] = {}
    for key, cell in cells.items():
        counts[key[axis]] = counts.get(key[axis], 0) + len(cell.taken)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _about(issue: Issue, rollcalls: RollCalls, known: Mapping[str, Issue]) -> Iterator[tuple[int, bool, str]]:
    """Yield the rows of roll calls on whole texts whose title names an issue, and whether the text goes against it."""
    hints = [hint.words for hint in issue.hints]
    titles: Sequence[str] = rollcalls.table.columns["title"]
    for row in rollcalls.rows(whole=True):
        title = titles[row]
        folded = title.casefold()
        if any(hint in folded for hint in hints):
            for matter in matters(title, known):
                if matter.issue == issue.id:
                    yield int(row), matter.against, title


def _states_in(title: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the codes of the states that a title names."""
    words = title.replace(",", " ").replace(".", " ").split()
    found = set()
    for size in (1, 2, 3):
        for i in range(len(words) - size + 1):
            run = " ".join(words[i : i + size])
            for name in vocabulary.lookup(run) or vocabulary.lookup(run.title()):
                if name.entity.startswith("state:"):
                    found.add(name.entity.removeprefix("state:"))
    return frozenset(found)
