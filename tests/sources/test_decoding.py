"""Bytes to text: every encoding a report comes in, and a doubt for every guess."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import BinaryInput, InputError, UndecodableInput
from communique.sources.decoding import declared_charset, decode

ENGLISH = "“We’re ready,” the minister said – and added: ‘so is Zürich’. The talks cost €5m, and the room was full of people who waited."
RUSSIAN = (
    "Министр иностранных дел заявил, что переговоры продолжатся в пятницу. Он добавил, что стороны «близки к соглашению» по всем вопросам."
)
POLISH = (
    "Minister powiedział w piątek, że rozmowy będą się toczyć dalej, choć żadna ze stron nie chce ustąpić. Zażądał też zwolnienia jeńców. "
    * 4
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_needs_no_guess(encoding: str) -> None:
    decoded = decode(ENGLISH.encode(encoding), "a.txt")
    assert (decoded.text, decoded.doubt) == (ENGLISH, None)


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("windows-1252", "cp1252", ENGLISH),
        ("ISO-8859-1", "cp1252", ENGLISH),
        ("windows-1251", "cp1251", RUSSIAN),
        ("koi8-r", "koi8-r", RUSSIAN.replace("«", "").replace("»", "")),
        ("iso-8859-2", "iso-8859-2", POLISH),
        ("iso-2022-jp", "iso-2022-jp", "外務大臣は金曜日に述べた。"),
        ("gb2312", "gb18030", "中国外交部发言人说。"),
    ],
)
def test_the_declared_charset_is_used(declared: str, encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), "a.html", declared=declared)
    assert (decoded.text, decoded.doubt) == (text, None)


def test_utf8_wins_over_a_wrong_declaration() -> None:
    assert decode(ENGLISH.encode(), "a.html", declared="iso-8859-1").text == ENGLISH


@pytest.mark.parametrize(("encoding", "text"), [("cp1252", ENGLISH), ("cp1251", RUSSIAN), ("utf-16-le", ENGLISH), ("utf-16-be", ENGLISH)])
def test_a_guess_is_right_and_told(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.doubt is not None
    assert decoded.doubt.kind == "encoding"


def test_an_unknown_charset_is_passed_over() -> None:
    assert decode(ENGLISH.encode("cp1252"), "a.html", declared="x-made-up").text == ENGLISH


def test_utf8_with_a_torn_end_is_utf8_with_a_doubt() -> None:
    data = (ENGLISH * 3).encode()[:-22] + "é".encode()[:1]
    decoded = decode(data, "a.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text[-1] == "\ufffd"
    assert decoded.doubt is not None
    assert decoded.text[decoded.doubt.start : decoded.doubt.end] == "\ufffd"


def test_nothing_is_normalised() -> None:
    text = "e\u0301 \u00e9\r\nnext\rline\n\u2028\u00a0end"
    assert decode(text.encode(), "a.txt").text == text


def test_nul_bytes_are_no_text() -> None:
    with pytest.raises(BinaryInput, match="NUL"):
        decode(b"some text\0with\0\0nuls in it, out of step", "a.bin")


def test_a_false_byte_order_mark() -> None:
    with pytest.raises(UndecodableInput):
        decode(b"\xef\xbb\xbf" + bytes(range(128, 256)) * 4, "a.txt")


@pytest.mark.parametrize(
    ("data", "content_type", "charset"),
    [
        (b"<meta charset=koi8-r>", None, "koi8-r"),
        (b"<meta charset='koi8-r'>", "text/html; charset=utf-8", "utf-8"),
        (b"<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>", "text/html", "windows-1251"),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><html>", None, "iso-8859-2"),
        (b"<p>charset=nothing</p>", None, None),
    ],
)
def test_where_a_charset_is_declared(data: bytes, content_type: str | None, charset: str | None) -> None:
    assert declared_charset(data, content_type) == charset


@given(st.binary(max_size=400), st.sampled_from([None, "utf-8", "windows-1252", "utf-7", "idna", "zlib", "\x00"]))
def test_any_bytes_are_text_or_an_error_of_ours(data: bytes, declared: str | None) -> None:
    with contextlib.suppress(InputError):
        assert "\0" not in decode(data, "a.txt", declared=declared).text
