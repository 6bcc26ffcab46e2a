"""Dossiers built by hand, of texts written for these tests: what is said, by whom, is marked in the text itself."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from communique.record import Actor, Attribution, Document, Dossier, Event, Gap, LoadedWord, MadeBy, Office, Position, Span

TALKS = (
    "Marrova offers pause\n\n"
    "Foreign Minister Ilka Venn said on Monday that “sanctions must end before any signature”. "
    "The Council rejected the offer. “We shall not sign,” President Ódor said, according to Teleg. "
    "Officials called it a reckless gamble."
)
VENN = Actor(
    id="person:ilka-venn", name="Ilka Venn", kind="person", country="MRV", offices=(Office(title="Foreign Minister", of="state:MRV"),)
)
ODOR = Actor(id="person:odor", name="Ódor", kind="person")
COUNCIL = Actor(id="org:council", name="Council of the Isles", kind="organisation")
TELEG = Actor(id="outlet:teleg", name="Teleg", kind="outlet")
VOCABULARY = {"org:council": ("Council of the Isles", "Isles Council"), "outlet:teleg": ("Teleg",), "state:MRV": ("Marrova",)}


def names_of(actor_id: str) -> tuple[str, ...] | None:
    """What a vocabulary that has the Council, the outlet and the state says."""
    return VOCABULARY.get(actor_id)


def span(text: str, words: str) -> Span:
    """Cut the first place where these words stand."""
    start = text.index(words)
    return Span.cut(text, start, start + len(words))


def dossier(
    text: str,
    *,
    published: date | None = date(2031, 3, 4),
    title: str | None = None,
    outlet: str | None = None,
    reader: str = "1",
    **fields: Any,
) -> Dossier:
    """A dossier of a text with these entries."""
    basis = "given" if published else "unknown"
    document = Document(text=text, title=title, outlet=outlet, published=published, published_basis=basis)
    return Dossier(document=document, made_by=MadeBy(version=reader), **fields)


def talks(*, reader: str = "1", **about: Any) -> Dossier:
    """What a careful reader makes of TALKS."""
    return dossier(
        TALKS,
        title="Marrova offers pause",
        reader=reader,
        actors=(mentioned(VENN, TALKS, "Ilka Venn"), mentioned(ODOR, TALKS, "Ódor"), mentioned(COUNCIL, TALKS, "The Council"), TELEG),
        attributions=(
            said("a1", TALKS, "that “sanctions must end before any signature”", by=VENN, kind="mixed", source="Foreign Minister Ilka Venn"),
            said("a2", TALKS, "We shall not sign,", by=ODOR, source="President Ódor", via=(TELEG.id,)),
            said("a3", TALKS, "it a reckless gamble", by=None, kind="indirect", source="Officials"),
        ),
        positions=(
            position("p1", TALKS, VENN, "sanctions must end", issue="sanctions-relief", label="lifting of sanctions", evidence="a1"),
        ),
        events=(event("e1", TALKS, "The Council rejected the offer.", "rejected", by=COUNCIL),),
        loaded=(LoadedWord(span=span(TALKS, "reckless")),),
        gaps=(Gap(span=span(TALKS, "Officials"), reason="nobody is named"),),
        **about,
    )


def mentioned(actor: Actor, text: str, *words: str) -> Actor:
    """The actor with the places where a text names it."""
    return actor.model_copy(update={"mentions": tuple(span(text, each) for each in words)})


def said(
    key: str, text: str, words: str, *, by: Actor | None, kind: str = "direct", source: str = "", via: Sequence[str] = ()
) -> Attribution:
    """An attribution of these words of a text."""
    speakers = (by.id,) if by else ()
    return Attribution.model_validate(
        {
            "id": key,
            "kind": kind,
            "content": (span(text, words),),
            "source": span(text, source) if source else None,
            "speaker": by.id if by else None,
            "speakers": speakers,
            "via": tuple(via),
            "confidence": 0.9,
            "why": "by hand",
        }
    )


def position(key: str, text: str, by: Actor, words: str, *, issue: str, label: str, evidence: str | None = None) -> Position:
    """A position that rests on these words of a text."""
    fields = {"id": key, "actor": by.id, "issue": issue, "label": label, "stance": "demands", "span": span(text, words), "basis": "speech"}
    return Position.model_validate({**fields, "evidence": evidence, "why": "by hand"})


def event(key: str, text: str, sentence: str, trigger: str, *, by: Actor) -> Event:
    """An event of the type REJECT that one sentence of a text tells."""
    whole = span(text, sentence)
    place = re.search(rf"\b{trigger}\b", sentence)
    assert place is not None
    word = Span.cut(text, whole.start + place.start(), whole.start + place.end())
    return Event(id=key, type="REJECT", actors=(by.id,), trigger=word, sentence=whole, modality="happened", why="by hand")
