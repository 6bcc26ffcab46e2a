"""Spellings of resolution symbols, and the symbols they stand for."""

import pytest

from communique.errors import UnknownName
from communique.rollcalls import read_symbol


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("A/RES/ES-11/6", ["A/RES/ES-11/6"]),
        ("ES-11/6", ["A/RES/ES-11/6"]),
        ("resolution ES‑11/6", ["A/RES/ES-11/6"]),
        ("GA resolution 68/262", ["A/RES/68/262"]),
        ("UNGA ES11/6", ["A/RES/ES-11/6"]),
        ("A-RES-77-250", ["A/RES/77/250"]),
        ("A-RES-ES-11-6", ["A/RES/ES-11/6"]),
        ("S-RES-1973-2011", ["S/RES/1973(2011)"]),
        ("UNSCR2334", ["S/RES/2334"]),
        ("https://undocs.org/en/S/RES/1973(2011)", ["S/RES/1973(2011)"]),
        ("A/RES/68/262 of 27 March 2014", ["A/RES/68/262"]),
        ("UNGA Res. 68/262", ["A/RES/68/262"]),
        ("A/RES/34/2[A]", ["A/RES/34/2 A"]),
        ("A/RES/80/84B", ["A/RES/80/84 B"]),
        ("217 A (III)", ["A/RES/217(III) A"]),
        ("A/RES/217(III)[A]", ["A/RES/217(III) A"]),
        ("1001 (ES-I)", ["A/RES/1001(ES-I)"]),
        ("resolution 2202 (2015)", ["S/RES/2202(2015)"]),
        ("S/RES/2202(2015)", ["S/RES/2202(2015)"]),
        ("Security Council resolution 338 of 1973", ["S/RES/338(1973)"]),
        ("UNSCR 1441", ["S/RES/1441"]),
        ("resolution 242", ["S/RES/242", "A/RES/242"]),
        ("General Assembly resolution 3379", ["A/RES/3379"]),
        ("A/DEC/80/506", ["A/DEC/80/506"]),
    ],
)
def test_a_spelling_is_read(text, symbols):
    assert [str(symbol) for symbol in read_symbol(text)] == symbols


@pytest.mark.parametrize("text", ["", "Ukraine", "A/ES-11/L.7", "resolution", "12345"])
def test_other_words_are_no_symbol(text):
    with pytest.raises(UnknownName, match="not the symbol"):
        read_symbol(text)
