"""Measures everything and prints it (`make bench`); with --record keeps the figures and refreshes the tables in README and docs.

usage: python -m benchmarks.run [GROUP ...] [--record | --pages]
"""

import argparse
import json
import os
import platform
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.corpora import ROOT
from benchmarks.figures import GROUPS, Figure, Measured, measure

RESULTS = Path(__file__).with_name("results.json")
README = ROOT / "README.md"
MEASUREMENTS = ROOT / "docs" / "measurements.md"

# The figures of the README, in its order; docs/measurements.md shows all.
SHORT = (
    "polnear-dev.all.e2e",
    "polnear-dev.direct_mixed.e2e",
    "polnear-dev.all.source",
    "polnear-people.all.e2e",
    "examples.f1",
    "examples.speakers",
    "examples.wrong_speakers",
    "speed.ratio",
)

_TABLE = re.compile(r"(<!-- figures: (?P<which>short|full) -->\n).*?(<!-- /figures -->)", re.DOTALL)


def load_results(path: Path = RESULTS) -> dict[str, Any]:
    """Return the figures that were last recorded; without a record, none."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {"figures": {}}


def recorded(measured: Sequence[Measured], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record with what was measured now; groups that were not measured keep their figures, with their own day."""
    stamp = {"measured": datetime.now(UTC).date().isoformat(), "machine": machine()}
    kept = {name: row for name, row in before["figures"].items() if name.partition(".")[0] in GROUPS}
    for group in measured:
        if not group.skipped:
            kept = {name: row for name, row in kept.items() if name.partition(".")[0] != group.group}
            kept |= {f.name: {**f.as_json(), **stamp} for f in group.figures}
    return {"command": "python -m benchmarks.run --record", "figures": kept}


def with_figures(page: str, results: Mapping[str, Any]) -> str:
    """Return a page with its tables of figures filled from the record."""

    def fill(found: re.Match[str]) -> str:
        rows = results["figures"]
        names = [name for name in SHORT if name in rows] if found["which"] == "short" else list(rows)
        return found[1] + _table([rows[name] for name in names], full=found["which"] == "full") + found[3]

    return _TABLE.sub(fill, page)


def machine() -> str:
    """Return the machine in words."""
    return f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()}, Python {platform.python_version()}"


def _table(rows: Sequence[Mapping[str, Any]], *, full: bool) -> str:
    head = ["what", "value", "over"] + (["measured", "machine"] if full else [])
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    for row in rows:
        figure = Figure(**{name: row[name] for name in ("name", "label", "value", "unit", "of")})
        cells = [figure.label, figure.written(), figure.of] + ([row["measured"], row["machine"]] if full else [])
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n" if rows else "Nothing has been recorded yet.\n"


def _refresh_pages(results: Mapping[str, Any]) -> None:
    for page in (README, MEASUREMENTS):
        page.write_text(with_figures(page.read_text(encoding="utf-8"), results), encoding="utf-8")


def main(argv: Sequence[str] | None = None) -> int:
    """Run as a command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description="Measure everything, or the groups named.")
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"one of: {', '.join(GROUPS)} (default: all)")
    parser.add_argument("--record", action="store_true", help="keep the figures in benchmarks/results.json and refresh the pages")
    parser.add_argument("--pages", action="store_true", help="measure nothing, refresh the pages from the record")
    options = parser.parse_args(argv)
    if unknown := set(options.groups) - set(GROUPS):
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    if options.pages:
        _refresh_pages(load_results())
        return 0
    measured = measure(options.groups or GROUPS)
    for group in measured:
        print(f"{group.group}" + (f" skipped: {group.skipped}" if group.skipped else ""))
        for figure in group.figures:
            print(f"  {figure.label:84}{figure.written():>14}   {figure.of}")
    if options.record:
        results = recorded(measured, load_results())
        RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        _refresh_pages(results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
