"""What was planted in `examples/lake-talks`, and how it is held against what the program finds: by report, and by words that overlap."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from communique.analysis.between import Between
from communique.analysis.between import Side as BetweenSide
from communique.analysis.utterances import Telling, Utterance
from communique.record import Dossier, Span
from tests.contracts.house import ROOT

CASE = ROOT / "examples" / "lake-talks"
REPORTS = CASE / "reports"
OVERLAP = 0.6
KINDS = {"wording": {"wording", "number"}, "number": {"number"}}
EXPLAINED = {"date": "other date", "speaker": "other speaker", "unit": "other unit", "night": "one night", None: None}


def planted() -> Mapping[str, Any]:
    """Return what the case's file declares."""
    loaded: Mapping[str, Any] = yaml.safe_load((CASE / "planted.yaml").read_text(encoding="utf-8"))
    return loaded


def known_failures() -> Mapping[str, str]:
    """Return the keys that fail today, with the reason."""
    path = CASE / "known_failures.yaml"
    return (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}


def path_of(number: str) -> Path:
    """Return the file of a report."""
    (path,) = REPORTS.glob(f"{number}-*")
    return path


def number_of(dossier: Dossier) -> str:
    """Return the number of the report that a dossier is of."""
    return Path(dossier.document.source or "").name[:2]


def plain(words: str) -> str:
    """Return words without marks and capitals, to be compared across prints of one text."""
    return " ".join(re.findall(r"[\w']+", html.unescape(words).replace("’", "'").casefold()))


def place(dossier: Dossier, words: str) -> tuple[int, int]:
    """Return where exact words of a report stand; they must stand there once."""
    text = dossier.document.text
    assert text.count(words) == 1, f"{number_of(dossier)} has “{words}” {text.count(words)} times"
    return text.index(words), text.index(words) + len(words)


def overlaps(spans: Iterable[Span], start: int, end: int) -> bool:
    """Say whether spans share most of the shorter with a stretch of the text."""
    spans = list(spans)
    shared = sum(max(0, min(span.end, end) - max(span.start, start)) for span in spans)
    return shared >= OVERLAP * min(end - start, sum(span.end - span.start for span in spans))


class Case:
    """The case as it was read: the dossiers by number, and what the analysis found in them."""

    def __init__(self, dossiers: Iterable[Dossier]) -> None:
        self.dossiers = {number_of(dossier): dossier for dossier in dossiers}
        self.numbers = {dossier.document.id: number for number, dossier in self.dossiers.items()}
        self.planted = planted()

    @cached_property
    def labels(self) -> list[tuple[str, str, int, int]]:
        """What is planted or allowed as a telling: the utterance, the report, and where in it."""
        told = [(u["id"], t["report"], t["words"]) for u in self.planted["utterances"] for t in u["tellings"]]
        told += [(u["id"], report, words) for u in self.planted["utterances_allowed"] for report, words in u["words"].items()]
        return [(name, report, *place(self.dossiers[report], words)) for name, report, words in told]

    def labels_of(self, telling: Telling) -> set[str]:
        """Return the utterances that an attribution is planted as a telling of; a long one can be of several."""
        number = self.numbers[telling.document]
        return {name for name, report, a, b in self.labels if report == number and overlaps(telling.attribution.content, a, b)}

    def tellings_of(self, found: Utterance, name: str) -> set[str]:
        """Return the reports of which an utterance has the planted telling."""
        return {self.numbers[telling.document] for telling in found.tellings if name in self.labels_of(telling)}

    def is_connected(self, found: Utterance) -> bool:
        """Say whether all tellings of an utterance are planted as tellings of one, directly or through one that tells several.

        Copies of one report have the same words throughout.
        """
        reports = {self.numbers[telling.document] for telling in found.tellings}
        if reports <= self.copies_of(min(reports)) and len({telling.wording.plain for telling in found.tellings}) == 1:
            return True
        groups: list[set[str]] = []
        for labels in map(self.labels_of, found.tellings):
            touching = [group for group in groups if group & labels]
            groups = [group for group in groups if group not in touching]
            groups.append(set().union(labels, *touching))
        return len(groups) == 1 and bool(groups[0])

    def copies_of(self, number: str) -> set[str]:
        """Return a report and those that print the same copy."""
        return next((set(each["reports"]) for each in self.planted["copies"] if number in each["reports"]), {number})

    def is_side(self, side: BetweenSide, expected: Mapping[str, str]) -> bool:
        """Say whether a side of a tension has the planted words, in the planted report or a copy of it."""
        if self.numbers[side.document] not in self.copies_of(expected["report"]):
            return False
        ours, theirs = plain(side.words), plain(expected["words"])
        return ours in theirs or theirs in ours

    def is_tension(self, found: Between, expected: Mapping[str, Any]) -> bool:
        """Say whether a tension is the planted one, whichever side comes first."""
        if found.kind not in KINDS.get(expected["kind"], {expected["kind"]}):
            return False
        one, other = expected["sides"]
        first, second = found.sides
        pairs = ((first, one), (second, other)), ((first, other), (second, one))
        return any(all(self.is_side(side, words) for side, words in pair) for pair in pairs)

    def is_allowed(self, found: Between) -> bool:
        """Say whether a tension is a planted one as other reports of the case tell it."""
        told = {self.numbers[side.document] for side in found.sides}
        return any(
            found.kind in each["kinds"]
            and told <= set(each["reports"])
            and all(each.get("words", "") in side.words for side in found.sides)
            for each in self.planted["tensions_allowed"]
        )


def keys(section: str, *fields: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the entries of a section, each with its key: the section, and what names the entry."""
    for number, each in enumerate(planted()[section], start=1):
        named = "-".join(str(each[field]) for field in fields) if fields else each.get("id", str(number))
        yield f"{section}/{named}", each
