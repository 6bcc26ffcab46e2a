"""Scores events on sentences that no rule was tuned on: types, actors and recipients as F1, modality as accuracy.

usage: python -m benchmarks.events [FILE ...] [--show]
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from communique.ingest import Reader
from communique.record import Event

HELD_OUT = Path(__file__).with_name("events_held_out.txt")
DAY = date(2023, 2, 24)


@dataclass(frozen=True, slots=True)
class Expected:
    """One event as a reader finds it: type and mode ("ASSAULT/drone"), modality, and the ids of both sides."""

    kind: str
    modality: str
    actors: frozenset[str]
    recipients: frozenset[str]

    @property
    def type(self) -> str:
        """The type alone."""
        return self.kind.partition("/")[0]


@dataclass(slots=True)
class Counts:
    """Right, found and expected counts of one measure."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def __str__(self) -> str:
        precision = self.right / self.found if self.found else 0.0
        recall = self.right / self.expected if self.expected else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        counted = f"({self.right} right, {self.found} found, {self.expected} expected)"
        return f"P {100 * precision:.1f}  R {100 * recall:.1f}  F1 {100 * f1:.1f}  {counted}"


@dataclass(slots=True)
class Score:
    """The measures over a set of sentences; parties and modality are held on the events whose type is right."""

    types: Counts = field(default_factory=Counts)
    modes: Counts = field(default_factory=Counts)
    actors: Counts = field(default_factory=Counts)
    recipients: Counts = field(default_factory=Counts)
    modality: Counts = field(default_factory=Counts)
    sentences: int = 0

    def lines(self) -> list[str]:
        """Return the measures, one a line."""
        accuracy = 100 * self.modality.right / self.modality.found if self.modality.found else 0.0
        return [
            f"type        {self.types}",
            f"type, mode  {self.modes}",
            f"actors      {self.actors}",
            f"recipients  {self.recipients}",
            f"modality    accuracy {accuracy:.1f} of {self.modality.found} events whose type is right",
            f"sentences   {self.sentences}",
        ]


def read_rows(path: Path) -> list[tuple[tuple[Expected, ...], str]]:
    """Read a file of sentences with the events expected in them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> tuple[tuple[Expected, ...], str]:
    written, text = line.split(" | ")[:2]
    return tuple(_expected(row) for row in written.split("; ")) if written != "none" else (), text.strip()


def _expected(written: str) -> Expected:
    kind, modality, who = written.split(" ", 2)
    actors, _, recipients = who.partition(">")
    return Expected(kind, modality, _side(actors), _side(recipients))


def _side(written: str) -> frozenset[str]:
    names = (name for name in written.strip().split("+") if name != "-")
    return frozenset(f"state:{name}" if name.isupper() else name for name in names)


def found_in(events: Iterable[Event]) -> tuple[Expected, ...]:
    """Return events in the form in which they are expected."""
    return tuple(
        Expected(f"{e.type}/{e.mode}" if e.mode else e.type, e.modality, frozenset(e.actors), frozenset(e.recipients)) for e in events
    )


def add(score: Score, expected: Sequence[Expected], found: Sequence[Expected]) -> None:
    """Count one sentence: events are paired by type, the likest first."""
    score.sentences += 1
    kinds, wanted = Counter(e.type for e in found), Counter(e.type for e in expected)
    _count(score.types, kinds, wanted)
    _count(score.modes, Counter(e.kind for e in found), Counter(e.kind for e in expected))
    left = list(found)
    for want in expected:
        same = [f for f in left if f.type == want.type]
        if not same:
            continue
        best = max(same, key=lambda f: (f.kind == want.kind, f.actors == want.actors, f.recipients == want.recipients))
        left.remove(best)
        _count(score.actors, Counter(best.actors), Counter(want.actors))
        _count(score.recipients, Counter(best.recipients), Counter(want.recipients))
        score.modality.found += 1
        score.modality.right += best.modality == want.modality


def _count(counts: Counts, found: Counter[str], expected: Counter[str]) -> None:
    counts.right += sum((found & expected).values())
    counts.found += sum(found.values())
    counts.expected += sum(expected.values())


def measure(reader: Reader, path: Path, *, show: bool = False) -> Score:
    """Score a file; with `show`, print each sentence that is not read as expected."""
    score = Score()
    for expected, text in read_rows(path):
        found = found_in(reader.read(text, published=DAY).events)
        add(score, expected, found)
        if show and set(found) != set(expected):
            print(f"{text}\n  expected {_shown(expected)}\n  found    {_shown(found)}")
    return score


def _shown(events: Iterable[Expected]) -> str:
    def side(ids: frozenset[str]) -> str:
        return "+".join(sorted(i.removeprefix("state:") for i in ids)) or "-"

    return "; ".join(f"{e.kind} {e.modality} {side(e.actors)} > {side(e.recipients)}" for e in events) or "none"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the scoring as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.events", description="Score the events on held-out sentences.")
    parser.add_argument("files", nargs="*", type=Path, default=[HELD_OUT])
    parser.add_argument("--show", action="store_true", help="print the sentences that are not read as expected")
    options = parser.parse_args(argv)
    reader = Reader()
    for path in options.files:
        print(path.name)
        print("\n".join(f"  {line}" for line in measure(reader, path, show=options.show).lines()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
