"""Files, standard input, folders, bytes and strings, and how each is turned away."""

import io
import sys
from datetime import date
from pathlib import Path

import pytest

from communique.errors import (
    BinaryInput,
    CommuniqueError,
    EmptyInput,
    InputError,
    MissingInput,
    TooLargeInput,
    UndecodableInput,
    UsageError,
)
from communique.sources import document_from_bytes, document_from_text, list_reports, open_source

TEXT = "The foreign minister of Marrova said on Tuesday that the talks would go on.\r\n\r\n“Come what may,” she said in the café.\r\n"


def test_a_file_is_kept_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode())
    document = open_source(path)
    assert (document.text, document.source) == (TEXT, str(path))
    assert (document.published, document.published_basis) == (None, "unknown")
    assert [document.text[block.start : block.end] for block in document.blocks] == TEXT.strip().split("\r\n\r\n")


def test_a_given_date(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    document = open_source(str(path), published=date(2024, 3, 5))
    assert (document.published, document.published_basis) == (date(2024, 3, 5), "given")


@pytest.mark.parametrize(("markup", "kinds"), [("", {"paragraph"}), ("<html><h1>Talks go on today</h1><p>", {"headline", "paragraph"})])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, markup: str, kinds: set[str]) -> None:
    data = (markup + TEXT).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    document = open_source("-")
    assert document.source == "-"
    assert {block.kind for block in document.blocks} == kinds


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        (b"", EmptyInput, "{path} is empty."),
        (b" \r\n\t ", EmptyInput, "{path} is empty."),
        (b"\xef\xbb\xbf\n", EmptyInput, "{path} is empty."),
        (b"%PDF-1.7 \xe2\xe3", BinaryInput, "{path} is a PDF, not a text."),
        (b"words\0and\0\0more", BinaryInput, "{path} is not text: it has NUL bytes."),
        (b"x" * 2000, TooLargeInput, "{path} is over 1000 bytes."),
    ],
)
def test_a_file_that_is_no_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, error: type[CommuniqueError], message: str
) -> None:
    monkeypatch.setenv("COMMUNIQUE_MAX_BYTES", "1000")
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(error) as caught:
        open_source(path)
    assert caught.value.message == message.format(path=path)


def test_paths_that_are_no_file(tmp_path: Path) -> None:
    with pytest.raises(MissingInput, match="There is no file"):
        open_source(tmp_path / "none.txt")
    with pytest.raises(MissingInput) as caught:
        open_source("www.example.org/story")
    assert caught.value.hint == "An address begins with https://."
    with pytest.raises(UsageError, match="is a folder"):
        open_source(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        open_source("a" * 5000)
    with pytest.raises(InputError, match="cannot be read"):
        open_source("nul\0byte")


def test_half_a_surrogate_pair() -> None:
    with pytest.raises(UndecodableInput):
        document_from_text("The talks \ud83d go on.")


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff\u00a0\u2028"])
def test_a_string_without_words(text: str) -> None:
    with pytest.raises(EmptyInput):
        document_from_text(text)


def test_windows_1252_comes_right() -> None:
    document = document_from_bytes(TEXT.encode("cp1252"), name="report.txt")
    assert document.text == TEXT
    assert [doubt.kind for doubt in document.doubts if doubt.kind == "encoding"] == ["encoding"]


def test_the_reports_of_a_folder(tmp_path: Path) -> None:
    for name in ["b.txt", "a.HTML", "c.md", "d.pdf", ".hidden.txt", "in/e.htm", ".git/f.txt", "in/g.text", "h.xhtml"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [str(path.relative_to(tmp_path)) for path in list_reports(tmp_path)] == [
        "a.HTML",
        "b.txt",
        "c.md",
        "h.xhtml",
        "in/e.htm",
        "in/g.text",
    ]
    with pytest.raises(MissingInput):
        list_reports(tmp_path / "none")
    with pytest.raises(UsageError):
        list_reports(tmp_path / "b.txt")
