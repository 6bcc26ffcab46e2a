"""Loads the events that a person read in sentences and reports: the notation of record_sentences and of record_reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from benchmarks.expected import FaultyExample, occurrences
from benchmarks.score import Offsets

HERE = Path(__file__).resolve().parent
SENTENCES, REPORTS = HERE / "record_sentences", HERE / "record_reports"
DAY = date(2023, 2, 24)
UNSAID = "?"

# Reports that are one speaker's own words: an event in them is told by him, or by the narration, and either is right.
OWN_WORDS = frozenset({"state-briefing", "river-statement", "two-premiers"})


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an event: each party as the ids of which any is right; `open` says that whoever else is found there is not counted."""

    parties: tuple[frozenset[str], ...] = ()
    open: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """One event as a person reads it.

    `kinds` are the types of which any is right, `mode` the modes (None: not compared; empty: none), `places` where its words stand in
    the text (empty: anywhere). `told_by` are the ids of speakers of which any is right, "" for the narration; None: not compared.
    """

    kinds: frozenset[str]
    mode: frozenset[str] | None
    modalities: frozenset[str]
    actors: Side
    recipients: Side
    optional: bool = False
    places: tuple[Offsets, ...] = ()
    told_by: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the events expected in it."""

    name: str
    text: str
    published: date | None
    events: tuple[Expected, ...]


def load_rows(path: Path) -> list[Passage]:
    """Load a file with a sentence a line: its events, a bar, the text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    passages = []
    for number, line in enumerate(lines, start=1):
        if line and not line.startswith("#"):
            written, text = line.split(" | ")[:2]
            events = tuple(_from_line(row) for row in written.split("; ")) if written != "none" else ()
            passages.append(Passage(f"{path.name}:{number}", text.strip(), DAY, events))
    return passages


def load_sentences(half: str) -> list[Passage]:
    """Load one set of the sentences with all layers (`dev`, `dev2`, `held2`, `test`); raises FaultyExample for a block without text."""
    passages = []
    for number, block in enumerate(_blocks(SENTENCES / f"{half}.txt"), start=1):
        fields = [(name, rest) for name, _, rest in (line.partition(": ") for line in block)]
        text = next((rest for name, rest in fields if name == "text"), None)
        if text is None:
            raise FaultyExample(f"{half}.txt: block {number} has no text.")
        events = tuple(_from_line(rest) for name, rest in fields if name == "event")
        passages.append(Passage(f"{half}.txt #{number}", text.strip(), DAY, events))
    return passages


def load_reports(half: str) -> list[Passage]:
    """Load the reports of one set, which may have none; raises FaultyExample when expected words are not in a report, or twice."""
    split = yaml.safe_load((REPORTS / "split.yaml").read_text(encoding="utf-8"))
    return [_report(REPORTS / name) for name in split.get(half, ())]


def _blocks(path: Path) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip() and not line.startswith("#"):
            block.append(line)
        elif not line.strip() and block:
            yield block
            block = []


def _from_line(written: str) -> Expected:
    """Read "ASSAULT/drone happened RUS > UKR ?"."""
    optional = written.rstrip().endswith(" ?")
    kind, modality, who = written.rstrip().removesuffix(" ?").split(" ", 2)
    typed, _, mode = kind.partition("/")
    actors, _, recipients = who.partition(">")
    return Expected(
        _choices(typed), _choices(mode) if mode else frozenset(), _choices(modality), _from_codes(actors), _from_codes(recipients), optional
    )


def _from_codes(written: str) -> Side:
    names = [name.strip() for name in written.split("+") if name.strip() not in {"-", ""}]
    return _side(f"state:{name}" if name.isupper() else name for name in names)


def _side(names: Iterable[str]) -> Side:
    """Read the parties of a side; "?" among the choices of one says that it need not be found, and that others may be."""
    choices = [_choices(name) for name in names]
    return Side(tuple(c for c in choices if UNSAID not in c), any(UNSAID in c for c in choices))


def _choices(written: str) -> frozenset[str]:
    return frozenset(part.strip() for part in written.split("|"))


def _report(folder: Path) -> Passage:
    told = yaml.safe_load((folder / "expected.yaml").read_text(encoding="utf-8"))
    text = (folder / "report.txt").read_text(encoding="utf-8")
    events = tuple(_from_mapping(folder.name, text, entry) for entry in told.get("events") or [])
    return Passage(folder.name, text, told.get("published"), events)


def _from_mapping(name: str, text: str, entry: Mapping[str, Any]) -> Expected:
    mode, told_by = entry.get("mode"), entry.get("told_by")
    speakers = None if told_by == UNSAID else _choices(told_by or "")
    return Expected(
        kinds=_choices(entry["type"]),
        mode=_choices(mode) if mode else None,
        modalities=_choices(entry["modality"]),
        actors=_side(entry.get("actors") or []),
        recipients=_side(entry.get("recipients") or []),
        optional=bool(entry.get("optional")),
        places=tuple(_place(name, text, words) for words in (entry["words"], *_listed(entry.get("also")))),
        told_by=speakers | {""} if speakers is not None and name in OWN_WORDS else speakers,
    )


def _listed(value: str | Sequence[str] | None) -> Sequence[str]:
    return [value] if isinstance(value, str) else value or []


def _place(name: str, text: str, words: str) -> Offsets:
    found = occurrences(words, text)
    if len(found) != 1:
        raise FaultyExample(f"{name}: {words!r} stands {len(found)} times in the text, not once.")
    return found[0]
