"""Puts reports, statements and resolutions side by side, issue by issue: who takes which stance, how strongly, in which words."""

from collections.abc import Iterable, Mapping, Sequence

from communique.record import Agreement, ComparedColumn, ComparedRow, Comparison, Dossier, Position, Stand
from communique.vocabulary.issues import Issue, ancestors
from communique.vocabulary.matters import matters

_AGAINST = frozenset({"opposes", "rejects"})
_OF_TITLE = 7


def column_of(dossier: Dossier, name: str, *, by: str | None = None) -> ComparedColumn:
    """Make a column of a dossier's positions; with `by`, the id or name of an actor, of that party's alone.

    A state's party are also the persons of its country. A column of somebody whom the dossier does not have is silent.
    """
    party = _party(dossier, by) if by else None
    numbers = {(point.span.start, point.issue): point.number for proposal in dossier.proposals for point in proposal.points}
    names = {actor.id: actor.name for actor in dossier.actors}
    kept = [p for p in dossier.positions if party is None or p.actor in party]
    stands = tuple(_stand(p, names.get(p.actor, p.actor), numbers.get((p.span.start, p.issue))) for p in kept)
    facts = [f"{r.name} by {names.get(r.by, r.by)}" for r in dossier.proposals if r.points and (party is None or r.by in party)]
    about = "; ".join(facts) or (dossier.document.title or "")
    return ComparedColumn(name=name, about=about, stands=stands)


def resolution_column(symbol: str, title: str, issues: Mapping[str, Issue]) -> ComparedColumn:
    """Make a column of a UN resolution from the words of its title: what the title does not name is silent."""
    stands = tuple(
        Stand(
            issue=m.issue,
            label=issues[m.issue].label,
            stance="opposes" if m.against else "calls for",
            strength=_OF_TITLE,
            words=title,
            holder=symbol,
            why=f"title: {m.words}",
        )
        for m in matters(title, issues)
    )
    return ComparedColumn(name=symbol, about=title, stands=stands)


def compare(columns: Sequence[ComparedColumn], issues: Mapping[str, Issue]) -> Comparison:
    """Compare columns issue by issue. An issue and its contrary share a row, in which wanting one is refusing the other."""
    order = {issue: number for number, issue in enumerate(issues)}
    keys = dict.fromkeys(_key(stand.issue, issues) for column in columns for stand in column.stands)
    rows = [
        _row(key, columns, issues)
        for key in sorted(keys, key=lambda k: (order.get(_root(k, issues), len(order)), order.get(k, len(order)), k))
    ]
    return Comparison(columns=tuple(columns), rows=tuple(rows))


def _stand(position: Position, holder: str, number: int | None) -> Stand:
    return Stand(
        issue=position.issue,
        label=position.label,
        stance=position.stance,
        strength=position.strength,
        words=position.span.text,
        holder=holder,
        number=number,
        place=position.span.start,
        why=position.why,
    )


def _party(dossier: Dossier, by: str) -> frozenset[str]:
    """Return the ids of an actor, by id or name, and of the persons of a state; none when the dossier does not have it."""
    wanted = by.casefold()
    found = {a.id for a in dossier.actors if wanted in {a.id.casefold(), a.name.casefold()}}
    countries = {actor.removeprefix("state:") for actor in found if actor.startswith("state:")}
    return frozenset(found | {a.id for a in dossier.actors if a.kind == "person" and a.country in countries})


def _key(issue: str, issues: Mapping[str, Issue]) -> str:
    declared = issues.get(issue)
    return declared.contrary if declared is not None and declared.contrary is not None else issue


def _root(issue: str, issues: Mapping[str, Issue]) -> str:
    return next(iter(reversed(tuple(ancestors(issue, issues)))), issue)


def _row(key: str, columns: Sequence[ComparedColumn], issues: Mapping[str, Issue]) -> ComparedRow:
    cells = tuple(_strongest(stand for stand in column.stands if _key(stand.issue, issues) == key) for column in columns)
    used = dict.fromkeys(stand.label for cell in cells for stand in cell)
    root = issues.get(_root(key, issues))
    group = root.label if root is not None else ""
    return ComparedRow(issue=key, label=" / ".join(used), group=group, cells=cells, agreement=_agreement(cells, key))


def _strongest(stands: Iterable[Stand]) -> tuple[Stand, ...]:
    """Keep of each holder, issue and side the strongest words, those of a numbered point before others, in order of place."""
    best: dict[tuple[str, str, bool | None], Stand] = {}
    for stand in stands:
        key = (stand.holder, stand.issue, _side(stand, stand.issue))
        known = best.get(key)
        if known is None or _weight(stand) > _weight(known):
            best[key] = stand
    return tuple(sorted(best.values(), key=lambda s: s.place or 0))


def _weight(stand: Stand) -> tuple[bool, int]:
    return stand.number is not None, stand.strength or 0


def _agreement(cells: Sequence[Sequence[Stand]], key: str) -> Agreement:
    """Say how the columns that speak stand to each other; neutral words, and a column at odds with itself, leave it undecided."""
    sides = [{_side(stand, key) for stand in cell} for cell in cells if cell]
    if len(sides) < 2:
        return "only one"
    if any(side != {True} and side != {False} for side in sides):
        return "undecided"
    return "agree" if all(side == sides[0] for side in sides) else "differ"


def _side(stand: Stand, key: str) -> bool | None:
    """Say whether a stance is for what the row is about, None for a neutral one; to want the contrary is to be against."""
    if stand.stance == "neutral":
        return None
    return (stand.stance not in _AGAINST) == (stand.issue == key)
