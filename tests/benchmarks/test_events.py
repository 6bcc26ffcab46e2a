"""The scorer of events: what pairs, what is forgiven, what counts as wrong, on entries written for these tables."""

from pathlib import Path

import pytest

from benchmarks.events import HELD_OUT, Found, Score, add
from benchmarks.events_expected import Expected, Side, load_reports, load_rows, load_sentences
from communique.record import Document, Event, EventType, Modality

TEXT = "Russia shelled Kharkiv and warned Moldova."
NARRATION = frozenset({""})


def wanted(kinds: str, modalities: str = "happened", *, optional: bool = False, words: str | None = None, **sides: Side) -> Expected:
    place = ((TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()
    return Expected(
        frozenset(kinds.split("|")),
        None,
        frozenset(modalities.split("|")),
        sides.get("actors", Side()),
        sides.get("recipients", Side()),
        optional,
        place,
    )


def found(kind: EventType, modality: Modality = "happened", *, at: str = "shelled", actors: tuple[str, ...] = ()) -> Found:
    document = Document(text=TEXT)
    start = TEXT.index(at)
    event = Event(
        id="e1",
        type=kind,
        actors=actors,
        modality=modality,
        trigger=document.span(start, start + len(at)),
        sentence=document.span(0, len(TEXT)),
        why="written for a test",
    )
    return Found(event, NARRATION)


RUSSIA, MOLDOVA = frozenset({"state:RUS"}), frozenset({"state:MDA"})


@pytest.mark.parametrize(
    ("expected", "read", "types"),
    [
        ([wanted("ASSAULT")], [found("ASSAULT")], (1, 1, 1, 1)),
        ([wanted("ASSAULT|COERCE")], [found("COERCE")], (1, 1, 1, 1)),
        ([wanted("ASSAULT")], [found("COERCE")], (0, 1, 0, 1)),
        ([wanted("ASSAULT"), wanted("ASSAULT")], [found("ASSAULT")], (1, 1, 1, 2)),
        ([wanted("ASSAULT")], [found("ASSAULT"), found("ASSAULT")], (1, 2, 1, 1)),
        ([wanted("ASSAULT", optional=True)], [found("ASSAULT")], (0, 0, 0, 0)),
        ([wanted("ASSAULT", optional=True)], [], (0, 0, 0, 0)),
        ([wanted("ASSAULT", "denied", optional=True)], [found("ASSAULT")], (0, 1, 0, 0)),
        ([wanted("ASSAULT", words="Russia shelled")], [found("ASSAULT")], (1, 1, 1, 1)),
        ([wanted("ASSAULT", words="warned")], [found("ASSAULT")], (0, 1, 0, 1)),
        ([wanted("ASSAULT", words="shelled Kharkiv")], [found("ASSAULT"), found("ASSAULT")], (2, 2, 1, 1)),
    ],
)
def test_types(expected: list[Expected], read: list[Found], types: tuple[int, int, int, int]) -> None:
    score = Score()
    add(score, expected, read)
    assert (score.types.right, score.types.found, score.types.met, score.types.expected) == types


@pytest.mark.parametrize(
    ("side", "actors", "right", "counted", "of"),
    [
        (Side((RUSSIA,)), ("state:RUS",), 1, 1, 1),
        (Side((RUSSIA,)), ("state:MDA",), 0, 1, 1),
        (Side((RUSSIA | MOLDOVA,)), ("state:MDA",), 1, 1, 1),
        (Side(), ("state:MDA",), 0, 1, 0),
        (Side((), open=True), ("state:MDA",), 0, 0, 0),
        (Side((RUSSIA,), open=True), ("state:MDA",), 0, 0, 1),
        (Side((RUSSIA, MOLDOVA)), ("state:RUS",), 1, 1, 2),
    ],
)
def test_parties(side: Side, actors: tuple[str, ...], right: int, counted: int, of: int) -> None:
    score = Score()
    add(score, [wanted("ASSAULT", actors=side)], [found("ASSAULT", actors=actors)])
    assert (score.actors.right, score.actors.found, score.actors.expected) == (right, counted, of)


@pytest.mark.parametrize(
    ("expected", "read", "counted"),
    [
        ([wanted("ASSAULT", "denied")], [found("ASSAULT")], 1),
        ([wanted("ASSAULT", "hypothetical", optional=True)], [found("ASSAULT")], 1),
        ([wanted("THREATEN")], [found("ASSAULT")], 1),
        ([wanted("THREATEN"), wanted("ASSAULT")], [found("ASSAULT")], 0),
        ([wanted("THREATEN")], [found("ASSAULT", "threatened")], 0),
        ([wanted("ASSAULT", "alleged")], [found("ASSAULT")], 0),
        ([], [found("ASSAULT")], 0),
    ],
)
def test_force_that_was_not_used(expected: list[Expected], read: list[Found], counted: int) -> None:
    score = Score()
    add(score, expected, read)
    assert score.unreal_assaults == counted


@pytest.mark.parametrize("half", ["dev", "test"])
def test_the_annotated_sets_load(half: str) -> None:
    assert len(load_sentences(half)) == 200
    assert len(load_reports(half)) == 6


def test_a_line_with_a_doubt_is_optional() -> None:
    events = [event for passage in load_sentences("dev") for event in passage.events]
    assert any(event.optional for event in events)
    assert all("?" not in "".join(party) for event in events for side in (event.actors, event.recipients) for party in side.parties)


@pytest.mark.parametrize("path", HELD_OUT, ids=lambda path: path.stem)
def test_the_earlier_sets_load(path: Path) -> None:
    assert len(load_rows(path)) > 60
