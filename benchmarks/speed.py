"""Times a whole read against a bare spaCy parse of the same texts, in turns in one process; and load time and peak memory in a fresh one.

usage: python -m benchmarks.speed [--texts 24] [--rounds 5]
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.corpora import ROOT, MissingCorpus, load_polnear
from communique.ingest import Reader
from communique.reading.models import pipeline

BATCH = 6

_FRESH = """
import json, resource, sys, time
started = time.perf_counter()
from communique import Reader
imported = time.perf_counter()
reader = Reader()
reader.read("The minister said on Friday that talks would resume.")
ready = time.perf_counter()
reader.read(sys.stdin.read())
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"import_s": imported - started, "first_read_s": ready - imported, "long_read_s": done - ready, "peak_mib": peak}))
"""


@dataclass(frozen=True, slots=True)
class Ratio:
    """Processor time of a read over that of a parse, one number a round; `words` were read in each."""

    rounds: tuple[float, ...]
    words: int
    read_s: float
    parse_s: float

    @property
    def median(self) -> float:
        """The median of the rounds."""
        return statistics.median(self.rounds)

    def __str__(self) -> str:
        low, high, n = min(self.rounds), max(self.rounds), len(self.rounds)
        speed = self.words * n / self.read_s
        return f"read / parse = {self.median:.2f} (median of {n} rounds, {low:.2f} to {high:.2f}); {speed:,.0f} words/s read"


@dataclass(frozen=True, slots=True)
class Fresh:
    """Seconds and peak memory of a fresh process: import, first short read (with the model's loading), one long text."""

    import_s: float
    first_read_s: float
    long_read_s: float
    peak_mib: float
    characters: int

    def __str__(self) -> str:
        return (
            f"import {self.import_s:.2f} s, first read {self.first_read_s:.2f} s, "
            f"{self.characters:,} characters in one text {self.long_read_s:.1f} s, peak memory {self.peak_mib:.0f} MiB"
        )


def texts(most: int) -> list[str]:
    """Return up to `most` texts to time: of PolNeAR dev, or else the reports in examples/."""
    try:
        found = [article.text for article in load_polnear("dev")]
    except MissingCorpus:
        found = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("examples/*/report.txt"))]
    return found[:most]


def compare(reader: Reader, sample: Sequence[str], *, rounds: int = 5) -> Ratio:
    """Time parse and read batch by batch, each first in every other batch, after one batch to warm up."""
    nlp = pipeline()

    def parse(batch: Sequence[str]) -> None:
        for _ in nlp.pipe(batch):
            pass

    def read(batch: Sequence[str]) -> None:
        for text in batch:
            reader.read(text)

    batches = [sample[i : i + BATCH] for i in range(0, len(sample), BATCH)]
    parse(batches[0])
    read(batches[0])
    ratios, spent = [], {parse: 0.0, read: 0.0}
    for round_number in range(rounds):
        this_round = {parse: 0.0, read: 0.0}
        for i, batch in enumerate(batches):
            for work in (parse, read) if (i + round_number) % 2 else (read, parse):
                this_round[work] += _seconds(work, batch)
        ratios.append(this_round[read] / this_round[parse])
        spent = {work: spent[work] + this_round[work] for work in spent}
    words = sum(len(text.split()) for text in sample)
    return Ratio(tuple(ratios), words, spent[read], spent[parse])


def fresh(long_text: str) -> Fresh:
    """Measure a fresh process that imports communique, reads a sentence and then a long text."""
    done = subprocess.run([sys.executable, "-c", _FRESH], input=long_text, capture_output=True, text=True, check=True, cwd=ROOT)
    numbers: dict[str, Any] = json.loads(done.stdout)
    return Fresh(**numbers, characters=len(long_text))


def long_text(characters: int) -> str:
    """Return about this many characters of running text: the timed texts end to end, as often as it takes."""
    whole = "\n\n".join(texts(200))
    return (whole * (characters // len(whole) + 1))[:characters]


def _seconds(work: Callable[[Sequence[str]], None], batch: Sequence[str]) -> float:
    """Return the processor time that the work takes; unlike the clock it does not count what other programs take."""
    started = time.process_time()
    work(batch)
    return time.process_time() - started


def main(argv: Sequence[str] | None = None) -> int:
    """Run the timing as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description="Time reading against parsing.")
    parser.add_argument("--texts", type=int, default=24, help="how many texts")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--long", type=int, default=500_000, help="characters of the long text in the fresh process (0: leave it out)")
    options = parser.parse_args(argv)
    print(compare(Reader(), texts(options.texts), rounds=options.rounds))
    if options.long:
        print(fresh(long_text(options.long)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
