"""Issues: the position matrix, party by issue, with drift; and one issue opened to the words."""

from datetime import date
from typing import Annotated

from fastapi import Path, Query
from pydantic import Field

from communique.analysis.matrix import Cell, Drift, Matrix, Side, Taken, Turn, WordAndVote, states_named, words_and_votes
from communique.analysis.matrix import matrix as make_matrix
from communique.archive.suggesting import documents_on
from communique.errors import UnknownName
from communique.exports.wording import heading, one_line
from communique.record import Vote
from communique.record.base import Value
from communique.vocabulary.issues import issues as declared
from communique.web.pages.around import sentence_around
from communique.web.pages.asking import AT_FIRST, Filters, Wait
from communique.web.pages.gathered import Chosen, Gathered, choose, gather
from communique.web.resources import Resources

READ_TOGETHER, OPENED, SHOWN = 150, 40, 14


class MatrixFilters(Filters):
    """Which reports the matrix is of."""

    show: Annotated[int, Field(ge=1, le=60)] = Field(
        default=SHOWN, description="how many parties and issues to show, those told most of first"
    )
    wait: Wait = AT_FIRST


class Square(Value):
    """What one party holds on one issue, in short."""

    issue: str = Field(description="id of the issue")
    sides: tuple[Side, ...] = Field(description="every side that it is told to take")
    side: Side = Field(description="the latest side: for, against or neutral towards the issue")
    stance: str = Field(description="the stance of the latest words")
    words: str = Field(description="the latest words; wanting the contrary of the issue is being against it")
    strength: int | None = Field(description="how strong the latest words are, 1 to 9")
    published: date | None = Field(description="when the latest report was published")
    told: int = Field(description="how many positions of it are told")
    turns: tuple[Turn, ...] = Field(description="how it changed from one day to a later one")


class Party(Value):
    """A row of the matrix."""

    id: str = Field(description="id of the actor; a state for its persons and bodies too")
    name: str = Field(description="its name")
    squares: tuple[Square, ...] = Field(description="the issues on which it is told to hold something")


class Heading(Value):
    """A column of the matrix."""

    id: str = Field(description="id of the issue")
    label: str = Field(description="the issue in plain words")
    told: int = Field(description="how many positions on it are told")


class PositionMatrix(Value):
    """Who holds what, party by issue."""

    filters: MatrixFilters = Field(description="what was asked for")
    documents: int = Field(description="how many reports it is of")
    documents_total: int = Field(description="how many fit; the best or latest are read")
    ready: bool = Field(default=True, description="false while the reports are still being read together: ask again in some seconds")
    as_of: date | None = Field(default=None, description="the latest day of publication")
    issues: tuple[Heading, ...] = Field(default=(), description="columns, those told most of first")
    parties: tuple[Party, ...] = Field(default=(), description="rows, those told most of first that hold something on these issues")
    issues_total: int = Field(default=0, description="how many issues there are")
    parties_total: int = Field(default=0, description="how many parties there are")


class Stand(Value):
    """One position, with its words."""

    place: str = Field(description="address of the words")
    published: date | None = Field(description="when the report was published")
    outlet: str | None = Field(description="who published it")
    title: str = Field(description="title of the report")
    sentence: tuple[str, str, str] = Field(description="the sentence: what stands before the words, the words, what stands after them")
    holder: str = Field(description="name of who holds it")
    stance: str = Field(description="the stance")
    side: Side = Field(description="for, against or neutral towards the issue")
    strength: int | None = Field(description="how strong the words are, 1 to 9")
    basis: str = Field(description="what it rests on: speech, narration, a vote")
    words: str = Field(description="the words")


class Turned(Value):
    """A change between two days."""

    turn: Turn = Field(description="turned, hardened or softened")
    earlier: date | None
    later: date | None
    words: tuple[str, str] = Field(description="the words then and later")


class Beside(Value):
    """A vote of a state beside its words."""

    roll_call: str = Field(description="id of the roll call")
    resolution: str | None = Field(description="its symbol")
    day: date
    title: str
    vote: Vote
    fits: bool | None = Field(description="whether vote and words fit; null for an abstention or absence")


class PartyOnIssue(Value):
    """What one party holds on the issue, in time."""

    id: str
    name: str
    stands: tuple[Stand, ...] = Field(description="its positions in order of publication")
    turns: tuple[Turned, ...] = Field(description="where it changed")
    votes: tuple[Beside, ...] = Field(description="votes of a state on resolutions about the issue within a year of its words")


class IssueOpened(Value):
    """One issue, opened to the words."""

    issue: str = Field(description="id of the issue")
    label: str = Field(description="the issue in plain words")
    filters: MatrixFilters = Field(description="what was asked for")
    documents: int = Field(description="how many of the reports that tell of it were read, the newest")
    documents_total: int = Field(description="how many fit and tell of it")
    parties: tuple[PartyOnIssue, ...] = Field(description="those told most of first")


def matrix(resources: Resources, asked: Annotated[MatrixFilters, Query()]) -> PositionMatrix:
    """Show who holds what: party by issue, of the reports that fit."""
    chosen = choose(resources, asked, most=READ_TOGETHER)
    read = {"documents": len(chosen.numbers), "documents_total": chosen.total}
    made = resources.begun(("matrix", chosen.key), lambda: _made(resources, chosen), wait=asked.wait)
    if made is None:
        return PositionMatrix(filters=asked, ready=False, **read)
    found, names = made
    columns = found.issues[: asked.show]
    rows = [party for party in found.parties if any((party, issue) in found.cells for issue in columns)][: asked.show]
    return PositionMatrix(
        filters=asked,
        **read,
        as_of=found.as_of,
        issues=tuple(Heading(id=i, label=found.labels[i], told=_told(found, i)) for i in columns),
        parties=tuple(
            Party(
                id=party,
                name=_name(resources, names, party),
                squares=tuple(_square(found.cells[party, issue]) for issue in columns if (party, issue) in found.cells),
            )
            for party in rows
        ),
        issues_total=len(found.issues),
        parties_total=len(found.parties),
    )


def issue(resources: Resources, issue: Annotated[str, Path(max_length=300)], asked: Annotated[MatrixFilters, Query()]) -> IssueOpened:
    """Show who holds what on one issue, in which words, and where a party changed its mind or voted otherwise."""
    known = declared()
    entry = known.get(issue)
    row = entry.contrary if entry is not None and entry.contrary is not None else issue
    telling = documents_on(resources.archive, (row, *(each.id for each in known.values() if each.contrary == row)))
    if asked.model_copy(update={"show": SHOWN, "wait": AT_FIRST}) != MatrixFilters():
        fitting = set(choose(resources, asked, most=READ_TOGETHER).numbers)
        telling = tuple(number for number in telling if number in fitting)
    if not telling:
        raise UnknownName(f"No report that fits tells a position on {issue}.", "The matrix lists the issues that are told of.")
    chosen = choose(resources, Filters(), numbers=telling, most=OPENED)
    label, parties = resources.kept(("issue", row, chosen.key, resources.votes.as_of), lambda: _opened(resources, chosen, row))
    return IssueOpened(issue=row, label=label, filters=asked, documents=len(chosen.numbers), documents_total=len(telling), parties=parties)


def _made(resources: Resources, chosen: Chosen) -> tuple[Matrix, dict[str, str]]:
    """Return the matrix of reports, and the names of those who are in it."""
    gathered = gather(resources, chosen)
    return make_matrix(gathered.dossiers, declared(), by_country=True), _names(gathered)


def _opened(resources: Resources, chosen: Chosen, issue: str) -> tuple[str, tuple[PartyOnIssue, ...]]:
    """Return the label of an issue, and what each party holds on it."""
    gathered = gather(resources, chosen)
    found = make_matrix(gathered.dossiers, declared(), by_country=True)
    names = _names(gathered)
    if issue not in found.labels:
        raise UnknownName(f"What was told on {issue} was rejected.", "The matrix lists the issues that are told of.")
    mentioned = {dossier.document.id: states_named(dossier) for dossier in gathered.dossiers}
    cells = [found.cells[party, issue] for party in found.parties if (party, issue) in found.cells]
    parties = []
    for cell in sorted(cells, key=lambda cell: -len(cell.taken)):
        votes = words_and_votes(cell, resources.votes, vocabulary=resources.vocabulary, known=declared(), mentioned=mentioned)
        parties.append(
            PartyOnIssue(
                id=cell.party,
                name=_name(resources, names, cell.party),
                stands=tuple(_stand(gathered, names, taken) for taken in cell.taken),
                turns=tuple(_turned(drift) for drift in cell.drift),
                votes=tuple(_beside(each) for each in votes),
            )
        )
    return found.labels[issue], tuple(parties)


def _names(gathered: Gathered) -> dict[str, str]:
    return {actor.id: actor.name for dossier in gathered.dossiers for actor in dossier.actors}


def _name(resources: Resources, names: dict[str, str], party: str) -> str:
    entity = resources.vocabulary.entities.get(party)
    return entity.name if entity is not None else names.get(party, party)


def _told(found: Matrix, issue: str) -> int:
    return sum(len(cell.taken) for (_, other), cell in found.cells.items() if other == issue)


def _square(cell: Cell) -> Square:
    latest = cell.latest
    return Square(
        issue=cell.issue,
        sides=tuple(sorted(cell.sides)),
        side=latest.side,
        stance=latest.position.stance,
        words=one_line(latest.position.span.text),
        strength=latest.position.strength,
        published=latest.published,
        told=len(cell.taken),
        turns=tuple(dict.fromkeys(drift.turn for drift in cell.drift)),
    )


def _stand(gathered: Gathered, names: dict[str, str], taken: Taken) -> Stand:
    position = taken.position
    number = gathered.number_of[taken.document]
    dossier = gathered.dossiers[gathered.numbers.index(number)]
    anchor = position.evidence if position.evidence and position.basis == "speech" else f"at-{position.id}"
    return Stand(
        place=f"/reports/{number}#{anchor}",
        published=taken.published,
        outlet=dossier.document.outlet,
        title=heading(dossier.document),
        sentence=sentence_around(dossier.document.text, position.span),
        holder=names.get(taken.holder, taken.holder),
        stance=position.stance,
        side=taken.side,
        strength=position.strength,
        basis=position.basis,
        words=position.span.text,
    )


def _turned(drift: Drift) -> Turned:
    words = (drift.earlier.position.span.text, drift.later.position.span.text)
    return Turned(turn=drift.turn, earlier=drift.earlier.published, later=drift.later.published, words=words)


def _beside(found: WordAndVote) -> Beside:
    return Beside(
        roll_call=found.roll_call, resolution=found.resolution, day=found.day, title=found.title, vote=found.vote, fits=found.fits
    )
