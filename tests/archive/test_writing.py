"""What is written stays whole: once a text, once a reading, with every place of it and every reading of it on record."""

from datetime import date

import pytest
import sqlalchemy as sa

from communique.archive import (
    Archive,
    Sighting,
    Wish,
    attributions,
    dossier_of,
    has_reading,
    keep,
    open_archive,
    seen_bytes,
    sources,
    tables,
)
from communique.errors import ArchiveError, MissingInput, UsageError
from tests.archive.dossiers import TALKS, TELEG, dossier, names_of, said, talks

HERE, THERE = Sighting("https://example.org/talks", "b1"), Sighting("https://example.net/copy", "b2")


def count(archive: Archive, table: sa.Table) -> int:
    with archive.reading() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def counts(archive: Archive) -> dict[str, int]:
    return {table.name: count(archive, table) for table in tables.metadata.sorted_tables}


def test_a_dossier_is_kept_once(archive: Archive) -> None:
    first = keep(archive, talks(), HERE, names_of=names_of)
    before = counts(archive)
    second = keep(archive, talks(), HERE, names_of=names_of)
    assert (first.outcome, second.outcome) == ("added", "known")
    assert counts(archive) == before
    assert {name: before[name] for name in ("documents", "sightings", "readings", "attributions", "positions", "events", "gaps")} == {
        "documents": 1, "sightings": 1, "readings": 1, "attributions": 3, "positions": 1, "events": 1, "gaps": 1,
    }  # fmt: skip


def test_the_dossier_comes_back_whole(archive: Archive) -> None:
    kept = keep(archive, talks(), HERE, names_of=names_of)
    assert dossier_of(archive, kept.document_id) == talks()


def test_the_same_text_elsewhere_is_a_second_sighting(archive: Archive) -> None:
    keep(archive, talks(outlet="Teleg"), HERE)
    copy = keep(archive, talks(outlet="The Isle"), THERE)
    assert copy.outcome == "known elsewhere"
    found = sources(archive, Wish()).found
    assert {(each.address, each.outlet, each.version) for each in found} == {
        ("https://example.org/talks", "Teleg", 1),
        ("https://example.net/copy", "The Isle", 1),
    }
    assert attributions(archive, Wish()).total == 3


def test_other_text_at_the_address_is_a_new_version(archive: Archive) -> None:
    keep(archive, talks(), HERE)
    later = dossier(TALKS.replace("shall not sign", "may not sign"))
    assert (keep(archive, later, HERE).outcome, keep(archive, later, HERE).outcome) == ("new version", "known")
    assert [each.version for each in sources(archive, Wish()).found] == [2, 1]


def test_a_newer_reader_takes_the_place_of_the_older(archive: Archive) -> None:
    keep(archive, talks(reader="1"), HERE)
    better = dossier(TALKS, reader="2", attributions=(said("a1", TALKS, "We shall not sign,", by=None),))
    kept = keep(archive, better, HERE)
    assert kept.outcome == "read again"
    assert [each.place.words for each in attributions(archive, Wish()).found] == ["We shall not sign,"]
    assert count(archive, tables.readings) == 2
    assert dossier_of(archive, kept.document_id).made_by.version == "2"
    assert keep(archive, talks(reader="1"), HERE).outcome == "known"
    assert dossier_of(archive, kept.document_id).made_by.version == "2"


def test_what_was_read_is_known_by_text_and_by_bytes(archive: Archive) -> None:
    keep(archive, talks(), HERE)
    text_hash = talks().document.id
    assert has_reading(archive, text_hash, "1")
    assert not has_reading(archive, text_hash, "2")
    assert seen_bytes(archive, HERE, "1")
    assert not seen_bytes(archive, HERE, "2")
    assert not seen_bytes(archive, Sighting(HERE.address, "other"), "1")
    assert not seen_bytes(archive, Sighting(THERE.address, "b1"), "1")


def test_bytes_that_came_back_are_not_passed_over(archive: Archive) -> None:
    """A page that changed and changed back is looked at again, for the latest version counts."""
    keep(archive, talks(), HERE)
    keep(archive, dossier("Another text."), Sighting(HERE.address, "b9"))
    assert not seen_bytes(archive, HERE, "1")


def test_an_error_half_way_leaves_nothing(archive: Archive) -> None:
    keep(archive, talks(), HERE)
    before = counts(archive)

    def broken(actor_id: str) -> tuple[str, ...] | None:
        raise RuntimeError(actor_id)

    with pytest.raises(RuntimeError):
        keep(archive, dossier("Nothing.", actors=(TELEG,)), THERE, names_of=broken)
    assert counts(archive) == before


def test_an_archive_is_opened_again_with_what_it_had(place: str) -> None:
    with open_archive(place, create=True) as archive:
        keep(archive, talks(), HERE)
    with open_archive(place) as again:
        assert attributions(again, Wish()).total == 3


def test_the_tables_are_those_of_the_migrations(archive: Archive) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with archive.reading() as connection:
        found = compare_metadata(MigrationContext.configure(connection), tables.metadata)
    extra = {"documents_fts", "attributions_fts", "terms", "ix_documents_terms", "ix_attributions_terms"}
    unexpected = [change for change in found if not any(name in str(change) for name in extra)]
    assert unexpected == []


def test_a_text_without_entries_is_kept(archive: Archive) -> None:
    kept = keep(archive, dossier("Nothing happened.", published=None), HERE)
    assert dossier_of(archive, kept.document_id).document.published is None


@pytest.mark.parametrize("published", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_first_and_the_last_day_are_kept(archive: Archive, published: date) -> None:
    kept = keep(archive, dossier("Nothing happened.", published=published), HERE)
    assert dossier_of(archive, kept.document_id).document.published == published


def test_an_archive_that_is_not_there_is_an_error(tmp_path: object) -> None:
    with pytest.raises(MissingInput, match="no archive"):
        open_archive(f"{tmp_path}/none.db")


@pytest.mark.parametrize(
    ("place", "error", "says"),
    [
        ("mysql://host/name", UsageError, "cannot be kept in mysql"),
        ("{tmp}/no/folder/x.db", ArchiveError, "no folder"),
        ("{tmp}", ArchiveError, "is a folder"),
        ("{tmp}/notes.txt", ArchiveError, "not a database"),
        ("{tmp}/other.db", ArchiveError, "holds other tables"),
        ("postgresql://nobody@127.0.0.1:1/none", ArchiveError, "fails"),
    ],
)
def test_a_place_that_cannot_be_an_archive(tmp_path: object, place: str, error: type[Exception], says: str) -> None:
    import sqlite3
    from pathlib import Path

    folder = Path(str(tmp_path))
    (folder / "notes.txt").write_text("These are notes, and they are longer than the header of a database would be. " * 9)
    with sqlite3.connect(folder / "other.db") as other:
        other.execute("CREATE TABLE recipes (id)")
    other.close()
    with pytest.raises(error, match=says):
        open_archive(place.format(tmp=tmp_path), create=True)
