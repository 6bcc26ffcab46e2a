"""The quality gate: measures what pins.json pins and fails when a figure is worse than its pin.

usage: python -m benchmarks.gate [GROUP ...]
       exit code 1 when a pin is missed, 0 when all hold or what they need is not on this machine

A pin is raised when a figure has risen for good. It is lowered only with a reason, which the pin's `reason` gives; CHANGELOG.md then
names the pin.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import GROUPS, Figure, Measured, measure

PINS = Path(__file__).with_name("pins.json")


@dataclass(frozen=True, slots=True)
class Pin:
    """The worst value that a figure may have: at least so much, or at most; since when, and why it is what it is."""

    name: str
    since: str
    reason: str
    at_least: float | None = None
    at_most: float | None = None

    @property
    def group(self) -> str:
        """The group of figures that the pinned one belongs to."""
        return self.name.partition(".")[0]

    def holds(self, value: float) -> bool:
        """Say whether a value is as good as the pin wants, after rounding to the two decimals that figures are kept with."""
        value = round(value, 2)
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def written(self) -> str:
        """Return the bound as it is printed."""
        return f">= {self.at_least:.1f}" if self.at_least is not None else f"<= {self.at_most:.2f}"


def load_pins(path: Path = PINS) -> list[Pin]:
    """Read the pins, in their order in the file."""
    return [Pin(**row) for row in json.loads(path.read_text(encoding="utf-8"))]


def judge(pins: Sequence[Pin], measured: Sequence[Measured]) -> tuple[list[str], bool]:
    """Return the lines of the table and whether every pin holds; a pin whose figure was not measured, though its group was, is missed."""
    figures: Mapping[str, Figure] = {f.name: f for m in measured for f in m.figures}
    skipped = {m.group for m in measured if m.skipped}
    lines, all_hold = [f"{'figure':34}{'pin':>10}{'measured':>14}  verdict"], True
    for pin in pins:
        figure = figures.get(pin.name)
        if figure is None and pin.group in skipped:
            verdict = "skipped"
        elif figure is None:
            verdict, all_hold = "MISSED: not measured", False
        else:
            holds = pin.holds(figure.value)
            verdict, all_hold = ("holds" if holds else "MISSED"), all_hold and holds
        lines.append(f"{pin.name:34}{pin.written():>10}{figure.written() if figure else '-':>14}  {verdict}")
    return lines, all_hold


def main(argv: Sequence[str] | None = None) -> int:
    """Run the gate; returns the exit code."""
    pins = load_pins()
    wanted = list(sys.argv[1:] if argv is None else argv) or list(dict.fromkeys(pin.group for pin in pins))
    if unknown := set(wanted) - set(GROUPS):
        print(f"No such group of figures: {', '.join(sorted(unknown))}. There are: {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    measured = measure(wanted)
    lines, all_hold = judge([pin for pin in pins if pin.group in wanted], measured)
    print("\n".join(lines))
    for group in measured:
        if group.skipped:
            print(f"{group.group} skipped: {group.skipped}")
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main())
