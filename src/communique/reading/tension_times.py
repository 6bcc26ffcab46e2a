"""Times that do not fit: one deed that is told on two days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from communique.reading.clauses import child, is_passive, subject
from communique.reading.event_triggers import doer_of
from communique.reading.nominals import issuer
from communique.reading.tension_scene import Day, Found, TensionScene, conflict, in_words, is_told
from communique.record import Event

# What is done to one thing once, by the verbs that tell it; and what one thing does once.
_DONE: dict[str, str] = {
    **dict.fromkeys(("sign", "initial"), "sign"),
    **dict.fromkeys(("publish", "release", "issue", "unveil"), "issue"),
    **dict.fromkeys(("adopt", "approve", "pass"), "adopt"),
    **dict.fromkeys(("kill", "assassinate", "murder", "execute"), "kill"),
    **dict.fromkeys(("arrest", "detain"), "arrest"),
    **dict.fromkeys(("free",), "free"),
    **dict.fromkeys(("open", "begin", "start", "launch"), "begin"),
    **dict.fromkeys(("end", "conclude"), "end"),
    **dict.fromkeys(("elect", "appoint", "inaugurate", "bear", "found", "ratify", "sink", "dissolve", "bury"), ""),
}
_HAPPENED: dict[str, str] = {
    **dict.fromkeys(("open", "begin", "start"), "begin"),
    **dict.fromkeys(("end", "conclude", "finish"), "end"),
    **dict.fromkeys(("die",), "kill"),
    **dict.fromkeys(("resign", "collapse", "sink", "crash"), ""),
}
_PAPERS = frozenset({"paper", "plan", "proposal", "document", "statement", "formula", "initiative", "report"})
_ANOTHER = frozenset(
    {
        "another",
        "again",
        "second",
        "third",
        "fourth",
        "also",
        "too",
        "other",
        "new",
        "earlier",
        "previous",
        "separate",
        "next",
        "every",
        "each",
    }
)
_DAYS_APART = 31
_MONTHS_APART = 12
_DAYS_OF_A_PAPER = 3
_SHARED_ISSUES = 2
_IDENTIFYING = frozenset({"amod", "compound", "nmod", "nummod", "poss", "appos"})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done once to one thing, with its day."""

    kind: str
    verb: Any
    thing: Any
    actor: str | None
    marks: frozenset[str]
    doer: tuple[str, ...]
    day: Day


def find_times(scene: TensionScene) -> Iterator[Found]:
    """Yield the deeds that the text tells on two days."""
    yield from _deeds_twice(scene)
    yield from _meetings(scene)
    yield from _papers(scene)


def _deeds_twice(scene: TensionScene) -> Iterator[Found]:
    for one, other in combinations(_deeds(scene), 2):
        if _one_deed(one, other) and _near(one.day.value, other.day.value):
            yield _found(scene, one, other)


def _found(scene: TensionScene, one: Deed, other: Deed) -> Found:
    spans = tuple(scene.stretch([d.verb.i, d.thing.i, d.day.start, d.day.end - 1]) for d in (one, other))
    thing = scene.name(one.actor) if one.actor else one.thing.text
    about = f"the day of one deed ({one.verb.text} {thing}): {in_words(one.day.value)} or {in_words(other.day.value)}"
    return Found(
        "time", about, spans, f"{one.verb.lemma_} and {other.verb.lemma_} of the same {one.thing.lemma_!r}, with days that exclude"
    )


def _deeds(scene: TensionScene) -> list[Deed]:
    found = []
    for token in scene.doc:
        if token.pos_ != "VERB" or (token.lemma_ not in _DONE and token.lemma_ not in _HAPPENED) or not is_told(token):
            continue
        day = scene.day_of(token)
        if day is None or scene.quoted(token):
            continue
        deed = _deed(scene, token, day)
        if deed is not None:
            found.append(deed)
    return found


def _deed(scene: TensionScene, verb: Any, day: Day) -> Deed | None:
    done = verb.lemma_ in _DONE
    thing = _undergoer(verb) if done else None
    kinds = _DONE if thing is not None else _HAPPENED
    if thing is None and verb.lemma_ in _HAPPENED:
        thing = subject(verb)
    if thing is None or thing.pos_ not in {"NOUN", "PROPN"} or _is_another(verb, thing):
        return None
    mention = scene.cast.at.get(thing.i)
    actor = mention.actor if mention is not None and mention.role != "adjective" else None
    if actor is None and not _is_definite(thing, verb):
        return None
    kind = kinds[verb.lemma_] or verb.lemma_
    if kind == "issue" and actor is not None:
        kind = "free"
    doer = doer_of(verb) if kinds is _DONE else None
    return Deed(kind, verb, thing, actor, _marks(scene, thing), scene.who(doer), day)


def _undergoer(verb: Any) -> Any | None:
    found = child(verb, "dobj", "nsubjpass")
    if found is None and verb.dep_ == "acl" and is_passive(verb):
        return verb.head
    if found is not None and found.lower_ in {"which", "that", "who"} and verb.dep_ == "relcl":
        return verb.head
    return found


def _is_another(verb: Any, thing: Any) -> bool:
    return any(c.lower_ in _ANOTHER for c in (*verb.children, *thing.children))


def _is_definite(thing: Any, verb: Any) -> bool:
    determined = any(c.dep_ == "poss" or c.lower_ in {"the", "this", "that", "both"} for c in thing.children)
    numbered = any(c.dep_ == "nummod" and c.i > thing.i for c in thing.children)
    return determined or numbered or thing.pos_ == "PROPN" or (thing.tag_ == "NNS" and verb.lemma_ in _HAPPENED)


def _marks(scene: TensionScene, thing: Any) -> frozenset[str]:
    """Return the words that tell a thing from others of its kind: names and adjectives before it, and what it is of or in."""
    found = {_mark(scene, c) for c in thing.children if c.dep_ in _IDENTIFYING}
    for preposition in (c for c in thing.children if c.dep_ == "prep" and c.lower_ in {"of", "in", "on", "between", "with", "for", "at"}):
        inner = child(preposition, "pobj")
        if inner is not None and inner.ent_type_ not in {"DATE", "TIME"}:
            found.add(_mark(scene, inner))
    return frozenset(found)


def _mark(scene: TensionScene, token: Any) -> str:
    mention = scene.cast.at.get(token.i)
    return mention.actor if mention is not None else token.lemma_.lower()


def _one_deed(one: Deed, other: Deed) -> bool:
    if one.kind != other.kind or not conflict(one.day.value, other.day.value):
        return False
    if one.doer and other.doer and set(one.doer) != set(other.doer):
        return False
    if one.actor is not None or other.actor is not None:
        return one.actor == other.actor and (one.actor or "").startswith("person:")
    same = one.thing.lemma_.lower() == other.thing.lemma_.lower()
    return (
        same
        and other.marks <= one.marks
        and (bool(other.marks) == bool(one.marks) or not one.marks - {"new", "first"} or bool(other.marks))
    )


def _near(one: str, other: str) -> bool:
    """Say whether two dates are near enough to be two of one deed rather than of two."""
    if len(one) == len(other) == len("2023-02-24"):
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) <= _DAYS_APART
    if min(len(one), len(other)) < len("2023-02"):
        return False
    months = [int(value[:4]) * 12 + int(value[5:7]) for value in (one, other)]
    return abs(months[0] - months[1]) <= _MONTHS_APART


def _meetings(scene: TensionScene) -> Iterator[Found]:
    """Yield meetings that are one event of the record and stand in it with two days."""
    for event in scene.dossier.events:
        if event.type != "CONSULT" or event.modality != "happened" or len(event.evidence) < 2:
            continue
        tellings = _tellings(scene, event)
        pair = next(((a, b) for a, b in combinations(tellings, 2) if conflict(a[1].value, b[1].value)), None)
        if pair is not None and all(len(day.value) == len("2023-02-24") for _, day in pair):
            (one, first), (other, second) = pair
            spans = (scene.stretch([one, first.start, first.end - 1]), scene.stretch([other, second.start, second.end - 1]))
            names = " and ".join(scene.name(a) for a in dict.fromkeys((*event.actors, *event.recipients)))
            yield Found(
                "time",
                f"the day of one meeting ({names}): {in_words(first.value)} or {in_words(second.value)}",
                spans,
                f"told in {event.id} with two days",
            )


def _tellings(scene: TensionScene, event: Event) -> list[tuple[int, Day]]:
    found = []
    for telling in event.evidence:
        number = scene.token(telling.trigger.start)
        token = scene.doc[number]
        verb = token if token.pos_ == "VERB" else token.head
        day = scene.day_of(verb)
        if day is not None and not any(c.lower_ in _ANOTHER for c in verb.children):
            found.append((number, day))
    return found


def _papers(scene: TensionScene) -> Iterator[Found]:
    """Yield a paper that was released on one day, where what it asks for is told of another: the same issues, one party, days at hand."""
    for verb, paper, day, owners in _releases(scene):
        for owner in owners:
            said = _asked(scene, owner, day, scene.sentence(verb.i))
            if said is not None:
                head, other = said
                spans = (scene.stretch([head, other.start, other.end - 1]), scene.stretch([paper.i, verb.i, day.start, day.end - 1]))
                about = f"the day on which {scene.name(owner)} asked for it: {in_words(other.value)} or {in_words(day.value)}"
                why = f"the {paper.text} {verb.text} on {day.value} asks for the same issues as the words told of {other.value}"
                yield Found("time", about, spans if spans[0].start < spans[1].start else spans[::-1], why)
                return


def _releases(scene: TensionScene) -> Iterator[tuple[Any, Any, Day, tuple[str, ...]]]:
    for verb in scene.doc:
        if _DONE.get(verb.lemma_) != "issue" or verb.pos_ != "VERB" or not is_told(verb):
            continue
        paper, day = _undergoer(verb), scene.day_of(verb)
        if paper is None or day is None or paper.lemma_.lower() not in _PAPERS or len(day.value) < len("2023-02-24"):
            continue
        owner = issuer(scene.cast, paper)
        yield verb, paper, day, (owner,) if owner is not None else tuple(sorted(_speakers_in(scene, scene.sentence(verb.i))))


def _speakers_in(scene: TensionScene, sentence: int) -> set[str]:
    spoken = (a for a in scene.dossier.attributions if scene.sentence(scene.token(a.content[0].start)) == sentence)
    return {speaker for a in spoken for speaker in a.speakers}


def _asked(scene: TensionScene, party: str, released: Day, sentence: int) -> tuple[int, Day] | None:
    """Return where a party asks for issues of its paper on another day, near the release, in another sentence."""
    points = {point.issue for proposal in scene.dossier.proposals if proposal.by == party for point in proposal.points}
    asked: dict[int, set[str]] = {}
    for position in scene.dossier.positions:
        if position.actor != party or position.operative is None:
            continue
        number = scene.token(position.operative.start)
        if scene.sentence(number) == sentence:
            points.add(position.issue)
        else:
            asked.setdefault(number, set()).add(position.issue)
    for number, issues in sorted(asked.items()):
        verb = scene.doc[number]
        day = scene.day_of(verb)
        if day is None or len(issues & points) < _SHARED_ISSUES or len(day.value) < len("2023-02-24"):
            continue
        apart = abs((date.fromisoformat(day.value) - date.fromisoformat(released.value)).days)
        if 0 < apart <= _DAYS_OF_A_PAPER and not any(c.lower_ in _ANOTHER for c in verb.children):
            return number, day
    return None
