"""Where contents start and end, and which mention is the source: sentences with what a person marks in them."""

from datetime import date

import pytest

from communique.ingest import Reader

# (sentence, source, contents in order)
CASES: list[tuple[str, str, list[str]]] = [
    (
        "If the convoy is stopped again, the minister told reporters, the talks will be broken off.",
        "the minister",
        ["If the convoy is stopped again", "the talks will be broken off"],
    ),
    ("The accord, he said, was not what Tbilisi had wanted.", "he", ["The accord", "was not what Tbilisi had wanted"]),
    (
        "There had been no such condition, the envoy insisted, “only a sequence.”",
        "the envoy",
        ["There had been no such condition", "“only a sequence.”"],
    ),
    ("The council urged both sides to let the wounded leave the town.", "The council", ["to let the wounded leave the town"]),
    ("The ministry said Tuesday 4,000 people had fled the valley.", "The ministry", ["4,000 people had fled the valley"]),
    (
        "Algiers maintains that it is a neighbour and not a party; it did not sit at the round table.",
        "Algiers",
        ["that it is a neighbour and not a party"],
    ),
    ("The chancellor appealed to the people to keep calm and spoke at length of the price of milk.", "The chancellor", ["to keep calm"]),
    ("Mr Novak thanked the general, who said that the bridge would be open by Friday.", "who", ["that the bridge would be open by Friday"]),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(("sentence", "source", "contents"), CASES)
def test_edges(reader: Reader, sentence: str, source: str, contents: list[str]) -> None:
    found = reader.read(sentence, published=date(2020, 5, 4)).attributions
    read = [(a.source.text if a.source else None, [span.text for span in a.content]) for a in found]
    assert (source, contents) in read


def test_clock_time_of_an_entry_is_no_content(reader: Reader) -> None:
    text = "14.02 The bombers have left their base, according to the agency.\nA second line stands here so that the first is a paragraph."
    found = reader.read(text, published=date(2020, 5, 4)).attributions
    assert ["The bombers have left their base"] in [[span.text for span in a.content] for a in found]
