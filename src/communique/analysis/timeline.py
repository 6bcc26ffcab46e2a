"""The timeline: events of many reports, with one happening told by many merged into one entry."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.analysis.copies import Copy, by_root, document_chains, root
from communique.analysis.words import stem
from communique.record import Dossier, Event, EventType, Modality

Days = tuple[date, date]
SLACK_DAYS = 1
_CERTAIN: tuple[Modality, ...] = ("happened", "denied", "alleged", "threatened", "demanded", "planned", "hypothetical")


@dataclass(frozen=True)
class Told:
    """An event as one report tells it, with its parties as countries where they have one."""

    dossier: Dossier
    event: Event
    actors: frozenset[str]
    recipients: frozenset[str]

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.dossier.document.id

    @property
    def ref(self) -> str:
        """Id of the document and of the entry in it."""
        return f"{self.document}#{self.event.id}"

    @property
    def parties(self) -> frozenset[str]:
        """All who act in it or on whom."""
        return self.actors | self.recipients

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day that the event may have been on; None when it has no date that can be read."""
        return span_of_days(self.event.date)


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening: its most told type and parties, its days, and every telling; `chains` is the number of independent reports."""

    id: str
    type: EventType
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    place: str | None
    modality: Modality
    told: tuple[Told, ...]
    chains: int

    @property
    def modalities(self) -> frozenset[Modality]:
        """All ways in which the reports speak of it."""
        return frozenset(each.event.modality for each in self.told)

    @property
    def dates(self) -> tuple[str, ...]:
        """All dates that the reports give, in order."""
        return tuple(sorted({each.event.date for each in self.told if each.event.date}))

    @property
    def documents(self) -> int:
        """In how many reports it is told."""
        return len({each.document for each in self.told})


def told_events(dossiers: Iterable[Dossier]) -> Iterator[Told]:
    """Yield the events of dossiers with their parties."""
    for dossier in dossiers:
        parties = {actor.id: f"state:{actor.country}" if actor.country else actor.id for actor in dossier.actors}
        for event in dossier.events:
            yield Told(
                dossier,
                event,
                frozenset(parties.get(actor, actor) for actor in event.actors),
                frozenset(parties.get(actor, actor) for actor in event.recipients),
            )


def timeline(dossiers: Iterable[Dossier]) -> list[Happening]:
    """Merge the events of dossiers into happenings, in order of date; those without a date come last.

    Two tellings are one happening when they have one type, modes and places that do not exclude each other, a party in common on each
    side that both name, and dates at most a day apart. An event without any party is merged only on the very day, and when the place that
    one of the two names stands in the other's sentence as well; one without a date never is.
    """
    found = list(told_events(dossiers))
    roots = list(range(len(found)))
    ends = [each.days if each.days and each.days[0] == each.days[1] else None for each in found]
    for i, j in sorted(_pairs(found), key=lambda pair: _apart(found[pair[0]], found[pair[1]])):
        one, other = root(roots, i), root(roots, j)
        if one != other and _near(joint := _joined(ends[one], ends[other])):
            roots[max(one, other)] = min(one, other)
            ends[min(one, other)] = joint
    groups = [[found[i] for i in group] for group in by_root(roots).values()]
    groups.sort(key=lambda group: (min((t.event.date for t in group if t.event.date), default="9999"), group[0].ref))
    reports = {told.document: Copy(told.dossier) for told in found}
    chain_of = {copy.id: number for number, chain in enumerate(document_chains(reports.values())) for copy in chain}
    return [_happening(f"h{number}", group, chain_of) for number, group in enumerate(groups, start=1)]


def one_happening(one: Told, other: Told, *, slack: int = SLACK_DAYS) -> bool:
    """Say whether two tellings may be one happening; `slack` is how many days apart their dates may be."""
    if one.event.type != other.event.type or one.days is None or other.days is None:
        return False
    if one.event.mode and other.event.mode and one.event.mode != other.event.mode:
        return False
    if not places_fit(one.event.place, other.event.place) or not (parties_fit(one, other) or _in_one_place(one, other)):
        return False
    gap = timedelta(days=slack)
    return one.days[0] - gap <= other.days[1] and other.days[0] - gap <= one.days[1]


def parties_fit(one: Told, other: Told) -> bool:
    """Say whether two tellings have a party in common on each side that both name, and at least one in all."""
    sides = ((one.actors, other.actors), (one.recipients, other.recipients))
    named = [(ours, theirs) for ours, theirs in sides if ours and theirs]
    return bool(named) and all(ours & theirs for ours, theirs in named)


def places_fit(one: str | None, other: str | None) -> bool:
    """Say whether two names of places may be one place: one is missing, or lies in the other's words."""
    if not one or not other:
        return True
    ours, theirs = one.casefold(), other.casefold()
    return ours in theirs or theirs in ours


def span_of_days(written: str | None) -> tuple[date, date] | None:
    """Return the first and last day of an ISO date that may be reduced to a month or year; None for anything else."""
    if not written:
        return None
    parts = written.split("T")[0].split("-")
    if not all(part.isdigit() for part in parts) or not 1 <= len(parts) <= 3:
        return None
    year, month, day = (*map(int, parts), *[0] * (3 - len(parts)))
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _pairs(found: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """Yield pairs that may be one happening, looked up by type and by party."""
    shelves: dict[tuple[str, str], list[int]] = {}
    for i, told in enumerate(found):
        near: set[int] = set()
        if told.days is not None:
            for party in told.actors | told.recipients:
                shelf = shelves.setdefault((told.event.type, party), [])
                near.update(shelf)
                shelf.append(i)
            shelf = shelves.setdefault((told.event.type, str(told.days[0])), [])
            near.update(j for j in shelf if _in_one_place(found[j], told))
            shelf.append(i)
        yield from ((j, i) for j in near if _distinct_kind(found[j], told) and one_happening(found[j], told))


def _in_one_place(one: Told, other: Told) -> bool:
    """Say whether two tellings, of which one names no party, are of one day, and one names a place that the other's sentence has."""
    if one.days != other.days or one.document == other.document or (one.parties and other.parties):
        return False
    pairs = ((one, other), (other, one))
    return any(a.event.place and a.event.place.strip() in b.event.sentence.text for a, b in pairs)


def _distinct_kind(one: Told, other: Told) -> bool:
    """Say whether two tellings of one type speak of one kind of act: one mode, one trigger, or different reports on one day."""
    if one.event.mode or other.event.mode:
        return True
    if stem(one.event.trigger.text.split()[0].casefold()) == stem(other.event.trigger.text.split()[0].casefold()):
        return True
    return one.document != other.document and bool(one.recipients & other.recipients) and bool(one.actors & other.actors)


def _apart(one: Told, other: Told) -> tuple[int, str, str]:
    assert one.days is not None
    assert other.days is not None
    return abs((one.days[0] - other.days[0]).days), one.ref, other.ref


def _joined(one: Days | None, other: Days | None) -> Days | None:
    """Return the first and last of the exact days of two groups."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def _near(ends: Days | None) -> bool:
    """Say whether the exact days of a group lie within the slack, so that a chain of days does not drift away."""
    return ends is None or (ends[1] - ends[0]).days <= SLACK_DAYS


def _happening(name: str, group: Sequence[Told], chain_of: Mapping[str, int]) -> Happening:
    modality = next(kind for kind in _CERTAIN if any(told.event.modality == kind for told in group))
    return Happening(
        id=name,
        type=group[0].event.type,
        mode=_most(told.event.mode for told in group),
        actors=_parties(told.actors for told in group),
        recipients=_parties(told.recipients for told in group),
        date=_most(told.event.date for told in group),
        place=_most(told.event.place for told in group),
        modality=modality,
        told=tuple(group),
        chains=len({chain_of[told.document] for told in group}),
    )


def _most(values: Iterable[str | None]) -> str | None:
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


def _parties(sets: Iterable[frozenset[str]]) -> tuple[str, ...]:
    counts: Mapping[str, int] = Counter(party for each in sets for party in each)
    return tuple(sorted(counts, key=lambda party: (-counts[party], party)))
