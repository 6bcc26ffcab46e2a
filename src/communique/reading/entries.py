"""Drafts, cast and answers to the record's entries: attributions, actors, sections, gaps, each cut from the document's own text."""

from collections.abc import Iterable, Mapping, Sequence

from communique.reading.cast import Cast, Person
from communique.reading.drafts import Draft, Page
from communique.reading.nominals import Answer, addressee
from communique.record import Actor, Attribution, Document, Gap, Office, Span
from communique.vocabulary.loaded_words import loaded_words

_NOT_A_MENTION = frozenset({"adjective", "place"})


def attributions(
    document: Document, page: Page, cast: Cast, drafts: Sequence[Draft], answers: Mapping[int, Answer], via: Mapping[int, tuple[str, ...]]
) -> tuple[Attribution, ...]:
    """Make the record's attributions in order of place; ids are a1, a2 ... in that order."""
    names = {id(draft): f"a{number}" for number, draft in enumerate(drafts, start=1)}
    return tuple(_attribution(document, page, cast, draft, answers[id(draft)], names, via.get(id(draft), ())) for draft in drafts)


def _attribution(
    document: Document, page: Page, cast: Cast, draft: Draft, answer: Answer, names: Mapping[int, str], via: tuple[str, ...]
) -> Attribution:
    return Attribution(
        id=names[id(draft)],
        kind=draft.kind,
        content=tuple(document.span(*c) for c in draft.content),
        source=document.span(*draft.source_at) if draft.source_at else None,
        cue=tuple(document.span(*c) for c in draft.cue_at),
        speaker=answer.actors[0] if answer.actors else None,
        speakers=answer.actors,
        via=via,
        addressee=addressee(page, cast, draft),
        negated=draft.cue is not None and draft.cue.negated,
        denial=draft.cue is not None and draft.cue.denial,
        nested_in=names.get(id(draft.outer)) if draft.outer is not None else None,
        follows=names.get(id(draft.follows)) if draft.follows is not None else None,
        force=draft.cue.entry.force if draft.cue is not None else None,
        implies=loaded_words().implied.get(draft.cue.entry.lemma) if draft.cue is not None else None,
        confidence=round(draft.confidence, 2),
        why=f"{draft.why}; {answer.how}",
    )


def actors(document: Document, page: Page, cast: Cast, named: Iterable[str]) -> tuple[Actor, ...]:
    """Make the record's actors: whoever is mentioned or named by an entry, in order of first mention."""
    wanted = set(named)
    kept = [p for p in cast.people.values() if p.id in wanted or _spans(document, page, p)]
    kept.sort(key=lambda p: min((m.start for m in p.mentions), default=len(page.doc)))
    return tuple(
        Actor(id=p.id, name=p.name, kind=p.kind, country=p.country, offices=_offices(cast, p), mentions=_spans(document, page, p))
        for p in kept
    )


def _spans(document: Document, page: Page, person: Person) -> tuple[Span, ...]:
    return tuple(document.span(*page.chars(m.start, m.end)) for m in person.mentions if m.role not in _NOT_A_MENTION)


def _offices(cast: Cast, person: Person) -> tuple[Office, ...]:
    """The offices held at the date by the vocabulary, else the fullest title that the text gives, with whose it is."""
    held = cast.vocabulary.offices_of(person.id, cast.on) if cast.on is not None else ()
    if held:
        return tuple(Office(title=o.title, of=o.of) for o in held)
    if person.kind == "person" and person.titles and person.id not in cast.vocabulary.entities:
        return (Office(title=max(person.titles, key=len), of=person.of),)
    return ()


def turn_speakers(page: Page, drafts: Sequence[Draft], answers: Mapping[int, Answer]) -> dict[int, str]:
    """Return the speaker of each turn of a transcript, by the number of the part; all paragraphs of a turn have its speaker."""
    return {
        page.part_at(start): answers[id(draft)].actors[0]
        for draft in drafts
        if draft.label is not None and answers[id(draft)].actors
        for start, _ in draft.content
    }


def named_by(entries: Iterable[Attribution]) -> set[str]:
    """Return the ids of all actors that attributions name."""
    found: set[str] = set()
    for entry in entries:
        found.update(a for a in (entry.speaker, entry.addressee, *entry.speakers, *entry.via) if a)
    return found


def gaps(
    document: Document, page: Page, unsourced: Iterable[tuple[int, int, str]], drafts: Sequence[Draft], answers: Mapping[int, Answer]
) -> tuple[Gap, ...]:
    """Say where the reading abstained: stray marks, quotations without a source, sources without a speaker."""
    places = [(s.start, s.end, s.reason) for s in page.marks.strays] + list(unsourced)
    for draft in drafts:
        answer = answers[id(draft)]
        if not answer.actors and draft.source_at is not None and draft.label is None:
            places.append((*draft.source_at, f"speaker left open: {answer.how}"))
    return tuple(Gap(span=document.span(start, end), reason=reason) for start, end, reason in sorted(set(places)))
