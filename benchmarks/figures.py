"""The figures by which communique is judged: each with its set, its size and its unit; the gate pins them, the report prints them."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from benchmarks import attribution, examples, score, speed
from benchmarks.corpora import MissingCorpus, load_polnear, load_polnear_pairs
from benchmarks.expected import load_examples
from communique.ingest import Reader

Unit = Literal["%", "times", "s", "MiB", "words/s", "cases"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number. `name` is what pins.json calls it, `of` says what was counted over."""

    name: str
    label: str
    value: float
    unit: Unit
    of: str

    def written(self) -> str:
        """Return the value with its unit."""
        places = {"%": 1, "times": 2, "s": 2}.get(self.unit, 0)
        return f"{self.value:,.{places}f} {self.unit}"

    def as_json(self) -> dict[str, object]:
        """Return the figure as plain values, rounded to what is shown."""
        return asdict(self) | {"value": round(self.value, 2)}


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of one group, or why the group was skipped."""

    group: str
    figures: tuple[Figure, ...] = ()
    skipped: str | None = None


def polnear_dev(reader: Reader) -> list[Figure]:
    """Attributions on PolNeAR dev; raises MissingCorpus when it is not there."""
    articles = load_polnear("dev")
    counts = attribution.count(attribution.read_article(reader, article) for article in articles)
    return _attribution_figures("polnear-dev", "PolNeAR dev", counts, len(articles))


def polnear_people(_: Reader) -> list[Figure]:
    """How far people agree: the second annotator scored against the first, where PolNeAR train has two."""
    pairs = load_polnear_pairs("train")
    counts = score.total(score.count_article(article.text, article.gold, second) for article, second in pairs)
    return _attribution_figures("polnear-people", "A second annotator, PolNeAR train", counts, len(pairs))


def _attribution_figures(group: str, corpus: str, counts: score.Counts, articles: int) -> list[Figure]:
    def figure(name: str, label: str, value: float, n: int) -> Figure:
        return Figure(f"{group}.{name}", f"{corpus}: {label}", 100 * value, "%", f"{n:,} attributions in {articles} articles")

    rows = []
    for subset, words in (("all", "all"), ("direct_mixed", "direct and mixed"), ("indirect", "indirect")):
        whole, content, source = counts[f"{subset}.e2e"], counts[f"{subset}.partial"], counts[f"{subset}.source_acc"]
        rows += [
            figure(f"{subset}.e2e", f"content and source right, F1, {words}", whole.f1, whole.gold),
            figure(f"{subset}.content", f"content found, F1, {words}", content.f1, content.gold),
            figure(f"{subset}.source", f"source right where the content was found, {words}", source.recall, source.gold),
        ]
    return rows


def own_examples(reader: Reader) -> list[Figure]:
    """Attributions and their speakers in the reports of examples/, against the dossiers written by hand."""
    measures = [examples.compare(example).measure() for example in load_examples()]
    whole = examples.Measure()
    for measured in measures:
        whole = whole.plus(measured)
    named = whole.speakers_right + whole.speakers_wrong + whole.speakers_abstained
    reports = f"{len(measures)} reports"
    everything, speakers = f"{whole.expected} attributions in {reports}", f"{named} speakers in {reports}"
    return [
        Figure("examples.f1", "Examples: content and speaker right, F1", 100 * whole.count.f1, "%", everything),
        Figure("examples.speakers", "Examples: speaker right", 100 * whole.speakers_right / max(1, named), "%", speakers),
        Figure("examples.wrong_speakers", "Examples: a wrong speaker named", whole.speakers_wrong, "cases", speakers),
        Figure("examples.forbidden", "Examples: attributed what nobody said", whole.forbidden, "cases", reports),
    ]


def speed_ratio(reader: Reader) -> list[Figure]:
    """What a whole read costs against a bare parse of the same texts."""
    texts = speed.texts(12)
    ratio = speed.compare(reader, texts, rounds=3)
    of = f"{len(texts)} texts, {ratio.words:,} words, {len(ratio.rounds)} rounds"
    return [
        Figure("speed.ratio", "Time of a whole read over that of a bare spaCy parse", ratio.median, "times", of),
        Figure("speed.words", "Words read in a second of processor time", ratio.words * len(ratio.rounds) / ratio.read_s, "words/s", of),
    ]


def fresh_process(_: Reader) -> list[Figure]:
    """What a fresh process needs: loading, a long text, memory."""
    fresh = speed.fresh(speed.long_text(500_000))
    of = "one fresh process"
    return [
        Figure("process.import", "Import of the reader", fresh.import_s, "s", of),
        Figure("process.first_read", "First read, loading the model", fresh.first_read_s, "s", of),
        Figure("process.long_read", "One text of 500,000 characters", fresh.long_read_s, "s", of),
        Figure("process.peak", "Peak memory, with that text", fresh.peak_mib, "MiB", of),
    ]


GROUPS: dict[str, Callable[[Reader], list[Figure]]] = {
    "polnear-dev": polnear_dev,
    "polnear-people": polnear_people,
    "examples": own_examples,
    "speed": speed_ratio,
    "process": fresh_process,
}


def measure(groups: Iterable[str]) -> list[Measured]:
    """Measure the named groups with one reader; a group whose corpus is missing comes back skipped, with the reason."""
    reader, results = Reader(), []
    for group in groups:
        try:
            results.append(Measured(group, tuple(GROUPS[group](reader))))
        except MissingCorpus as error:
            results.append(Measured(group, skipped=str(error)))
    return results
