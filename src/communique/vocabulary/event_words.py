"""The words of the events: PLOVER types, the triggers with their frames, the words that tell a modality, and those of a context."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal, get_args

from communique.record import EventType, Modality, Quad
from communique.vocabulary.rows import Row, read_csv

_NAMED = frozenset({"actor", "person", "entity", "place"})
TriggerPart = Literal["verb", "noun"]
ModalPart = Literal["verb", "noun", "adjective", "adverb", "phrase"]


@dataclass(frozen=True, slots=True)
class EventKind:
    """A PLOVER type: its quad class, the codebook's conflict-cooperation score of the bare type (-10 to +10), and its modes."""

    type: EventType
    quad: Quad
    score: float
    modes: frozenset[str]
    gloss: str


@dataclass(frozen=True, slots=True)
class EventFrame:
    """Which argument is the actor and which the recipient, as slots in order of preference.

    A slot is `subject` (the agent of a passive), `object`, `owner` (of a noun: possessive, adjective or name before it) or a preposition.
    `joint` says that both sides did it together, as in a meeting.
    """

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    joint: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """What an argument may be: one of these lemmas (or of these words with the one before), or something that the text names.

    `names` says what: an "actor" is anybody, a "person" a person alone, an "entity" a state or organisation, a "place" a state or what lies
    in one.
    """

    lemmas: frozenset[str]
    names: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A wording that names an event: a verb with the words that follow it, or a noun with the words before it (or "of" and a noun after).

    `object` and `subject` bound what those may be; a `strict` trigger as often means something else and needs both actor and recipient.
    """

    words: tuple[str, ...]
    part: TriggerPart
    type: EventType
    mode: str | None
    frame: EventFrame
    object: Choice | None = None
    subject: Choice | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class EventWords:
    """The triggers by head lemma, the most bound first; modality by part and words; contexts by words; the place of each row."""

    kinds: Mapping[EventType, EventKind]
    verbs: Mapping[str, tuple[Trigger, ...]]
    nouns: Mapping[str, tuple[Trigger, ...]]
    modality: Mapping[ModalPart, Mapping[str, Modality]]
    contexts: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, frozenset[str]]
    places: Mapping[Trigger, str]

    def triggers(self) -> Iterator[Trigger]:
        """Yield every trigger."""
        for rows in (*self.verbs.values(), *self.nouns.values()):
            yield from rows


@cache
def event_words() -> EventWords:
    """Return the declared words of the events, read once a process. Raises VocabularyError, with file and line, for a faulty row."""
    return event_words_from(resources.files("communique.vocabulary") / "data")


def event_words_from(folder: Traversable) -> EventWords:
    """Read the event files of a folder. Raises VocabularyError, with file and line, for a faulty row."""
    kinds = {kind.type: kind for kind in map(_kind, read_csv(folder / "event_types.csv", "type,quad,score,modes,gloss"))}
    classes = {row["class"]: frozenset(row.many("lemmas")) for row in read_csv(folder / "event_classes.csv", "class,lemmas")}
    places: dict[Trigger, str] = {}
    for row in read_csv(folder / "event_triggers.csv", "words,pos,type,mode,frame,object,subject,strict"):
        trigger = _trigger(row, kinds, classes)
        if trigger in places:
            raise row.fault(f"{row['words']} stands here and in {places[trigger]}.")
        places[trigger] = row.place
    return EventWords(
        kinds=kinds,
        verbs=_by_head(places, "verb"),
        nouns=_by_head(places, "noun"),
        modality=_modality(read_csv(folder / "event_modality.csv", "words,part,modality")),
        contexts=_contexts(read_csv(folder / "event_contexts.csv", "words,context")),
        classes=classes,
        places=places,
    )


def lint_event_words(words: EventWords) -> list[str]:
    """Return what is wrong with event words that loaded, one sentence each with file and line; empty when nothing is."""
    problems = [f"event_types.csv: {kind} is missing." for kind in get_args(EventType) if kind not in words.kinds]
    used = {(trigger.type, trigger.mode) for trigger in words.triggers()}
    for kind in words.kinds.values():
        if not -10 <= kind.score <= 10:
            problems.append(f"event_types.csv: the score {kind.score} of {kind.type} is not between -10 and 10.")
        unused = sorted(mode for mode in kind.modes if (kind.type, mode) not in used)
        problems += [f"event_triggers.csv: no trigger has the mode {kind.type} {mode}." for mode in unused]
    for trigger, place in words.places.items():
        if any(word != word.lower() or not word for word in trigger.words):
            problems.append(f"{place}: {' '.join(trigger.words)!r} is not in lower case or has stray spaces.")
        if not trigger.frame.actors and not trigger.frame.recipients:
            problems.append(f"{place}: the frame has neither actor nor recipient.")
    return problems


def _kind(row: Row) -> EventKind:
    try:
        score = float(row["score"])
    except ValueError as error:
        raise row.fault(f"score {row['score']!r} is not a number.") from error
    return EventKind(_checked(EventType, row, "type"), _checked(Quad, row, "quad"), score, frozenset(row.many("modes")), row["gloss"])


def _trigger(row: Row, kinds: Mapping[EventType, EventKind], classes: Mapping[str, frozenset[str]]) -> Trigger:
    kind: EventType = _checked(EventType, row, "type")
    mode = row.get("mode")
    if mode is not None and mode not in kinds[kind].modes:
        raise row.fault(f"{mode!r} is no mode of {kind}.", f"Its modes are: {', '.join(sorted(kinds[kind].modes)) or 'none'}.")
    if row["strict"] not in ("0", "1"):
        raise row.fault(f"strict {row['strict']!r} is neither 0 nor 1.")
    return Trigger(
        words=tuple(row["words"].split(" ")),
        part=_checked(TriggerPart, row, "pos"),
        type=kind,
        mode=mode,
        frame=_frame(row),
        object=_choice(row, "object", classes),
        subject=_choice(row, "subject", classes),
        strict=row["strict"] == "1",
    )


def _frame(row: Row) -> EventFrame:
    """Read "subject>on|against" (actor, then recipient) or "subject+with" (both together)."""
    written = row["frame"]
    joint = "+" in written
    actors, sign, recipients = written.partition("+" if joint else ">")
    if not sign:
        raise row.fault(f"frame {written!r} has neither > nor +.", "Write it as in: subject>object or subject+with.")
    return EventFrame(_slots(actors), _slots(recipients), joint)


def _slots(side: str) -> tuple[str, ...]:
    return tuple(slot for slot in side.split("|") if slot not in {"", "-"})


def _choice(row: Row, column: str, classes: Mapping[str, frozenset[str]]) -> Choice | None:
    names = row.many(column)
    if not names:
        return None
    lemmas: set[str] = set()
    for name in names:
        if name.startswith("@") and name[1:] not in classes:
            raise row.fault(f"{column} {name} is no class of event_classes.csv.")
        lemmas |= classes[name[1:]] if name.startswith("@") else {name} - _NAMED
    return Choice(frozenset(lemmas), _NAMED & set(names))


def _by_head(places: Mapping[Trigger, str], part: TriggerPart) -> dict[str, tuple[Trigger, ...]]:
    """Group triggers by the lemma that a reader meets: a verb's first word, a noun's last, or the noun before "of"."""
    grouped: dict[str, list[Trigger]] = {}
    for trigger in places:
        if trigger.part == part:
            grouped.setdefault(head_word(trigger), []).append(trigger)
    return {head: tuple(sorted(rows, key=_boundness)) for head, rows in grouped.items()}


def head_word(trigger: Trigger) -> str:
    """Return the word of a trigger that governs the others."""
    if trigger.part == "verb" or "of" in trigger.words[1:] or "to" in trigger.words[1:]:
        return trigger.words[0]
    return trigger.words[-1]


def _boundness(trigger: Trigger) -> tuple[int, int]:
    bounds = sum(bound is not None for bound in (trigger.object, trigger.subject))
    return -len(trigger.words), -bounds


def _modality(rows: Iterable[Row]) -> dict[ModalPart, dict[str, Modality]]:
    found: dict[ModalPart, dict[str, Modality]] = {part: {} for part in get_args(ModalPart)}
    for row in rows:
        part: ModalPart = _checked(ModalPart, row, "part")
        if row["words"] in found[part]:
            raise row.fault(f"the {part} {row['words']} stands twice.")
        found[part][row["words"]] = _checked(Modality, row, "modality")
    return found


def _contexts(rows: Iterable[Row]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        found[row["words"]] = (*found.get(row["words"], ()), row["context"])
    return found


def _checked(literal: Any, row: Row, column: str) -> Any:
    """Return the value of a column if the Literal type allows it."""
    value, choices = row[column], get_args(literal)
    if value not in choices:
        raise row.fault(f"{column} {value!r} is not known.", f"It is one of: {', '.join(choices)}.")
    return value
