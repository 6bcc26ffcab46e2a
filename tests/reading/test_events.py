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


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        ("Russia shelled Kherson on Thursday.", "2023-02-23", "Kherson"),
        ("Iran and Saudi Arabia held talks in Beijing on 6 February 2023.", "2023-02-06", "Beijing"),
        ("On Monday, Poland expelled two Russian diplomats.", "2023-02-20", None),
        ("Talks between Egypt and Ethiopia resumed in Kinshasa last month.", "2023-01", "Kinshasa"),
        ("Xi Jinping will visit Moscow in March.", "2023-03", "Moscow"),
        ("Azerbaijan attacked Armenia in September 2022.", "2022-09", None),
        ("Olaf Scholz, who was born in 1958, met Joe Biden in Washington.", None, "Washington"),
    ],
)
def test_an_event_has_the_day_and_the_place_of_its_own_clause(text: str, date: str | None, place: str | None) -> None:
    (event,) = events(text)
    assert (event.date, event.place) == (date, place)


def test_one_happening_told_in_three_sentences_is_one_event() -> None:
    text = (
        "Xi Jinping met Vladimir Putin in Moscow on Monday.\n"
        "Putin greeted Xi Jinping at the airport on Monday.\n"
        "The talks between Xi Jinping and Vladimir Putin lasted three hours."
    )
    (event,) = events(text)
    assert [evidence.trigger.text for evidence in event.evidence] == ["met", "greeted", "talks"]
    assert (event.date, event.place) == ("2023-02-20", "Moscow")


@pytest.mark.parametrize(
    "text",
    [
        "Russia shelled Kherson on Monday. Russia shelled Kherson again on Tuesday.",
        "Russia shelled Kherson. Russia shelled Odesa.",
        "Iran attacked Israel. Israel attacked Iran.",
        "Russia attacked Georgia. Russia attacked Ukraine.",
        "Russia denied shelling Kherson. Russia shelled Kherson.",
    ],
)
def test_two_happenings_are_two_events(text: str) -> None:
    assert len(events(text)) == 2


def test_an_event_says_in_whose_speech_it_stands() -> None:
    dossier = reader().read("“Russia attacked Ukraine,” Olaf Scholz said. Russia attacked Georgia in 2008.", published=DAY)
    told, narrated = dossier.events
    speech = next(a for a in dossier.attributions if a.id == told.told_by)
    assert (speech.speaker, narrated.told_by) == ("person:olaf-scholz", None)
    assert {"person:olaf-scholz", "state:RUS", "state:UKR", "state:GEO"} <= {a.id for a in dossier.actors}


def test_an_event_has_the_quad_class_score_and_contexts_of_the_codebook() -> None:
    (event,) = events("Russian missiles struck a hospital in Kharkiv.")
    assert (event.quad, event.score) == ("material conflict", -9.0)
    assert {"military", "health"} <= set(event.contexts)


def test_the_reason_tells_the_words_of_the_modality() -> None:
    (event,) = events("Russia allegedly shelled Kherson.")
    assert "alleged by 'allegedly'" in event.why


def test_no_assault_comes_from_a_threat_a_denial_or_a_condition() -> None:
    for text in ("Russia threatened to bomb Kyiv.", "Russia denied that it had bombed Kyiv.", "If Russia bombs Kyiv, nobody will be safe."):
        assert not [event for event in events(text) if event.type == "ASSAULT" and event.modality == "happened"]
