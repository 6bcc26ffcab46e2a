"""What the archive costs and how fast it answers, on reports made up here; each run says what it measured.

python -m benchmarks.archive                                     # questions to 100,000 attributions of 2,500 made-up documents
python -m benchmarks.archive --reports 10000 --archive big.db    # 10,000 reports: is writing, is asking as fast at the end as at the start?
python -m benchmarks.archive --adding 300                        # what `communique add` takes beyond the bare reading of as many reports
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from pathlib import Path

from benchmarks import made_up_reports
from communique.adding import Adder
from communique.analysis.matrix import matrix
from communique.archive import (
    Archive,
    Sighting,
    Wish,
    actors,
    attributions,
    dossiers,
    find_actors,
    keep,
    open_archive,
    positions,
    search_attributions,
    search_texts,
    sources,
)
from communique.ingest import Reader
from communique.record import Actor, Attribution, Document, Dossier, MadeBy, Position, Span
from communique.sources import document_from_text
from communique.vocabulary import load as load_vocabulary
from communique.vocabulary.issues import issues

SPEAKERS, WORDS, PER_DOCUMENT = 400, 12_000, 40
PARTIES, ISSUES = 50, 120
LIMIT_MS, MATRIX_MS, MOST_ADDED = 100, 1000, 0.10
BASES, BLOCK = 120, 1000
LOOKED_AT = (1_000, 2_500, 5_000, 10_000)


def made_up_words(dice: random.Random) -> list[str]:
    """Make up words; some are real ones that are looked for."""
    letters = "aeioubcdfglmnprst"
    made = ["".join(dice.choices(letters, k=dice.randint(3, 9))) for _ in range(WORDS)]
    return ["the", *made[:60], "sanctions", "ceasefire", "withdrawal", *made[60:]]


def dossier(number: int, dice: random.Random, words: list[str], weights: list[float]) -> Dossier:
    """Make up a report of 40 sentences, each said by one of 400 people: about 8,000 characters."""
    names = {f"person:speaker-{key}": f"Speaker Number{key}" for key in dice.choices(range(SPEAKERS), k=8)}
    text, places = "", []
    for _ in range(PER_DOCUMENT):
        key, name = dice.choice(list(names.items()))
        said = " ".join(dice.choices(words, cum_weights=weights, k=28))
        places.append((key, len(text) + len(name) + 7, len(text) + len(name) + 7 + len(said)))
        text += f"{name} said “{said}”.\n"
    document = Document(
        text=text, published=date(2015, 1, 1) + timedelta(days=number % 3000), published_basis="given", title=f"Report {number}"
    )
    entries = (
        Attribution(id=f"a{n}", kind="direct", content=(Span.cut(text, a, b),), speaker=key, speakers=(key,), why="made up")
        for n, (key, a, b) in enumerate(places, start=1)
    )
    people = tuple(Actor(id=key, name=name, kind="person", country="USA") for key, name in names.items())
    return Dossier(document=document, actors=people, attributions=tuple(entries), made_by=MadeBy(version="0"))


def made_up(documents: int) -> Iterable[Dossier]:
    """Yield so many dossiers of random words, as frequent as words are."""
    dice = random.Random(1)
    words = made_up_words(dice)
    weights, total = list[float](), 0.0
    for rank in range(1, len(words) + 1):
        total += 1 / rank
        weights.append(total)
    return (dossier(number, dice, words, weights) for number in range(documents))


def cells() -> list[Dossier]:
    """Make up 240 reports of 50 positions each: 50 actors on 120 issues, twice, a year apart."""
    names = [*list(issues())[:ISSUES], *(f"free:matter {n}" for n in range(ISSUES))][:ISSUES]
    found = []
    for number in range(2 * ISSUES):
        issue = names[number % ISSUES]
        lines = [f"Party {party} wants {issue} ({number}).\n" for party in range(PARTIES)]
        text, starts = "".join(lines), [sum(map(len, lines[:n])) for n in range(PARTIES)]
        parties = tuple(Actor(id=f"person:party-{n}", name=f"Party Number{n}", kind="person") for n in range(PARTIES))
        held = (
            Position.model_validate(
                {"id": f"p{n}", "actor": f"person:party-{n}", "issue": issue, "label": issue, "stance": "supports" if n % 3 else "opposes"}
                | {"strength": 1 + n % 9, "span": Span.cut(text, starts[n], starts[n] + len(lines[n]) - 1), "basis": "speech", "why": "-"}
            )
            for n in range(PARTIES)
        )
        document = Document(
            text=text, published=date(2020 + number // ISSUES, 1, 1) + timedelta(days=number % ISSUES), published_basis="given"
        )
        found.append(Dossier(document=document, actors=parties, positions=tuple(held), made_by=MadeBy(version="0")))
    return found


def fill(archive: Archive, made: Iterable[Dossier], told: Callable[[int], None] = lambda _number: None) -> list[tuple[float, float]]:
    """Keep dossiers; returns of each thousand the milliseconds that keeping one took: by the clock, and of the processor."""
    known = load_vocabulary()
    blocks, spent, worked, inside = list[tuple[float, float]](), 0.0, 0.0, 0

    def names_of(actor: str) -> tuple[str, ...] | None:
        entity = known.entities.get(actor)
        return None if entity is None else (entity.name, *known.names_of(actor))

    for number, each in enumerate(made, start=1):
        start, work = time.perf_counter(), time.process_time()
        keep(archive, each, Sighting(f"/made-up/{number}.txt"), names_of=names_of)
        spent, worked, inside = spent + time.perf_counter() - start, worked + time.process_time() - work, inside + 1
        if inside == BLOCK:
            blocks.append((1000 * spent / inside, 1000 * worked / inside))
            spent = worked = inside = 0
        told(number)
    return [*blocks, (1000 * spent / inside, 1000 * worked / inside)] if inside else blocks


def timed(question: Callable[[], object], runs: int = 7) -> tuple[float, float]:
    """Return the medians of some runs in milliseconds: by the clock, and of the processor."""
    clock, work = list[float](), list[float]()
    for _ in range(runs):
        start, worked = time.perf_counter(), time.process_time()
        question()
        clock.append(1000 * (time.perf_counter() - start))
        work.append(1000 * (time.process_time() - worked))
    return statistics.median(clock), statistics.median(work)


def questions(archive: Archive, name: str) -> Mapping[str, Callable[[], object]]:
    """Return what is asked, by what it is called; `name` is somebody who speaks."""
    who = find_actors(archive, name)
    return {
        "search one word": lambda: search_attributions(archive, "sanctions"),
        "search two words": lambda: search_attributions(archive, "sanctions ceasefire"),
        "search a word of nearly every one": lambda: search_attributions(archive, "the"),
        "search texts": lambda: search_texts(archive, "ceasefire withdrawal"),
        "quotes by and about": lambda: attributions(archive, Wish(actors=who, about="sanctions")),
        "quotes by, since": lambda: attributions(archive, Wish(actors=who, since=date(2020, 1, 1))),
        "quotes, newest": lambda: attributions(archive, Wish()),
        "quotes about a common word": lambda: attributions(archive, Wish(about="the")),
        "positions, newest": lambda: positions(archive, Wish()),
        "name to actor": lambda: find_actors(archive, name),
        "actors": lambda: actors(archive, Wish()),
        "sources": lambda: sources(archive, Wish()),
    }


def ask(archive: Archive, name: str) -> None:
    """Time every question and print what it took."""
    for what, question in questions(archive, name).items():
        clock, work = timed(question)
        print(f"  {what}: {clock:.0f} ms ({work:.0f} of the processor){'' if clock < LIMIT_MS else '  (over the limit)'}", flush=True)


def at_100_000(place: str, documents: int) -> None:
    """Fill an archive with documents of 40 attributions and time questions to it, and the matrix of 50 actors by 120 issues."""
    with open_archive(place, create=True) as archive:
        blocks = fill(archive, made_up(documents))
        print(f"keep: {blocks[-1][0]:.1f} ms a document of {PER_DOCUMENT} attributions ({blocks[-1][1]:.1f} ms of the processor)")
        size = Path(place).stat().st_size / documents / 1024 if Path(place).exists() else 0
        print(f"{documents * PER_DOCUMENT} attributions, {size:.0f} KiB a document")
        ask(archive, "Speaker Number7")
    with tempfile.TemporaryDirectory() as folder, open_archive(str(Path(folder) / "cells.db"), create=True) as archive:
        fill(archive, cells())
        read = [each for _, each in dossiers(archive, Wish())]
        clock, work = timed(lambda: matrix(read, issues()))
        found = matrix(read, issues())
        whole, worked = timed(lambda: matrix((each for _, each in dossiers(archive, Wish())), issues()), 3)
    print(f"matrix of {len(found.parties)} actors by {len(found.issues)} issues, {len(found.cells)} cells: {clock:.0f} ms ({work:.0f})")
    print(f"  out of the archive: {whole:.0f} ms ({worked:.0f}){'' if whole < MATRIX_MS else '  (over the limit)'}")


def reports(place: str, count: int, bases: int) -> None:
    """Read some recombined reports, keep so many variations of them, and tell whether writing and asking stay as fast."""
    dice, pool, reader = random.Random(7), made_up_reports.paragraphs(), Reader()
    read = [reader.read(made_up_reports.recombined(dice, pool)) for _ in range(bases)]
    words = statistics.mean(len(each.document.text.split()) for each in read)
    said = statistics.mean(len(each.attributions) for each in read)
    print(f"{bases} reports read, {words:.0f} words and {said:.0f} attributions each; {count} variations of them", flush=True)
    with open_archive(place, create=True) as archive:

        def told(number: int) -> None:
            if number in LOOKED_AT or number == count:
                print(f"questions to {number} documents:")
                ask(archive, actors(archive, Wish(kinds=("person",), limit=1)).found[0].name)

        blocks = fill(archive, made_up_reports.dossiers(read, count), told)
    for number, (clock, work) in enumerate(blocks, start=1):
        print(f"keep, thousand {number}: {clock:.1f} ms a document ({work:.1f} of the processor)")
    if Path(place).exists():
        print(f"{Path(place).stat().st_size / count / 1024:.0f} KiB a document, {Path(place).stat().st_size / 1e6:.0f} MB")


def adding(count: int) -> None:
    """Read so many reports, and add the same ones, in turns; prints how much more of the processor adding takes."""
    dice, pool, reader = random.Random(11), made_up_reports.paragraphs(), Reader()
    texts = [made_up_reports.recombined(dice, pool) for _ in range(count)]
    reader.read(texts[0])
    with tempfile.TemporaryDirectory() as folder, open_archive(str(Path(folder) / "archive.db"), create=True) as archive:
        for number, text in enumerate(texts):
            (Path(folder) / f"{number:05}.txt").write_text(text, encoding="utf-8")
        adder = Adder(archive).add([str(path) for path in sorted(Path(folder).glob("*.txt"))])
        alone, added = [0.0, 0.0], [0.0, 0.0]
        for number, text in enumerate(texts):
            start, work = time.perf_counter(), time.process_time()
            reader.read(document_from_text(text))
            alone = [alone[0] + time.perf_counter() - start, alone[1] + time.process_time() - work]
            start, work = time.perf_counter(), time.process_time()
            assert next(adder).outcome == "added"
            if number:  # the first one loads what the second reader needs
                added = [added[0] + time.perf_counter() - start, added[1] + time.process_time() - work]
            else:
                alone = [0.0, 0.0]
    more = added[1] / alone[1] - 1
    print(f"{count - 1} reports of {statistics.mean(len(text.split()) for text in texts):.0f} words, read and added in turns")
    print(f"reading alone {1000 * alone[1] / (count - 1):.0f} ms of the processor a report ({alone[0]:.0f} s by the clock)")
    print(f"adding {1000 * added[1] / (count - 1):.0f} ms ({added[0]:.0f} s by the clock): {100 * more:+.1f} %", end="")
    print("" if more <= MOST_ADDED else "  (over the limit)")


def main() -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2500)
    parser.add_argument("--reports", type=int, help="keep so many variations of reports that were read")
    parser.add_argument("--bases", type=int, default=BASES, help="how many reports are read for them")
    parser.add_argument("--adding", type=int, help="read and add so many reports")
    parser.add_argument("--archive", help="a PostgreSQL URL or a new file; else an SQLite file in a temporary folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.archive or str(Path(folder) / "archive.db")
        if chosen.adding:
            adding(chosen.adding)
        elif chosen.reports:
            reports(place, chosen.reports, chosen.bases)
        else:
            at_100_000(place, chosen.documents)


if __name__ == "__main__":
    main()
