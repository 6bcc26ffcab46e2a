"""How the reading room holds up: many readers while reports are added, the time and weight of every page, a long report in Chromium.

python -m benchmarks.reading_room ARCHIVE                      # all three, on a copy of an archive
python -m benchmarks.reading_room ARCHIVE --only readers       # one of them: readers, pages, browser
"""

import argparse
import asyncio
import os
import random
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import httpx

from benchmarks.made_up_reports import paragraphs, recombined
from communique.archive import Sighting, keep, open_archive
from communique.exports.html import render_html
from communique.ingest import Reader

SEED = 11
PAUSE = (1.0, 10.0)
"""Seconds that a reader looks at a page before the next one."""
OFTEN = {"report": 8, "desk": 4, "search": 4, "suggestions": 4, "actor": 3}
"""How much oftener than other kinds of pages these are asked for."""
TO_ADD = 600
FRESH = "ceasefire minister sanctions talks border troops resolution peace election army council security water law embassy missile"
OTHERS = "president reporters city war treaty people government plan foreign state police work country leaders region agreement"
"""Words that many reports have, one for each time a page is asked for, so that none was made before: the first for pages as they come
first, the others for matrices and cases that are waited for (at most 3 seconds)."""
ASKED, LIMIT_MS, LIMIT_BYTES = 15, 200, 300_000
WORDS_OF_LONG, INTERACTIVE_MS = 2000, 500
COMMUNIQUE = [sys.executable, "-c", "from communique.cli.main import app; app()"]

Kinds = Mapping[str, Sequence[str]]


@dataclass
class Log:
    """What came of many requests: how many, the seconds of each by kind of page, and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: Counter[str] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        """How many requests there were."""
        return sum(map(len, self.seconds.values())) + self.faults.total()


@contextmanager
def served(archive: Path) -> Iterator[tuple[str, int]]:
    """Run `communique serve` on an archive in a process of its own, and give its address and process when it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([*COMMUNIQUE, "serve", "--archive", str(archive), "--port", str(port)], stderr=subprocess.PIPE) as process:
        try:
            _wait_for(address)
            yield address, process.pid
        finally:
            process.terminate()
            told = process.communicate(timeout=30)[1].decode()
            if "Traceback" in told:
                print(told[-3000:])


def _wait_for(address: str) -> None:
    """Wait until the server answers and has its models."""
    for _ in range(600):
        try:
            httpx.post(f"{address}/check.json", data={"text": "He said so."}, timeout=60)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"Nothing answers at {address}.")


def pages(address: str) -> Kinds:
    """Return the addresses of every kind of page, several of those that there are many of."""
    dice = random.Random(SEED)
    desk = httpx.get(f"{address}/desk.json", timeout=60).json()
    actors = [each["id"] for each in httpx.get(f"{address}/actors.json?show=100", timeout=60).json()["found"]]
    issues = [each["id"] for each in httpx.get(f"{address}/issues.json", timeout=60).json()["issues"]]
    votes = [each["id"] for each in httpx.get(f"{address}/votes.json?show=200", timeout=60).json()["found"]]
    words, others = FRESH.split(), OTHERS.split()
    states = [each["name"] for each in httpx.get(f"{address}/ideal-points.json", timeout=60).json()["ranking"]]
    chosen = dice.sample(states, k=2 * ASKED)
    reports = [dice.randint(1, desk["documents"]) for _ in range(ASKED)]
    return {
        "desk": ["/desk"],
        "search": [f"/desk?q={word}" for word in words],
        "suggestions": [f"/suggest.json?q={word}" for word in ("ch", "min", "united", "wang", "secretary")],
        "report": [f"/reports/{number}" for number in reports],
        "votes": ["/votes", "/votes?q=cease+fire", "/votes?q=141-5-35", "/votes?q=A/RES/ES-11/1"],
        "roll call": [f"/votes/{each}" for each in dice.sample(votes, k=min(ASKED, len(votes)))],
        "state": [f"/states/{name}" for name in chosen],
        "alignment": [f"/alignment?one={one}&other={other}" for one, other in pairwise(chosen)],
        "ideal points": [f"/ideal-points?states={','.join(chosen[i : i + 4])}" for i in range(ASKED)],
        "actors": [
            "/actors",
            *(f"/actors?kind={kind}" for kind in ("person", "state", "organisation")),
            *(f"/actors?q={w}" for w in "abcdefghijkl"),
        ],
        "actor": [f"/actors/{each}" for each in actors[:ASKED]],
        "issues": [f"/issues?q={word}" for word in words],
        "issues, whole": [f"/issues?q={word}&wait=3" for word in others],
        "issue": [f"/issues/{each}" for each in issues[:ASKED]],
        "case": [f"/case?q={word}" for word in words],
        "case, whole": [f"/case?q={word}&wait=3" for word in others],
        "review": ["/review", "/review?layer=positions", "/review?layer=events"],
        "check": ["/check"],
        "add": ["/add"],
    }


async def _reader(client: httpx.AsyncClient, kinds: Kinds, until: float, log: Log, seed: int) -> None:
    dice = random.Random(seed)
    await asyncio.sleep(dice.uniform(0, PAUSE[1]))
    while time.monotonic() < until:
        (kind,) = dice.choices(list(kinds), [OFTEN.get(kind, 1) for kind in kinds])
        place, start = dice.choice(kinds[kind]), time.perf_counter()
        try:
            answer = await client.get(place)
        except httpx.HTTPError as error:
            log.faults[f"{type(error).__name__} at {place}"] += 1
        else:
            if answer.status_code == 200:
                log.seconds[kind].append(time.perf_counter() - start)
            else:
                log.faults[f"{answer.status_code} at {place}: {answer.text[:200]}"] += 1
        await asyncio.sleep(dice.uniform(*PAUSE))


async def _read_together(address: str, kinds: Kinds, readers: int, seconds: float) -> Log:
    """Let readers, each with a connection of its own that is kept open, ask for pages at random."""
    log, until = Log(), time.monotonic() + seconds
    clients = [httpx.AsyncClient(base_url=address, timeout=120, limits=httpx.Limits(keepalive_expiry=600)) for _ in range(readers)]
    await asyncio.gather(*(_reader(client, kinds, until, log, seed) for seed, client in enumerate(clients)))
    await asyncio.gather(*(client.aclose() for client in clients))
    return log


def with_readers(archive: Path, readers: int, seconds: float) -> None:
    """Print what readers met while `communique add` wrote into the archive that they read."""
    dice, pool = random.Random(SEED), paragraphs()
    with tempfile.TemporaryDirectory() as folder, served(archive) as (address, _):
        for number in range(TO_ADD):
            (Path(folder) / f"{number}.txt").write_text(recombined(dice, pool), encoding="utf-8")
        kinds, before = pages(address), _documents(archive)
        with subprocess.Popen([*COMMUNIQUE, "add", folder, "--archive", str(archive), "--quiet"]) as adding:
            log = asyncio.run(_read_together(address, kinds, readers, seconds))
            at_work = adding.poll() is None
            adding.terminate()
        added = _documents(archive) - before
    every = sorted(second for kind in log.seconds.values() for second in kind)
    print(f"{readers} readers for {seconds:g} s: {log.requests} requests, {log.faults.total()} failed; {added} reports added meanwhile")
    print(f"median {1000 * statistics.median(every):.0f} ms, 95 in 100 within {1000 * every[int(0.95 * len(every))]:.0f} ms")
    print(", ".join(f"{kind} {1000 * statistics.median(times):.0f}" for kind, times in sorted(log.seconds.items())) + " (medians, ms)")
    print("adding went on to the end" if at_work else "adding ended before the readers did: the last seconds had no writer")
    for fault, times in log.faults.most_common(10):
        print(f"  {times} x {fault}")


def _documents(archive: Path) -> int:
    with sqlite3.connect(f"file:{archive}?mode=ro", uri=True) as connection:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])


def every_page(archive: Path) -> None:
    """Print for every kind of page the first time, the median and the longest of the next, and the weight."""
    with served(archive) as (address, process), httpx.Client(base_url=address, timeout=120) as client:
        assets = _weight_of_assets(client)
        print(f"{_documents(archive):,} reports; scripts and style sheets {assets / 1000:.0f} KB; load {os.getloadavg()[0]:.1f}")
        for kind, places in pages(address).items():
            times, weight, before = [], 0, _processor_ms(process)
            for i in range(ASKED + 1):
                start = time.perf_counter()
                answer = client.get(places[i % len(places)])
                times.append(1000 * (time.perf_counter() - start))
                answer.raise_for_status()
                weight = max(weight, len(answer.content))
                while b"data-again" in answer.content:  # a reader looks at it meanwhile; the next page is not asked for in its midst
                    answer = client.get(f"{places[i % len(places)]}&wait=3")
            first, median = times[0], statistics.median(times[1:])
            most = float("inf") if kind == "report" else LIMIT_BYTES
            faults = [told for told, so in ((f"OVER {LIMIT_MS} ms", median >= LIMIT_MS), ("TOO HEAVY", weight + assets >= most)) if so]
            spent = (_processor_ms(process) - before) / len(times)
            times_told = f"first {first:6.0f}  median {median:5.0f}  longest {max(times[1:]):6.0f} ms  processor {spent:5.0f} ms"
            print(f"{kind:14} {times_told}  {weight / 1000:5.0f} KB  {' '.join(faults)}".rstrip())


def _processor_ms(process: int) -> float:
    """Return the processor time that a process has used, as Linux counts it."""
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return 1000 * (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _weight_of_assets(client: httpx.Client) -> int:
    page = client.get("/reports/1").text
    names = {part.split('"')[0] for part in page.split('"/static/')[1:]}
    return sum(len(client.get(f"/static/{name}").content) for name in names)


def long_report(archive: Path) -> None:
    """Print when a report of 2,000 words and 60 attributions can be used in Chromium, and what weighs how much."""
    from playwright.sync_api import sync_playwright

    text = _long_text()
    dossier = Reader().read(text)
    with open_archive(archive) as opened:
        number = keep(opened, dossier, Sighting("made-up:long")).document_id
    with served(archive) as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        usable, processor = [], []
        for _ in range(ASKED):
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            inside = page.context.new_cdp_session(page)
            inside.send("Performance.enable", {"timeDomain": "threadTicks"})
            page.goto(f"{address}/reports/{number}")
            page.wait_for_function("document.body.classList.contains('settled')")
            usable.append(page.evaluate("performance.now()"))
            metrics = inside.send("Performance.getMetrics")["metrics"]
            processor.append(1000 * next(each["value"] for each in metrics if each["name"] == "TaskDuration"))
            page.close()
        browser.close()
    took = time.process_time()
    render_html(dossier)
    server = 1000 * (time.process_time() - took)
    print(f"a report of {len(text.split()):,} words, {len(dossier.attributions)} attributions and {len(dossier.events)} events:")
    print(f"cards stand at their words after {statistics.median(usable):.0f} ms (longest {max(usable):.0f}; limit {INTERACTIVE_MS})")
    print(f"processor time: {statistics.median(processor):.0f} ms on the browser's main thread, {server:.0f} ms for the page on the server")
    print(f"(medians of {ASKED}; load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)")


def _long_text() -> str:
    """Put paragraphs of the examples together until there are 2,000 words."""
    dice, text = random.Random(SEED), ""
    pool = paragraphs()
    dice.shuffle(pool)
    for paragraph in pool:
        if len(text.split()) < WORDS_OF_LONG:
            text += paragraph + "\n\n"
    return text


def main() -> None:
    """Measure on a copy of an archive."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--only", choices=("readers", "pages", "browser"))
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "archive.db"
        with sqlite3.connect(asked.archive) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        if asked.only in (None, "pages"):
            every_page(copy)
        if asked.only in (None, "browser"):
            long_report(copy)
        if asked.only in (None, "readers"):
            with_readers(copy, asked.readers, asked.seconds)


if __name__ == "__main__":
    main()
