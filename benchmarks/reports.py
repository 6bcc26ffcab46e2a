"""Scores the reader on the annotated reports of `training/reports`: attributions, speakers, and what is said of each.

usage: python -m benchmarks.reports [--split dev] [--manner NAME] [--errors speakers|missed|invented|fields] [--limit 40]

e2e, content and source are scored as on PolNeAR (`benchmarks.score`), on the gold in PolNeAR's form: marks in the content, further
sentences joined on, none inside another. Everything else is counted on all attributions, those inside others too, over the pairs whose
contents match and whose sources are right:

speaker     right: the same actors, or nobody where nobody can be named; wrong: others are named; open: nobody is, though somebody could be.
            Ids made of names count as the same when one name is a shorter form of the other ("Mr Gromyko", "Lucius D. Clay"). Where the
            annotation has a state, its ministry, forces or the holder of its office are right too; where it has a person, that
            person's state alone is not wrong but open. Somebody without a name, told of as new, whose own words do not say for whom he
            speaks ("a colonel said": `unnamed` in the annotation), is no actor: open is right there, and so is the state that the scene
            lets a reader guess; anybody else is wrong. How many are counted so is told
via, addressee, negated, denial    precision, recall and F1 of the field

Optional attributions count neither way in these. The part `test` is for measuring only: nothing is tuned on it.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks import score
from benchmarks.attribution import labelled
from benchmarks.examples import speakers_of
from benchmarks.score import Count, Labelled, Offsets
from communique.ingest import Reader
from communique.record import Actor, Dossier
from communique.record import Attribution as Found
from training.reports_markup import Attribution, Report, load

FIELDS = ("via", "addressee", "negated", "denial")
_OPENING, _CLOSING = frozenset("“‘\"'«„"), frozenset("”’\"'»“")


@dataclass(frozen=True, slots=True)
class Pair:
    """An annotated attribution and the one that was read for it."""

    gold: Attribution
    found: Found

    actors: Mapping[str, Actor]
    unnamed: bool = False

    @property
    def outcome(self) -> str:
        """`right`, `wrong` or `open`, as the speaker was read."""
        want, got = frozenset(self.gold.speakers), speakers_of(self.found)
        if self.unnamed and not got:
            return "right"
        if want == got or (len(want) == len(got) and all(any(self._is_same(w, g) for g in got) for w in want)):
            return "right"
        coarse = bool(got) and all(any(self._is_state_of(w, g) for w in want) for g in got)
        return "open" if not got or coarse else "wrong"

    def _is_same(self, want: str, got: str) -> bool:
        kind, _, name = want.partition(":")
        if kind == "person" and got.startswith("person:"):
            return _is_short_for(name, got) or _is_short_for(got.partition(":")[2], want)
        actor = self.actors.get(got)
        of = f"state:{actor.country}" if actor is not None else None
        by_office = actor is not None and actor.kind == "person" and "holds the office" in self.found.why
        return want == got or (want == of and (by_office or got.startswith("org:")))

    def _is_state_of(self, want: str, got: str) -> bool:
        return want.startswith("person:") and got.startswith(("state:", "org:")) and "known only by office" in self.found.why

    def value(self, name: str) -> tuple[object, object]:
        """Return a field as annotated and as read; nothing is None."""
        want, got = getattr(self.gold, name), getattr(self.found, name)
        return want or None, got or None


def _is_short_for(name: str, full: str) -> bool:
    """Say whether all parts of a name but initials stand in a person's id, in order, the last one at its end."""
    words, parts = [w for w in name.split("-") if len(w) > 1], full.partition(":")[2].split("-")
    rest = iter(parts)
    return bool(words) and words[-1] == parts[-1] and all(word in rest for word in words)


@dataclass(slots=True)
class Score:
    """What was counted over a set of reports."""

    counts: score.Counts = field(default_factory=dict)
    reports: int = 0
    outcomes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("right", "wrong", "open"), 0))
    unnamed: int = 0
    fields: dict[str, Count] = field(default_factory=lambda: dict.fromkeys(FIELDS, Count()))

    @property
    def speakers(self) -> int:
        """How many right attributions there are, whose speakers are counted."""
        return sum(self.outcomes.values())

    def lines(self) -> str:
        """Return the score as a table."""
        shares = ", ".join(f"{name} {100 * n / max(1, self.speakers):.1f} % ({n})" for name, n in self.outcomes.items())
        said = f"speaker of {self.speakers} right attributions: {shares}; right are {self.unnamed} unnamed left open"
        rows = [f"{self.reports} reports", score.lines(self.counts), said]
        for name, c in self.fields.items():
            rows.append(f"{name:10} P {100 * c.precision:5.1f}  R {100 * c.recall:5.1f}  F1 {100 * c.f1:5.1f}  of {c.gold}")
        return "\n".join(rows)


@dataclass(frozen=True)
class Comparison:
    """One report beside what was read of it."""

    report: Report
    dossier: Dossier

    def counts(self) -> score.Counts:
        """Return the counts in PolNeAR's form."""
        return score.count_article(self.report.text, as_polnear(self.report), labelled(self.dossier))

    def matching(self) -> score.Matching:
        """Match every annotated attribution to every one that was read."""
        found = [_as_labelled(a) for a in self.dossier.attributions]
        return score.match(self.report.text, self.report.gold(), found)

    def pairs(self) -> Iterator[Pair]:
        """Yield the attributions whose content and source are right; where a speech goes on, it is the content alone."""
        matching = self.matching()
        gold, found = {str(a.number): a for a in self.report.attributions}, {a.id: a for a in self.dossier.attributions}
        for pair in matching.pairs:
            wanted, got = gold[matching.gold[pair.gold].labelled.id], found[matching.predicted[pair.predicted].labelled.id]
            if not wanted.optional and (pair.source_right or wanted.follows is not None):
                yield Pair(wanted, got, {a.id: a for a in self.dossier.actors}, _first(wanted, gold).unnamed)

    def missed(self) -> Iterator[str]:
        """Yield the annotated attributions that were not read."""
        matching = self.matching()
        taken = {pair.gold for pair in matching.pairs}
        optional = {str(a.number) for a in self.report.attributions if a.optional}
        for number, side in enumerate(matching.gold):
            if number not in taken and side.labelled.id not in optional:
                yield self._line(side.labelled)

    def invented(self) -> Iterator[str]:
        """Yield what was read and is not annotated."""
        matching = self.matching()
        taken = {pair.predicted for pair in matching.pairs}
        why = {a.id: f"{a.confidence:.2f} {a.why}" for a in self.dossier.attributions}
        for number, side in enumerate(matching.predicted):
            if number not in taken:
                yield f"{self._line(side.labelled)}  ({why[side.labelled.id]})"

    def _line(self, side: Labelled) -> str:
        roles = (" | ".join(self.report.text[s:e] for s, e in side.role(name)) for name in ("source", "cue", "content"))
        return "{} #{} [{}] <{}> {{{}}}".format(self.report.id, side.id, *roles)


def _first(attribution: Attribution, gold: Mapping[str, Attribution]) -> Attribution:
    """Return the attribution whose source is that of one which goes on with it."""
    for _ in gold:
        if attribution.follows is None:
            break
        attribution = gold[str(attribution.follows)]
    return attribution


def compare(report: Report, reader: Reader) -> Comparison:
    """Read a report and lay it beside its annotation."""
    dossier = reader.read(report.text, published=report.published)
    if dossier.document.text != report.text:
        raise ValueError(f"The reader changed the text of {report.id}; the offsets of the gold no longer fit.")
    return Comparison(report, dossier)


def measure(comparisons: Sequence[Comparison]) -> Score:
    """Count all."""
    summed = Score(score.total(c.counts() for c in comparisons), len(comparisons))
    for pair in (pair for comparison in comparisons for pair in comparison.pairs()):
        summed.outcomes[pair.outcome] += 1
        summed.unnamed += int(pair.unnamed and bool(pair.gold.speakers) and not speakers_of(pair.found))
        for name in FIELDS:
            want, got = pair.value(name)
            right = int(want is not None and want == got)
            summed.fields[name] = summed.fields[name].plus(Count(right, got is not None, right, want is not None))
    return summed


def as_polnear(report: Report) -> tuple[Labelled, ...]:
    """Return a report's attributions as PolNeAR would have them: marks in the content, further sentences joined on, none inside another."""
    by_number = {a.number: a for a in report.attributions}
    joined: dict[int, list[Offsets]] = {}
    for attribution in sorted(report.attributions, key=lambda a: a.content[0]):
        first, seen = attribution, {attribution.number}
        while first.follows is not None and first.follows not in seen:
            first = by_number[first.follows]
            seen.add(first.number)
        if attribution.nested_in is None and first.nested_in is None:
            spans = [_with_marks(report.text, s) for s in attribution.content]
            joined.setdefault(first.number, []).extend(spans)
    return tuple(
        Labelled(str(number), tuple(sorted(spans)), by_number[number].source, by_number[number].cue) for number, spans in joined.items()
    )


def _with_marks(text: str, span: Offsets) -> Offsets:
    """Take in the quotation marks that stand directly around a span."""
    start, end = span
    if text[start - 1 : start] in _OPENING and start > 0 and text[end : end + 1] in _CLOSING and end < len(text):
        return start - 1, end + 1
    return span


def _as_labelled(found: Found) -> Labelled:
    def offsets(spans: Iterable[object]) -> tuple[Offsets, ...]:
        return tuple((span.start, span.end) for span in spans)  # type: ignore[attr-defined]

    return Labelled(found.id, offsets(found.content), offsets([found.source] if found.source else []), offsets(found.cue))


def errors(comparison: Comparison, kind: str) -> Iterator[str]:
    """Yield the errors of one kind in one report, a line each."""
    if kind in ("missed", "invented"):
        yield from comparison.missed() if kind == "missed" else comparison.invented()
        return
    for pair in comparison.pairs():
        mention = pair.found.source.text if pair.found.source else "-"
        content = pair.found.content[0].text[:90]
        if kind == "speakers" and pair.outcome != "right":
            names = f"{' '.join(sorted(speakers_of(pair.found))) or '?'}, expected {' '.join(pair.gold.speakers) or '?'}"
            yield f"{comparison.report.id} #{pair.gold.number} {pair.outcome}: [{mention}] {names}  ({pair.found.why})  {{{content}}}"
        for name in FIELDS if kind == "fields" else ():
            want, got = pair.value(name)
            if want != got:
                yield f"{comparison.report.id} #{pair.gold.number} {name}: {got}, expected {want}  [{mention}] {{{content}}}"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the scoring as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reports", description="Score the reader on the annotated reports.")
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--manner", help="only reports of this manner")
    parser.add_argument("--errors", choices=("speakers", "missed", "invented", "fields"), help="show errors of this kind")
    parser.add_argument("--limit", type=int, default=40, help="show at most so many errors")
    options = parser.parse_args(argv)
    reader = Reader()
    chosen = [r for r in load(options.split) if options.manner in (None, r.manner)]
    comparisons = [compare(report, reader) for report in chosen]
    if not comparisons:
        parser.error(f"there is no report of the split {options.split} in the manner {options.manner}")
    print(measure(comparisons).lines())
    if options.errors:
        print(*[line for c in comparisons for line in errors(c, options.errors)][: options.limit], sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
