"""Questions to a small archive: who said, wants and did what, each answer with its place; expected by reading the texts."""

from collections.abc import Iterator
from datetime import date

import pytest

from communique.archive import (
    Archive,
    Sighting,
    Wish,
    actors,
    attributions,
    events,
    find_actors,
    keep,
    positions,
    search_attributions,
    search_texts,
    sources,
)
from communique.errors import UnknownName, UsageError
from communique.record import Actor
from tests.archive.dossiers import TALKS, VENN, dossier, mentioned, names_of, said, talks

LATER = "“Sanctions relief comes first,” Ilka Venn told the Isle. “The sanctioned firms must wait,” said Tomas Ríos."
RIOS = Actor(id="person:tomas-rios", name="Tomas Ríos", kind="person", country="ISL")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    keep(archive, talks(outlet="Teleg"), Sighting("https://example.org/1"), names_of=names_of)
    later = dossier(
        LATER,
        published=date(2031, 6, 1),
        outlet="The Isle",
        actors=(mentioned(VENN, LATER, "Ilka Venn"), mentioned(RIOS, LATER, "Tomas Ríos")),
        attributions=(
            said("a1", LATER, "Sanctions relief comes first,", by=VENN, source="Ilka Venn"),
            said("a2", LATER, "The sanctioned firms must wait,", by=RIOS, source="Tomas Ríos"),
        ),
    )
    keep(archive, later, Sighting("https://example.org/2"), names_of=names_of)
    undated = dossier("Ilka Venn said “later”.", published=None, attributions=(said("a1", "Ilka Venn said “later”.", "later", by=None),))
    keep(archive, undated, Sighting("https://example.org/3"), names_of=names_of)
    return archive


def test_an_attribution_comes_with_its_place(filled: Archive) -> None:
    found = next(each for each in attributions(filled, Wish()).found if each.place.ref == "1:a2")
    assert found.place.words == "We shall not sign,"
    assert TALKS[found.place.start : found.place.end] == found.place.words
    assert (found.place.title, found.place.outlet, found.place.published) == ("Marrova offers pause", "Teleg", date(2031, 3, 4))
    assert found.place.address == "https://example.org/1"
    assert [who.name for who in found.via] == ["Teleg"]
    assert found.source == "President Ódor"


@pytest.mark.parametrize(
    ("wish", "refs"),
    [
        (Wish(), ["2:a1", "2:a2", "1:a1", "1:a2", "1:a3", "3:a1"]),
        (Wish(order="oldest"), ["1:a1", "1:a2", "1:a3", "2:a1", "2:a2", "3:a1"]),
        (Wish(actors=("person:ilka-venn",)), ["2:a1", "1:a1"]),
        (Wish(about="sanctions"), ["2:a1", "2:a2", "1:a1"]),  # the stem: sanctions, sanctioned
        (Wish(about="lifting"), ["1:a1"]),  # a word of the issue
        (Wish(about="Venn"), []),  # the speaker's name is no word of what was said
        (Wish(actors=("person:ilka-venn",), about="sanctions", since=date(2031, 6, 1)), ["2:a1"]),
        (Wish(until=date(2031, 3, 4)), ["1:a1", "1:a2", "1:a3"]),
        (Wish(since=date(2031, 3, 5), until=date(2031, 5, 31)), []),
        (Wish(kinds=("mixed", "indirect")), ["1:a1", "1:a3"]),
        (Wish(country="isl"), ["2:a2"]),
        (Wish(outlet="the isle"), ["2:a1", "2:a2"]),
        (Wish(document=3), ["3:a1"]),
        (Wish(limit=2), ["2:a1", "2:a2"]),
    ],
    ids=str,
)
def test_attributions_by_wish(filled: Archive, wish: Wish, refs: list[str]) -> None:
    assert [each.place.ref for each in attributions(filled, wish).found] == refs


def test_an_answer_says_out_of_how_many(filled: Archive) -> None:
    answer = attributions(filled, Wish(limit=2, since=date(2031, 1, 1)))
    assert (len(answer.found), answer.total, answer.documents) == (2, 5, 3)
    assert answer.notes == ("1 more stand in documents without a date and are left out.",)


def test_positions_and_events(filled: Archive) -> None:
    (position,) = positions(filled, Wish(about="sanctions")).found
    assert (position.place.ref, position.actor.name, position.stance, position.place.words) == (
        "1:p1",
        "Ilka Venn",
        "demands",
        "sanctions must end",
    )
    assert positions(filled, Wish(actors=("org:council",))).total == 0
    (event,) = events(filled, Wish(actors=("org:council",), kinds=("reject",))).found
    assert (event.trigger, event.place.words) == ("rejected", "The Council rejected the offer.")
    assert [who.id for who in event.actors] == ["org:council"]
    assert events(filled, Wish(kinds=("threatened",))).total == 0


@pytest.mark.parametrize(
    ("words", "refs"),
    [
        ("sanctions", {"1:a1", "2:a1", "2:a2"}),
        ("Venn sanctions", {"1:a1", "2:a1"}),
        ('"must end"', {"1:a1"}),
        ('"end must"', set()),
        ("must -end", {"2:a2"}),
        ("gamble OR wait", {"1:a3", "2:a2"}),
        ("rios", {"2:a2"}),  # without its accent
        ("gamb*", {"1:a3"}),
        ("lifting", {"1:a1"}),
        ("signature.", {"1:a1"}),
        ("it's (wait)", set()),
        ("a:b", set()),
    ],
)
def test_search_in_attributions(filled: Archive, words: str, refs: set[str]) -> None:
    assert {each.place.ref for each in search_attributions(filled, words).found} == refs


def test_search_in_texts_shows_the_place(filled: Archive) -> None:
    (found,) = search_texts(filled, "officials reckless").found
    assert found.document == 1
    assert TALKS[found.start : found.end] == found.words
    assert "Officials" in found.words
    assert search_texts(filled, "odor").total == 1


@pytest.mark.parametrize("words", ["", "  ", '""', "-only", "!?"])
def test_a_search_for_no_word_is_an_error(archive: Archive, words: str) -> None:
    with pytest.raises(UsageError, match="no word to look for"):
        search_attributions(archive, words)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Ilka Venn", ("person:ilka-venn",)),
        ("ilka venn", ("person:ilka-venn",)),
        ("person:ilka-venn", ("person:ilka-venn",)),
        ("Isles Council", ("org:council",)),  # a name of the vocabulary that no text uses
        ("Tomas Rios", ("person:tomas-rios",)),
        ("The Council", ("org:council",)),
        ("Venn", ("person:ilka-venn",)),  # a family name that one person has
    ],
)
def test_actors_are_found_by_any_name(filled: Archive, name: str, found: tuple[str, ...]) -> None:
    assert find_actors(filled, name) == found


def test_a_name_that_nobody_has_suggests_others(filled: Archive) -> None:
    with pytest.raises(UnknownName, match="Perhaps Ilka Venn"):
        find_actors(filled, "Ilka Ven")


def test_actors_and_sources_are_listed_with_their_counts(filled: Archive) -> None:
    found = {each.id: each for each in actors(filled, Wish()).found}
    assert (found["person:ilka-venn"].documents, found["person:ilka-venn"].attributions) == (2, 2)
    assert found["org:council"].names == ("Council of the Isles", "Isles Council", "The Council")
    assert found["person:odor~d1"].attributions == 1  # a single name is kept to its document
    assert [each.document for each in sources(filled, Wish(about="example.org/2")).found] == [2]


def test_an_empty_archive_answers(archive: Archive) -> None:
    for question in (attributions, positions, events, actors, sources):
        answer = question(archive, Wish(since=date(2000, 1, 1)))
        assert (answer.found, answer.total, answer.documents) == ((), 0, 0)


def test_many_readers_while_one_writes(place: str) -> None:
    from communique.archive import open_archive

    def readers() -> Iterator[Archive]:
        for _ in range(3):
            yield open_archive(place)

    with open_archive(place, create=True) as writer:
        keep(writer, talks(), Sighting("https://example.org/1"), names_of=names_of)
        opened = list(readers())
        with writer.writing() as connection:
            from communique.archive import tables

            connection.execute(tables.documents.update().values(title="changed"))
            assert [attributions(reader, Wish()).found[0].place.title for reader in opened] == ["Marrova offers pause"] * 3
        assert [attributions(reader, Wish()).found[0].place.title for reader in opened] == ["changed"] * 3
        for reader in opened:
            reader.close()
