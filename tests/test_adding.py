"""Adding what is there already: known by its bytes or its text, and by what the reader would be, before anything is loaded."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from communique.archive import Sighting, Wish, keep, open_archive, sources
from communique.ingest import Reader
from communique.record import MadeBy
from tests.archive.dossiers import TALKS, dossier

ADDING = """
import sys
from communique.adding import Adder
from communique.archive import open_archive

with open_archive(sys.argv[1]) as archive:
    print([added.outcome for added in Adder(archive).add(sys.argv[2:])])
print(sorted({"spacy", "onnxruntime", "en_core_web_sm"} & set(sys.modules)))
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A folder with an archive that has read TALKS as the reader of today, from another place, and with the report."""
    made = dossier(TALKS).model_copy(update={"made_by": Reader().made_by})
    with open_archive(tmp_path / "case.db", create=True) as archive:
        keep(archive, made, Sighting("https://example.org/talks"))
    (tmp_path / "talks.txt").write_text(TALKS, encoding="utf-8")
    return tmp_path


def test_what_is_known_is_added_again_without_loading_a_model(case: Path) -> None:
    for outcome in ("known elsewhere", "known"):
        done = subprocess.run(
            [sys.executable, "-c", ADDING, str(case / "case.db"), str(case / "talks.txt")], capture_output=True, text=True, check=True
        )
        assert done.stdout == f"['{outcome}']\n[]\n"
    with open_archive(case / "case.db") as archive:
        assert sources(archive, Wish()).total == 2


def test_a_reader_tells_beforehand_what_its_dossiers_say_of_their_making() -> None:
    reader = Reader()
    told = reader.made_by
    assert isinstance(told, MadeBy)
    text = "The General Assembly adopted resolution ES-11/6 on 23 February 2023 by 141 votes to 7."
    assert reader.read(text, published=date(2023, 2, 24)).made_by == told
