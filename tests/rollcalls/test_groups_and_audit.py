"""Groups at a date, what the audit finds in the shipped record, and the pictures."""

from datetime import date
from xml.etree import ElementTree

import pytest

from communique.errors import UnknownName
from communique.rollcalls import load
from communique.rollcalls.charts import Series, line_chart
from communique.rollcalls.groups import group
from communique.rollcalls.pictures import draw, tile_places
from communique.vocabulary import load as load_vocabulary


@pytest.mark.parametrize(
    ("name", "on", "number", "has", "has_not"),
    [
        ("EU", "2023-02-23", 27, "HRV", "GBR"),
        ("EU", "2019-06-01", 28, "GBR", "UKR"),
        ("NATO", "2022-03-02", 30, "TUR", "FIN"),
        ("NATO", "2024-06-01", 32, "SWE", "UKR"),
        ("P5", "1960-01-01", 5, "TWN", "CHN"),
        ("P5", "2020-01-01", 5, "CHN", "TWN"),
        ("ASEAN", "2023-02-23", 10, "MMR", "TLS"),
        ("BRICS", "2023-02-23", 5, "ZAF", "IRN"),
    ],
)
def test_members_on_a_day(name, on, number, has, has_not):
    states = group(name, date.fromisoformat(on), load_vocabulary()).states
    assert len(states) == number
    assert has in states
    assert has_not not in states


def test_no_group_of_that_name():
    with pytest.raises(UnknownName, match="No group"):
        group("EUU", date(2023, 1, 1), load_vocabulary())


def test_the_audit_of_the_shipped_record():
    record = load()
    kinds = {}
    for findings in record.findings.values():
        for finding in findings:
            kinds.setdefault(finding.kind, []).append(finding.roll_call)
    assert {"U278849", "U278850", "U281405", "V5689", "V5893"} <= set(kinds["no votes listed"])
    assert "V5100" in kinds["possible double"]
    assert "count against list" not in kinds
    assert record.by_symbol("A/RES/77/293")[0].audit
    assert record.by_symbol("A/RES/ES-11/6")[0].audit == ()


def test_every_state_has_one_tile():
    assert set(load().states) - set(tile_places()) == {"TWN", "YUG", "CSK"}
    assert len(set(tile_places().values())) == len(tile_places())


@pytest.mark.parametrize(
    ("symbol", "tiles"), [("ES-11/6", 193), ("S/RES/2774(2025)", 15), ("S/RES/83(1950)", 11), ("A/RES/2758(XXVI)", None)]
)
def test_a_picture_has_each_member_with_its_vote_in_words(symbol, tiles):
    roll_call = load().by_symbol(symbol)[0]
    root = ElementTree.fromstring(draw(roll_call, {"CHN": "China"}))
    titles = [e.text for e in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len(titles) - 1 == (tiles or len(roll_call.votes))
    assert root.get("role") == "img"


def test_a_chart_breaks_its_line_where_a_year_has_no_value():
    chart = line_chart(
        [Series("a & b", {2000: (0.1, 0.0, 0.2), 2001: (0.2, 0.1, 0.3), 2004: (0.5, None, None)})], title="t", notes=["n"], low=-1, high=1
    )
    root = ElementTree.fromstring(chart)
    assert len(list(root.iter("{http://www.w3.org/2000/svg}polyline"))) == 2
