"""Alignment, cohesion and ideal points over time as line charts in SVG, with their intervals."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from communique.rollcalls.drawing import LINE, QUIET, page, text, wrapped
from communique.rollcalls.idealpoints import LIMITS

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 520, 56, 150, 84, 78
COLOURS = ("#0072b2", "#c04a00", "#007a5a", "#a5508a", "#8a6a00", "#1c2430")
DASHES = ("none", "8 3", "2 3", "8 3 2 3", "5 5", "12 3")
"""Lines differ in colours that can be told apart with any colour vision, in their dashes, and by the names at their ends."""

Place = Callable[[float], float]


@dataclass(frozen=True)
class Series:
    """A line: its name, and by year the value with the ends of its interval (None where there is none)."""

    name: str
    points: Mapping[int, tuple[float, float | None, float | None]]


def line_chart(series: Sequence[Series], *, title: str, notes: Sequence[str], low: float, high: float, marks: int = 5) -> str:
    """Return a chart of series by year as SVG text; values outside low and high are cut at the edge, years without a value break the
    line."""
    years = sorted({year for line in series for year in line.points})
    first, last = (years[0], years[-1]) if years else (0, 1)
    height = HEIGHT + 16 * max(0, len(notes) - 2)

    def x(year: float) -> float:
        return LEFT + (year - first) / max(last - first, 1) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return TOP + (high - min(max(value, low), high)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    body = [text(LEFT, 34 + 22 * i, line, size=18 - 2 * i, weight=700) for i, line in enumerate(wrapped(title, 90)[:2])]
    for i in range(marks):
        value = low + (high - low) * i / (marks - 1)
        body.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(value):.1f}" y2="{y(value):.1f}" stroke="{LINE}"/>')
        body.append(text(LEFT - 8, y(value) + 4, f"{value:g}", size=12, fill=QUIET, anchor="end"))
    step = next(s for s in (1, 2, 5, 10, 20) if (last - first) / s <= 16)
    body += [
        text(x(year), HEIGHT - BOTTOM + 20, str(year), size=12, fill=QUIET, anchor="middle")
        for year in range(-(-first // step) * step, last + 1, step)
    ]
    ends: list[float] = []
    for i, line in enumerate(series):
        body += _line(line, i, x, y)
        if line.points:
            label = _free(y(line.points[max(line.points)][0]), ends)
            ends.append(label)
            body.append(text(WIDTH - RIGHT + 10, label + 4, line.name, size=13, weight=600, fill=COLOURS[i % len(COLOURS)]))
    body += [text(LEFT, HEIGHT - 34 + 16 * i, note, size=11, fill=QUIET) for i, note in enumerate(notes)]
    return page(WIDTH, height, title=title, description=_described(series), body=body)


def ideal_chart(series: Sequence[Series], *, roll_calls: int, as_of: date) -> str:
    """Return a chart of ideal points by year as SVG text; `roll_calls` is on how many divided ones all points rest."""
    edge = max(3, math.ceil(max((abs(point) for line in series for point, _, _ in line.points.values()), default=0)))
    model = "Bailey, Strezhnev and Voeten's model"
    notes = [f"{model}; {roll_calls:,} divided roll calls to {as_of}; 95% intervals", LIMITS]
    title = "Ideal points in the General Assembly: high is near to the United States"
    return line_chart(series, title=title, notes=notes, low=-edge, high=edge, marks=2 * edge + 1)


def _line(line: Series, number: int, x: Place, y: Place) -> Iterator[str]:
    colour, dashes = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
    for run in _runs(sorted(line.points)):
        banded = [(year, *line.points[year]) for year in run if None not in line.points[year]]
        if len(banded) > 1:
            upper = " ".join(f"{x(year):.1f},{y(end or 0):.1f}" for year, _, _, end in banded)
            lower = " ".join(f"{x(year):.1f},{y(end or 0):.1f}" for year, _, end, _ in reversed(banded))
            yield f'<polygon points="{upper} {lower}" fill="{colour}" fill-opacity="0.16"/>'
        points = " ".join(f"{x(year):.1f},{y(line.points[year][0]):.1f}" for year in run)
        drawn = f'stroke="{colour}" stroke-width="2.2" stroke-linejoin="round" stroke-dasharray="{dashes}"'
        yield f'<polyline points="{points}" fill="none" {drawn}/>'
    for year, (value, _, _) in line.points.items():
        told = escape(f"{line.name}, {year}: {value:.2f}")
        yield f'<circle cx="{x(year):.1f}" cy="{y(value):.1f}" r="2.6" fill="{colour}"><title>{told}</title></circle>'


def _runs(years: Sequence[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for year in years:
        if run and year != run[-1] + 1:
            yield run
            run = []
        run.append(year)
    if run:
        yield run


def _free(place: float, taken: Sequence[float]) -> float:
    """Return a place near the one wanted, a line's height from every place taken."""
    steps = sorted((16 * i for i in range(-8, 9)), key=abs)
    return next((place + step for step in steps if all(abs(place + step - other) >= 15 for other in taken)), place)


def _described(series: Sequence[Series]) -> str:
    parts = []
    for line in series:
        if line.points:
            first, last = min(line.points), max(line.points)
            values = [v for v, _, _ in line.points.values() if not math.isnan(v)]
            parts.append(
                f"{line.name}: {line.points[first][0]:.2f} in {first}, {line.points[last][0]:.2f} in {last}, "
                f"between {min(values):.2f} and {max(values):.2f}"
            )
    return "; ".join(parts) + "."
