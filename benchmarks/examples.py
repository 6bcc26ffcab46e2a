"""Compares what the reader makes of the reports in `examples/` with the dossiers written by hand.

usage: python -m benchmarks.examples [SLUG ...]      a table of all, or what is wrong in the examples named

A predicted attribution matches an expected one when the Jaccard index of their content tokens is at least 0.5 (one to one, as in
`benchmarks.score`). Precision and recall count a match as right when its speaker is right too: the same actors, or nobody where
nobody can be named. Optional attributions count neither way. Speakers are counted over the matches: right where the actors are the
same, wrong where others are named (also where nobody can be), abstained where nobody is named though somebody could be.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

from benchmarks.expected import Entry, Example, Expected, ExpectedAttribution, load_examples, locate
from benchmarks.score import Count, Labelled, Offsets, match
from communique.ingest import Reader
from communique.record import Attribution, Dossier, Span

_APPOSITION = re.compile(r",\s*|\s+(?=(?:who|whom|whose|which|that)\b)")
_POSSESSIVE = re.compile(r"[’'´]s?$")
_CUE_SLACK = 6


@dataclass(frozen=True, slots=True)
class Measure:
    """Counts of one example; they add up over examples."""

    right: int = 0
    expected: int = 0
    predicted: int = 0
    speakers_right: int = 0
    speakers_wrong: int = 0
    speakers_abstained: int = 0
    forbidden: int = 0

    def plus(self, other: "Measure") -> "Measure":
        """Add two counts."""
        return Measure(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    @property
    def count(self) -> Count:
        """The same as a Count, which knows precision, recall and F1."""
        return Count(self.right, self.predicted, self.right, self.expected)

    def line(self, name: str) -> str:
        """Return the measure as one row of a table (shares in per cent)."""
        c = self.count
        scores = "".join(f"{100 * share:7.1f}" for share in (c.precision, c.recall, c.f1))
        counts = (self.expected, self.predicted, self.speakers_right, self.speakers_wrong, self.speakers_abstained, self.forbidden)
        return f"{name:22}{scores}" + "".join(f"{n:7d}" for n in counts)


HEADER = f"{'example':22}{'P':>7}{'R':>7}{'F1':>7}{'gold':>7}{'pred':>7}{'sp ok':>7}{'wrong':>7}{'none':>7}{'banned':>7}"


class Comparison:
    """One example beside the dossier that the reader made of it."""

    def __init__(self, example: Example, dossier: Dossier) -> None:
        self.example = example
        self.dossier = dossier
        self.expected: Expected = locate(example, dossier.document.text)
        self._predicted = {a.id: a for a in dossier.attributions}

    @cached_property
    def pairs(self) -> dict[str, Attribution]:
        """The predicted attribution that matches each expected one, by the key of the expected one."""
        gold = [a.at for a in self.expected.attributions]
        predicted = [Labelled(a.id, tuple((s.start, s.end) for s in a.content)) for a in self.dossier.attributions]
        found = match(self.expected.text, gold, predicted)
        return {found.gold[p.gold].labelled.id: self._predicted[found.predicted[p.predicted].labelled.id] for p in found.pairs}

    @cached_property
    def extras(self) -> list[Attribution]:
        """The predicted attributions that match no expected one."""
        matched = {a.id for a in self.pairs.values()}
        return [a for a in self.dossier.attributions if a.id not in matched]

    @cached_property
    def differences(self) -> Mapping[str, Sequence[str]]:
        """What is wrong with each expected entry, by key; an empty list where all is as expected."""
        found = {a.key: [*self._of_attribution(a)] for a in self.expected.attributions}
        checks = {
            "document": self._of_field,
            "sections": self._of_section,
            "not_attributions": self._of_silence,
            "dates": self._of_date,
            "doubts": self._of_doubt,
            "gaps": self._of_gap,
            "vote_claims": self._of_vote_claim,
        }
        for group, check in checks.items():
            found |= {entry.key: [*check(entry)] for entry in self.expected.others[group]}
        return found

    def measure(self) -> Measure:
        """Count what is right."""
        wanted = [a for a in self.expected.attributions if not a.optional]
        pairs = [(a, self.pairs[a.key]) for a in wanted if a.key in self.pairs]
        speakers = [(a.speakers, speakers_of(p)) for a, p in pairs]
        return Measure(
            right=sum(a.speakers == speakers_of(p) for a, p in pairs),
            expected=len(wanted),
            predicted=len(pairs) + len(self.extras),
            speakers_right=sum(bool(want) and want == got for want, got in speakers),
            speakers_wrong=sum(bool(got) and want != got for want, got in speakers),
            speakers_abstained=sum(bool(want) and not got for want, got in speakers),
            forbidden=sum(bool([*self._of_silence(entry)]) for entry in self.expected.others["not_attributions"]),
        )

    def summary(self) -> str:
        """Return the measure of the example and the attributions that nobody expected, as lines."""
        extras = [f"  extra {a.kind} {_said(a.content)}, cue {_said(a.cue)}, speaker {_names(speakers_of(a))}" for a in self.extras]
        return "\n".join([HEADER, self.measure().line(self.example.slug), *extras])

    def complaints(self) -> list[str]:
        """Return what is wrong with each entry, as lines: its key, what is wrong, and why that is known, if it is."""
        rows = []
        for key, wrong in self.differences.items():
            known = self.example.known_failures.get(key)
            if wrong or known:
                note = f"  (known: {known})" if known else ""
                rows += [f"{key}{note}", *(f"    {line}" for line in wrong or ["nothing is wrong any more"])]
        return rows

    def _of_attribution(self, wanted: ExpectedAttribution) -> Iterator[str]:
        got = self.pairs.get(wanted.key)
        if wanted.optional:
            if got and speakers_of(got) not in (frozenset(), wanted.speakers):
                yield f"speaker is {_names(speakers_of(got))}, expected {_names(wanted.speakers)} or nobody ({got.why})"
            return
        if got is None:
            yield f"no attribution was read here; expected {self._words(wanted.at.content)}"
            return
        text, told = self.expected.text, wanted.told
        if got.kind != told["kind"]:
            yield f"kind is {got.kind}, expected {told['kind']}"
        if _offsets(got.content) != wanted.at.content:
            yield f"content is {_said(got.content)}, expected {self._words(wanted.at.content)}"
        if not same_mention(text, wanted.at.source, _offsets([got.source] if got.source else [])):
            yield f"source is {got.source.text if got.source else None!r}, expected {self._words(wanted.at.source) or None}"
        if not same_cue(text, wanted.at.cue, _offsets(got.cue)):
            yield f"cue is {_said(got.cue)}, expected {self._words(wanted.at.cue)}"
        yield from self._of_people(wanted, got)
        for flag in ("negated", "denial"):
            want = told.get(flag, False)
            if want is not None and getattr(got, flag) != want:
                yield f"{flag} is {getattr(got, flag)}, expected {want}"

    def _of_people(self, wanted: ExpectedAttribution, got: Attribution) -> Iterator[str]:
        if speakers_of(got) != wanted.speakers:
            yield f"speaker is {_names(speakers_of(got))}, expected {_names(wanted.speakers)} ({got.why})"
        if list(got.via) != list(wanted.told.get("via") or []):
            yield f"via is {list(got.via)}, expected {wanted.told.get('via') or []}"
        if "addressee" in wanted.told and got.addressee != wanted.told["addressee"]:
            yield f"addressee is {got.addressee}, expected {wanted.told['addressee']}"
        outer = self.pairs.get(wanted.nested_in) if wanted.nested_in else None
        if got.nested_in != (outer.id if outer else None):
            yield f"nested in {got.nested_in}, expected {outer.id if outer else wanted.nested_in}"

    def _of_field(self, entry: Entry) -> Iterator[str]:
        got, want = getattr(self.dossier.document, entry.told["field"]), entry.told["value"]
        if str(got).casefold() != str(want).casefold():
            yield f"{entry.told['field']} is {got!r}, expected {want!r}"

    def _of_section(self, entry: Entry) -> Iterator[str]:
        start, end = _placed(entry)
        here = [s for s in self.dossier.sections if s.span.start < end and start < s.span.end]
        right = [s for s in here if s.kind == entry.told["kind"] and not _has_word(self.expected.text, s.span.start, start)]
        if not right:
            yield f"sections here are {[(s.kind, s.span.text[:40]) for s in here]}, expected a {entry.told['kind']}"
        elif "speaker" in entry.told and right[0].speaker != entry.told["speaker"]:
            yield f"speaker of the {right[0].kind} is {right[0].speaker}, expected {entry.told['speaker']}"

    def _of_silence(self, entry: Entry) -> Iterator[str]:
        for extra in self.extras if entry.place else ():
            if any(_overlap(span, _placed(entry)) for span in _offsets(extra.content)):
                yield f"nothing is attributed here, but {extra.id} is {_said(extra.content)}, cue {_said(extra.cue)} ({extra.why})"

    def _of_date(self, entry: Entry) -> Iterator[str]:
        here = [d for d in self.dossier.dates if _overlap((d.span.start, d.span.end), _placed(entry))]
        if not any(d.type == entry.told["type"] and d.value == str(entry.told["value"]) for d in here):
            got = [(d.span.text, d.type, d.value) for d in here] or "nothing"
            yield f"date read is {got}, expected {entry.told['type']} {entry.told['value']}"

    def _of_doubt(self, entry: Entry) -> Iterator[str]:
        same = [d for d in self.dossier.document.doubts if d.kind == entry.told["kind"]]
        placed = [d for d in same if None in (d.start, d.end) or entry.place is None or _overlap((d.start or 0, d.end or 0), entry.place)]
        if not placed:
            yield f"no doubt of the kind {entry.told['kind']!r} here; there are {[d.kind for d in self.dossier.document.doubts]}"

    def _of_gap(self, entry: Entry) -> Iterator[str]:
        if not any(_overlap((g.span.start, g.span.end), _placed(entry)) for g in self.dossier.gaps):
            yield "the reading does not say that it abstains here"

    def _of_vote_claim(self, entry: Entry) -> Iterator[str]:
        want = entry.told
        for claim in self.dossier.vote_claims:
            tally = claim.tally.model_dump() if claim.tally else {}
            if {k: v for k, v in tally.items() if v is not None} == (want.get("tally") or {}):
                told = {"body": claim.body, "date": claim.date, "resolution": claim.resolution, "votes": claim.votes}
                wrong = {k: told[k] for k in told if k in want and str(told[k]) != str(want[k])}
                if "votes" in wrong and claim.votes == want["votes"]:
                    del wrong["votes"]
                yield from (f"{name} of the vote is {value}, expected {want[name]}" for name, value in wrong.items())
                return
        yield f"no claim about a vote with the tally {want.get('tally')} was read"

    def _words(self, spans: Sequence[Offsets]) -> str:
        return " | ".join(repr(self.expected.text[start:end]) for start, end in spans)


def compare(example: Example, reader: Reader | None = None) -> Comparison:
    """Read the example's report and lay the dossier beside the expected one; with one reader for many its model is loaded once."""
    return Comparison(example, (reader or Reader()).read_source(example.report, published=example.published))


def speakers_of(attribution: Attribution) -> frozenset[str]:
    """Return the actor ids of all speakers of a predicted attribution."""
    return frozenset(attribution.speakers or ([attribution.speaker] if attribution.speaker else []))


def same_mention(text: str, want: Sequence[Offsets], got: Sequence[Offsets]) -> bool:
    """Say whether two mentions are the same but for an apposition, a relative clause, a comma at the end or a possessive ’s."""
    if not want or not got:
        return not want and not got
    (wanted,), (gotten,) = want, got
    return bool(_cores(text, wanted) & _cores(text, gotten)) and _overlap(wanted, gotten)


def _cores(text: str, span: Offsets) -> set[str]:
    whole = text[slice(*span)].strip(" ,")
    return {_POSSESSIVE.sub("", part) for part in (whole, *_APPOSITION.split(whole))}


def same_cue(text: str, want: Sequence[Offsets], got: Sequence[Offsets]) -> bool:
    """Say whether the predicted cue has every expected word, and not more than a few words around them."""
    if not want or not got:
        return not want and not got
    extra = sum(len(text[slice(*span)].split()) for span in got) - sum(len(text[slice(*span)].split()) for span in want)
    return all(any(g[0] <= w[0] and w[1] <= g[1] for g in got) for w in want) and extra <= _CUE_SLACK


def _placed(entry: Entry) -> Offsets:
    assert entry.place is not None, f"{entry.key} has no words in the text"
    return entry.place


def _offsets(spans: Sequence[Span]) -> tuple[Offsets, ...]:
    return tuple((span.start, span.end) for span in spans)


def _overlap(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _has_word(text: str, start: int, end: int) -> bool:
    return bool(re.search(r"\w", text[min(start, end) : max(start, end)]))


def _said(spans: Sequence[Span]) -> str:
    return " | ".join(repr(span.text) for span in spans) or "nothing"


def _names(actors: frozenset[str]) -> str:
    return " and ".join(sorted(actors)) or "nobody"


def main(argv: Sequence[str] | None = None) -> None:
    """Print the measures of every example and of all together; with slugs as arguments, what is wrong in those examples."""
    slugs, reader, whole = list(sys.argv[1:] if argv is None else argv), Reader(), Measure()
    found = [compare(example, reader) for example in load_examples() if not slugs or example.slug in slugs]
    if slugs:
        print("\n\n".join("\n".join([comparison.summary(), *comparison.complaints()]) for comparison in found))
        return
    print(HEADER)
    for comparison in found:
        whole = whole.plus(comparison.measure())
        print(comparison.measure().line(comparison.example.slug))
    print(whole.line("all"))


if __name__ == "__main__":
    main()
