"""Tensions that the words of two reports show: counts in like sentences, what is told and denied, and one sentence with two speakers.

All were judged by reading before the code was run on them. What is wrong today is a strict xfail with its reason.
"""

import pytest

from communique.analysis.denials import Contradicted, contradicted
from communique.analysis.sentences import Sentence, sentences
from communique.analysis.tallies import unlike_tallies
from communique.analysis.utterances import tellings
from communique.analysis.voices import two_voices
from communique.record import Dossier
from tests.analysis.pages import page


def read(*dossiers: Dossier) -> list[Sentence]:
    return [sentence for dossier in dossiers for sentence in sentences(dossier)]


def contradictions(*dossiers: Dossier) -> list[Contradicted]:
    return list(contradicted(dossiers, read(*dossiers)))


COUNTS = [
    # two sentences of two reports that appear a day apart, and whether their numbers do not fit
    ("More than 300 families slept in the stadium of Brod on Monday night.",
     "Some 120 families slept in the stadium of Brod on Monday.", True),
    ("More than 300 families slept in the stadium of Brod on Monday night.", "More than 300 families slept in the stadium of Brod.", False),
    ("Varland will hand over 12 prisoners at the northern gate on Friday.",
     "Varland will hand over 20 prisoners at the northern gate.", True),
    ("Varland will hand over 12 prisoners at the northern gate on Friday.", "Orlova expects 20 lorries with flour at its harbour.", False),
    ("The truce is to last for 14 days, the mediators said.", "The truce is to last for two weeks, the mediators said.", False),
    ("The truce in the valley is to last for 14 days.", "The truce in the valley is to last for 40 days.", True),
    ("The convoy of 31 lorries crossed the bridge at Halden at noon.",
     "The convoy of 13 lorries crossed the bridge at Halden at noon.", True),
    ("Twelve sailors from the ferry are still missing, the harbour master said.", "12 sailors from the ferry are still missing.", False),
    ("The council met for the fourth day in Geneva on Tuesday.", "The council met for the fifth day in Geneva on Wednesday.", False),
    ("Two bridges and 15 houses were destroyed in the upper town.", "Two bridges and 50 houses were destroyed in the upper town.", True),
    ("The observers counted 40 shells between midnight and dawn.",
     "The observers counted 40 shells and six rockets between midnight and dawn.", False),
    ("Norland gave 5 million euros for the hospital of Brod.", "Norland gave 5 ambulances for the hospital of Brod.", False),
    ("The delegation of Varland has nine members, three of them women.",
     "The delegation of Orlova has seven members, three of them women.", False),
    ("The pipeline carries 30 tonnes of water a day to Halden.", "The pipeline carries 30,000 kilograms of water a day to Halden.", False),
    ("In 1994 the border was drawn along the river Sava.", "In 1995 the border was drawn along the river Sava.", False),
    ("At least 12 people were wounded by the blast at the depot.", "Fifteen people were wounded by the blast at the depot.", True),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "differ"), COUNTS, ids=[str(n) for n in range(len(COUNTS))])
def test_counts_in_like_sentences(one: str, other: str, differ: bool) -> None:
    found = list(unlike_tallies(read(page(one), page(other, day=6)), []))
    assert bool(found) == differ


def test_reports_weeks_apart_or_without_a_day_tell_of_other_things() -> None:
    one, other, _ = COUNTS[2]
    assert not list(unlike_tallies(read(page(one), page(other, day=25)), []))


CLOSED = "Orlova has closed the harbour road to all lorries, the governor of Varland said."
DENIED = [
    # a telling, what is denied in another report, and whether the one is what the other denies
    (CLOSED, "Orlova denied that it had closed the harbour road to lorries.", "that it had closed the harbour road to lorries", True),
    (CLOSED, "Orlova denied that it had closed the schools of the harbour.", "that it had closed the schools of the harbour", False),
    (CLOSED, "Orlova denied that it would sign the paper.", "that it would sign the paper", False),
    ("Orlova has not closed the harbour road to all lorries.", "Orlova denied that it had closed the harbour road to lorries.",
     "that it had closed the harbour road to lorries", False),
    ("It is not known whether Orlova closed the harbour road to lorries.", "Orlova denied that it had closed the harbour road to lorries.",
     "that it had closed the harbour road to lorries", False),
    ("Soldiers of Varland shelled the market of Brod on Sunday.", "He denied that soldiers had shelled the market of Brod.",
     "that soldiers had shelled the market of Brod", True),
    ("Soldiers of Varland shelled the market of Brod on Sunday.", "He denied shelling the market.", "shelling the market", False),
    ("Norland sells rockets to the rebels in the north, a captain said.", "Norland denied selling rockets to the rebels.",
     "selling rockets to the rebels", True),
    ("Norland should stop selling rockets to the rebels.", "Norland denied selling rockets to the rebels.",
     "selling rockets to the rebels", False),
    ("The president of Norland met the rebels in secret in June.", "A spokeswoman denied that the president had met the rebels in secret.",
     "that the president had met the rebels in secret", True),
    ("The president of Norland met the bishops in June.", "A spokeswoman denied that the president had met the rebels in secret.",
     "that the president had met the rebels in secret", False),
]  # fmt: skip


@pytest.mark.parametrize(("telling", "denial", "words", "meant"), DENIED, ids=[str(n) for n in range(len(DENIED))])
def test_what_is_told_and_denied(telling: str, denial: str, words: str, meant: bool) -> None:
    found = contradictions(page(telling), page(denial, ("state:ORL", "denied", words), day=7))
    assert bool(found) == meant
    assert all(each.sentence.text == telling and each.denied.text == words for each in found)


def test_nobody_is_set_against_himself_nor_a_report_against_itself() -> None:
    words = "that it had closed the harbour road to lorries"
    denial = page(f"Orlova denied {words}.", ("state:ORL", "denied", words), day=7)
    own = page(CLOSED, ("state:ORL", "indirect", "Orlova has closed the harbour road to all lorries"))
    assert not contradictions(own, denial)
    assert not contradictions(page(f"{CLOSED} Orlova denied {words}.", ("state:ORL", "denied", words)))
    assert not contradictions(page(CLOSED), page(f"Orlova denied {words}.", ("state:ORL", "denied", words), day=30))


DOOR = "This is a door with two locks and no key."


def spoken(who: str, words: str = DOOR, *, day: int = 5, how: str = "direct") -> Dossier:
    """Return a report of one quotation."""
    name = how.removeprefix("named ") if how.startswith("named ") else "the speaker"
    return page(f"“{words}” That is what {name} said on day {day}.", (who, how, words), day=day)


VOICES = [
    ([spoken("osei"), spoken("brandt", day=6)], True),
    ([spoken("osei"), spoken("osei", day=6)], False),
    ([spoken("osei"), spoken("-", day=6)], False),
    ([spoken("osei"), spoken("brandt", day=12)], False),
    ([spoken("osei"), spoken("state:VAR", day=6)], False),
    ([spoken("osei"), spoken("state:VAR", day=6, how="named the envoy of Varland, Ilka Brandt")], True),
    ([spoken("osei", "We want peace."), spoken("brandt", "We want peace.", day=6)], False),
    ([spoken("wang-yi"), spoken("wang", day=6)], False),
]


@pytest.mark.parametrize(("dossiers", "two"), VOICES, ids=[str(n) for n in range(len(VOICES))])
def test_one_sentence_with_two_speakers(dossiers: list[Dossier], two: bool) -> None:
    assert bool(list(two_voices(list(tellings(dossiers))))) == two


SPLIT = [
    ("He went. She stayed at home. “We go too!” they said.", ["She stayed at home.", "“We go too!” they said."]),
    ("The U.S. envoy came at noon. Nobody met him.", ["The U.S. envoy came at noon.", "Nobody met him."]),
    ("The talks cost 1.5 million euros in all", ["The talks cost 1.5 million euros in all"]),
    ("“We will see.” He left the room. The door stayed open", ["“We will see.”", "He left the room.", "The door stayed open"]),
]


@pytest.mark.parametrize(("text", "expected"), SPLIT)
def test_sentences_are_cut_at_their_ends(text: str, expected: list[str]) -> None:
    found = list(sentences(page(text)))
    assert [each.text for each in found] == expected
    assert [text[each.start : each.end] for each in found] == expected
