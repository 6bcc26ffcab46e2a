"""Loads positions, loaded words, proposals and tensions of the annotated sets: `record_sentences/` and `record_reports/`.

The README of each folder documents its notation and its rules of annotation.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import yaml

from benchmarks.score import STOPWORDS, Offsets

Half = Literal["dev", "test", "dev2", "held2"]
"""`dev` and `dev2` may be looked at while rules are tuned; `held2` and `test` are only measured."""

FREE = "free:"
ANYBODY = "?"
SENTENCES = Path(__file__).with_name("record_sentences")
REPORTS = Path(__file__).with_name("record_reports")
DAY = date(2023, 2, 24)

_SENTENCE_END = re.compile(r"(?<=[.!?])[”’\"')]*\s+|\n+")
_SLOT = re.compile(r"[A-Z]{3}")


class FaultyAnnotation(Exception):
    """An entry that does not keep to the notation; the message says where and what."""


@dataclass(frozen=True, slots=True)
class ExpectedPosition:
    """A position as a person read it; each field has all values that are right, `at` the sentences it stands in (None: anywhere)."""

    actors: frozenset[str]
    issues: frozenset[str]
    stances: frozenset[str]
    bases: frozenset[str]
    optional: bool = False
    at: Offsets | None = None


@dataclass(frozen=True, slots=True)
class ExpectedLoaded:
    """A loaded word; `targets` are those whom it may be said to hit, None among them for nobody, and empty when it is not compared."""

    words: str
    targets: frozenset[str | None]
    optional: bool = False
    at: Offsets | None = None


@dataclass(frozen=True, slots=True)
class ExpectedProposal:
    """A proposal with its points; `stated` is how many the text says it has, None when that is not compared or not said."""

    name: str
    by: frozenset[str]
    stated: int | None
    points: tuple[ExpectedPosition, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ExpectedTension:
    """Two places that do not fit, as the sentences they stand in."""

    kind: str
    between: tuple[Offsets, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """One text with what a person found in it; `proposals` and `tensions` are annotated in the reports alone."""

    name: str
    text: str
    published: date
    positions: tuple[ExpectedPosition, ...] = ()
    loaded: tuple[ExpectedLoaded, ...] = ()
    proposals: tuple[ExpectedProposal, ...] = ()
    tensions: tuple[ExpectedTension, ...] = field(default=())


def load_sentences(half: Half) -> list[Annotated]:
    """Load the passages of one set; raises FaultyAnnotation for a line that is no entry."""
    path = SENTENCES / f"{half}.txt"
    blocks = re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))
    written = ([line for line in block.splitlines() if line and not line.startswith("#")] for block in blocks)
    return [_passage(f"{half}.{number}", lines) for number, lines in enumerate(filter(None, written), start=1)]


def load_reports(half: Half) -> list[Annotated]:
    """Load the reports of one set, which may have none; raises FaultyAnnotation for words that are not in a report."""
    split = yaml.safe_load((REPORTS / "split.yaml").read_text(encoding="utf-8"))
    return [_report(REPORTS / name) for name in split.get(half, ())]


def _passage(name: str, lines: list[str]) -> Annotated:
    told: dict[str, list[str]] = {"text": [], "event": [], "position": [], "loaded": []}
    for line in lines:
        kind, _, rest = line.partition(": ")
        if kind in told:
            told[kind].append(rest)
        elif line != "none":
            raise FaultyAnnotation(f"{name}: {line!r} is no entry.")
    if len(told["text"]) != 1:
        raise FaultyAnnotation(f"{name}: it has {len(told['text'])} texts.")
    positions = tuple(_position(name, row) for row in told["position"])
    return Annotated(name, told["text"][0], DAY, positions, tuple(_loaded(row) for row in told["loaded"]))


def _position(name: str, row: str) -> ExpectedPosition:
    row, optional = _without_doubt(row)
    cells = [cell.strip() for cell in row.split(" | ")]
    if len(cells) != 4:
        raise FaultyAnnotation(f"{name}: a position has actor, issue, stance and basis, not {row!r}.")
    actor, issue, stance, basis = cells
    return ExpectedPosition(frozenset([_id(actor)]), frozenset([issue]), frozenset([stance]), frozenset([basis]), optional)


def _loaded(row: str) -> ExpectedLoaded:
    row, optional = _without_doubt(row)
    words, _, target = row.partition(" | ")
    return ExpectedLoaded(words, frozenset([None if target == "-" else _id(target)]), optional)


def _without_doubt(row: str) -> tuple[str, bool]:
    return row.removesuffix(" ?"), row.endswith(" ?")


def _id(written: str) -> str:
    return f"state:{written}" if _SLOT.fullmatch(written) else written


def _report(folder: Path) -> Annotated:
    text = (folder / "report.txt").read_text(encoding="utf-8")
    told = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    finder = _Finder(folder.name, text)
    return Annotated(
        folder.name,
        text,
        date.fromisoformat(str(told["published"])),
        tuple(_located(finder, row) for row in told["positions"]),
        tuple(_word(finder, row) for row in told["loaded"]),
        tuple(_proposal(finder, row) for row in told["proposals"]),
        tuple(_tension(finder, row) for row in told["tensions"]),
    )


def _located(finder: "_Finder", row: Mapping[str, Any]) -> ExpectedPosition:
    actors = _choices(row.get("actor"))
    return ExpectedPosition(
        actors,
        _choices(row["issue"]),
        _choices(row["stance"]),
        _choices(row.get("basis")),
        bool(row.get("optional")) or ANYBODY in actors,
        finder.sentences(row["words"]),
    )


def _word(finder: "_Finder", row: Mapping[str, Any]) -> ExpectedLoaded:
    target = row["target"]
    targets: frozenset[str | None] = frozenset([None]) if target is None else frozenset(_choices(target))
    return ExpectedLoaded(
        row["words"], frozenset() if ANYBODY in targets else targets, bool(row.get("optional")), finder.place(row["words"])
    )


def _proposal(finder: "_Finder", row: Mapping[str, Any]) -> ExpectedProposal:
    points = tuple(_located(finder, point) for point in row["points"])
    stated = row.get("points_stated")
    return ExpectedProposal(
        row["name"], _choices(row["by"]), stated if isinstance(stated, int) else None, points, bool(row.get("optional"))
    )


def _tension(finder: "_Finder", row: Mapping[str, Any]) -> ExpectedTension:
    return ExpectedTension(row["kind"], tuple(finder.sentences(words) for words in row["between"]), bool(row.get("optional")))


def _choices(value: str | None) -> frozenset[str]:
    return frozenset(value.split("|")) if value else frozenset()


class _Finder:
    """Finds words in one report, which stand there once."""

    def __init__(self, name: str, text: str) -> None:
        self._name, self._text = name, text
        ends = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
        self._sentences = list(pairwise(ends))

    def place(self, words: str) -> Offsets:
        """Return where the words stand; raises FaultyAnnotation when they are not there."""
        start = self._text.find(words)
        if start < 0:
            raise FaultyAnnotation(f"{self._name}: {words!r} is not in the text.")
        return start, start + len(words)

    def sentences(self, words: str) -> Offsets:
        """Return the range of the sentences that the words reach into."""
        start, end = self.place(words)
        held = [(a, b) for a, b in self._sentences if a < end and start < b]
        return held[0][0], held[-1][1]


def content_words(label: str) -> frozenset[str]:
    """Return the words of a free label by which it is compared: its stems of five letters, without the words that carry no sense."""
    words = re.findall(r"[^\W_]+", label.removeprefix(FREE).casefold())
    return frozenset(word[:5] for word in words if len(word) > 2 and word not in STOPWORDS)


def texts(half: Half) -> Iterable[tuple[str, list[Annotated]]]:
    """Yield both sets of one half, each with its name."""
    yield "sentences", load_sentences(half)
    yield "reports", load_reports(half)


def everything(half: Half) -> Iterator[Annotated]:
    """Yield every text of one half."""
    for _, annotated in texts(half):
        yield from annotated
