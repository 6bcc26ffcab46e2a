"""In which documents an actor is and how much it says: noted when written, changed by decisions, the same after a migration."""

from datetime import date

import pytest
import sqlalchemy as sa

from communique.archive import Archive, Sighting, Wish, actors, decide, keep, merge, tables
from communique.archive.naming import actor_with
from communique.archive.presence import note_presence
from communique.record import Actor
from tests.archive.dossiers import dossier, mentioned, said

ANA = Actor(id="person:ana-roe", name="Ana Roe", kind="person")
BEN = Actor(id="person:ben-lund", name="Ben Lund", kind="person")


@pytest.fixture
def two(archive: Archive) -> Archive:
    """Two reports, of January and of March; Ana speaks once in the first and twice in the second, Ben once in the second."""
    first = "Ana Roe said “we wait”. Ben Lund was there."
    keep(
        archive,
        dossier(
            first,
            published=date(2031, 1, 1),
            actors=(mentioned(ANA, first, "Ana Roe"), mentioned(BEN, first, "Ben Lund")),
            attributions=(said("a1", first, "we wait", by=ANA),),
        ),
        Sighting("1"),
    )
    second = "Ana Roe said “we go”, and “we stay”. Ben Lund said “no”."
    entries = said("a1", second, "we go", by=ANA), said("a2", second, "we stay", by=ANA), said("a3", second, "no", by=BEN)
    people = mentioned(ANA, second, "Ana Roe"), mentioned(BEN, second, "Ben Lund")
    keep(archive, dossier(second, published=date(2031, 3, 1), actors=people, attributions=entries), Sighting("2"))
    return archive


def counts(archive: Archive, wish: Wish | None = None) -> dict[str, tuple[int, int]]:
    return {each.id: (each.documents, each.attributions) for each in actors(archive, wish or Wish()).found}


def test_documents_and_attributions_are_counted(two: Archive) -> None:
    assert counts(two) == {ANA.id: (2, 3), BEN.id: (2, 1)}
    assert counts(two, Wish(since=date(2031, 2, 1))) == {ANA.id: (1, 2), BEN.id: (1, 1)}
    assert counts(two, Wish(until=date(2031, 2, 1))) == {ANA.id: (1, 1), BEN.id: (1, 0)}
    assert counts(two, Wish(document=1, about="ana")) == {ANA.id: (1, 1)}
    assert counts(two, Wish(outlet="none of them")) == {}


def test_rejected_and_corrected_attributions_count_as_decided(two: Archive) -> None:
    decide(two, "2:a1", verdict="rejected", reason="not said")
    assert counts(two) == {ANA.id: (2, 2), BEN.id: (2, 1)}
    decide(two, "2:a2", verdict="corrected", corrections={"speaker": BEN.id}, reason="he said it")
    assert counts(two) == {ANA.id: (2, 1), BEN.id: (2, 2)}
    for ref in ("2:a1", "2:a2"):
        decide(two, ref, verdict="withdrawn", reason="it was right")
    assert counts(two) == {ANA.id: (2, 3), BEN.id: (2, 1)}


def test_a_document_of_two_that_are_one_counts_once(two: Archive) -> None:
    merge(two, BEN.id, ANA.id, reason="one man")
    assert counts(two) == {ANA.id: (2, 4)}
    found = actor_with(two, [ANA.id])
    assert found is not None
    assert (found.documents, found.attributions) == (2, 4)


def test_the_migration_fills_in_what_writing_notes(two: Archive) -> None:
    from communique.archive.migrating import scripts

    decide(two, "2:a1", verdict="rejected", reason="not said")
    written = rows(two)
    step = scripts().get_revision("0003")
    assert step is not None
    with two.writing() as connection:
        connection.execute(tables.presence.delete())
        for statement in step.module.filled_by():
            connection.execute(sa.text(statement))
    assert rows(two) == written
    with two.writing() as connection:
        note_presence(connection, 2)
    assert rows(two) == written


def rows(archive: Archive) -> list[tuple[object, ...]]:
    t = tables.presence
    with archive.reading() as connection:
        return [tuple(row) for row in connection.execute(sa.select(t).order_by(t.c.document_id, t.c.actor_id))]
