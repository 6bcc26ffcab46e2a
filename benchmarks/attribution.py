"""Measures the reader on PolNeAR and shows where it errs: scores by subset, by rule and by cue, and errors to read.

usage: python -m benchmarks.attribution [--split dev] [--articles 20] [--errors 10] [--kind missed] [--rules] [--cues 20] [--out FILE]

In the gold a second quoted sentence belongs to the attribution whose cue it follows; in a dossier it is an attribution of its own with
neither cue nor source. `labelled` joins it, for scoring, to the attribution that it follows.
"""

import argparse
import json
import random
import sys
import textwrap
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from benchmarks import score
from benchmarks.corpora import Article, MissingCorpus, load_polnear
from benchmarks.score import Labelled, Matching, Offsets
from communique.ingest import Reader
from communique.record import Attribution, Dossier, Span

ErrorKind = Literal["missed", "invented", "wrong source", "edges"]
KINDS: tuple[ErrorKind, ...] = ("missed", "invented", "wrong source", "edges")
WIDTH = 140


@dataclass(frozen=True, slots=True)
class Read:
    """An article with the dossier that was read from it, and how its attributions match the gold."""

    article: Article
    dossier: Dossier
    predicted: tuple[Labelled, ...]
    matching: Matching

    def why(self, side: Labelled) -> str:
        """Return why the reader made a prediction."""
        return {a.id: a.why for a in self.dossier.attributions}[side.id]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error: the gold or the prediction at fault, or both, with the article."""

    kind: ErrorKind
    read: Read
    gold: Labelled | None
    predicted: Labelled | None


def labelled(dossier: Dossier) -> tuple[Labelled, ...]:
    """Return the attributions of a dossier in the scorer's form: continuations joined to what they continue, nested ones left out.

    PolNeAR marks no attribution inside another (none of the 22,024 in train and dev stands in another's content), a dossier does.
    """
    joined: dict[str, tuple[Attribution, list[Offsets]]] = {}
    whole: dict[str, str] = {}  # id of an attribution to the id of the one it was joined to
    inside = {a.id for a in dossier.attributions if a.nested_in is not None}
    for attribution in sorted(dossier.attributions, key=lambda a: a.content[0].start):
        first = whole[attribution.id] = whole.get(attribution.follows or "", attribution.id)
        joined.setdefault(first, (attribution, []))[1].extend(_offsets(span) for span in attribution.content)
    return tuple(
        Labelled(a.id, tuple(spans), (_offsets(a.source),) if a.source else (), tuple(_offsets(c) for c in a.cue))
        for a, spans in joined.values()
        if a.id not in inside
    )


def read_article(reader: Reader, article: Article) -> Read:
    """Read one article and match what was found to its gold."""
    dossier = reader.read(article.text, published=article.published)
    if dossier.document.text != article.text:
        raise ValueError(f"The reader changed the text of {article.id}; the offsets of the gold no longer fit.")
    predicted = labelled(dossier)
    return Read(article, dossier, predicted, score.match(article.text, article.gold, predicted))


def count(reads: Iterable[Read]) -> score.Counts:
    """Return the summed counts of many articles."""
    return score.total(score.count_article(r.article.text, r.article.gold, r.predicted) for r in reads)


def mistakes(read: Read) -> list[Mistake]:
    """Return every error of one article, in order of kind."""
    matching, found = read.matching, []
    matched_gold, matched_predicted = {p.gold for p in matching.pairs}, {p.predicted for p in matching.pairs}
    found += [Mistake("missed", read, g.labelled, None) for i, g in enumerate(matching.gold) if i not in matched_gold]
    found += [Mistake("invented", read, None, p.labelled) for i, p in enumerate(matching.predicted) if i not in matched_predicted]
    for pair in matching.pairs:
        gold, predicted = matching.gold[pair.gold], matching.predicted[pair.predicted]
        if not pair.source_right:
            found.append(Mistake("wrong source", read, gold.labelled, predicted.labelled))
        elif gold.content_words != predicted.content_words:
            found.append(Mistake("edges", read, gold.labelled, predicted.labelled))
    return found


def by_rule(reads: Iterable[Read]) -> dict[str, tuple[int, int, int]]:
    """Return for each rule (a `why` up to its semicolon): predictions, those whose content matches, those whose source is right too."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for read in reads:
        matched = {p.predicted: p.source_right for p in read.matching.pairs}
        for i, side in enumerate(read.matching.predicted):
            row = rows[read.why(side.labelled).partition(";")[0]]
            row[0] += 1
            row[1] += i in matched
            row[2] += matched.get(i, False)
    return {why: (n, content, whole) for why, (n, content, whole) in sorted(rows.items(), key=lambda item: -item[1][0])}


def by_cue(reads: Iterable[Read]) -> list[tuple[str, int, int]]:
    """Return for each wording of a gold cue: how often it occurs and how often its content was missed, most missed first."""
    occurs, missed = Counter[str](), Counter[str]()
    for read in reads:
        matched = {p.gold for p in read.matching.pairs}
        for i, side in enumerate(read.matching.gold):
            cue = " … ".join(read.article.text[start:end].lower() for start, end in side.labelled.cue)
            occurs[cue] += 1
            missed[cue] += i not in matched
    return [(cue, occurs[cue], n) for cue, n in missed.most_common() if n]


def show(mistake: Mistake) -> str:
    """Return one error as lines to read: the passage with gold marked in it, the same with the prediction marked in it."""
    article, gold, predicted = mistake.read.article, mistake.gold, mistake.predicted
    sides = [side for side in (gold, predicted) if side]
    start, end = _passage(article.text, sides)
    paragraph = article.text.count("\n", 0, start) + 1
    rows = [f"── {mistake.kind}: {article.id}, line {paragraph}, characters {start}-{end}"]
    near = [] if gold and predicted else _neighbours(mistake)
    for name, side in [("gold", gold), ("read", predicted), *(("read" if gold else "gold", n) for n in near)]:
        if side:
            beside = " (beside it)" if side in near else ""
            why = f"   [{side.id}: {mistake.read.why(side)}]" if name == "read" else ""
            rows.append(_wrapped(f"{name}{beside}: ", mark(article.text, side, (start, end)) + why))
    return "\n".join(rows)


def mark(text: str, side: Labelled, window: Offsets) -> str:
    """Return the window of the text with content in ⟦ ⟧, source in S[ ] and cue in C[ ]; spans outside are cut off."""
    signs = {"content": ("⟦", "⟧"), "source": ("S[", "]"), "cue": ("C[", "]")}
    marks: list[tuple[int, int, int, str]] = []  # where, closing before opening, and so that signs nest
    for role, (opening, closing) in signs.items():
        for start, end in side.role(role):
            inside = max(start, window[0]), min(end, window[1])
            if inside[0] < inside[1]:
                marks += [(inside[0], 1, -inside[1], opening), (inside[1], 0, -inside[0], closing)]
    pieces, at = [], window[0]
    for place, _, _, sign in sorted(marks):
        pieces += [text[at:place], sign]
        at = place
    return " ".join("".join([*pieces, text[at : window[1]]]).split())


def _offsets(span: Span) -> Offsets:
    return span.start, span.end


def _extent(side: Labelled) -> Offsets:
    spans = side.content + side.source + side.cue
    return min(start for start, _ in spans), max(end for _, end in spans)


def _passage(text: str, sides: Sequence[Labelled]) -> Offsets:
    """Return the lines that the sides stand in, cut to about 300 characters around them."""
    start, end = min(_extent(s)[0] for s in sides), max(_extent(s)[1] for s in sides)
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return max(line_start, start - 300), min(len(text) if line_end < 0 else line_end, end + 300)


def _neighbours(mistake: Mistake) -> list[Labelled]:
    """Return what the other side has at the same place: up to three attributions that overlap the one at fault."""
    at_fault = mistake.gold or mistake.predicted
    if at_fault is None:
        return []
    others = mistake.read.matching.predicted if mistake.gold else mistake.read.matching.gold
    start, end = at_fault.content[0][0], at_fault.content[-1][1]
    return [s.labelled for s in others if any(a < end and start < b for a, b in s.labelled.content)][:3]


def _wrapped(head: str, body: str) -> str:
    return textwrap.fill(body, WIDTH, initial_indent=f"   {head}", subsequent_indent="   " + " " * len(head))


def _sample(articles: Sequence[Article], size: int, seed: int) -> list[Article]:
    return list(articles) if size <= 0 or size >= len(articles) else random.Random(seed).sample(list(articles), size)


def _print_details(reads: Sequence[Read], options: argparse.Namespace) -> None:
    if options.rules:
        print("\nread  match  source  why")
        for why, (n, content, whole) in by_rule(reads).items():
            print(f"{n:4d}  {100 * content / n:4.0f}%  {100 * whole / n:5.0f}%  {why}")
    if options.cues:
        print("\nmissed  of  gold cue")
        for cue, n, missed in by_cue(reads)[: options.cues]:
            print(f"{missed:6d}{n:4d}  {cue}")
    if options.errors:
        found = [m for read in reads for m in mistakes(read) if options.kind in (m.kind, "all")]
        print(f"\n{Counter(m.kind for m in found)}")
        for mistake in random.Random(options.seed).sample(found, min(options.errors, len(found))):
            print(show(mistake))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the measurement as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.attribution", description="Measure attributions on PolNeAR.")
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--articles", type=int, default=0, help="measure a random sample of this size (0: all)")
    parser.add_argument("--seed", type=int, default=0, help="for the sample of articles and of errors")
    parser.add_argument("--errors", type=int, default=0, help="show this many errors, drawn at random")
    parser.add_argument("--kind", choices=("all", *KINDS), default="all", help="kind of errors to show")
    parser.add_argument("--rules", action="store_true", help="show how right each `why` is")
    parser.add_argument("--cues", type=int, default=0, help="show this many gold cues, most missed first")
    parser.add_argument("--out", type=Path, help="write the scores as JSON")
    options = parser.parse_args(argv)
    try:
        articles = _sample(load_polnear(options.split), options.articles, options.seed)
    except MissingCorpus as error:
        print(error, file=sys.stderr)
        return 3
    reader, started = Reader(), time.perf_counter()
    reads = [read_article(reader, article) for article in articles]
    seconds = time.perf_counter() - started
    counts = count(reads)
    print(f"PolNeAR {options.split}, {len(reads)} articles, {seconds:.1f} s ({len(reads) / seconds:.1f} articles/s)")
    print(score.lines(counts))
    _print_details(reads, options)
    if options.out:
        options.out.write_text(json.dumps(_report(options, len(reads), counts), indent=1), encoding="utf-8")
    return 0


def _report(options: argparse.Namespace, articles: int, counts: score.Counts) -> Mapping[str, object]:
    return {"corpus": f"PolNeAR {options.split}", "articles": articles, "seed": options.seed, "scores": score.as_json(counts)}


if __name__ == "__main__":
    sys.exit(main())
