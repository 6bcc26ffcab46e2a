"""How reports count votes: the words that say how a number or a share is meant, and the adjectives of groups of states."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import get_args

from communique.record import Relation, Share
from communique.vocabulary.rows import read_yaml


@dataclass(frozen=True, slots=True)
class VoteWords:
    """The declared words: `relations` and `shares` by the words before a number or a group, `wholes` by those before all members,
    `groups` the actor ids by adjective."""

    relations: Mapping[str, Relation]
    shares: Mapping[str, Share]
    wholes: Mapping[str, Share]
    groups: Mapping[str, str]


@cache
def vote_words() -> VoteWords:
    """Return the declared words of counting votes, read once a process. Raises VocabularyError, with file and line, for a faulty entry."""
    relations: dict[str, Relation] = {}
    shares: dict[str, Share] = {}
    wholes: dict[str, Share] = {}
    groups: dict[str, str] = {}
    for name, row in read_yaml(resources.files("communique.vocabulary") / "data" / "vote_words.yaml", "kind,words,whole").items():
        words = row.many("words")
        if row["kind"] == "relation" and (relation := next((r for r in get_args(Relation) if r == name), None)):
            relations.update(dict.fromkeys(words, relation))
        elif row["kind"] == "share" and (share := next((s for s in get_args(Share) if s == name), None)):
            shares.update(dict.fromkeys(words, share))
            wholes.update(dict.fromkeys(row.many("whole"), share))
        elif row["kind"] == "group":
            groups.update(dict.fromkeys(words, f"org:{name}"))
        else:
            raise row.fault(f"{name} is no relation, share or group.")
    return VoteWords(relations, shares, wholes, groups)
