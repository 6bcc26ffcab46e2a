"""What a person gets wrong: each gives one clear sentence and an exit code other than 0, and nothing is written that was not asked for."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

WORDS = "The ministry said that talks would begin in May.\n"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Fill the folder with what is no report, no dossier and no archive, beside one statement."""
    (tmp_path / "statement.txt").write_text(WORDS, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "bytes.jsonl").write_bytes(bytes(range(128, 256)))
    (tmp_path / "folder").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (("read", "folder"), 3, "There is no report in the folder folder."),
        (("add", "folder", "--archive", "new.db"), 3, "Nothing was found to add."),
        (("quotes", "--archive", "empty.txt"), 10, "empty.txt is an empty file, not an archive."),
        (("utterances", "bytes.jsonl"), 5, "bytes.jsonl holds no dossier: it is not text in UTF-8."),
        (("compare", "statement.txt", "bytes.jsonl"), 5, "bytes.jsonl holds no dossier: it is not text in UTF-8."),
        (("verbatim", "statement.txt", ""), 2, "There are no words to look for."),
        (("read", "statement.txt", "--jsonl", "--out", "/dev/null"), 9, "/dev/null is no file that can be replaced."),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_one_sentence_tells_what_is_wrong(run: Run, room: Path, arguments: tuple[str, ...], exit_code: int, told: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (exit_code, "")
    assert done.stderr.startswith(f"communique: {told}")
    assert done.stderr.count("\n") == 1
    assert (room / "empty.txt").read_bytes() == b""
    assert Path("/dev/null").is_char_device()
