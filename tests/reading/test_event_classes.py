"""Classes of sentences that events were once read wrong in: force not used, refusals, requests, misread clauses, topics."""

import pytest

from tests.reading.test_events import events, parties, reader, shown

UNREAL = [
    "Pyongyang threatened to turn Seoul into a sea of fire.",
    "“We will strike Tel Aviv,” Hossein Salami told the crowd.",
    "Turkey's threatened offensive in northern Syria has worried Washington.",
    "Iran has threatened retaliation, including missile strikes on Israel.",
    "The Houthis threatened on Sunday to sink any ship bound for Eilat.",
    "Russia warned that it would attack Western convoys bringing arms to Ukraine.",
    "A Russian invasion of Moldova remains a possibility, Maia Sandu said.",
    "It is not true that Rwandan troops attacked Goma, Kigali said.",
    "Reports that Sudan's army bombed the camp are false, its spokesman said.",
    "It is a lie that Armenian soldiers shot the herdsmen, Yerevan said.",
    "The Kremlin said talk of a Russian assault on Kharkiv was hysteria.",
    "Washington was bluffing about an attack on Venezuela, Maduro said.",
    "Moscow was on the brink of attacking Kyiv, officials in London said.",
    "Had Iran attacked the ship, the United States would have struck back.",
    "“If they cross the river, we kill them,” the Ugandan general said.",
    "In the novel, China invades Taiwan in 2034.",
    "The army had not bombed the village, Khartoum said.",
    "Neither side fired on the other, Seoul said.",
    "An Israeli strike on Iran is unlikely, analysts said.",
    pytest.param(
        "The bombing of Tehran, should it ever come, would be the work of weeks.", marks=pytest.mark.xfail(reason="an inverted condition")
    ),
]


@pytest.mark.parametrize("text", UNREAL)
def test_force_that_was_not_used_did_not_happen(text: str) -> None:
    assert not [e for e in events(text) if e.type == "ASSAULT" and e.modality == "happened"]


@pytest.mark.parametrize(
    ("kind", "who", "modality", "text"),
    [
        ("REQUEST/yield", "COD > RWA", "happened", "Kinshasa demanded that Rwanda apologise for it."),
        ("REQUEST", "FRA > TUR", "happened", "France asked Turkey for the text of the letter."),
        ("ACCUSE/disapprove", "PAK > -", "happened", "Islamabad condemned the burning of the flag as an offence."),
        ("SUPPORT", "CHN > -", "happened", "China welcomed the plan."),
        ("AGREE", "org:eu > -", "happened", "The European Union promised two million euros for the families."),
        ("THREATEN", "BOL > CHL", "happened", "Bolivia warned Chile that it would shut the pass at Ollague."),
        ("THREATEN/violence", "IRN > -", "happened", "Iran vowed to avenge the general."),
        ("REJECT", "CHN+RUS > -", "happened", "China and Russia vetoed a resolution on the truce."),
        pytest.param(
            "REJECT/yield", "MMR > -", "happened", "Myanmar would not accept foreign observers on its soil, its spokesman said.",
            marks=pytest.mark.xfail(reason="the mode of a refusal to accept is not read"),
        ),
        ("REJECT", "MMR > -", "happened", "Myanmar would not accept foreign observers on its soil, its spokesman said."),
        ("AGREE", "RUS > -", "happened", "Russia, which has bases in both countries, offered to host talks in Moscow next week."),
        ("SANCTION/discontinue", "AUS > FJI", "hypothetical", "Australia would suspend its ties with Fiji if the vote were annulled."),
        ("SANCTION/withdraw", "BDI > org:icc", "happened", "Burundi quit the International Criminal Court in 2017."),
        ("COOPERATE", "AUS+IND+JPN > -", "happened", "The navies of Australia, India and Japan exercised together off Perth."),
        ("RETREAT/release", "- > -", "demanded", "Every one of the hostages must be freed, the Dutch government said."),
        ("ASSAULT/aerial", "TUR > SYR", "happened", "Turkish jets bombed a village near Derik in Syria."),
        ("ASSAULT", "ISR > IRN", "alleged", "Israel allegedly struck a convoy in November, killing two Iranian drivers."),
    ],
)  # fmt: skip
def test_classes_that_were_left_out(kind: str, who: str, modality: str, text: str) -> None:
    assert (kind, *parties(who), modality) in [shown(event) for event in events(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Serbia refuses to join the sanctions against Russia.",
        "Hungary opposes any sanctions on Russian nuclear fuel.",
        "Bujar Osmani supports the dialogue between Belgrade and Pristina.",
    ],
)
def test_what_is_only_spoken_of_is_no_event(text: str) -> None:
    assert not [e for e in events(text) if e.type in {"SANCTION", "CONSULT"}]


def test_an_official_who_asks_for_anonymity_asks_for_no_act() -> None:
    assert events("An American official who asked for anonymity spoke of the letter.") == ()


def test_a_threat_beside_a_speech_is_told_by_the_narration() -> None:
    text = "President Vucic insisted that the exercise was ‘routine’ and threatened to send his troops across the line."
    threats = [e for e in reader().read(text).events if e.type == "THREATEN"]
    assert [(e.modality, e.told_by) for e in threats] == [("happened", None)]


def test_a_tank_that_is_destroyed_is_not_disarmed() -> None:
    assert [
        event.type for event in events("A boy stands on a Russian tank destroyed at the start of the war.") if event.mode == "disarm"
    ] == []
    assert [event.mode for event in events("Iran destroyed its stockpile of mines on Monday.")] == ["disarm"]
