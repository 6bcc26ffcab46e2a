"""What the archive costs, and how fast it answers: made-up dossiers of real size, in SQLite.

python -m benchmarks.archive --documents 2500          # 100,000 attributions
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from communique.archive import Archive, Sighting, Wish, attributions, find_actors, keep, open_archive, search_attributions, search_texts
from communique.record import Actor, Attribution, Document, Dossier, MadeBy, Span

SPEAKERS, WORDS, PER_DOCUMENT = 400, 12_000, 40
LIMIT_MS = 100


def vocabulary(dice: random.Random) -> list[str]:
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
    actors = tuple(Actor(id=key, name=name, kind="person", country="USA") for key, name in names.items())
    return Dossier(document=document, actors=actors, attributions=tuple(entries), made_by=MadeBy(version="0"))


def fill(archive: Archive, documents: int) -> tuple[float, float]:
    """Keep so many documents; returns the milliseconds that keeping one took: by the clock, and of the processor."""
    dice = random.Random(1)
    words = vocabulary(dice)
    weights, total = list[float](), 0.0
    for rank in range(1, len(words) + 1):
        total += 1 / rank
        weights.append(total)
    spent = worked = 0.0
    for number in range(documents):
        made = dossier(number, dice, words, weights)
        start, work = time.perf_counter(), time.process_time()
        keep(archive, made, Sighting(f"made-up/{number}"))
        spent += time.perf_counter() - start
        worked += time.process_time() - work
    return 1000 * spent / documents, 1000 * worked / documents


def timed(question: Callable[[], object]) -> float:
    """Return the median of seven runs in milliseconds."""
    runs = []
    for _ in range(7):
        start = time.perf_counter()
        question()
        runs.append(1000 * (time.perf_counter() - start))
    return statistics.median(runs)


def main() -> None:
    """Fill an archive and time questions to it; fails when a search takes longer than 100 ms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2500)
    parser.add_argument("--archive", help="a PostgreSQL URL; else an SQLite file in a temporary folder")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = chosen.archive or str(Path(folder) / "archive.db")
        with open_archive(place, create=True) as archive:
            clock, work = fill(archive, chosen.documents)
            print(f"keep: {clock:.1f} ms a document of {PER_DOCUMENT} attributions ({work:.1f} ms of the processor)")
            who = find_actors(archive, "Speaker Number7")
            times = {
                "search one word": timed(lambda: search_attributions(archive, "sanctions")),
                "search two words": timed(lambda: search_attributions(archive, "sanctions ceasefire")),
                "search a word of nearly every one": timed(lambda: search_attributions(archive, "the")),
                "search texts": timed(lambda: search_texts(archive, "ceasefire withdrawal")),
                "quotes by and about": timed(lambda: attributions(archive, Wish(actors=who, about="sanctions"))),
                "quotes by, since": timed(lambda: attributions(archive, Wish(actors=who, since=date(2020, 1, 1)))),
                "quotes, newest": timed(lambda: attributions(archive, Wish())),
                "name to actor": timed(lambda: find_actors(archive, "Speaker Number9")),
            }
        size = Path(place).stat().st_size / chosen.documents / 1024 if Path(place).exists() else 0
    print(f"{chosen.documents * PER_DOCUMENT} attributions, {size:.0f} KiB a document")
    for name, took in times.items():
        print(f"{name}: {took:.0f} ms{'' if took < LIMIT_MS else '  (over the limit)'}")


if __name__ == "__main__":
    main()
