"""Names of states and organisations, looked up at a date."""

from datetime import date

import pytest

from communique import vocabulary
from communique.errors import UnknownName


def entities(surface: str, on: str | None = None) -> set[str]:
    day = date.fromisoformat(on) if on else None
    return {name.entity for name in vocabulary.load().lookup(surface, day)}


SURFACES = [
    ("China", None, {"state:CHN"}),
    ("the U.S.", None, {"state:USA"}),
    ("U.S.", None, {"state:USA"}),
    ("US", None, {"state:USA"}),
    ("UKRAINE", None, {"state:UKR"}),
    ("THE UNITED STATES", None, {"state:USA"}),
    ("Côte d’Ivoire", None, {"state:CIV"}),
    ("Cote d'Ivoire", None, {"state:CIV"}),
    ("Ivory Coast", None, {"state:CIV"}),
    ("Turkiye", None, {"state:TUR"}),
    ("Turkey", None, {"state:TUR"}),
    ("Iran (Islamic Republic of)", None, {"state:IRN"}),
    ("Viet Nam", None, {"state:VNM"}),
    ("DPRK", None, {"state:PRK"}),
    ("Nigerien", None, {"state:NER"}),
    ("Nigerian", None, {"state:NGA"}),
    ("Russians", None, {"state:RUS"}),
    ("Americans", None, {"state:USA"}),
    ("Kiev", None, {"state:UKR"}),
    ("Kyiv", None, {"state:UKR"}),
    ("Peking", None, {"state:CHN"}),
    ("the Kremlin", None, {"state:RUS"}),
    ("Élysée", None, {"state:FRA"}),
    ("Elysee Palace", None, {"state:FRA"}),
    ("Quai d’Orsay", None, {"state:FRA"}),
    ("No. 10", None, {"state:GBR"}),
    ("the Pentagon", None, {"org:us-defense-department"}),
    ("Gaza", None, {"state:PSE"}),
    ("Congolese", None, {"state:COD", "state:COG"}),
    ("NATO", None, {"org:nato"}),
    ("Nato", None, {"org:nato"}),
    ("UN General Assembly", None, {"org:un-general-assembly"}),
    ("UN's nuclear watchdog", None, set()),
    ("UN nuclear watchdog", None, {"org:iaea"}),
    ("Ansar Allah", None, {"org:houthis"}),
    ("Doctors Without Borders", None, {"org:msf"}),
    ("ukraine", None, set()),
    ("us", None, set()),
    ("Ruritania", None, set()),
    ("", None, set()),
    # names in time: what is in force, else what has ended; never what is yet to come
    ("Swaziland", "2017-06-01", {"state:SWZ"}),
    ("Swaziland", "2023-06-01", {"state:SWZ"}),
    ("Eswatini", "2017-06-01", set()),
    ("Eswatini", "2018-04-19", {"state:SWZ"}),
    ("Yugoslavia", "1985-01-01", {"state:YUG"}),
    ("Yugoslavia", "1999-03-24", {"state:SCG"}),
    ("Yugoslavia", "2023-01-01", {"state:YUG", "state:SCG"}),
    ("Zaire", "1995-01-01", {"state:COD"}),
    ("Zaire", "1960-07-01", set()),
    ("Soviet Union", "2023-01-01", {"state:SUN"}),
    ("Bonn", "1985-01-01", {"state:DEU"}),
    ("FCDO", "2019-01-01", set()),
    ("FCO", "2019-01-01", {"org:uk-foreign-office"}),
    ("Moscow", "2023-02-24", {"state:RUS"}),
    ("Zanzibar", "1964-01-12", {"state:EAZ", "state:TZA"}),
    ("Zanzibar", "2020-01-01", {"state:TZA"}),
]


@pytest.mark.parametrize(("surface", "on", "expected"), SURFACES)
def test_a_wording_stands_for(surface: str, on: str | None, expected: set[str]) -> None:
    assert entities(surface, on) == expected


ROLES = [
    ("Russia", "name"),
    ("Russian Federation", "alias"),
    ("USA", "abbreviation"),
    ("Ukrainians", "demonym"),
    ("Swedish", "adjective"),
    ("Beijing", "capital"),
    ("Kremlin", "seat"),
    ("Downing Street", "seat"),
    ("Crimea", "place"),
    ("West Bank", "place"),
]


@pytest.mark.parametrize(("surface", "role"), ROLES)
def test_how_a_wording_stands_for_it(surface: str, role: str) -> None:
    assert role in {name.role for name in vocabulary.load().lookup(surface)}


@pytest.mark.parametrize(
    ("surface", "ambiguous"), [("Jordan", True), ("Chad", True), ("Washington", True), ("Georgia", True), ("France", False)]
)
def test_a_wording_that_often_means_something_else_is_marked(surface: str, ambiguous: bool) -> None:
    assert {name.ambiguous for name in vocabulary.load().lookup(surface)} == {ambiguous}


CODES = [
    ("CHN", "CHN"),
    ("state:CHN", "CHN"),
    ("chn", "CHN"),
    ("DE", "DEU"),
    ("Korea, Democratic People's Republic of", "PRK"),
    ("VENEZUELA (BOLIVARIAN REPUBLIC OF)", "VEN"),
    ("Congo", "COG"),
    ("Congo-Kinshasa", "COD"),
    ("Macedonia", "MKD"),
    ("burma", "MMR"),
    ("Kosovo", "XKX"),
    ("USSR", "SUN"),
]


@pytest.mark.parametrize(("name", "code"), CODES)
def test_a_state_is_found_by_name_or_code(name: str, code: str) -> None:
    assert vocabulary.load().state(name) == code


@pytest.mark.parametrize(("name", "near"), [("Ukrane", "Ukraine"), ("Untied States", "United States"), ("Kazakstan", "Kazakhstan")])
def test_an_unknown_state_is_refused_with_what_was_meant(name: str, near: str) -> None:
    with pytest.raises(UnknownName) as caught:
        vocabulary.load().state(name)
    assert name in caught.value.message
    assert near in caught.value.hint


def test_a_seat_is_no_name_of_the_state() -> None:
    with pytest.raises(UnknownName):
        vocabulary.load().state("the Kremlin")


def test_a_state_that_is_yet_to_come_is_unknown_on_the_day() -> None:
    with pytest.raises(UnknownName, match="2010-01-01"):
        vocabulary.load().state("Eswatini", date(2010, 1, 1))


@pytest.mark.parametrize(
    ("former", "seat"), [("SUN", "RUS"), ("SCG", "SRB"), ("YUG", "YUG"), ("CSK", "CSK"), ("DDR", "DDR"), ("FRA", "FRA")]
)
def test_the_code_that_keeps_a_states_votes(former: str, seat: str) -> None:
    assert vocabulary.load().states[former].votes_as == seat


def test_every_state_that_votes_in_the_united_nations_has_names_of_every_kind() -> None:
    words = vocabulary.load()
    roles: dict[str, set[str]] = {}
    for rows in words.names.values():
        for name in rows:
            roles.setdefault(name.entity, set()).add(name.role)
    city_states = {"MCO", "SGP", "SMR"}
    for code in words.members("org:un", date(2026, 1, 1)):
        needed = {"name", "adjective", "demonym"} | (set() if code in city_states else {"capital"})
        assert needed <= roles[f"state:{code}"], code


def test_the_longest_surface_has_no_more_tokens_than_said() -> None:
    words = vocabulary.load()
    assert words.longest >= 6  # Bonaire , Sint Eustatius and Saba
    assert max(len(surface.split()) for surface in words.names) <= words.longest
