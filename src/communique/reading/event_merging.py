"""One happening told in several sentences is one event: joins the tellings that fit in type, parties, day and mode."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from communique.reading.cast import Cast
from communique.reading.drafts import Draft
from communique.reading.event_modality import Modal
from communique.reading.event_triggers import Hit

_SAME_STEM = 4
_NEXT = 60  # tokens
_ANOTHER = frozenset({"another", "second", "other", "separate", "similar", "also", "third", "different"})
_OF_WORDS = frozenset({"REQUEST", "REJECT", "ACCUSE", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
_MEETING = "CONSULT"


@dataclass(slots=True, eq=False)
class Telling:
    """One place that tells an event, read but not yet joined with others."""

    hit: Hit
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    modal: Modal
    mode: str | None
    date: str | None
    place: str | None
    draft: Draft | None
    about: bool = False
    in_headline: bool = False
    told_date: str | None = None
    others: list["Telling"] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Number of the trigger's token."""
        return int(self.hit.head.i)


def merged(tellings: Sequence[Telling], cast: Cast) -> list[Telling]:
    """Join the tellings of one happening; the first in narration (else the first) leads, and has the rest in `others`.

    Two tellings join when they have one type, modality and kind of act (the same mode, or words of one stem), parties that fit, and days
    that do not exclude each other. Meetings of the same persons also join a day apart: "yesterday" and "today" change with the time zone.
    """
    groups: list[Telling] = []
    for telling in tellings:
        number = next((n for n, known in enumerate(groups) if _joins(known, telling, cast)), None)
        if number is None:
            groups.append(telling)
        else:
            groups[number] = _led([groups[number], *groups[number].others, telling])
    return sorted(groups, key=lambda t: t.start)


def _joins(known: Telling, telling: Telling, cast: Cast) -> bool:
    slack = 1 if telling.hit.trigger.type == _MEETING else 0
    return _one_happening(known, telling, cast) and all(_days_fit(t.told_date, telling.date, slack) for t in (known, *known.others))


def _led(group: list[Telling]) -> Telling:
    group = sorted(group, key=lambda t: t.start)
    leader = next((t for t in group if t.draft is None), group[0])
    fullest = max(group, key=lambda t: len(t.actors) + len(t.recipients))
    return replace(
        leader,
        actors=leader.actors or fullest.actors if len(leader.actors) >= len(fullest.actors) else fullest.actors,
        recipients=leader.recipients or fullest.recipients,
        mode=leader.mode or next((t.mode for t in group if t.mode), None),
        date=max((t.date for t in group if t.date), key=len, default=None),
        place=leader.place or next((t.place for t in group if t.place), None),
        others=[replace(t, others=[]) for t in group if t is not leader],
    )


def _one_happening(first: Telling, second: Telling, cast: Cast) -> bool:
    one, other = first.hit.trigger, second.hit.trigger
    if one.type != other.type or first.modal.modality != second.modal.modality or first.modal.negated != second.modal.negated:
        return False
    if first.mode != second.mode and first.mode is not None and second.mode is not None:
        return False
    if first.modal.modality in {"alleged", "denied"} and (not first.actors or set(first.actors) != set(second.actors)):
        return False
    if one.type == _MEETING:
        return first.mode == second.mode and _same_meeting(first, second, cast)
    if not _one_act(first, second):
        return False
    return _days_fit(first.date, second.date, 0) and _places_fit(first, second) and _parties_fit(first, second, cast)


def _one_act(first: Telling, second: Telling) -> bool:
    if first.in_headline != second.in_headline and first_letters(first, first.start) == first_letters(second, second.start):
        return True
    thing, other = first.hit.object, second.hit.object
    if first.hit.trigger.type in _OF_WORDS:
        if thing is not None and other is not None:
            return first_letters(first, thing.i) == first_letters(second, other.i)
        return first.date is not None and first.date == second.date and first.hit.head.lemma_ == second.hit.head.lemma_
    stems = [{first_letters(t, i) for i in t.hit.tokens} for t in (first, second)]
    same_day = first.date is not None and first.date == second.date
    return bool(stems[0] & stems[1]) or (same_day and first.mode is not None and first.mode == second.mode)


def first_letters(telling: Telling, number: int) -> str:
    """Return the beginning of a trigger's word, which "invade" and "invasion" share; of a short word nothing."""
    lemma = str(telling.hit.head.doc[number].lemma_.lower())
    return lemma[:_SAME_STEM] if len(lemma) >= _SAME_STEM else lemma


def _parties_fit(first: Telling, second: Telling, cast: Cast) -> bool:
    """Say whether the parties of two tellings are the same, as far as both name them.

    At least one side must be named by both, or the place, or a protest be told on in the next sentences without a word of another.
    """
    shared = 0
    for one, other in ((set(first.actors), set(second.actors)), (set(first.recipients), set(second.recipients))):
        if one and other:
            if not _same_people(one, other, cast):
                return False
            shared += 1
    return shared > 0 or (first.place is not None and first.place == second.place) or _goes_on(first, second)


def _goes_on(first: Telling, second: Telling) -> bool:
    head, later = first.hit.head, second.hit.head
    return first.hit.trigger.type == "PROTEST" and later.i - head.i <= _NEXT and not any(c.lower_ in _ANOTHER for c in later.children)


def _places_fit(first: Telling, second: Telling) -> bool:
    return first.place is None or second.place is None or first.place == second.place


def _same_meeting(first: Telling, second: Telling, cast: Cast) -> bool:
    """Say whether two meetings are one: everybody in the smaller is in the larger, in person or as somebody of that state."""
    one, other = ({*t.actors, *t.recipients} for t in (first, second))
    small, large = sorted((one, other), key=len)
    if not _days_fit(first.date, second.date, 1) or not small:
        return False
    if len(small) < 2 and (first.date is None or second.date is None):
        return False
    if len(small) < 2:
        return all(any(_stands_for(a, b, cast) for b in large) for a in small)
    return _same_people(small, large, cast)


def _same_people(one: set[str], other: set[str], cast: Cast) -> bool:
    return all(any(_stands_for(a, b, cast) for b in others) for ones, others in ((one, other), (other, one)) for a in ones)


def _stands_for(one: str, other: str, cast: Cast) -> bool:
    if one == other:
        return True
    person, state = (one, other) if one.startswith("person:") else (other, one)
    return person.startswith("person:") and state.startswith("state:") and cast.people[person].country == state.removeprefix("state:")


def _days_fit(one: str | None, other: str | None, slack: int) -> bool:
    """Say whether two ISO dates, possibly reduced, can be one day; `slack` is how many days they may lie apart."""
    if one is None or other is None or one == other:
        return True
    ranges = [_range(value) for value in (one, other)]
    if None in ranges:
        return False
    (a, b), (c, d) = (r for r in ranges if r is not None)
    return a <= d + timedelta(days=slack) and c <= b + timedelta(days=slack)


def _range(value: str) -> tuple[date, date] | None:
    """Return the first and last day of an ISO date, week, month or year."""
    year, *rest = value.split("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if rest[0].startswith("W"):
        monday = date.fromisocalendar(int(year), int(rest[0][1:]), 1)
        return (monday + timedelta(days=5) if rest[1:] == ["WE"] else monday), monday + timedelta(days=6)
    if len(rest) == 1:
        first = date(int(year), int(rest[0]), 1)
        following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        return first, following - timedelta(days=1)
    day = date.fromisoformat(value)
    return day, day
