"""Who belonged to which organisation on which day: counts and turning points that are known."""

from datetime import date

import pytest

from communique import vocabulary

# (organisation, day, number of member states)
SIZES = [
    ("org:un", "1946-12-31", 55),
    ("org:un", "1955-12-31", 76),
    ("org:un", "1960-12-31", 99),
    ("org:un", "1970-12-31", 127),
    ("org:un", "1980-12-31", 154),
    ("org:un", "1990-12-31", 159),
    ("org:un", "2002-12-31", 191),
    ("org:un", "2006-12-31", 192),
    ("org:un", "2011-07-14", 193),
    ("org:un-general-assembly", "2023-02-23", 193),
    ("org:un-security-council", "1946-12-01", 11),
    ("org:un-security-council", "1966-12-01", 15),
    ("org:un-security-council", "1990-12-01", 15),
    ("org:un-security-council", "2023-02-24", 15),
    ("org:un-security-council", "2026-06-01", 15),
    ("org:p5", "2023-02-24", 5),
    ("org:eu", "1993-11-01", 12),
    ("org:eu", "2004-05-01", 25),
    ("org:eu", "2013-07-01", 28),
    ("org:eu", "2020-01-31", 28),
    ("org:eu", "2020-02-01", 27),
    ("org:nato", "1949-05-01", 12),
    ("org:nato", "1990-01-01", 16),
    ("org:nato", "2004-12-31", 26),
    ("org:nato", "2023-04-03", 30),
    ("org:nato", "2024-03-07", 32),
    ("org:au", "2023-01-01", 55),
    ("org:oic", "2023-01-01", 57),
    ("org:osce", "2023-01-01", 57),
    ("org:council-of-europe", "2022-03-15", 47),
    ("org:council-of-europe", "2022-03-16", 46),
    ("org:arab-league", "2023-01-01", 22),
    ("org:gcc", "2023-01-01", 6),
    ("org:asean", "2023-01-01", 10),
    ("org:asean", "2025-10-26", 11),
    ("org:ecowas", "2025-01-28", 15),
    ("org:ecowas", "2025-01-29", 12),
    ("org:commonwealth", "2023-01-01", 56),
    ("org:oecd", "2023-01-01", 38),
    ("org:g7", "2023-01-01", 7),
    ("org:g8", "2014-03-24", 0),
    ("org:g20", "2023-01-01", 19),
    ("org:brics", "2023-01-01", 5),
    ("org:brics", "2024-01-01", 9),
    ("org:brics", "2025-01-06", 10),
    ("org:nam", "2023-01-01", 120),
    ("org:african-group", "2023-01-01", 54),
    ("org:asia-pacific-group", "2023-01-01", 54),
    ("org:eeg", "2023-01-01", 23),
    ("org:grulac", "2023-01-01", 33),
    ("org:weog", "2023-01-01", 28),
    ("org:caricom", "2023-01-01", 15),
    ("org:nowhere", "2023-01-01", 0),
]


@pytest.mark.parametrize(("organisation", "day", "size"), SIZES)
def test_members_on_a_day(organisation: str, day: str, size: int) -> None:
    assert len(vocabulary.load().members(organisation, date.fromisoformat(day))) == size


IN_OR_OUT = [
    ("GBR", "org:eu", "2020-01-31", True),
    ("GBR", "org:eu", "2020-02-01", False),
    ("FIN", "org:nato", "2023-04-03", False),
    ("FIN", "org:nato", "2023-04-04", True),
    ("SWE", "org:nato", "2024-03-06", False),
    ("TWN", "org:un", "1971-10-24", True),
    ("CHN", "org:un", "1971-10-24", False),
    ("CHN", "org:un", "1971-10-25", True),
    ("TWN", "org:un", "1971-10-25", False),
    ("RUS", "org:un", "1950-01-01", True),
    ("RUS", "org:council-of-europe", "2022-03-15", True),
    ("RUS", "org:council-of-europe", "2022-03-16", False),
    ("IDN", "org:un", "1965-06-01", False),
    ("MAR", "org:au", "2016-06-01", False),
    ("QAT", "org:opec", "2019-01-01", False),
    ("AGO", "org:opec", "2024-01-01", False),
    ("UKR", "org:un-security-council", "2016-06-01", True),
    ("ARE", "org:un-security-council", "2022-02-25", True),
    ("USA", "org:weog", "2023-01-01", False),
    ("TUR", "org:weog", "2023-01-01", True),
    ("TUR", "org:asia-pacific-group", "2023-01-01", True),
]


@pytest.mark.parametrize(("code", "organisation", "day", "expected"), IN_OR_OUT)
def test_a_state_is_in_or_out(code: str, organisation: str, day: str, expected: bool) -> None:
    words, on = vocabulary.load(), date.fromisoformat(day)
    assert (code in words.members(organisation, on)) is expected
    assert (organisation in words.memberships(code, on)) is expected
