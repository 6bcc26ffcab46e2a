"""Turns the tagger's shares into a confidence: `python -m training.calibrate` weighs the evidence on PolNeAR dev and writes tagger.json.

A logistic regression with a small ridge, fitted by Newton's method, so that it comes out the same everywhere. The table that is printed (it
stands in docs/model-card.md) is made by weighing one half of dev by the other, so that no entry judges itself.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import Article, load_polnear
from benchmarks.score import Labelled, match
from communique.reading.drafts import Draft
from communique.reading.joining import weighed
from training.data import Prepared
from training.export import WEIGHTS

RIDGE = 1.0
BINS = 10
FLOOR = 0.4  # below it most entries are wrong, whatever the best F1 would take in
Weights = dict[str, float]


@dataclass(frozen=True)
class Judged:
    """One outermost draft of an article, what speaks for it, and whether its content matches and its source is right."""

    article: int
    evidence: Mapping[str, float]
    right: bool
    optional: bool


def judged(number: int, article: Article, drafts: Sequence[Draft]) -> list[Judged]:
    """Hold the drafts of one article against its gold; what goes on with another's speech is judged with it."""
    whole = roots(drafts)
    sides = [labelled(str(n), parts) for n, parts in enumerate(whole)]
    right = {pair.predicted for pair in match(article.text, article.gold, sides).pairs if pair.source_right}
    return [Judged(number, parts[0].evidence, n in right, parts[0].from_tagger) for n, parts in enumerate(whole)]


def roots(drafts: Sequence[Draft]) -> list[list[Draft]]:
    """Group the drafts that go on with one another, the first of each group first; those inside others are left out."""
    groups: dict[int, list[Draft]] = {}
    for draft in drafts:
        first = draft
        while first.follows is not None:
            first = first.follows
        if draft.outer is None and first.outer is None:
            groups.setdefault(id(first), [first] if first is not draft else []).append(draft)
    return list(groups.values())


def labelled(name: str, parts: Sequence[Draft]) -> Labelled:
    """Return a group of drafts in the scorer's form."""
    first = parts[0]
    return Labelled(
        name,
        tuple(sorted({span for d in parts for span in d.content})),
        (first.source_at,) if first.source_at else (),
        tuple(first.cue_at),
    )


def fitted(rows: Sequence[Judged]) -> Weights:
    """Return the weights under which the right ones are most likely."""
    names = sorted({name for row in rows for name in row.evidence})
    evidence = np.array([[row.evidence.get(name, 0.0) for name in names] for row in rows])
    right = np.array([float(row.right) for row in rows])
    weights = np.zeros(len(names))
    for _ in range(30):
        share = 1 / (1 + np.exp(-evidence @ weights))
        slope = evidence.T @ (right - share) - RIDGE * weights
        curve = (evidence * (share * (1 - share))[:, None]).T @ evidence + RIDGE * np.eye(len(weights))
        weights += np.linalg.solve(curve, slope)
    return {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)}


def crossed(rows: Sequence[Judged]) -> NDArray[np.float64]:
    """Return the confidence of each row by weights that were fitted on the other half of the articles."""
    halves = [fitted([row for row in rows if row.article % 2 != half]) for half in (0, 1)]
    odds = [sum(value * halves[row.article % 2].get(name, 0.0) for name, value in row.evidence.items()) for row in rows]
    return 1 / (1 + np.exp(-np.array(odds)))


def best_threshold(rows: Sequence[Judged], confidence: NDArray[np.float64], gold: int) -> tuple[float, float]:
    """Return the threshold for the tagger's drafts that gives the best F1, and that F1."""
    right, tagged = np.array([row.right for row in rows]), np.array([row.optional for row in rows])
    found = []
    for threshold in np.arange(0.0, 0.7, 0.02):
        kept = (confidence >= threshold) | ~tagged
        found.append((2 * float((right & kept).sum()) / (float(kept.sum()) + gold), round(float(threshold), 2)))
    score, threshold = max(found)
    return threshold, score


def table(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> str:
    """Return how often entries of each confidence are right, as rows of a Markdown table."""
    lines = ["| confidence | entries | mean confidence | right |", "|---|---|---|---|"]
    for low in range(BINS):
        inside = (confidence >= low / BINS) & (confidence < (low + 1) / BINS + (low == BINS - 1))
        if inside.any():
            name = f"{low / BINS:.1f} to {(low + 1) / BINS:.1f}"
            lines.append(f"| {name} | {inside.sum()} | {confidence[inside].mean():.2f} | {right[inside].mean():.2f} |")
    return "\n".join(lines)


def main() -> int:
    """Weigh, print and write."""
    prepared, articles = Prepared(), load_polnear("dev")
    rows: list[Judged] = []
    for number, article in enumerate(articles):
        page, cues, drafts = prepared.read(article.text)
        rows += judged(number, article, weighed(page, drafts, cues, prepared.lexicon, {}))
    confidence, gold = crossed(rows), sum(len(a.gold) for a in articles)
    best, score = best_threshold(rows, confidence, gold)
    threshold = max(best, FLOOR)
    print(f"{len(rows)} entries, threshold {threshold} (best {best}), F1 {100 * score:.1f} by the other half's weights\n")
    print(table(confidence, np.array([row.right for row in rows])))
    path = WEIGHTS / "tagger.json"
    facts = json.loads(path.read_text(encoding="utf-8")) | {"threshold": threshold, "confidence": fitted(rows)}
    path.write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
