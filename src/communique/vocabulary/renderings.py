"""Words that translators choose between for one word of the original: "truce" and "ceasefire", "refuse" and "reject"."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

from communique.vocabulary.rows import read_csv


@cache
def renderings() -> Mapping[str, tuple[int, ...]]:
    """Return, by word in small letters, the numbers of the groups that it is in, read once a process.

    Raises VocabularyError, with file and line, for a group of one word or a word in capitals.
    """
    groups: dict[str, tuple[int, ...]] = {}
    file = resources.files("communique.vocabulary") / "data" / "renderings.csv"
    for number, row in enumerate(read_csv(file, "words")):
        words = dict.fromkeys(row.many("words"))
        if len(words) < 2 or any(word != word.lower().strip() or not word for word in words):
            raise row.fault("a group has at least two words, in small letters.")
        for word in words:
            groups[word] = (*groups.get(word, ()), number)
    return groups
