"""The scorer of positions, loaded words and tensions: what counts as found, as right, and neither way."""

from datetime import date

import pytest

from benchmarks.annotated import Annotated, ExpectedLoaded, ExpectedPosition, content_words, everything, load_reports, load_sentences
from benchmarks.positions import count
from communique.record import Document, Dossier, LoadedWord, MadeBy, Position

TEXT = "Oman backs talks and opposes a tax on long flights, and the tyrant sleeps."
DAY = date(2023, 2, 24)


def dossier(*rows: tuple[str, str, str], word: str | None = None) -> Dossier:
    document = Document(text=TEXT)
    positions = tuple(
        Position(id=f"p{n}", actor=actor, issue=issue, label=issue, stance=stance, span=document.span(0, 4), basis="narration", why="")
        for n, (actor, issue, stance) in enumerate(rows, start=1)
    )
    at = TEXT.index(word) if word else 0
    loaded = (LoadedWord(span=document.span(at, at + len(word)), target=None),) if word else ()
    return Dossier(document=document, positions=positions, loaded=loaded, made_by=MadeBy(version="0", steps={}))


def wanted(actor: str, issue: str, stance: str, *, optional: bool = False) -> ExpectedPosition:
    return ExpectedPosition(
        frozenset(actor.split("|")), frozenset(issue.split("|")), frozenset(stance.split("|")), frozenset(["narration"]), optional
    )


OMAN = wanted("state:OMN", "negotiations|mediation", "supports")
FLIGHTS = wanted("state:OMN", "free:a tax on long flights", "opposes")
PERHAPS = wanted("state:OMN", "trade", "opposes", optional=True)


@pytest.mark.parametrize(
    ("expected", "found", "counts"),
    [
        ((OMAN,), [("state:OMN", "negotiations", "supports")], (1, 1, 1, 1)),
        ((OMAN,), [("state:OMN", "negotiations", "opposes")], (1, 1, 1, 1)),
        ((OMAN,), [("state:YEM", "negotiations", "supports")], (0, 1, 0, 1)),
        ((OMAN,), [("state:OMN", "mediation", "supports"), ("state:OMN", "negotiations", "supports")], (2, 2, 1, 1)),
        ((FLIGHTS,), [("state:OMN", "free:taxing-flights", "opposes")], (1, 1, 1, 1)),
        ((FLIGHTS,), [("state:OMN", "free:the-visas", "opposes")], (0, 1, 0, 1)),
        ((OMAN, PERHAPS), [("state:OMN", "trade", "opposes")], (0, 0, 0, 1)),
        ((PERHAPS,), [], (0, 0, 0, 0)),
    ],
)
def test_what_is_found_and_what_is_right(
    expected: tuple[ExpectedPosition, ...], found: list[tuple[str, str, str]], counts: tuple[int, int, int, int]
) -> None:
    assert tuple(count(Annotated("x", TEXT, DAY, positions=expected), dossier(*found))["positions"]) == counts


def test_the_stance_is_scored_apart() -> None:
    counts = count(Annotated("x", TEXT, DAY, positions=(OMAN,)), dossier(("state:OMN", "mediation", "rejects")))
    assert (counts["stance"].precision, counts["with stance"].f1) == (0, 0)


def test_a_loaded_word_has_a_target_or_none() -> None:
    tyrant = ExpectedLoaded("tyrant", frozenset([None]))
    counts = count(Annotated("x", TEXT, DAY, loaded=(tyrant,)), dossier(word="tyrant"))
    assert (counts["loaded"].f1, counts["targets"].precision) == (1, 1)


def test_labels_are_alike_by_their_content_words() -> None:
    assert content_words("free:the ban-on-whaling") == {"ban", "whali"}


def test_both_halves_load() -> None:
    assert [len(load_sentences(half)) for half in ("dev", "test")] == [200, 200]
    assert [len(load_reports(half)) for half in ("dev", "test")] == [6, 6]
    assert sum(1 for _ in everything("dev")) == 206
