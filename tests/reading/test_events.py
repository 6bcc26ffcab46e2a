"""Events on sentences written for these tables: type, mode, parties and modality, and what must not be read as an event."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from communique.ingest import Reader
from communique.record import Event
from communique.vocabulary.event_words import event_words

DATA = Path(__file__).parent / "data"
DAY = date(2023, 2, 24)


@cache
def reader() -> Reader:
    return Reader()


def events(text: str) -> tuple[Event, ...]:
    return reader().read(text, published=DAY).events


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")]


def cases(name: str, columns: int) -> list[ParameterSet]:
    """Return the rows as cases; one with a cell more is a known failure, and that cell the reason."""
    return [
        pytest.param(*row[:columns], marks=[pytest.mark.xfail(reason=row[columns], strict=True)] if len(row) > columns else [])
        for row in rows(name)
    ]


def parties(written: str) -> tuple[frozenset[str], frozenset[str]]:
    """Read "RUS+person:x > UKR"; a code of three capitals is a state's, and a dash nobody."""

    def side(words: str) -> frozenset[str]:
        names = (name for name in words.strip().split("+") if name != "-")
        return frozenset(f"state:{name}" if name.isupper() else name for name in names)

    actors, _, recipients = written.partition(">")
    return side(actors), side(recipients)


def shown(event: Event) -> tuple[str, frozenset[str], frozenset[str], str]:
    kind = f"{event.type}/{event.mode}" if event.mode else event.type
    return kind, frozenset(event.actors), frozenset(event.recipients), event.modality


@pytest.mark.parametrize(("kind", "who", "modality", "text"), cases("events_told.txt", 4))
def test_a_sentence_tells_an_event(kind: str, who: str, modality: str, text: str) -> None:
    typed, _, mode = kind.partition(" ")
    wanted = (f"{typed}/{mode}" if mode != "-" else typed, *parties(who), modality)
    assert wanted in [shown(event) for event in events(text)]


@pytest.mark.parametrize(("expected", "text"), cases("events_not.txt", 2))
def test_a_sentence_tells_no_more_than_it_says(expected: str, text: str) -> None:
    wanted = []
    for row in expected.split("; ") if expected != "none" else ():
        kind, modality, who = row.split(" ", 2)
        wanted.append((kind, *parties(who), modality))
    assert sorted(map(str, (shown(event) for event in events(text)))) == sorted(map(str, wanted))


def test_the_table_has_three_sentences_for_every_type_and_mode() -> None:
    told = [row[0] for row in rows("events_told.txt")]
    for kind in event_words().kinds.values():
        for mode in (*kind.modes, None):
            wanted = f"{kind.type} {mode}" if mode else kind.type
            assert sum(row.startswith(wanted) for row in told) >= 3, wanted
