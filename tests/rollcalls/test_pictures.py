"""Pictures: well-formed SVG that says in words what it shows, votes marked by letters as well as colours; PNG where it can be made."""

from xml.etree import ElementTree

import pytest

from communique.rollcalls import load
from communique.rollcalls.charts import Series, line_chart
from communique.rollcalls.drawing import png
from communique.rollcalls.pictures import FILL, draw

SVG = "{http://www.w3.org/2000/svg}"


def luminance(colour: str) -> float:
    """Relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_member_has_a_tile_with_its_letter():
    (vote,) = load().by_symbol("A/RES/ES-11/6")
    picture = ElementTree.fromstring(draw(vote, {"CHN": "China"}, frozenset({"CHN"})))
    tiles = {group.findtext(f"{SVG}text"): group for group in picture.iter(f"{SVG}g")}
    assert len(tiles) == 193
    letters = [text.text for text in tiles["CHN"].iter(f"{SVG}text")]
    assert letters == ["CHN", "A"]
    assert tiles["CHN"].findtext(f"{SVG}title") == "China: abstain"
    assert "no (7): " in (picture.findtext(f"{SVG}desc") or "")


@pytest.mark.parametrize("symbol", ["A/RES/3379(XXX)", "A/RES/181(II) A", "A/RES/2758(XXVI)"])
def test_members_of_earlier_years_have_tiles_too(symbol):
    vote = load().by_symbol(symbol)[0]
    picture = ElementTree.fromstring(draw(vote, {}))
    assert {group.findtext(f"{SVG}text") for group in picture.iter(f"{SVG}g")} == set(vote.votes)


def test_the_council_has_its_seats():
    (vote,) = load().by_symbol("S/RES/1973(2011)")
    assert len(list(ElementTree.fromstring(draw(vote, {})).iter(f"{SVG}circle"))) == 15


def test_votes_differ_in_lightness_so_that_any_colour_vision_tells_them_apart():
    light = {vote: luminance(fill) for vote, fill in FILL.items()}
    assert light["absent"] > light["abstain"] + 0.3 > light["yes"] + 0.3
    assert light["abstain"] > light["no"] + 0.3


def test_lines_differ_in_dashes_and_break_where_a_year_is_missing():
    lines = [
        Series("France", {2000: (0.5, 0.4, 0.6), 2001: (0.6, 0.5, 0.7), 2003: (0.1, None, None)}),
        Series("Mali", {2000: (-1, None, None)}),
    ]
    picture = ElementTree.fromstring(line_chart(lines, title="A < B", notes=["n = 3"], low=-1, high=1))
    drawn = [line.get("stroke-dasharray") for line in picture.iter(f"{SVG}polyline")]
    assert len(drawn) == 3
    assert len(set(drawn)) == 2
    assert picture.findtext(f"{SVG}title") == "A < B"
    assert "France: 0.50 in 2000, 0.10 in 2003" in (picture.findtext(f"{SVG}desc") or "")


def test_png_is_twice_as_large():
    pytest.importorskip("resvg_py", reason="PNG needs the extra png")
    content = png(line_chart([], title="Nothing", notes=[], low=0, high=1))
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == 1920
