"""Dossiers of a text with attributions marked in it, written by hand for the tests of what is told between reports."""

from datetime import date

from communique.record import Attribution, Document, Dossier, Section, Span
from tests.analysis.desk import MADE_BY, actor_of


def page(text: str, *said: tuple[str, str, str], day: int = 5) -> Dossier:
    """Return a dossier of a text of March 2026 with attributions (who, how, words): who is a slug, state:XXX or "-".

    `how` is "direct", "indirect", "denied" (the words are denied) or "named NAME" (direct, with a source that ends in this name).
    """
    attributions, actors = [], {}
    for number, (who, how, words) in enumerate(said, start=1):
        start = text.index(words)
        actor = None if who == "-" else actor_of(who)
        if actor:
            actors[actor.id] = actor
        name = how.removeprefix("named ") if how.startswith("named ") else ""
        source = Span.cut(text, text.index(name), text.index(name) + len(name)) if name else None
        attributions.append(
            Attribution(
                id=f"a{number}",
                kind="direct" if name or how == "direct" else "indirect",
                content=(Span.cut(text, start, start + len(words)),),
                source=source,
                speaker=actor.id if actor else None,
                speakers=(actor.id,) if actor else (),
                denial=how == "denied",
                why="written by hand",
            )
        )
    document = Document(text=text, published=date(2026, 3, day), published_basis="given")
    section = Section(kind="paragraph", span=Span.cut(text, 0, len(text)))
    return Dossier(document=document, sections=(section,), actors=tuple(actors.values()), attributions=tuple(attributions), made_by=MADE_BY)
