"""The figures by which communique is judged: each with its set, its size and its unit; the gate pins them, the report prints them."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from benchmarks import attribution, speed
from benchmarks.corpora import MissingCorpus, load_polnear
from communique.ingest import Reader

Unit = Literal["%", "times", "s", "MiB", "articles/s"]


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
        return f"{self.value:.1f} %" if self.unit == "%" else f"{self.value:.2f} {self.unit}"

    def as_json(self) -> dict[str, str | float]:
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
    counts = attribution.count(attribution.read_article(reader, article) for article in load_polnear("dev"))
    gold = f"{{}} gold attributions in {len(load_polnear('dev'))} articles"

    def figure(name: str, label: str, value: float, n: int) -> Figure:
        return Figure(f"polnear-dev.{name}", f"PolNeAR dev: {label}", 100 * value, "%", gold.format(f"{n:,}"))

    rows = []
    for subset, words in (("all", "all"), ("direct_mixed", "direct and mixed"), ("indirect", "indirect")):
        whole, content, source = counts[f"{subset}.e2e"], counts[f"{subset}.partial"], counts[f"{subset}.source_acc"]
        rows += [
            figure(f"{subset}.e2e", f"content and source right, F1, {words}", whole.f1, whole.gold),
            figure(f"{subset}.content", f"content found, F1, {words}", content.f1, content.gold),
            figure(f"{subset}.source", f"source right where the content was found, {words}", source.recall, source.gold),
        ]
    return rows


def speed_ratio(reader: Reader) -> list[Figure]:
    """What a whole read costs against a bare parse of the same texts."""
    texts = speed.texts(12)
    ratio = speed.compare(reader, texts, rounds=3)
    return [Figure("speed.ratio", "a whole read against the bare spaCy parse", ratio.median, "times", f"{len(texts)} texts, 3 rounds")]


GROUPS: dict[str, Callable[[Reader], list[Figure]]] = {"polnear-dev": polnear_dev, "speed": speed_ratio}


def measure(groups: Iterable[str]) -> list[Measured]:
    """Measure the named groups with one reader; a group whose corpus is missing comes back skipped, with the reason."""
    reader, results = Reader(), []
    for group in groups:
        try:
            results.append(Measured(group, tuple(GROUPS[group](reader))))
        except MissingCorpus as error:
            results.append(Measured(group, skipped=str(error)))
    return results
