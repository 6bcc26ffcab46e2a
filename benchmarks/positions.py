"""Scores positions, loaded words, proposals and tensions on the annotated sets, by the rules of their READMEs.

usage: python -m benchmarks.positions [dev | dev2 | held2 | test] [--show]

positions   found ones whose actor and issue a required entry has; what fits an optional entry alone counts neither way. Two found ones that
            fit the same entry are both right, and the second finds nothing more. Two free labels are alike when they share a content word.
stance      share of the right ones that have the stance of their entry; basis: the same for the basis. In `with stance` an entry counts
            as found only with its stance.
loaded      the same for the narrator's words; targets: share of the found ones with the right target, nobody included.
proposals   by who made them; points are held together by issue and sentence, within proposals of one maker.
tensions    by kind, when both places lie in the sentences of the entry.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Generic, TypeVar

from benchmarks.annotated import FREE, Annotated, ExpectedLoaded, ExpectedPosition, ExpectedTension, Half, Offsets, content_words, texts
from benchmarks.score import Count, Counts, total
from communique.ingest import Reader
from communique.record import Dossier, LoadedWord, Point, Position, Proposal, Span, Tension

E = TypeVar("E", ExpectedPosition, ExpectedLoaded, ExpectedTension)
F = TypeVar("F", Position, Point, LoadedWord, Tension)
KINDS = ("time", "number", "denial", "word against vote", "wording")


@dataclass(frozen=True, slots=True)
class Paired(Generic[E, F]):
    """Which found entry answers which expected one. `further` fit a required entry that is already found; `stray` fit none."""

    pairs: tuple[tuple[E, F], ...]
    further: tuple[tuple[E, F], ...]
    missed: tuple[E, ...]
    stray: tuple[F, ...]

    @property
    def count(self) -> Count:
        """The counts for precision and recall."""
        right = len(self.pairs) + len(self.further)
        return Count(right, right + len(self.stray), len(self.pairs), len(self.pairs) + len(self.missed))


def pair(expected: Sequence[E], found: Sequence[F], fits: Callable[[E, F], bool], better: Callable[[E, F], bool]) -> Paired[E, F]:
    """Pair expected and found entries, those that are `better` first; what fits an optional entry only is left out."""
    required = [e for e in expected if not e.optional]
    left, pairs = list(found), list[tuple[E, F]]()
    for wish in (better, fits):
        for entry in required:
            if not any(entry is e for e, _ in pairs):
                answer = next((f for f in left if fits(entry, f) and wish(entry, f)), None)
                if answer is not None:
                    left = [f for f in left if f is not answer]
                    pairs.append((entry, answer))
    further = [(max(own, key=lambda e: better(e, f)), f) for f in left if (own := [e for e in required if fits(e, f)])]
    stray = [f for f in left if not any(fits(e, f) for e in expected)]
    missed = [e for e in required if not any(e is p for p, _ in pairs)]
    return Paired(tuple(pairs), tuple(further), tuple(missed), tuple(stray))


def pair_positions(annotated: Annotated, dossier: Dossier) -> Paired[ExpectedPosition, Position]:
    """Pair the positions of one text by actor, issue and sentence, those with the right stance first."""
    return pair(annotated.positions, dossier.positions, _is_position, lambda e, f: f.stance in e.stances)


def pair_loaded(annotated: Annotated, dossier: Dossier) -> Paired[ExpectedLoaded, LoadedWord]:
    """Pair the loaded words of one text."""
    return pair(annotated.loaded, dossier.loaded, _is_loaded, lambda e, f: f.target in e.targets)


def pair_tensions(annotated: Annotated, dossier: Dossier) -> Paired[ExpectedTension, Tension]:
    """Pair the tensions of one text by kind and both places."""
    places = {entry.id: _places(entry) for entry in (*dossier.positions, *dossier.vote_claims, *dossier.attributions)}

    def fits(expected: ExpectedTension, found: Tension) -> bool:
        sides = [[(side.start, side.end)] if isinstance(side, Span) else places.get(side, []) for side in found.between]
        return expected.kind == found.kind and any(
            all(any(_overlap(at, place) for place in side) for at, side in zip(order, sides, strict=False))
            for order in permutations(expected.between)
        )

    return pair(annotated.tensions, dossier.tensions, fits, fits)


def count(annotated: Annotated, dossier: Dossier) -> Counts:
    """Return every count of one text, by the names of the module's docstring."""
    positions, loaded = pair_positions(annotated, dossier), pair_loaded(annotated, dossier)
    right = [*positions.pairs, *positions.further]
    stances = sum(f.stance in e.stances for e, f in right)
    first = sum(f.stance in e.stances for e, f in positions.pairs)
    compared = [(e, f) for e, f in loaded.pairs if e.targets]
    counts = {
        "positions": positions.count,
        "with stance": Count(stances, positions.count.predicted, first, positions.count.gold),
        "stance": _share(stances, len(right)),
        "basis": _share(sum(f.basis in e.bases for e, f in right), len(right)),
        "loaded": loaded.count,
        "targets": _share(sum(f.target in e.targets for e, f in compared), len(compared)),
    }
    tensions = pair_tensions(annotated, dossier)
    for kind in KINDS:
        counts[f"tensions, {kind}"] = Paired(
            tuple(p for p in tensions.pairs if p[0].kind == kind),
            tuple(p for p in tensions.further if p[0].kind == kind),
            tuple(e for e in tensions.missed if e.kind == kind),
            tuple(f for f in tensions.stray if f.kind == kind),
        ).count
    return counts | _proposals(annotated, dossier)


def _proposals(annotated: Annotated, dossier: Dossier) -> Counts:
    left, counts = list(dossier.proposals), list[Counts]()
    for entry in annotated.proposals:
        answer = next((p for p in left if p.by in entry.by), None)
        left = [p for p in left if p is not answer]
        if entry.optional:
            continue
        points = pair(entry.points, answer.points if answer else (), _is_point, lambda e, f: f.stance in e.stances)
        counts.append(
            {
                "proposals": Count(int(answer is not None), int(answer is not None), int(answer is not None), 1),
                "points": points.count,
                "points stated": _share(int(answer is not None and answer.points_stated == entry.stated), 1),
            }
        )
    strays = sum(len(p.points) for p in left)
    return total([*counts, {"proposals": Count(0, len(left)), "points": Count(0, strays), "points stated": Count()}])


def _share(right: int, of: int) -> Count:
    return Count(right, of, right, of)


def _is_position(expected: ExpectedPosition, found: Position) -> bool:
    return found.actor in expected.actors and _is_issue(expected.issues, found) and _lies_in(expected.at, _places(found))


def _is_point(expected: ExpectedPosition, found: Point) -> bool:
    return _is_issue(expected.issues, found) and _lies_in(expected.at, [(found.span.start, found.span.end)])


def _is_issue(issues: Iterable[str], found: Position | Point) -> bool:
    if not found.issue.startswith(FREE):
        return found.issue in issues
    labels = [issue for issue in issues if issue.startswith(FREE)]
    return any(label == FREE or content_words(label) & content_words(found.label) for label in labels)


def _is_loaded(expected: ExpectedLoaded, found: LoadedWord) -> bool:
    words, text = expected.words.casefold(), found.span.text.casefold()
    return (words in text or text in words) and _lies_in(expected.at, [(found.span.start, found.span.end)])


def _lies_in(at: Offsets | None, places: Sequence[Offsets]) -> bool:
    return at is None or any(_overlap(at, place) for place in places)


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _places(entry: object) -> list[Offsets]:
    """Return where an entry stands: a position at its words and operative, a vote claim at its spans, an attribution at its content."""
    spans = [getattr(entry, "span", None), getattr(entry, "operative", None), *getattr(entry, "spans", ()), *getattr(entry, "content", ())]
    return [(span.start, span.end) for span in spans if span is not None]


def measure(reader: Reader, annotated: Iterable[Annotated], *, show: bool = False) -> Counts:
    """Score texts; with `show`, print what is not read as expected."""
    counts = []
    for one in annotated:
        dossier = reader.read(one.text, published=one.published)
        counts.append(count(one, dossier))
        if show and (faults := list(_faults(one, dossier))):
            print("\n".join([one.text if len(one.text) < 700 else one.name, *(f"  {fault}" for fault in faults)]))
    return total(counts)


def _faults(annotated: Annotated, dossier: Dossier) -> Iterator[str]:
    positions, loaded, tensions = pair_positions(annotated, dossier), pair_loaded(annotated, dossier), pair_tensions(annotated, dossier)
    for e in positions.missed:
        yield f"missed   {_written(e.actors)} {_written(e.stances)} {_written(e.issues)} ({_written(e.bases)}){_sentence(annotated, e.at)}"
    for f in positions.stray:
        yield f"stray    {f.actor} {f.stance} {f.issue} ({f.basis}) {f.span.text!r}: {f.why}"
    for e, f in (*positions.pairs, *positions.further):
        if f.stance not in e.stances or f.basis not in e.bases:
            yield f"read as  {f.actor} {f.stance} {f.issue} ({f.basis}), expected {_written(e.stances)} ({_written(e.bases)}): {f.why}"
    yield from (f"unloaded {e.words} > {e.targets}" for e in loaded.missed)
    yield from (f"loaded   {f.span.text} > {f.target}: {f.why}" for f in loaded.stray)
    yield from (
        f"aimed    {f.span.text} > {f.target}, expected {e.targets}" for e, f in loaded.pairs if f.target not in e.targets and e.targets
    )
    yield from (f"fits     {e.kind}: {[annotated.text[slice(*at)] for at in e.between]}" for e in tensions.missed)
    yield from (f"tension  {f.kind}: {f.about} ({f.why})" for f in tensions.stray)
    yield from _proposal_faults(annotated, dossier.proposals)


def _proposal_faults(annotated: Annotated, found: Sequence[Proposal]) -> Iterator[str]:
    for entry in annotated.proposals:
        answer = next((p for p in found if p.by in entry.by), None)
        if answer is None:
            yield f"proposal {entry.name} is not found"
            continue
        points = pair(entry.points, answer.points, _is_point, lambda e, f: f.stance in e.stances)
        yield from (f"no point {_written(e.issues)} {_sentence(annotated, e.at)}" for e in points.missed)
        yield from (f"point    {p.issue} {p.span.text!r}" for p in points.stray)
    makers = {maker for entry in annotated.proposals for maker in entry.by}
    yield from (f"proposal {p.name!r} by {p.by}, {len(p.points)} points" for p in found if p.by not in makers)


def _written(choices: Iterable[str]) -> str:
    return "|".join(sorted(choices))


def _sentence(annotated: Annotated, at: Offsets | None) -> str:
    return f": {annotated.text[slice(*at)].strip()}" if at else ""


def lines(counts: Counts) -> list[str]:
    """Return the measures, one a line; shares of what was found have no recall."""
    rows = []
    for name, c in counts.items():
        if name in {"stance", "basis", "targets", "points stated"}:
            rows.append(f"{name:28}{100 * c.precision:5.1f} % of {c.predicted}")
        elif c.predicted or c.gold:
            shown = f"P {100 * c.precision:5.1f}  R {100 * c.recall:5.1f}  F1 {100 * c.f1:5.1f}"
            rows.append(f"{name:28}{shown}  ({c.right_predicted} of {c.predicted} right, {c.right_gold} of {c.gold} found)")
    return rows


def main(argv: Sequence[str] | None = None) -> int:
    """Run the scoring as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.positions", description="Score who wants what on the annotated sets.")
    parser.add_argument("half", nargs="?", choices=("dev", "dev2", "held2", "test"), default="dev")
    parser.add_argument("--show", action="store_true", help="print what is not read as expected")
    options = parser.parse_args(argv)
    half: Half = options.half
    reader, whole = Reader(), list[Counts]()
    for name, annotated in texts(half):
        whole.append(measure(reader, annotated, show=options.show))
        print("\n".join([f"{half}, {name}", *(f"  {line}" for line in lines(whole[-1]))]))
    print("\n".join([f"{half}, both", *(f"  {line}" for line in lines(total(whole)))]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
