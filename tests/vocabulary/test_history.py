"""Who held which office from 1945 to 2005, written down from history books, and the names that papers then used."""

from datetime import date

import pytest

from communique import vocabulary

HELD = [
    ("president", "state:USA", "1963-01-01", "john-f-kennedy"),
    ("president", "state:USA", "1978-09-01", "jimmy-carter"),
    ("secretary of state", "state:USA", "1981-10-01", "alexander-haig"),
    ("secretary of state", "state:USA", "1973-10-20", "henry-kissinger"),
    ("secretary of defense", "state:USA", "1965-07-01", "robert-mcnamara"),
    ("national security advisor", "state:USA", "1979-01-01", "zbigniew-brzezinski"),
    ("ambassador to the united nations", "state:USA", "1962-10-25", "adlai-stevenson"),
    ("leader", "state:SUN", "1962-10-25", "nikita-khrushchev"),
    ("foreign minister", "state:SUN", "1973-10-20", "andrei-gromyko"),
    ("president", "state:SUN", "1989-12-03", "mikhail-gorbachev"),
    ("president", "state:RUS", "1995-01-01", "boris-yeltsin"),
    ("prime minister", "state:GBR", "1956-10-31", "anthony-eden"),
    ("foreign secretary", "state:GBR", "1982-05-01", "francis-pym"),
    ("president", "state:FRA", "1966-03-07", "charles-de-gaulle"),
    ("chancellor", "state:DEU", "1970-12-07", "willy-brandt"),
    ("general secretary", "state:DDR", "1980-01-01", "erich-honecker"),
    ("premier", "state:CHN", "1972-02-21", "zhou-enlai"),
    ("president", "state:YUG", "1961-09-01", "josip-broz-tito"),
    ("president", "state:SCG", "1999-04-01", "slobodan-milosevic"),
    ("president", "state:CSK", "1990-06-01", "vaclav-havel"),
    ("president", "state:EGY", "1967-06-05", "gamal-abdel-nasser"),
    ("president", "state:EGY", "1977-11-19", "anwar-sadat"),
    ("prime minister", "state:ISR", "1973-10-06", "golda-meir"),
    ("prime minister", "state:ISR", "1978-09-17", "menachem-begin"),
    ("king", "state:JOR", "1970-09-20", "hussein-of-jordan"),
    ("prime minister", "state:IND", "1971-12-10", "indira-gandhi"),
    ("president", "state:PAK", "1983-01-01", "mohammad-zia-ul-haq"),
    ("prime minister", "state:VNM", "1968-02-01", "pham-van-dong"),
    ("president", "state:XVS", "1968-02-01", "nguyen-van-thieu"),
    ("president", "state:IDN", "1990-01-01", "suharto"),
    ("president", "state:PHL", "1987-01-01", "corazon-aquino"),
    ("president", "state:ZAF", "1995-01-01", "nelson-mandela"),
    ("prime minister", "state:ZWE", "1970-01-01", "ian-smith"),
    ("president", "state:COD", "1978-05-01", "mobutu-sese-seko"),
    ("president", "state:ARG", "1982-05-01", "leopoldo-galtieri"),
    ("president", "state:CHL", "1973-09-01", "salvador-allende"),
    ("secretary-general", "org:un", "1960-10-01", "dag-hammarskjold"),
    ("secretary-general", "org:un", "1967-06-05", "u-thant"),
    ("secretary-general", "org:nato", "1975-01-01", "joseph-luns"),
    ("leader", "state:CUB", "1962-10-25", "fidel-castro"),
    ("leader of the plo", "org:plo", "1988-11-15", "yasser-arafat"),
    ("bosnian serb leader", "org:bosnian-serbs", "1995-07-11", "radovan-karadzic"),
    ("rebel leader", "org:unita", "1992-10-01", "jonas-savimbi"),
]


@pytest.mark.parametrize(("title", "of", "day", "person"), HELD)
def test_an_office_was_held_by(title: str, of: str, day: str, person: str) -> None:
    assert vocabulary.load().holders(title, of, date.fromisoformat(day)) == (f"person:{person}",)


HANDED_OVER = [
    ("president", "state:USA", "1963-11-21", "1963-11-22", "john-f-kennedy", "lyndon-b-johnson"),
    ("prime minister", "state:GBR", "1979-05-03", "1979-05-04", "james-callaghan", "margaret-thatcher"),
    ("president", "state:FRA", "1981-05-20", "1981-05-21", "valery-giscard-destaing", "francois-mitterrand"),
    ("secretary-general", "org:un", "1981-12-31", "1982-01-01", "kurt-waldheim", "javier-perez-de-cuellar"),
]


@pytest.mark.parametrize(("title", "of", "eve", "day", "before", "after"), HANDED_OVER)
def test_the_day_of_the_change_belongs_to_the_successor(title: str, of: str, eve: str, day: str, before: str, after: str) -> None:
    words = vocabulary.load()
    assert words.holders(title, of, date.fromisoformat(eve)) == (f"person:{before}",)
    assert words.holders(title, of, date.fromisoformat(day)) == (f"person:{after}",)


NAMED = [
    ("Chou En-lai", "zhou-enlai"),
    ("Mao Tse-tung", "mao-zedong"),
    ("Teng Hsiao-ping", "deng-xiaoping"),
    ("Chiang Kai-shek", "chiang-kai-shek"),
    ("Gamal Abdel Nasser", "gamal-abdel-nasser"),
    ("King Hussein", "hussein-of-jordan"),
    ("Nikita S. Khrushchev", "nikita-khrushchev"),
    ("Muammar el-Qaddafi", "muammar-gaddafi"),
    ("Slobodan Milosevic", "slobodan-milosevic"),
    ("Javier Perez de Cuellar", "javier-perez-de-cuellar"),
    ("Ayatollah Khomeini", "ruhollah-khomeini"),
]


@pytest.mark.parametrize(("wording", "person"), NAMED)
def test_a_wording_of_the_time_names_the_person(wording: str, person: str) -> None:
    assert {name.entity for name in vocabulary.load().lookup(wording)} == {f"person:{person}"}


BUSH = [("1990-08-08", "george-h-w-bush"), ("2003-03-19", "george-w-bush")]


@pytest.mark.parametrize(("day", "person"), BUSH)
def test_a_wording_of_two_persons_is_told_by_its_date(day: str, person: str) -> None:
    assert [name.entity for name in vocabulary.load().lookup("George Bush", date.fromisoformat(day))] == [f"person:{person}"]


FAMILY = [
    ("Nasser", "gamal-abdel-nasser"),
    ("Mao", "mao-zedong"),
    ("Thant", "u-thant"),
    ("Gaulle", "charles-de-gaulle"),
    ("Teng", "deng-xiaoping"),
]


@pytest.mark.parametrize(("family", "person"), FAMILY)
def test_a_family_name_leads_to_the_person(family: str, person: str) -> None:
    assert f"person:{person}" in vocabulary.load().surnames[family]


ABSTAINED = [
    ("president", "state:FRA", "1974-04-20"),  # an interim, between Pompidou and Giscard d'Estaing
    ("prime minister", "state:XVS", "1976-01-01"),  # the state had ended
    ("secretary of defense", "state:USA", "1947-01-01"),  # the office did not exist yet
]


@pytest.mark.parametrize(("title", "of", "day"), ABSTAINED)
def test_nobody_is_named_where_nobody_held_the_office(title: str, of: str, day: str) -> None:
    assert vocabulary.load().holders(title, of, date.fromisoformat(day)) == ()
