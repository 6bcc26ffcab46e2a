"""A writer killed at any moment loses at most the document in hand, and the next one goes on from there."""

import random
import subprocess
import sys
import time
from pathlib import Path

import sqlalchemy as sa

from communique.archive import Wish, attributions, dossiers, open_archive, search_attributions, tables
from tests.archive.killed_writer import numbered
from tests.contracts.house import ROOT

MANY, KILLS = 60, 6


def write_until(place: str, seconds: float) -> set[int]:
    """Run the writer and kill it -9 so many seconds after its first word; returns the numbers that it told."""
    command = [sys.executable, "-m", "tests.archive.killed_writer", place, str(MANY)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as writer:
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
        return {int(line) for line in [first, *writer.stdout.read().splitlines()] if line.strip()}


def test_nothing_that_was_told_is_lost_and_nothing_is_doubled(place: str) -> None:
    dice = random.Random(7)
    told: set[int] = set()
    for _ in range(KILLS):
        told |= write_until(place, dice.uniform(0, 0.06))
        with open_archive(place) as archive:
            kept = dict(dossiers(archive, Wish()))
            assert told <= {int(d.document.text.split(".")[0].removeprefix("Paper ")) for d in kept.values()}
            assert attributions(archive, Wish()).total == 39 * len(kept)
            assert len({d.document.id for d in kept.values()}) == len(kept)
            if len(kept) == MANY:
                break
    write_until(place, 60 if len(kept) < MANY else 0)
    with open_archive(place) as archive:
        assert sorted(d.document.id for _, d in dossiers(archive, Wish())) == sorted(numbered(n).document.id for n in range(MANY))
        assert search_attributions(archive, '"offer 7 stands"').total == 39
        check_database(place)


def check_database(place: str) -> None:
    """Let SQLite check its own pages and the full-text index; PostgreSQL has no such command."""
    with open_archive(place) as archive, archive.writing() as connection:
        links = connection.execute(sa.select(sa.func.count()).select_from(tables.attribution_actors)).scalar_one()
        assert links == 39 * MANY
        if archive.dialect == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
            connection.exec_driver_sql("INSERT INTO attributions_fts(attributions_fts, rank) VALUES ('integrity-check', 1)")


def test_a_killed_add_goes_on(tmp_path: Path) -> None:
    """The real verb, killed while it reads: the second run reads what is missing and nothing else."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number:02}.txt").write_text(
            f"Ilka Venn, the minister, said on Monday that offer {number} stands. She left at noon.\n" * 3
        )
    place = str(tmp_path / "archive.db")
    command = [str(Path(sys.executable).with_name("communique")), "add", str(folder), "--archive", place]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as adding:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and documents(place) < 3:
            time.sleep(0.01)
        adding.kill()
    there = documents(place)
    assert 3 <= there < 12
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.startswith(f"{12 - there} added, {there} known")
    assert documents(place) == 12


def documents(place: str) -> int:
    """Count the documents, 0 while there is no archive yet."""
    import sqlite3

    if not Path(place).exists():
        return 0
    connection = sqlite3.connect(f"file:{place}?mode=ro", uri=True, timeout=10)
    try:
        return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()
