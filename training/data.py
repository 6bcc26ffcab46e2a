"""Annotated articles to training windows: the pieces that the tagger reads, with gold labels and links, kept in a file between runs."""

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import Article, _annotation_files, corpora_folder, load_polnear, parse_standoff
from benchmarks.reports import as_polnear
from benchmarks.score import Labelled, Offsets
from communique import vocabulary
from communique.reading.attributions import find_attributions
from communique.reading.cues import Cue, NominalCues, find_cues
from communique.reading.drafts import Draft, Page
from communique.reading.lexicon import lexicon
from communique.reading.marks import pair_marks
from communique.reading.models import tokenizer
from communique.reading.parse import parse
from communique.reading.sections import find_sections
from communique.reading.windows import LABELS, Window, windows
from communique.sources import document_from_text
from training.reports_markup import load as load_reports

NOTHING = -1


@dataclass(frozen=True)
class Gold:
    """Gold of one window, a row for each piece: its label, and the number of the attribution it belongs to (NOTHING: none).

    `sources` (attributions x pieces) says which pieces are the source of each; a source may serve several attributions.
    """

    labels: NDArray[np.int64]
    member: NDArray[np.int64]
    sources: NDArray[np.bool_]


@dataclass(frozen=True)
class Sample:
    """One window with its gold by each annotator who read the article."""

    article: str
    window: Window
    golds: tuple[Gold, ...]


class Prepared:
    """Reads texts as far as the rules go, with one vocabulary."""

    def __init__(self) -> None:
        self.vocabulary = vocabulary.load()
        self.lexicon = lexicon(self.vocabulary)
        self.nouns = NominalCues(self.vocabulary.nominal_cues)
        self.tokenizer = tokenizer()

    def read(self, text: str) -> tuple[Page, list[Cue], list[Draft]]:
        """Return the page of a text, its cues and what the rules find on it."""
        document = document_from_text(text)
        parts = find_sections(document)
        marks = pair_marks(document.text, parts)
        page = Page(document.text, parse(document.text, parts, marks), parts, marks)
        cues = find_cues(page.doc, self.lexicon, self.nouns)
        drafts, _ = find_attributions(page, cues)
        return page, cues, drafts

    def windows(self, text: str) -> list[Window]:
        """Return the windows of a text."""
        page, _, drafts = self.read(text)
        return windows(page, drafts, self.tokenizer)


def gold_of(window: Window, attributions: Sequence[Labelled]) -> Gold:
    """Write the attributions into the pieces of a window; where two overlap, cues stand over sources and sources over contents."""
    starts = [s for s, _ in window.offsets]
    first, last = window.offsets[0][0], window.offsets[-1][1]
    inside = [a for a in attributions if any(s < last and e > first for s, e in (*a.content, *a.cue))]
    labels = np.zeros(len(window), dtype=np.int64)
    member = np.full(len(window), NOTHING, dtype=np.int64)
    sources = np.zeros((len(inside), len(window)), dtype=bool)
    for role in ("content", "source", "cue"):
        begin = LABELS.index(f"B-{role}")
        for number, attribution in enumerate(inside):
            for span in attribution.role(role):
                pieces = _pieces(window, span, starts)
                labels[pieces] = begin + 1
                labels[pieces[:1]] = begin
                if role == "source":
                    sources[number, pieces] = True
                    member[pieces] = NOTHING
                else:
                    member[pieces] = number
    return Gold(labels, member, sources)


def _pieces(window: Window, span: Offsets, starts: Sequence[int]) -> list[int]:
    low, high = np.searchsorted(starts, [span[0], span[1]])
    low = max(1, int(low) - 1)
    return [i for i in range(low, min(int(high) + 1, len(window) - 1)) if window.offsets[i][0] < span[1] and span[0] < window.offsets[i][1]]


def polnear_samples(split: Any, prepared: Prepared) -> list[Sample]:
    """Prepare a split of PolNeAR, with every annotator's gold."""
    files = _annotation_files(corpora_folder() / "polnear" / split)
    found: list[Sample] = []
    for article in load_polnear(split):
        golds = [parse_standoff(f.read_bytes().decode("utf-8"), len(article.text)) for f in files[article.id]]
        found += samples(article, golds, prepared)
    return found


def samples(article: Article, golds: Iterable[Sequence[Labelled]], prepared: Prepared) -> list[Sample]:
    """Prepare one article."""
    golds = list(golds)
    return [Sample(article.id, w, tuple(gold_of(w, gold) for gold in golds)) for w in prepared.windows(article.text)]


def cached(path: Path, make: Any) -> list[Sample]:
    """Return the samples kept at `path`, made once."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(make()))
    found: list[Sample] = pickle.loads(path.read_bytes())
    return found


def report_samples(split: str, prepared: Prepared) -> list[Sample]:
    """Prepare the annotated reports of one split, in the manner of PolNeAR (see `as_polnear`); transcripts are left to the rules."""
    found: list[Sample] = []
    for report in load_reports(split):
        if report.manner == "transcript":
            continue
        gold = as_polnear(report)
        found += [Sample(report.id, w, (gold_of(w, gold),)) for w in prepared.windows(report.text)]
    return found
