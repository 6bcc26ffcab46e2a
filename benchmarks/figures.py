"""The figures by which communique is judged: each with its set, its size and its unit; the gate pins them, the report prints them."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Literal

from benchmarks import alignment, attribution, claims, events, examples, idealpoints, positions, reports, score, speed
from benchmarks.annotated import Half, everything
from benchmarks.corpora import MissingCorpus, load_polnear, load_polnear_pairs
from benchmarks.expected import load_examples
from communique import rollcalls
from communique.ingest import Reader
from training.reports_markup import load as load_reports

Unit = Literal["%", "times", "s", "ms", "MiB", "words/s", "cases", "years", "r"]
PLACES = {"%": 1, "times": 2, "s": 2, "r": 3}


HALVES: tuple[Half, ...] = ("dev", "test")

# What is told of each half: the count, which of its measures, in words, and what is counted.
_WANTS = (
    ("positions", "f1", "positions, actor and issue right, F1", "positions"),
    ("stance", "share", "stance right where actor and issue are", "positions found"),
    ("basis", "share", "basis right where actor and issue are", "positions found"),
    ("loaded", "precision", "loaded words, precision", "words found"),
    ("loaded", "f1", "loaded words, F1", "loaded words"),
    ("targets", "share", "whom a loaded word hits", "words found"),
    ("points", "f1", "points of proposals, F1", "points"),
    ("tensions, denial", "f1", "accusation and denial, F1", "tensions"),
)


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
        return f"{self.value:,.{PLACES.get(self.unit, 0)}f} {self.unit}"

    def as_json(self) -> dict[str, object]:
        """Return the figure as plain values, rounded to what is shown."""
        return asdict(self) | {"value": round(self.value, max(2, PLACES.get(self.unit, 0)))}


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


def annotated_reports(reader: Reader) -> list[Figure]:
    """Score the annotated reports of both parts that no training saw: attributions, and the speakers of the right ones."""
    found = []
    for part in HALVES:
        scored = reports.measure([reports.compare(report, reader) for report in load_reports(part)])
        set_of = f"in {scored.reports} reports"
        for subset, words in (("all", "all"), ("direct_mixed", "direct and mixed")):
            count = scored.counts[f"{subset}.e2e"]
            name, label = f"reports.{part}.{subset}.e2e", f"Annotated reports, {part}: content and source right, F1, {words}"
            found.append(Figure(name, label, 100 * count.f1, "%", f"{count.gold:,} attributions {set_of}"))
        for outcome, words in (("right", "speaker right"), ("wrong", "a wrong speaker named"), ("open", "speaker left open")):
            share = 100 * scored.outcomes[outcome] / scored.speakers
            label = f"Annotated reports, {part}: {words}, where content and source are right"
            found.append(Figure(f"reports.{part}.speaker_{outcome}", label, share, "%", f"{scored.speakers} attributions {set_of}"))
        for name, count in scored.fields.items():
            label = f"Annotated reports, {part}: {name}, F1, where content and source are right"
            found.append(Figure(f"reports.{part}.{name}", label, 100 * count.f1, "%", f"{count.gold} marked {set_of}"))
    return found


def vote_claims(reader: Reader) -> list[Figure]:
    """Claims about UN votes in the tables of tests/checks: texts with every outcome right, and what is wrongly said to hold."""
    found = []
    for table in claims.TABLES:
        counts = claims.count(table, reader)
        of = f"{counts.texts} texts of {table}.yaml"
        found += [
            Figure(f"vote-claims.{table}", f"Vote claims: every outcome right, {table}", 100 * counts.outcomes / counts.texts, "%", of),
            Figure(f"vote-claims.{table}_wrong", f"Vote claims: wrongly said to hold, {table}", counts.wrong_holds, "cases", of),
        ]
    return found


def who_wants_what(reader: Reader) -> list[Figure]:
    """Positions, loaded words, proposals and tensions on both halves of the annotated sentences and reports."""
    found = []
    for half in HALVES:
        counts = positions.measure(reader, everything(half))
        for name, measure_of, label, thing in _WANTS:
            c = counts[name]
            value, n = (c.precision, c.predicted) if measure_of in {"share", "precision"} else (c.f1, c.gold)
            slug = name.replace(" ", "_") if measure_of in {"share", "f1"} else f"{name}_precision"
            figure = f"positions.{half}.{slug}"
            found.append(Figure(figure, f"Annotated {half}: {label}", 100 * value, "%", f"{n} {thing}"))
    return found


def annotated_events(reader: Reader) -> list[Figure]:
    """Events in both halves of the annotated sentences and reports; rules were worked on with dev only."""
    rows: list[Figure] = []
    for half in ("dev", "test"):
        whole = events.Score()
        for passages in events.sets(half).values():
            whole = whole.plus(events.measure(reader, passages))
        of = f"{whole.types.expected} events in {whole.passages} passages"
        paired = f"{whole.modality.found} events of the right type, {half}"
        rows += [
            Figure(f"events.{half}.types", f"Events, {half}: type, F1", 100 * whole.types.f1, "%", of),
            Figure(f"events.{half}.actors", f"Events, {half}: actors, F1", 100 * whole.actors.f1, "%", paired),
            Figure(f"events.{half}.recipients", f"Events, {half}: recipients, F1", 100 * whole.recipients.f1, "%", paired),
            Figure(f"events.{half}.modality", f"Events, {half}: modality right", 100 * whole.modality.precision, "%", paired),
            Figure(
                f"events.{half}.unreal", f"Events, {half}: assault that was none, said to have happened", whole.unreal_assaults, "cases", of
            ),
        ]
    return rows


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


def ideal_points(_: Reader) -> list[Figure]:
    """The ideal points against the published ones; raises MissingCorpus when those are not there."""
    theirs = idealpoints.published()
    ours = idealpoints.fit()
    found, right = (idealpoints.compare(ours.points, theirs, swap=swap) for swap in (False, True))
    of = f"{found.found:,} points in {len(found.by_year)} years, {ours.points.roll_calls:,} roll calls"
    put_right = "Mongolia and Monaco of 1993 put right"
    return [
        Figure("ideal-points.below", f"Ideal points: years with r below {idealpoints.LEAST}", found.below, "years", of),
        Figure("ideal-points.lowest", f"Ideal points: lowest correlation of a year, {put_right}", right.lowest[1], "r", of),
        Figure("ideal-points.pooled", "Ideal points: correlation over all years", found.pooled, "r", of),
        Figure("ideal-points.level", "Ideal points: the same on the published level of each year", found.pooled_on_their_level, "r", of),
        Figure("ideal-points.time", "Ideal points: processor time of the fit", ours.seconds, "s", of),
    ]


def alignment_speed(_: Reader) -> list[Figure]:
    """How long the alignment of all pairs of states takes in the slowest year."""
    slowest = alignment.slowest_year(rollcalls.load())
    of = f"{slowest.pairs:,} pairs in {slowest.roll_calls} roll calls of {slowest.year}"
    return [Figure("alignment.year", "Alignment: all pairs of the slowest year, four measures", 1000 * slowest.seconds, "ms", of)]


GROUPS: dict[str, Callable[[Reader], list[Figure]]] = {
    "polnear-dev": polnear_dev,
    "polnear-people": polnear_people,
    "examples": own_examples,
    "reports": annotated_reports,
    "vote-claims": vote_claims,
    "events": annotated_events,
    "positions": who_wants_what,
    "speed": speed_ratio,
    "process": fresh_process,
    "ideal-points": ideal_points,
    "alignment": alignment_speed,
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
