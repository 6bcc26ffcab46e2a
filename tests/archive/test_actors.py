"""One actor for many mentions: the known by id, full names by name, homonyms apart, single names kept to their text, merges undone."""

import pytest

from communique.archive import (
    Archive,
    Sighting,
    Wish,
    actors,
    attributions,
    dossier_of,
    find_actors,
    keep,
    list_merges,
    list_partings,
    merge,
    part,
    similar_actors,
    undo_merge,
    undo_parting,
)
from communique.archive.similar import sounds
from communique.errors import UnknownName, UsageError
from communique.record import Actor, MadeBy
from tests.archive.dossiers import dossier, names_of, said


def speech(archive: Archive, number: int, name: str, *, country: str | None = None, key: str = "") -> None:
    """Add a document in which one person says one thing."""
    text = f"{name} said “paper {number}”."
    slug = key or name.lower().replace(" ", "-")
    actor = Actor(id=f"person:{slug}", name=name, kind="person", country=country)
    keep(
        archive,
        dossier(text, actors=(actor,), attributions=(said("a1", text, f"paper {number}", by=actor),)),
        Sighting(str(number)),
        names_of=names_of,
    )


def test_the_same_full_name_is_the_same_person(archive: Archive) -> None:
    speech(archive, 1, "Tomas Rios")
    speech(archive, 2, "Tomas Rios", country="ISL")
    speech(archive, 3, "Tomas Rios", country="ISL")
    (found,) = actors(archive, Wish()).found
    assert (found.id, found.country, found.documents, found.attributions) == ("person:tomas-rios", "ISL", 3, 3)


def test_homonyms_of_two_countries_are_two(archive: Archive) -> None:
    speech(archive, 1, "John Marr", country="ISL")
    speech(archive, 2, "John Marr", country="MRV")
    speech(archive, 3, "John Marr", country="MRV")
    speech(archive, 4, "John Marr")  # which of the two is not told
    found = {each.id: each.documents for each in actors(archive, Wish()).found}
    assert found == {"person:john-marr": 1, "person:john-marr~2": 2, "person:john-marr~d4": 1}
    with pytest.raises(UnknownName, match="Several actors are called 'John Marr': person:john-marr"):
        find_actors(archive, "John Marr")
    assert find_actors(archive, "person:john-marr~2") == ("person:john-marr~2",)


def test_a_single_name_stays_in_its_document(archive: Archive) -> None:
    speech(archive, 1, "Marr")
    speech(archive, 2, "Marr")
    assert {each.id for each in actors(archive, Wish()).found} == {"person:marr~d1", "person:marr~d2"}


def test_a_merge_is_laid_over_every_answer_and_taken_back(archive: Archive) -> None:
    speech(archive, 1, "Olena Zelenska")
    speech(archive, 2, "Olena Selenska")
    made = merge(archive, "person:olena-selenska", "person:olena-zelenska", reason="the German spelling", decided_by="Ana")
    assert find_actors(archive, "Olena Selenska") == ("person:olena-selenska", "person:olena-zelenska")
    (found,) = actors(archive, Wish()).found
    assert (found.attributions, found.merged, found.names) == (2, ("person:olena-selenska",), ("Olena Selenska", "Olena Zelenska"))
    said_by = attributions(archive, Wish(actors=("person:olena-zelenska",))).found
    assert [(each.speakers[0].id, each.speakers[0].merged_from) for each in said_by] == [
        ("person:olena-zelenska", "person:olena-selenska"),
        ("person:olena-zelenska", None),
    ]
    undo_merge(archive, made.id, reason="two sisters")
    assert actors(archive, Wish()).total == 2
    (stated,) = list_merges(archive)
    assert (stated.reason, stated.undone_reason, stated.undone is not None) == ("the German spelling", "two sisters", True)


def test_merges_follow_one_another(archive: Archive) -> None:
    for number, name in enumerate(("Ada One", "Ada Two", "Ada Three"), start=1):
        speech(archive, number, name)
    first = merge(archive, "person:ada-one", "person:ada-two", reason="r")
    merge(archive, "person:ada-two", "person:ada-three", reason="r")
    assert find_actors(archive, "Ada One") == ("person:ada-one", "person:ada-three", "person:ada-two")
    with pytest.raises(UsageError, match="one already"):
        merge(archive, "person:ada-three", "person:ada-one", reason="r")
    undo_merge(archive, first.id, reason="r")
    assert find_actors(archive, "Ada One") == ("person:ada-one",)


def test_a_merge_that_cannot_be(archive: Archive) -> None:
    speech(archive, 1, "Ada One")
    for given, error in ((("person:ada-one", "person:none"), UnknownName), (("person:ada-one", "person:ada-one"), UsageError)):
        with pytest.raises(error):
            merge(archive, *given, reason="r")
    with pytest.raises(UnknownName, match="No merge 5"):
        undo_merge(archive, 5, reason="r")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zelensky", "Zelenskyy", True),
        ("Zelensky", "Selenskyj", True),
        ("Sergei Lavrov", "Sergey Lawrow", True),
        ("Khrushchev", "Hrushchev", True),
        ("Lavrov", "Lavrova", False),
        ("Kim Jong Un", "Kim Jong Il", False),
    ],
)
def test_spellings_of_one_name_sound_the_same(one: str, other: str, same: bool) -> None:
    assert (sounds(one) == sounds(other)) is same


def test_names_that_sound_alike_are_proposed_and_not_merged(archive: Archive) -> None:
    speech(archive, 1, "Volod Zelenskyy", country="UKR")
    speech(archive, 2, "Volod Selenskyj")
    speech(archive, 3, "Volod Zelensky", country="USA")
    assert [(each.first, each.second) for each in similar_actors(archive)] == [
        ("person:volod-selenskyj", "person:volod-zelensky"),
        ("person:volod-selenskyj", "person:volod-zelenskyy"),
    ]
    assert actors(archive, Wish()).total == 3


def test_an_actor_is_set_apart_and_taken_back(archive: Archive) -> None:
    speech(archive, 1, "Tomas Rios")
    speech(archive, 2, "Tomas Rios")
    made = part(archive, 2, "person:tomas-rios", reason="the footballer")
    assert {each.id: each.attributions for each in actors(archive, Wish()).found} == {"person:tomas-rios": 1, "person:tomas-rios~d2": 1}
    assert [each.place.document for each in attributions(archive, Wish(actors=("person:tomas-rios",))).found] == [1]
    assert find_actors(archive, "Rios") == find_actors(archive, "Tomas Rios") == ("person:tomas-rios",)  # one document's own comes last
    newer = dossier_of(archive, 2).model_copy(update={"made_by": MadeBy(version="2")})
    keep(archive, newer, Sighting("2"), names_of=names_of)
    assert attributions(archive, Wish(actors=("person:tomas-rios",))).total == 1  # a newer reading keeps it
    with pytest.raises(UsageError, match="already"):
        part(archive, 2, "person:tomas-rios", reason="r")
    undo_parting(archive, made.id, reason="he plays, too")
    assert {each.id: each.attributions for each in actors(archive, Wish()).found} == {"person:tomas-rios": 2}
    assert [(each.reason, each.undone_reason) for each in list_partings(archive)] == [("the footballer", "he plays, too")]
    with pytest.raises(UnknownName):
        part(archive, 2, "person:none", reason="r")
    with pytest.raises(UnknownName, match="No parting 9"):
        undo_parting(archive, 9, reason="r")
