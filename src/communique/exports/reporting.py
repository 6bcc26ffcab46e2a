"""How a report reports each speaker: which of its verbs stand before their words, and what these give to understand."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from communique.exports.speakers import in_order
from communique.exports.wording import one_line, speakers_of
from communique.record import Attribution, Dossier, Implied

IMPLIES: dict[Implied, str] = {
    "doubt": "leaves open whether it is so",
    "truth": "takes it for true",
    "admission": "takes it for true, and for something held back",
    "mockery": "makes light of it",
}


@dataclass(slots=True)
class Reported:
    """How one speaker is reported in the narration: how often by which class of verb, and the words that give something to understand.

    `speaker` is None for all whose speaker is unresolved. `counts` are by the verb's class ("says", "claims"); `told` has the attributions.
    """

    speaker: str | None
    counts: dict[str, int] = field(default_factory=dict)
    implied: dict[Implied, list[str]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """How many attributions have a reporting verb."""
        return sum(self.counts.values())


def reporting(dossier: Dossier) -> list[Reported]:
    """Return how each speaker is reported, the most often reported first and the unresolved last.

    Only attributions with a verb or noun of the narration's own count: what somebody says within another's words is that one's choice.
    """
    found: dict[str | None, Reported] = {}
    for attribution in in_order(dossier.attributions):
        if attribution.force is None or attribution.nested_in is not None:
            continue
        for speaker in speakers_of(attribution) or (None,):
            _note(found.setdefault(speaker, Reported(speaker)), attribution)
    return sorted(found.values(), key=lambda reported: (reported.speaker is None, -reported.total))


def _note(reported: Reported, attribution: Attribution) -> None:
    force = attribution.force or ""
    reported.counts[force] = reported.counts.get(force, 0) + 1
    reported.told.append(attribution.id)
    if attribution.implies is not None:
        words = " … ".join(one_line(span.text) for span in attribution.cue)
        reported.implied.setdefault(attribution.implies, []).append(words)


def counted(words: Iterable[str]) -> str:
    """Write words with how often they stand: 'claimed ×2, insisted'."""
    seen: dict[str, int] = {}
    for word in words:
        seen[word.lower()] = seen.get(word.lower(), 0) + 1
    return ", ".join(f"{word} ×{count}" if count > 1 else word for word, count in seen.items())


def forces(reported: Reported) -> str:
    """Write the classes of verbs with their counts: 'says 5, claims 2'."""
    return ", ".join(f"{force} {count}" for force, count in sorted(reported.counts.items(), key=lambda item: -item[1]))


def implications(reported: Reported) -> list[str]:
    """Write what the verbs give to understand, each with its words: 'claimed, insisted: leaves open whether it is so'."""
    return [f"{counted(words)}: {IMPLIES[implied]}" for implied, words in reported.implied.items()]
