"""Other forms of the words that people look roll calls up by: "Cuban embargo" for the embargo against Cuba."""

import re
from itertools import product

from communique.rollcalls.lookup import RollCalls
from communique.vocabulary import Vocabulary

SPELLINGS = {"ceasefire": "cease fire", "cease-fire": "ceasefire", "decolonisation": "decolonization", "organisation": "organization"}
MOST = 64
"""Combinations of forms that are tried at most."""


def forms(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a word with its other forms: the singular, another spelling, the name of the state whose people or adjective it is."""
    found = [word]
    if spelling := SPELLINGS.get(word.casefold()):
        found.append(spelling)
    if len(word) > 4 and word.casefold().endswith("s") and not word.casefold().endswith("ss"):
        found.append(word[:-1])
    for row in vocabulary.lookup(word.title()):
        code = row.entity.removeprefix("state:")
        if row.role in ("adjective", "demonym") and code in vocabulary.states:
            found.append(vocabulary.states[code].name)
    return tuple(dict.fromkeys(found))


def phrasings(words: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return the words in all combinations of their forms, as they stand first."""
    choices = [forms(word, vocabulary) for word in re.findall(r"[^\s,;]+", words)]
    return tuple(" ".join(chosen) for chosen, _ in zip(product(*choices), range(MOST), strict=False))


def ids_about(record: RollCalls, words: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the ids of all roll calls that have the words, in any combination of their forms."""
    ids = record.table.columns["id"]
    return frozenset(ids[row] for phrasing in phrasings(words, vocabulary) for row in record.rows(words=phrasing))
