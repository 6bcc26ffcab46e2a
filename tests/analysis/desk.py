"""Small dossiers written by hand for the tests of the analysis: one line of text an attribution."""

from collections.abc import Sequence
from datetime import date, timedelta

from communique.record import Actor, Attribution, Document, Dossier, MadeBy, Span

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
