"""What changed between two versions of a report: quotations added, removed, re-attributed, reworded; positions; loaded words."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

import sqlalchemy as sa

from communique.archive import tables
from communique.archive.folding import folded
from communique.archive.opening import Archive
from communique.archive.rows import speakers, words_of
from communique.errors import UnknownName
from communique.record import Attribution, Dossier, Position

Change = Literal[
    "added", "removed", "re-attributed", "softened", "hardened", "reworded", "cue changed",
    "position softened", "position hardened", "position changed", "loaded word added", "loaded word removed",
]  # fmt: skip
_ALIKE = 0.6
# How binding a modal is, from 4 (must) to 1 (may): a weaker one in the same sentence softens it.
_MODALS = {"must": 4, "shall": 4, "will": 3, "should": 2, "would": 2, "ought": 2, "can": 1, "could": 1, "may": 1, "might": 1}
_MONTH = re.compile(r"(?<=\w )May\b")  # within a sentence a capital tells the month from the modal
_NEGATIONS = frozenset({"not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot"})
# Classes of reporting words of which each later one asks, warns, refuses or blames more strongly.
_LADDERS = (
    ("hopes", "asks", "urges", "demands"),
    ("asks", "calls for", "demands"),
    ("warns", "threatens"),
    ("doubts", "rejects"),
    ("criticises", "accuses"),
)
_HEDGES = frozenset({"perhaps", "possibly", "probably", "maybe", "somewhat", "partly", "reportedly", "allegedly", "appears", "seems"})


@dataclass(frozen=True, slots=True)
class Side:
    """An entry in one of the two versions: its id, its place, its words, and who speaks (or holds it)."""

    entry: str
    start: int
    end: int
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class Changed:
    """One difference between two versions, with both sides of it and what in the words shows it."""

    change: Change
    old: Side | None
    new: Side | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One text that was seen at an address."""

    address: str
    version: int
    document: int
    first_seen: str
    last_seen: str


def versions(archive: Archive, address: str) -> tuple[Version, ...]:
    """Return the texts that were seen at an address, in the order in which they first were; raises UnknownName when there are none."""
    s = tables.sightings.c
    with archive.reading() as connection:
        rows = list(connection.execute(sa.select(tables.sightings).where(s.address == address).order_by(s.version)))
    if not rows:
        raise UnknownName(f"Nothing was seen at {address}.", "`communique sources` lists the addresses.")
    return tuple(Version(row.address, row.version, row.document_id, row.first_seen, row.last_seen) for row in rows)


def changed_addresses(archive: Archive) -> tuple[str, ...]:
    """Return the addresses at which more than one text was seen, sorted."""
    s = tables.sightings.c
    with archive.reading() as connection:
        asked = sa.select(s.address).group_by(s.address).having(sa.func.count() > 1).order_by(s.address)
        return tuple(connection.execute(asked).scalars())


def compare(old: Dossier, new: Dossier) -> tuple[Changed, ...]:
    """Return the differences between two dossiers of one report, those of quotations in the order of the text first.

    Quotations with the same words are one; others are taken for one reworded when most of their words are the same. A change of wording is
    called softened or hardened only where a modal or a hedge changed, and what decides is in the notes.
    """
    found = sorted(_attributions(old, new), key=_place)
    return (*found, *_positions(old, new), *_loaded(old, new))


def _place(change: Changed) -> int:
    side = change.new or change.old
    return side.start if side is not None else 0


def _attributions(old: Dossier, new: Dossier) -> Iterator[Changed]:
    same, gone, come = _same_words(old.attributions, new.attributions)
    for before, after in same:
        yield from _told_otherwise(_side(old, before), _side(new, after), before, after, old, new)
    for before, after in _alike(gone, come):
        gone.remove(before)
        come.remove(after)
        a, b = _side(old, before), _side(new, after)
        change, notes = _rewording(a.words, b.words)
        yield Changed(change, a, b, notes)
        yield from _told_otherwise(a, b, before, after, old, new)
    yield from (Changed("removed", _side(old, each), None) for each in gone if not _stands(old, each, new))
    yield from (Changed("added", None, _side(new, each)) for each in come if not _stands(new, each, old))


def _stands(dossier: Dossier, each: Attribution, other: Dossier) -> bool:
    """Say whether an attribution stands word for word in the other text, from its source to its end: then only the reading differs."""
    spans = [*each.content, *each.cue, *([each.source] if each.source else [])]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return dossier.document.text[start:end] in other.document.text


def _told_otherwise(a: Side, b: Side, before: Attribution, after: Attribution, old: Dossier, new: Dossier) -> Iterator[Changed]:
    """Yield in what two attributions of one saying differ: who said it, and the reporting word."""
    if _who(old, before) != _who(new, after):
        yield Changed("re-attributed", a, b, (f"{a.who} → {b.who}",))
    cues = words_of(before.cue), words_of(after.cue)
    if folded(cues[0]) != folded(cues[1]):
        yield Changed(_recued(before.force, after.force), a, b, (f"{cues[0] or '(none)'} → {cues[1] or '(none)'}",))


def _recued(before: str | None, after: str | None) -> Change:
    """Say whether a reporting word was made weaker or stronger: "demanded" and "asked", not "said" and "demanded"."""
    ladder = next((each for each in _LADDERS if before in each and after in each), ())
    if before is None or after is None or before == after or not ladder:
        return "cue changed"
    return "softened" if ladder.index(after) < ladder.index(before) else "hardened"


def _same_words(
    old: Sequence[Attribution], new: Sequence[Attribution]
) -> tuple[list[tuple[Attribution, Attribution]], list[Attribution], list[Attribution]]:
    """Pair attributions with the same words, in their order; returns the pairs and what is left over on both sides."""
    waiting: dict[str, list[Attribution]] = {}
    for each in new:
        waiting.setdefault(_key(each), []).append(each)
    pairs, gone = [], []
    for each in old:
        equal = waiting.get(_key(each))
        if equal:
            pairs.append((each, equal.pop(0)))
        else:
            gone.append(each)
    left = {id(each) for group in waiting.values() for each in group}
    return pairs, gone, [each for each in new if id(each) in left]


def _alike(gone: Sequence[Attribution], come: Sequence[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Pair what is left by how alike the words are, the most alike first."""
    scored = []
    for before in gone:
        words = _key(before).split()
        matcher = SequenceMatcher(None, b=words, autojunk=False)
        for after in come:
            matcher.set_seq1(_key(after).split())
            if matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE:
                scored.append((matcher.ratio(), before, after))
    scored.sort(key=lambda each: -each[0])
    taken, pairs = set[int](), []
    for _, before, after in scored:
        if not {id(before), id(after)} & taken:
            taken |= {id(before), id(after)}
            pairs.append((before, after))
    return pairs


def _rewording(old: str, new: str) -> tuple[Change, tuple[str, ...]]:
    """Say how one wording differs from another, and what in the words shows it."""
    before, after = (Counter(folded(_MONTH.sub("month-of-may", words)).split()) for words in (old, new))
    lost, won = [_bare(word) for word in (before - after).elements()], [_bare(word) for word in (after - before).elements()]
    notes, weight = [], 0
    for weaker, stronger in ((won, lost), (lost, won)):
        sign = -1 if weaker is won else 1
        if any(word in _HEDGES for word in weaker) and not any(word in _HEDGES for word in stronger):
            weight += sign
            notes.append(("hedged: " if sign < 0 else "no longer hedged: ") + ", ".join(word for word in weaker if word in _HEDGES))
    modals = [word for word in lost if word in _MODALS], [word for word in won if word in _MODALS]
    if modals[0] and modals[1]:
        difference = max(_MODALS[word] for word in modals[1]) - max(_MODALS[word] for word in modals[0])
        weight += (difference > 0) - (difference < 0)
        notes.append(f"{', '.join(modals[0])} → {', '.join(modals[1])}")
    notes += _flags(lost, won)
    if not notes and bool(lost) != bool(won):
        notes.append(f"left out: {' '.join(lost)}" if lost else f"put in: {' '.join(won)}")
    return "softened" if weight < 0 else "hardened" if weight > 0 else "reworded", tuple(notes)


def _flags(lost: Iterable[str], won: Iterable[str]) -> Iterator[str]:
    lost, won = list(lost), list(won)
    if dropped := [word for word in lost if _negates(word)]:
        yield f"negation dropped: {', '.join(dropped)}"
    if new := [word for word in won if _negates(word)]:
        yield f"negation added: {', '.join(new)}"
    numbers = [[word for word in words if re.search(r"\d", word)] for words in (lost, won)]
    if any(numbers):
        yield f"number changed: {', '.join(numbers[0]) or '(none)'} → {', '.join(numbers[1]) or '(none)'}"


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _bare(word: str) -> str:
    return word.strip(".,;:!?()[]“”\"'«»…")


def _key(attribution: Attribution) -> str:
    return " ".join(_bare(word) for word in folded(words_of(attribution.content)).split())


def _who(dossier: Dossier, attribution: Attribution) -> tuple[str, ...]:
    found = speakers(attribution)
    return found or ((f"[{folded(attribution.source.text)}]",) if attribution.source else ())


def _side(dossier: Dossier, each: Attribution) -> Side:
    names = {actor.id: actor.name for actor in dossier.actors}
    named = "; ".join(names.get(actor, actor) for actor in speakers(each))
    who = named or (f"[{each.source.text}]" if each.source else "[unresolved]")
    return Side(each.id, each.content[0].start, each.content[-1].end, words_of(each.content), who)


def _positions(old: Dossier, new: Dossier) -> Iterator[Changed]:
    """Yield the positions of one actor on one issue that are taken otherwise."""
    after = {(each.actor, each.issue): each for each in new.positions}
    for before in old.positions:
        now = after.get((before.actor, before.issue))
        if now is None or (before.stance, before.strength) == (now.stance, now.strength):
            continue
        notes = (f"{before.stance} ({before.strength or '?'}) → {now.stance} ({now.strength or '?'})",)
        change: Change = "position changed"
        if before.strength is not None and now.strength is not None and before.stance not in {"opposes", "rejects"}:
            change = "position softened" if now.strength < before.strength else "position hardened"
        yield Changed(change, _held(old, before), _held(new, now), notes)


def _held(dossier: Dossier, each: Position) -> Side:
    name = next((actor.name for actor in dossier.actors if actor.id == each.actor), each.actor)
    return Side(each.id, each.span.start, each.span.end, each.span.text, f"{name} on {each.label}")


def _loaded(old: Dossier, new: Dossier) -> Iterator[Changed]:
    """Yield the judging words of the narration that were dropped or added, each as often as it was."""
    before, after = (Counter(folded(each.span.text) for each in dossier.loaded) for dossier in (old, new))
    for dossier, only, change in ((old, before - after, "loaded word removed"), (new, after - before, "loaded word added")):
        left = Counter(only)
        for each in dossier.loaded:
            if left[folded(each.span.text)] > 0:
                left[folded(each.span.text)] -= 1
                name = next((actor.name for actor in dossier.actors if actor.id == each.target), "")
                side = Side("", each.span.start, each.span.end, each.span.text, name)
                yield Changed(change, side if dossier is old else None, side if dossier is new else None)  # type: ignore[arg-type]
