"""Who held which office on which day, outlets by name: spot checks of the shipped tables against known facts."""

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2] / "src/communique/vocabulary/data"
Row = dict[str, str]


def table(name: str) -> list[Row]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def first_day(text: str) -> date:
    """The first day that a full or reduced ISO date covers."""
    parts = [int(part) for part in text.split("-")]
    return date(*[*parts, 1, 1][:3])


def holders(office: str, day: str) -> set[str]:
    on = date.fromisoformat(day)
    return {
        row["person"]
        for row in table("tenures.csv")
        if row["office"] == office
        and (not row["since"] or first_day(row["since"]) <= on)
        and (not row["until"] or on < first_day(row["until"]))
    }


HELD = [
    ("usa-president", "2016-12-01", "barack-obama"),
    ("usa-president", "2019-03-01", "donald-trump"),
    ("usa-president", "2023-02-24", "joe-biden"),
    ("usa-president", "2025-03-01", "donald-trump"),
    ("usa-secretary-of-state", "2023-02-24", "antony-blinken"),
    ("usa-secretary-of-state", "2003-02-05", "colin-powell"),
    ("usa-state-department-spokesperson", "2022-03-01", "ned-price"),
    ("rus-president", "2023-02-24", "vladimir-putin"),
    ("rus-president", "2010-06-01", "dmitry-medvedev"),
    ("rus-prime-minister", "2010-06-01", "vladimir-putin"),
    ("rus-foreign-minister", "2023-02-24", "sergey-lavrov"),
    ("rus-un-ambassador", "2022-02-25", "vasily-nebenzya"),
    ("rus-foreign-ministry-spokesperson", "2022-02-25", "maria-zakharova"),
    ("rus-kremlin-spokesperson", "2022-02-25", "dmitry-peskov"),
    ("chn-foreign-minister", "2022-12-29", "wang-yi"),
    ("chn-foreign-minister", "2023-02-24", "qin-gang"),
    ("chn-foreign-minister", "2023-07-25", "wang-yi"),
    ("chn-foreign-affairs-commission-director", "2023-02-24", "wang-yi"),
    ("ukr-president", "2023-02-24", "volodymyr-zelenskyy"),
    ("ukr-defence-minister", "2022-06-01", "oleksii-reznikov"),
    ("ukr-prime-minister", "2025-08-01", "yulia-svyrydenko"),
    ("isr-prime-minister", "2021-12-01", "naftali-bennett"),
    ("isr-defence-minister", "2023-10-08", "yoav-gallant"),
    ("irn-president", "2015-07-14", "hassan-rouhani"),
    ("irn-foreign-minister", "2015-07-14", "mohammad-javad-zarif"),
    ("irn-foreign-ministry-spokesperson", "2023-02-24", "nasser-kanaani"),
    ("deu-chancellor", "2014-03-18", "angela-merkel"),
    ("deu-foreign-minister", "2023-02-24", "annalena-baerbock"),
    ("gbr-prime-minister", "2022-10-01", "liz-truss"),
    ("gbr-foreign-secretary", "2023-12-01", "david-cameron"),
    ("fra-president", "2008-08-12", "nicolas-sarkozy"),
    ("hun-prime-minister", "2023-02-24", "viktor-orban"),
    ("esp-prime-minister", "2023-02-24", "pedro-sanchez"),
    ("un-secretary-general", "2003-03-01", "kofi-annan"),
    ("un-secretary-general", "2023-02-24", "antonio-guterres"),
    ("nato-secretary-general", "2023-02-24", "jens-stoltenberg"),
    ("eu-high-representative", "2023-02-24", "josep-borrell"),
    ("iaea-director-general", "2022-09-01", "rafael-grossi"),
]


@pytest.mark.parametrize(("office", "day", "person"), HELD)
def test_office_was_held_by(office: str, day: str, person: str) -> None:
    assert holders(office, day) == {person}


SPOKE_FOR_CHINA = [
    ("2023-02-24", "wang-wenbin", True),
    ("2023-02-24", "mao-ning", True),
    ("2023-02-24", "zhao-lijian", False),
    ("2021-03-01", "zhao-lijian", True),
    ("2018-06-01", "geng-shuang", True),
]


@pytest.mark.parametrize(("day", "person", "spoke"), SPOKE_FOR_CHINA)
def test_chinese_ministry_has_several_spokespeople(day: str, person: str, spoke: bool) -> None:
    assert (person in holders("chn-foreign-ministry-spokesperson", day)) is spoke


def test_nobody_held_the_office_between_two_holders() -> None:
    assert holders("chn-defence-minister", "2023-11-15") == set()


def test_ids_are_unique_and_none_dangles() -> None:
    people = [row["id"] for row in table("persons.csv")]
    offices = [row["id"] for row in table("offices.csv")]
    assert len(people) == len(set(people))
    assert len(offices) == len(set(offices))
    assert {row["person"] for row in table("tenures.csv")} <= set(people)
    assert {row["office"] for row in table("tenures.csv")} == set(offices)


def test_every_tenure_ends_after_it_began() -> None:
    backwards = [row for row in table("tenures.csv") if row["since"] and row["until"] and first_day(row["until"]) < first_day(row["since"])]
    assert backwards == []


ONE_AT_A_TIME = {"head of state", "head of government", "foreign minister", "defence minister", "un ambassador"}


def test_offices_for_one_have_one_holder_at_a_time() -> None:
    single = {row["id"] for row in table("offices.csv") if row["kind"] in ONE_AT_A_TIME}
    rows = [row for row in table("tenures.csv") if row["office"] in single]
    rows.sort(key=lambda row: (row["office"], row["since"]))
    overlaps = [
        (a["office"], a["person"], b["person"])
        for a, b in pairwise(rows)
        if a["office"] == b["office"] and (not a["until"] or first_day(b["since"]) < first_day(a["until"]))
    ]
    assert overlaps == []


def test_no_wording_stands_for_two_people() -> None:
    owner: dict[str, str] = {}
    for row in table("persons.csv"):
        for wording in {row["name"], *row["aliases"].split("|")} - {""}:
            assert owner.setdefault(wording, row["id"]) == row["id"], wording


def test_family_names_stand_in_a_wording_of_their_person() -> None:
    strangers = [
        (row["id"], family)
        for row in table("persons.csv")
        for family in filter(None, row["family"].split("|"))
        if family not in f"{row['name']}|{row['aliases']}"
    ]
    assert strangers == []


FAMILY = [("wang-yi", "Wang"), ("ursula-von-der-leyen", "von der Leyen"), ("viktor-orban", ""), ("abiy-ahmed", "Abiy")]


@pytest.mark.parametrize(("person", "family"), FAMILY)
def test_family_name_is_given_where_it_is_not_the_last_word(person: str, family: str) -> None:
    assert {row["id"]: row["family"] for row in table("persons.csv")}[person] == family


OUTLETS = [
    ("tass", "RUS", "agency"),
    ("reuters", "GBR", "agency"),
    ("global-times", "CHN", "newspaper"),
    ("al-jazeera", "QAT", "broadcaster"),
]


@pytest.mark.parametrize(("outlet", "country", "kind"), OUTLETS)
def test_outlet(outlet: str, country: str, kind: str) -> None:
    row = {row["id"]: row for row in table("outlets.csv")}[outlet]
    assert (row["country"], row["kind"]) == (country, kind)
