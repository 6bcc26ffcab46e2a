"""Packs: the same bytes for the same dossiers, verified by the package and by the script that lies in them."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from communique.errors import InputError, MissingInput
from communique.exports.formats import formats
from communique.exports.pack import verify_pack, write_pack
from tests.exports import reports

CHOSEN = [formats()[name] for name in ("jsonl", "csv", "annotations", "brat")]


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    write_pack([reports.talks(), reports.hostile()], tmp_path / "pack.zip", CHOSEN)
    return tmp_path / "pack.zip"


def changed(pack: Path, name: str, old: bytes, new: bytes) -> Path:
    out = pack.with_name("changed.zip")
    with zipfile.ZipFile(pack) as source, zipfile.ZipFile(out, "w") as target:
        for info in source.infolist():
            data = source.read(info)
            target.writestr(info, data.replace(old, new) if info.filename == name else data)
    return out


def unpacked(pack: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    with zipfile.ZipFile(pack) as held:
        held.extractall(folder)
    return subprocess.run([sys.executable, "-I", folder / "verify.py"], capture_output=True, text=True, check=False)


def test_a_pack_is_as_it_was_packed(packed: Path, tmp_path: Path) -> None:
    assert verify_pack(packed) == []
    done = unpacked(packed, tmp_path / "out")
    assert (done.returncode, done.stdout) == (0, "Everything is as it was packed.\n")


def test_the_same_dossiers_make_the_same_bytes(packed: Path) -> None:
    again = packed.with_name("again.zip")
    write_pack([reports.talks(), reports.hostile()], again, CHOSEN)
    assert again.read_bytes() == packed.read_bytes()


def test_changed_words_are_found(packed: Path, tmp_path: Path) -> None:
    bad = changed(packed, "dossiers.jsonl", b"intransigent", b"cooperative!")
    assert verify_pack(bad)[0] == "dossiers.jsonl was changed."
    done = unpacked(bad, tmp_path / "out")
    assert done.returncode == 1
    assert "dossiers.jsonl was changed." in done.stdout


def test_a_changed_manifest_does_not_hide_a_changed_text(packed: Path) -> None:
    """Whoever puts the new hash into the manifest is found by the id of the document, which is the hash of its text."""
    bad = changed(packed, "dossiers.jsonl", b"northern road", b"southern road")
    assert any("the text is not the one" in problem for problem in verify_pack(bad))


def test_what_is_no_pack(tmp_path: Path) -> None:
    (tmp_path / "no.zip").write_bytes(b"PK nothing")
    with pytest.raises(InputError, match="is not a pack"):
        verify_pack(tmp_path / "no.zip")
    with pytest.raises(MissingInput):
        verify_pack(tmp_path / "none.zip")
