"""Small dossiers written by hand for the tests of the analysis: one line of text an attribution."""

from collections.abc import Sequence
from datetime import date, timedelta

from communique.record import Actor, Attribution, Document, Dossier, Event, EventType, MadeBy, Modality, Position, Span, Stance

COUNTRIES = {"wang-yi": "CHN", "wang": "CHN"}
MADE_BY = MadeBy(version="0.1.0", steps={"attributions": "written by hand"})


def actor_of(who: str) -> Actor:
    """Return a person by slug, or a state by "state:CHN"."""
    if who.startswith("state:"):
        code = who.removeprefix("state:")
        return Actor(id=who, name=code, kind="state", country=code)
    return Actor(id=f"person:{who}", name=who.title(), kind="person", country=COUNTRIES.get(who))


def report(lines: Sequence[str], *, number: int = 0, outlet: str | None = None, body: str = "") -> Dossier:
    """Return a dossier of lines "who | day | words": a person's slug, state:XXX or -; words in marks are direct.

    The day of March 2026 is that of the first line. `body` is text before the lines; `number` keeps two reports apart.
    """
    split = [[part.strip() for part in line.split("|")] for line in lines]
    text = f"Report {number}. {body}\n"
    attributions, actors = [], {}
    for n, (who, _, said) in enumerate(split, start=1):
        direct = said.startswith('"')
        start = len(text) + direct
        text += f"{said}\n"
        span = Span.cut(text, start, len(text) - 1 - direct)
        person = None if who == "-" else actor_of(who)
        if person:
            actors[person.id] = person
        kind = "direct" if direct else "indirect"
        attributions.append(
            Attribution(id=f"a{n}", kind=kind, content=(span,), speaker=person.id if person else None, why="written by hand")
        )
    published = date(2026, 3, 1) + timedelta(days=int(split[0][1]) - 1)
    document = Document(text=text, outlet=outlet, published=published, published_basis="given")
    return Dossier(document=document, actors=tuple(actors.values()), attributions=tuple(attributions), made_by=MADE_BY)


def told(
    sentence: str,
    *,
    trigger: str,
    kind: EventType,
    who: tuple[Sequence[str], Sequence[str]],
    day: str | None = None,
    published: int = 5,
    modality: Modality = "happened",
    place: str | None = None,
    mode: str | None = None,
) -> Dossier:
    """Return a dossier of one sentence with one event; `who` are the states (codes) that did it and those it was done to."""
    text = f"{sentence}\nPrinted on day {published}.\n"
    span = Span.cut(text, 0, len(sentence))
    start = text.index(trigger)
    actors = {f"state:{code}": actor_of(f"state:{code}") for side in who for code in side}
    event = Event(
        id="e1",
        type=kind,
        mode=mode,
        actors=tuple(f"state:{code}" for code in who[0]),
        recipients=tuple(f"state:{code}" for code in who[1]),
        trigger=Span.cut(text, start, start + len(trigger)),
        sentence=span,
        modality=modality,
        date=day,
        place=place,
        why="written by hand",
    )
    document = Document(text=text, published=date(2026, 3, published), published_basis="given")
    return Dossier(document=document, actors=tuple(actors.values()), events=(event,), made_by=MADE_BY)


def wants(who: str, stance: Stance, issue: str, *, day: int, strength: int | None = None, words: str = "") -> Dossier:
    """Return a dossier of one sentence with one position."""
    text = f"{words or f'{who} {stance} {issue}'}\nPrinted on day {day}.\n"
    span = Span.cut(text, 0, text.index("\n"))
    actor = actor_of(who)
    position = Position(
        id="p1",
        actor=actor.id,
        issue=issue,
        label=issue,
        stance=stance,
        strength=strength,
        span=span,
        basis="speech",
        why="written by hand",
    )
    document = Document(text=text, published=date(2026, 3, day), published_basis="given")
    return Dossier(document=document, actors=(actor,), positions=(position,), made_by=MADE_BY)
