"""The page of the archive shows its tables as they are."""

from docs import generate_archive


def test_the_tables_on_the_page_are_those_of_the_archive() -> None:
    assert generate_archive.PAGE.read_text(encoding="utf-8") == generate_archive.page(), "run python docs/generate_archive.py"
