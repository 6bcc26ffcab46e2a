"""Public names use the words of the glossary (CONTRIBUTING.md), not their neighbours."""

import re

import pytest

from tests.contracts.house import ROOT, Module, modules
from tests.contracts.test_style import public_definitions

# word to avoid in a public name -> the word of the house
NEIGHBOURS = {
    "quote": "attribution (or quotation, for the words between two marks)",
    "quotes": "attributions",
    "statement": "attribution",
    "opinion": "position",
    "sentiment": "position",
    "incident": "event",
    "poll": "roll call",
    "fact": "vote claim",
    "rating": "verdict",
    "contradiction": "tension",
    "bias": "loaded word",
    "result": "dossier",
    "results": "dossiers",
    "target": "recipient",
}

WORDS = (
    "attribution",
    "speaker",
    "via",
    "actor",
    "event",
    "position",
    "proposal",
    "roll call",
    "vote claim",
    "verdict",
    "tension",
    "loaded word",
    "dossier",
)


def words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("QuoteSpan", {"quote", "span"}), ("find_quotes", {"find", "quotes"}), ("VoteClaim", {"vote", "claim"}), ("unquoted", {"unquoted"})],
)
def test_names_are_split_into_words(name: str, expected: set[str]) -> None:
    assert words(name) == expected


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.where)
def test_public_names_use_the_words_of_the_house(module: Module) -> None:
    for name, node in public_definitions(module.tree.body):
        used = words(name.rpartition(".")[2]) & NEIGHBOURS.keys()
        assert not used, f"{module.where}:{node.lineno} {name}: use {', '.join(NEIGHBOURS[word] for word in used)}"


def test_the_glossary_explains_every_word_of_the_house() -> None:
    glossary = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    for word in (
        "attribution",
        "position",
        "event",
        "roll call",
        "vote claim",
        "verdict",
        "tension",
        "loaded word",
        "dossier",
        "speaker",
        "via",
    ):
        assert f"**{word}" in glossary, f"{word} is not in the glossary"
