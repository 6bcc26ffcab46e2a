"""The main path on short texts: kinds, content, source, cue, speaker, via and gaps, each written down by reading."""

from datetime import date
from functools import cache

import pytest

from communique.ingest import Reader
from communique.record import Attribution, Dossier

DAY = date(2023, 2, 24)


@cache
def reader() -> Reader:
    return Reader()


def read(text: str) -> Dossier:
    return reader().read(text, published=DAY)


def holding(dossier: Dossier, words: str) -> Attribution:
    return next(a for a in dossier.attributions if words in a.content[0].text and a.nested_in is None)


@pytest.mark.parametrize(
    ("text", "words", "kind", "speakers"),
    [
        ("“We go,” said Foreign Minister Sergey Lavrov.", "We go", "direct", ("person:sergey-lavrov",)),
        ("Sergey Lavrov told reporters: “We go.”", "We go", "direct", ("person:sergey-lavrov",)),
        ("The Russian President said ties were important to ‘stabilize’ the region.", "ties", "mixed", ("person:vladimir-putin",)),
        ("China called for a ceasefire.", "a ceasefire", "indirect", ("state:CHN",)),
        ("Talks will resume, according to Reuters.", "Talks will resume", "indirect", ("outlet:reuters",)),
        ("China’s foreign ministry said that talks would resume.", "that talks", "indirect", ("state:CHN",)),
        ("Germany and France said that they would help.", "that they", "indirect", ("state:DEU", "state:FRA")),
        ("“We go,” the chief negotiator, Thokozani Mwale, said.", "We go", "direct", ("person:thokozani-mwale",)),
        ("Thokozani Mwale, the chief negotiator of Malawi, said that he would stay.", "that he", "indirect", ("person:thokozani-mwale",)),
        ("China was accused by the U.S. of preparing to send arms.", "China", "indirect", ("state:USA",)),
    ],
)
def test_one_sentence(text: str, words: str, kind: str, speakers: tuple[str, ...]) -> None:
    found = holding(read(text), words)
    assert (found.kind, found.speakers) == (kind, speakers)


def test_the_second_quoted_sentence_follows_the_first() -> None:
    first, second = read("“We go,” said Sergey Lavrov. “Nobody will stop us.”").attributions
    assert (second.source, second.cue, second.follows, second.speaker) == (None, (), first.id, "person:sergey-lavrov")


def test_an_agency_passes_words_on_and_is_no_speaker() -> None:
    (found,) = read("Wang Yi said that Beijing would help, the TASS news agency reported.").attributions
    assert (found.speaker, found.via) == ("person:wang-yi", ("outlet:tass",))


def test_a_pronoun_never_means_somebody_named_only_in_the_quotation() -> None:
    text = "Ned Price spoke on Thursday.\n“Vladimir Putin must end this war,” he said."
    assert holding(read(text), "must end").speaker == "person:ned-price"


def test_negation_and_denial_are_told_apart() -> None:
    negated, denial = read("Sergey Lavrov did not say that talks had failed. He denied that they were over.").attributions
    assert (negated.negated, negated.denial) == (True, False)
    assert (denial.negated, denial.denial) == (False, True)


@pytest.mark.parametrize("text", ["The so-called “little green men” still guard the airport.", "Soldiers marched into the town at noon."])
def test_scare_quotes_and_deeds_are_no_attributions(text: str) -> None:
    assert read(text).attributions == ()


def test_an_unnamed_source_is_a_gap_with_a_reason() -> None:
    (gap,) = read("A resident said that the bridge was gone.").gaps
    assert gap.span.text == "A resident"
    assert "not named" in gap.reason


def test_a_state_that_only_an_office_points_to_is_an_actor_of_the_dossier() -> None:
    dossier = read("Emmanuel Macron will meet Xi Jinping in April, his office announced.")
    assert dossier.attributions[0].speaker in {actor.id for actor in dossier.actors}
