"""Scores events against what a person read: types and parties as F1, modality as accuracy, force wrongly said to have been used.

usage: python -m benchmarks.events [dev | dev2 | held2 | test | held-out] [--show] [--only sentences | reports]

Types are counted over all events; parties, modality and `told_by` are held on the events whose type is right. In sentences an entry is met
by type alone; in reports the trigger must stand in its words. A found event that an optional entry forgives counts nowhere.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from benchmarks.events_expected import Expected, Passage, Side, load_reports, load_rows, load_sentences
from communique.ingest import Reader
from communique.record import Dossier, Event

HELD_OUT = tuple(Path(__file__).with_name(name) for name in ("events_held_out.txt", "events_newswire.txt"))
UNREAL = frozenset({"threatened", "denied", "hypothetical"})


@dataclass(slots=True)
class Counts:
    """Counts of one measure; `met` are the expected ones that were found, `right` the found ones that were expected."""

    right: int = 0
    found: int = 0
    met: int = 0
    expected: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is right, 0 to 1."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the expected that was found, 0 to 1."""
        return self.met / self.expected if self.expected else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, 0 to 1."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, *, right: int, found: int, expected: int, met: int | None = None) -> None:
        """Count on; where nothing is said of `met`, one was met for each that is right."""
        self.right += right
        self.found += found
        self.expected += expected
        self.met += right if met is None else met

    def plus(self, other: "Counts") -> "Counts":
        """Return the counts of both."""
        return Counts(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Counts)))

    def __str__(self) -> str:
        counted = f"({self.right} of {self.found} found right, {self.met} of {self.expected} expected found)"
        return f"P {100 * self.precision:.1f}  R {100 * self.recall:.1f}  F1 {100 * self.f1:.1f}  {counted}"


@dataclass(slots=True)
class Score:
    """The measures over a set of passages."""

    types: Counts = field(default_factory=Counts)
    modes: Counts = field(default_factory=Counts)
    actors: Counts = field(default_factory=Counts)
    recipients: Counts = field(default_factory=Counts)
    modality: Counts = field(default_factory=Counts)
    told_by: Counts = field(default_factory=Counts)
    unreal_assaults: int = 0
    passages: int = 0

    def plus(self, other: "Score") -> "Score":
        """Return the measures over both sets."""
        whole = Score(unreal_assaults=self.unreal_assaults + other.unreal_assaults, passages=self.passages + other.passages)
        for name in ("types", "modes", "actors", "recipients", "modality", "told_by"):
            setattr(whole, name, getattr(self, name).plus(getattr(other, name)))
        return whole

    def lines(self) -> list[str]:
        """Return the measures, one a line."""
        rows = [
            f"type        {self.types}",
            f"actors      {self.actors}",
            f"recipients  {self.recipients}",
            f"modality    accuracy {100 * self.modality.precision:.1f} of {self.modality.found} events whose type is right",
            f"mode        accuracy {100 * self.modes.precision:.1f} of {self.modes.found} events whose type is right",
            f"assaults    {self.unreal_assaults} that are a threat, a denial or a hypothetical are said to have happened",
            f"passages    {self.passages}",
        ]
        told = f"told_by     accuracy {100 * self.told_by.precision:.1f} of {self.told_by.found} events whose type is right"
        return [*rows[:5], told, *rows[5:]] if self.told_by.found else rows


@dataclass(frozen=True, slots=True)
class Found:
    """An event of a reading, with the id of the speaker who tells it ("" for the narration)."""

    event: Event
    teller: frozenset[str]


@dataclass(slots=True)
class Paired:
    """The events of one passage, paired: a found one with what it meets, and what is left on both sides."""

    pairs: list[tuple[Expected, Found]] = field(default_factory=list)
    again: list[Found] = field(default_factory=list)
    forgiven: list[Found] = field(default_factory=list)
    missed: list[Expected] = field(default_factory=list)
    wrong: list[Found] = field(default_factory=list)


def found_in(dossier: Dossier) -> list[Found]:
    """Return the events of a reading, each with who tells it."""
    speakers = {a.id: frozenset(a.speakers or ((a.speaker,) if a.speaker else ())) for a in dossier.attributions}
    return [Found(e, speakers.get(e.told_by, frozenset()) if e.told_by else frozenset({""})) for e in dossier.events]


def pair(expected: Sequence[Expected], found: Sequence[Found]) -> Paired:
    """Pair what was found with what was expected, the likest first; of equals the one that is required."""
    result = Paired()
    choices = []
    for w, want in enumerate(expected):
        for h, have in enumerate(found):
            likeness = _likeness(want, have)
            if likeness is not None:
                choices.append((-likeness, want.optional, w, h))
    met: set[int] = set()
    used: set[int] = set()
    for _, _, w, h in sorted(choices):
        want, have = expected[w], found[h]
        if h in used or (w in met and not want.places):
            continue
        used.add(h)
        if want.optional:
            result.forgiven.append(have)
        elif w in met:
            result.again.append(have)
        else:
            result.pairs.append((want, have))
        met.add(w)
    result.missed = [want for w, want in enumerate(expected) if w not in met and not want.optional]
    result.wrong = [have for h, have in enumerate(found) if h not in used]
    return result


def _likeness(want: Expected, have: Found) -> int | None:
    """Return how like two events of one type and place are, 0 to 4; None where they cannot be the same."""
    event = have.event
    if event.type not in want.kinds or not _stands_there(want, event):
        return None
    same_modality = event.modality in want.modalities
    if want.optional and not want.places and not same_modality:
        return None
    return 2 * same_modality + _is_side(want.actors, event.actors) + _is_side(want.recipients, event.recipients)


def _stands_there(want: Expected, event: Event) -> bool:
    triggers = [event.trigger, *(e.trigger for e in event.evidence)]
    return not want.places or any(t.start < end and start < t.end for t in triggers for start, end in want.places)


def _is_side(want: Side, have: Sequence[str]) -> bool:
    right, found, expected = _compared(want, have)
    return right == expected and right == found


def _compared(want: Side, have: Sequence[str]) -> tuple[int, int, int]:
    """Return how many parties are right, counted as found, and expected."""
    left = list(have)
    right = 0
    for choice in want.parties:
        hit = next((h for h in left if h in choice), None)
        if hit is not None:
            left.remove(hit)
            right += 1
    return right, right if want.open else len(have), len(want.parties)


def add(score: Score, expected: Sequence[Expected], found: Sequence[Found]) -> Paired:
    """Count one passage; returns the pairs."""
    paired = pair(expected, found)
    score.passages += 1
    met = len(paired.pairs)
    right = met + len(paired.again)
    score.types.add(right=right, found=right + len(paired.wrong), expected=met + len(paired.missed), met=met)
    for want, have in paired.pairs:
        for counts, side, ids in (
            (score.actors, want.actors, have.event.actors),
            (score.recipients, want.recipients, have.event.recipients),
        ):
            ok, n, of = _compared(side, ids)
            counts.add(right=ok, found=n, expected=of)
        score.modality.add(right=have.event.modality in want.modalities, found=1, expected=1)
        if want.mode is not None:
            score.modes.add(right=have.event.mode in want.mode if want.mode else have.event.mode is None, found=1, expected=1)
        if want.told_by is not None:
            score.told_by.add(right=bool(have.teller & want.told_by), found=1, expected=1)
    score.unreal_assaults += len(_unreal(expected, paired))
    return paired


def _unreal(expected: Sequence[Expected], paired: Paired) -> list[Found]:
    """Return the assaults said to have happened that are a threat, a denial or a hypothetical by what was expected."""
    doubtful = [w for w in expected if "happened" not in w.modalities and w.modalities & UNREAL and "ASSAULT" in w.kinds]
    doubtful += [w for w in expected if "THREATEN" in w.kinds]
    loose = [h for h in paired.wrong if any(_stands_there(w, h.event) for w in doubtful)]
    loose += [h for w, h in paired.pairs if w in doubtful and "THREATEN" not in w.kinds]
    return [h for h in loose if h.event.type == "ASSAULT" and h.event.modality == "happened"]


def measure(reader: Reader, passages: Iterable[Passage], *, show: bool = False) -> Score:
    """Score passages; with `show`, print each that is not read as expected."""
    score = Score()
    for passage in passages:
        dossier = reader.read(passage.text, published=passage.published)
        paired = add(score, passage.events, found_in(dossier))
        if show:
            _print(passage, paired)
    return score


def _print(passage: Passage, paired: Paired) -> None:
    lines = [f"  missed   {_wanted(w)}{_words(passage, w)}" for w in paired.missed]
    lines += [f"  wrong    {_had(h)}" for h in paired.wrong]
    lines += [f"  unlike   {_wanted(w)}{_words(passage, w)}\n     read  {_had(h)}" for w, h in paired.pairs if _is_unlike(w, h)]
    if lines:
        print(f"{passage.name}  {passage.text if len(passage.text) < 600 else ''}", *lines, sep="\n")


def _is_unlike(want: Expected, have: Found) -> bool:
    told = want.told_by is None or bool(have.teller & want.told_by)
    moded = want.mode is None or (have.event.mode in want.mode if want.mode else have.event.mode is None)
    return _likeness(want, have) != 4 or not told or not moded


def _wanted(want: Expected) -> str:
    mode = "/" + "|".join(sorted(want.mode)) if want.mode else ""
    told = "" if want.told_by is None else f"  told by {'|'.join(sorted(want.told_by)) or '-'}"
    return f"{'|'.join(sorted(want.kinds))}{mode} {'|'.join(sorted(want.modalities))} {_side(want.actors)} > {_side(want.recipients)}{told}"


def _side(side: Side) -> str:
    names = ["|".join(sorted(c)) for c in side.parties] + (["?"] if side.open else [])
    return "+".join(names).replace("state:", "") or "-"


def _words(passage: Passage, want: Expected) -> str:
    return f"  in {passage.text[slice(*want.places[0])]!r}" if want.places else ""


def _had(have: Found) -> str:
    e = have.event
    who = f"{'+'.join(e.actors) or '-'} > {'+'.join(e.recipients) or '-'}".replace("state:", "")
    told = f"  told by {'|'.join(sorted(have.teller)) or '-'}" if e.told_by else ""
    return f"{e.type}{'/' + e.mode if e.mode else ''} {e.modality} {who}{told}  [{e.trigger.text}: {e.why}]"


def sets(half: str) -> dict[str, list[Passage]]:
    """Return the passages of a set by kind; "held-out" are the two files of sentences of before."""
    if half == "held-out":
        return {path.stem: load_rows(path) for path in HELD_OUT}
    return {"sentences": load_sentences(half), "reports": load_reports(half)}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the scoring as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.events", description="Score the events of a half of the annotated sets.")
    parser.add_argument("half", nargs="?", default="dev", choices=["dev", "dev2", "held2", "test", "held-out"])
    parser.add_argument("--show", action="store_true", help="print what is not read as expected; not for test while rules are worked on")
    parser.add_argument("--only", choices=["sentences", "reports"], help="leave the other set out")
    options = parser.parse_args(argv)
    reader, whole = Reader(), Score()
    for name, passages in sets(options.half).items():
        if options.only in {None, name}:
            score = measure(reader, passages, show=options.show)
            whole = whole.plus(score)
            print(f"{options.half} {name}", *(f"  {line}" for line in score.lines()), sep="\n")
    print(f"{options.half}, both", *(f"  {line}" for line in whole.lines()), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
