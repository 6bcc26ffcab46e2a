"""What bytes are taken for."""

import pytest

from communique.errors import BinaryInput
from communique.sources.sniffing import form_of


@pytest.mark.parametrize(
    ("data", "name", "content_type", "form"),
    [
        (b"Plain words.", "a.txt", None, "plain"),
        (b"<!DOCTYPE html><p>x", "a.txt", None, "html"),
        (b"\n\n<!-- saved --> <HTML><p>x", "-", None, "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="x"><p>x', "-", None, "html"),
        ("<html><p>x".encode("utf-16"), "-", None, "html"),
        (b"\xef\xbb\xbf<html><p>x", "-", None, "html"),
        (b"<div><p>x</p></div>", "-", None, "html"),
        (b"<p>x</p> <p>y", "https://a.example/story", "text/html; charset=utf-8", "html"),
        (b"words only", "https://a.example/story", "text/html", "html"),
        (b"words only", "a.html", None, "html"),
        (b"<tag> in a plain text <b>file</b>", "notes.txt", None, "plain"),
        (b"<br> <p> but served as text", "https://a.example/x.html", "text/plain", "plain"),
        (b"# Heading\n\n<b>x</b>", "a.md", None, "plain"),
        (b"<< quoted so >>", "-", None, "plain"),
    ],
)
def test_pages_and_plain_text(data: bytes, name: str, content_type: str | None, form: str) -> None:
    assert form_of(data, name, content_type=content_type) == form


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4\n%\xe2\xe3", "a PDF"),
        (b"PK\x03\x04\x14\x00", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"\x1f\x8b\x08\x00", "a gzip archive"),
        (b"{\\rtf1\\ansi", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office file"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8", "a WEBP file"),
        (b"\x00\x00\x00\x18ftypmp42", "an MP4"),
        (b"SQLite format 3\x00", "an SQLite database"),
        (b"<?xml version='1.0'?><rss version='2.0'>", "<rss>"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "<feed>"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(BinaryInput) as caught:
        form_of(data, "thing", content_type=None)
    assert what in caught.value.message
    assert caught.value.message.startswith("thing is ")
