"""The reporting verbs and phrases of the vocabulary, arranged for a reader that meets them token by token."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from communique.vocabulary import ReportingVerb, Vocabulary


@dataclass(frozen=True)
class Lexicon:
    """`verbs` maps the lemma of a head verb to the entries that start with it, longest first."""

    verbs: Mapping[str, tuple[tuple[tuple[str, ...], ReportingVerb], ...]]

    def match(self, token: Any) -> tuple[ReportingVerb, tuple[int, ...]] | None:
        """Return the entry that stands at a verb, with the token numbers of the whole cue; the longest wins.

        Particles may stand a few words away ("called again for"): they are looked for among the verb's own dependents.
        """
        for rest, entry in self.verbs.get(token.lemma_.lower(), ()):
            particles = _particles(token, rest)
            if particles is not None:
                return entry, (token.i, *particles)
        return None


def lexicon(vocabulary: Vocabulary) -> Lexicon:
    """Arrange the verbs of a vocabulary, once for all texts."""
    by_head: dict[str, list[tuple[tuple[str, ...], ReportingVerb]]] = defaultdict(list)
    for lemma, entry in vocabulary.verbs.items():
        head, *rest = lemma.split()
        by_head[head].append((tuple(rest), entry))
    return Lexicon({head: tuple(sorted(rows, key=lambda row: -len(row[0]))) for head, rows in by_head.items()})


def _particles(verb: Any, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Find the words that belong to a verb phrase: right after the verb, or as its particle or preposition."""
    found: list[int] = []
    at = verb.i
    for word in rest:
        following = next((i for i in range(at + 1, min(at + 3, len(verb.doc))) if verb.doc[i].lower_ == word), None)
        if following is None and len(rest) == 1:
            following = next((c.i for c in verb.children if c.lower_ == word and c.dep_ in {"prep", "prt", "advmod"} and c.i > at), None)
        if following is None:
            return None
        found.append(following)
        at = following
    return tuple(found)
