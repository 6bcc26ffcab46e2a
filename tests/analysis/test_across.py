"""Timeline, tensions between reports, position matrix and network, on small dossiers judged by reading."""

from datetime import date
from typing import Any

import pytest

from communique import rollcalls, vocabulary
from communique.analysis.between import between
from communique.analysis.counts import counts_in, differing
from communique.analysis.matrix import matrix, states_named, words_and_votes
from communique.analysis.network import network
from communique.analysis.timeline import span_of_days, timeline
from communique.analysis.utterances import utterances
from communique.vocabulary.issues import issues
from tests.analysis.desk import report, told, wants

SHELLED = "Varland shelled the port of Orlova on Monday, and 12 people were killed."
SIGNED = "Varland and Tarsk signed the grain agreement in Halden on 2 March."


def shelling(**changes: Any) -> Any:
    base: dict[str, Any] = {
        "trigger": "shelled",
        "kind": "ASSAULT",
        "who": (["VAR"], ["ORL"]),
        "day": "2026-03-02",
        "mode": "heavy-weapons",
    }
    return told(changes.pop("sentence", SHELLED), **{**base, **changes})


MERGED = [
    # the second telling, and whether it is the happening of the first: Varland shells Orlova on 2 March
    ({"sentence": "On Monday Varland shelled the harbour of Orlova."}, True),
    ({"sentence": "Varland shelled the harbour on Sunday night.", "day": "2026-03-01"}, True),
    ({"sentence": "Varland shelled the harbour again on Thursday.", "day": "2026-03-05"}, False),
    ({"sentence": "Varland shelled the harbour this month.", "day": "2026-03"}, True),
    ({"sentence": "Varland shelled the harbour.", "day": None}, False),
    ({"sentence": "Varland shelled Brod on Monday.", "who": (["VAR"], ["BRO"])}, False),
    ({"sentence": "Orlova shelled the harbour of Varland on Monday.", "who": (["ORL"], ["VAR"])}, False),
    ({"sentence": "The harbour of Orlova was shelled on Monday.", "trigger": "shelled", "who": ([], ["ORL"])}, True),
    ({"sentence": "Varland denied that it shelled Orlova on Monday.", "modality": "denied"}, True),
    ({"sentence": "Varland shelled the town on Monday with tanks.", "place": "Brod"}, True),
    ({"sentence": "Varland shelled it by drone on Monday.", "mode": "drone"}, False),
]


PLACED = [
    # a telling without a party, and whether it is the shelling of Orlova on 2 March
    ({"sentence": "Eleven have died of the shelling of Orlova on 2 March.", "trigger": "shelling", "place": "Orlova"}, True),
    (
        {
            "sentence": "Eleven have died of the shelling of Orlova on 3 March.",
            "trigger": "shelling",
            "place": "Orlova",
            "day": "2026-03-03",
        },
        False,
    ),
    ({"sentence": "Eleven have died of the shelling of Brod on 2 March.", "trigger": "shelling", "place": "Brod"}, False),
    ({"sentence": "Eleven have died of the shelling on 2 March.", "trigger": "shelling"}, False),
]


@pytest.mark.parametrize(("other", "same"), PLACED, ids=[str(n) for n in range(len(PLACED))])
def test_a_telling_without_parties_is_known_by_its_day_and_place(other: dict[str, Any], same: bool) -> None:
    assert (len(timeline([shelling(), shelling(**{"who": ([], []), **other})])) == 1) == same


DAYS = [
    # a second telling of what happened on Monday, and the explanation of the other day; False where there is no tension
    ({"sentence": "Varland shelled Orlova on Sunday.", "day": "2026-03-01"}, None),
    ({"sentence": "Varland shelled Orlova on Sunday night.", "day": "2026-03-01"}, "one night"),
    ({"sentence": "Varland shelled Orlova again.", "day": "2026-03-01"}, False),
    ({"sentence": "Varland shelled Orlova on Monday.", "day": "2026-03-02"}, False),
]


@pytest.mark.parametrize(("other", "explanation"), DAYS, ids=[str(n) for n in range(len(DAYS))])
def test_days_of_one_happening_that_differ(other: dict[str, Any], explanation: str | bool | None) -> None:
    found = [each for each in tensions(shelling(), shelling(**other)) if each.kind == "time"]
    assert [each.explanation for each in found] == ([] if explanation is False else [explanation])


@pytest.mark.parametrize(("other", "same"), MERGED, ids=[str(n) for n in range(len(MERGED))])
def test_one_happening(other: dict[str, Any], same: bool) -> None:
    happenings = timeline([shelling(), shelling(**other)])
    assert (len(happenings) == 1) == same


def test_two_places_are_two_happenings() -> None:
    assert len(timeline([shelling(place="Orlova"), shelling(sentence="Varland shelled Brod on Monday.", place="Brod")])) == 2


def test_a_timeline_is_in_order_with_the_undated_last() -> None:
    late, early = shelling(sentence="Varland shelled Orlova on Friday.", day="2026-03-06"), shelling()
    undated = shelling(sentence="Varland has shelled Orlova before.", day=None)
    assert [each.date for each in timeline([undated, late, early])] == ["2026-03-02", "2026-03-06", None]


def test_days_do_not_drift_apart_through_a_chain() -> None:
    chain = [shelling(sentence=f"Varland shelled the harbour on day {n}.", day=f"2026-03-0{n}") for n in range(1, 6)]
    assert all(len(each.dates) <= 2 for each in timeline(chain))


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2026-03-02", (date(2026, 3, 2), date(2026, 3, 2))),
        ("2026-02", (date(2026, 2, 1), date(2026, 2, 28))),
        ("2024-12", (date(2024, 12, 1), date(2024, 12, 31))),
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-02-30", None),
        ("2026-W10", None),
        ("", None),
    ],
)
def test_days_of_reduced_dates(written: str, days: Any) -> None:
    assert span_of_days(written) == days


COUNTS = [
    ("12 people were killed", "20 people were killed", True),
    ("12 people were killed", "twelve people were killed", False),
    ("12 people were killed", "20 people were wounded", False),
    ("5 tonnes of grain", "5,000 kg of grain", False),
    ("5 tonnes of grain", "8,000 kg of grain", True),
    ("12 prisoners", "12 soldiers", False),
    ("on 12 March", "on 14 March", False),
    ("in 2023", "in 2024", False),
]


@pytest.mark.parametrize(("one", "other", "differ"), COUNTS)
def test_counts(one: str, other: str, differ: bool) -> None:
    assert any(differing(a, b) for a in counts_in(one) for b in counts_in(other)) == differ


def tensions(*dossiers: Any) -> list[Any]:
    listed = list(dossiers)
    return between(listed, utterances=utterances(listed), happenings=timeline(listed), positions=matrix(listed, issues()))


TENSIONS = [
    ([shelling(), shelling(sentence="Varland shelled Orlova on Monday, and 20 people were killed.")], "number", None),
    ([shelling(), shelling(sentence="Varland shelled Orlova on Monday, and 20 people were killed.", published=7)], "number", "other date"),
    ([shelling(), shelling(sentence="Varland shelled Orlova on Monday, and about 20 people were killed.")], "number", "rounding"),
    ([shelling(), shelling(sentence="Varland denied that it shelled Orlova.", modality="denied")], "denial", None),
    ([wants("osei", "supports", "ceasefire", day=3), wants("osei", "rejects", "ceasefire", day=3)], "position", None),
    (
        [
            told(SIGNED, trigger="signed", kind="SUPPORT", who=(["VAR", "TAR"], []), day="2026-03-02"),
            told(SIGNED.replace("2", "4"), trigger="signed", kind="SUPPORT", who=(["VAR", "TAR"], []), day="2026-03-04"),
        ],
        "time",
        None,
    ),
    (
        [
            told(SIGNED, trigger="signed", kind="SUPPORT", who=(["VAR", "TAR"], []), day="2026-03-02"),
            told(SIGNED.replace("on 2 March", "today"), trigger="signed", kind="SUPPORT", who=(["VAR", "TAR"], []), day="2026-03-05"),
        ],
        "time",
        "other date",
    ),
    (
        [
            told(SIGNED, trigger="signed", kind="SUPPORT", who=(["VAR", "TAR"], []), day="2026-03-02"),
            told(
                SIGNED.replace("the", "a second").replace("2", "6"),
                trigger="signed",
                kind="SUPPORT",
                who=(["VAR", "TAR"], []),
                day="2026-03-06",
            ),
        ],
        "time",
        "other stage",
    ),
    ([report(['osei | 3 | "We will not sign it."'], number=1), report(['osei | 3 | "We will sign it."'], number=2)], "wording", None),
    (
        [report(['osei | 3 | "We hold 12 of your men."'], number=1), report(['osei | 3 | "We hold 20 of your men."'], number=2)],
        "number",
        None,
    ),
]


@pytest.mark.parametrize(("dossiers", "kind", "explanation"), TENSIONS, ids=[str(n) for n in range(len(TENSIONS))])
def test_tensions_between_reports(dossiers: list[Any], kind: str, explanation: str | None) -> None:
    (found,) = tensions(*dossiers)
    assert (found.kind, found.explanation) == (kind, explanation)
    assert len({side.document for side in found.sides}) == 2


QUIET = [
    [shelling(), shelling(sentence="Varland shelled Orlova on Monday, and 12 people were killed, 20 wounded.")],
    [shelling(), shelling(sentence="On Monday Varland shelled Orlova.")],
    [wants("osei", "supports", "ceasefire", day=3), wants("osei", "demands", "ceasefire", day=3)],
    [wants("osei", "supports", "ceasefire", day=3), wants("brandt", "rejects", "ceasefire", day=3)],
    [report(['osei | 3 | "We will not sign it."'], number=1), report(['brandt | 3 | "We will sign it."'], number=2)],
    [
        report(['osei | 3 | "We will not sign it without the list."'], number=1),
        report(['osei | 3 | "We will not sign it without the list."', 'osei | 3 | "will sign it without the list"'], number=2),
    ],
]


@pytest.mark.parametrize("dossiers", QUIET, ids=[str(n) for n in range(len(QUIET))])
def test_no_tension_is_invented(dossiers: list[Any]) -> None:
    assert tensions(*dossiers) == []


def test_a_matrix_tells_drift_in_time() -> None:
    found = matrix(
        [
            wants("osei", "rejects", "ceasefire", day=9, strength=7),
            wants("osei", "supports", "ceasefire", day=3, strength=4),
            wants("brandt", "calls for", "ceasefire", day=3, strength=4),
            wants("brandt", "demands", "ceasefire", day=8, strength=8),
        ],
        issues(),
    )
    assert found.documents == 4
    assert found.as_of == date(2026, 3, 9)
    turned = found.cells["person:osei", "ceasefire"]
    assert [(drift.turn, drift.earlier.published) for drift in turned.drift] == [("turned", date(2026, 3, 3))]
    assert turned.latest.side == "against"
    assert [drift.turn for drift in found.cells["person:brandt", "ceasefire"].drift] == ["hardened"]


def test_persons_count_as_their_country_when_asked() -> None:
    found = matrix(
        [wants("wang-yi", "supports", "ceasefire", day=3), wants("state:CHN", "supports", "ceasefire", day=4)], issues(), by_country=True
    )
    assert found.parties == ("state:CHN",)


@pytest.mark.parametrize(
    ("state", "mentions", "expected"),
    [
        ("RUS", {"UKR"}, [("no", False)]),
        ("CHN", {"UKR"}, [("abstain", None)]),
        ("DEU", {"UKR"}, [("yes", True)]),
        ("RUS", {"SYR"}, []),
    ],
)
def test_words_stand_beside_votes(state: str, mentions: set[str], expected: list[Any]) -> None:
    """Resolution ES-11/6 of 23 February 2023 is on a lasting peace in Ukraine: Russia voted no, China abstained, Germany voted yes."""
    said = wants(f"state:{state}", "calls for", "peace", day=3, words="A lasting peace is what we call for.")
    dated = said.model_copy(update={"document": said.document.model_copy(update={"published": date(2023, 2, 20)})})
    cell = matrix([dated], issues()).cells[f"state:{state}", "peace"]
    mentioned = {dated.document.id: states_named(dated) | mentions}
    found = list(words_and_votes(cell, rollcalls.load(), vocabulary=vocabulary.load(), known=issues(), mentioned=mentioned))
    assert [(each.vote, each.fits) for each in found if each.resolution == "A/RES/ES-11/6"] == expected


def test_who_quotes_whom() -> None:
    found = network([report(['osei | 3 | "We will not sign it."', 'brandt | 3 | "We will."'], outlet="The Echo")])
    assert {(edge.source, edge.recipient, edge.kind) for edge in found.edges} == {
        ("outlet:the-echo", "person:osei", "reports"),
        ("outlet:the-echo", "person:brandt", "reports"),
    }
    assert found.nodes["outlet:the-echo"].name == "The Echo"


ROUGH = [
    ("about 12 people", True),
    ("over 12 people", True),
    ("handed over 12 people", False),
    ("at least 12 people", True),
    ("12 people", False),
]


@pytest.mark.parametrize(("words", "rough"), ROUGH)
def test_rough_counts(words: str, rough: bool) -> None:
    (count,) = counts_in(words)
    assert count.rough == rough


def test_killed_and_dead_are_one_count() -> None:
    (one,), (other,) = counts_in("12 people were killed"), counts_in("20 dead people")
    assert differing(one, other)
