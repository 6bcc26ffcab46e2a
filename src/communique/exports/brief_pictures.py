"""The pictures of a brief, as SVG inside the page: positions in time, and who quotes whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from communique.exports.wording import day, shortened

WIDTH, NAMES, ROW, TOP, BOTTOM = 920, 240, 30, 12, 34
MOST_ROWS, MOST_COLUMNS, NAME_SHOWN, HEADS = 16, 12, 34, 110
_SHAPES = {"for": "M0 -7 L7 6 L-7 6 Z", "against": "M0 7 L7 -6 L-7 -6 Z", "neutral": "M-5 -5 H5 V5 H-5 Z"}


@dataclass(frozen=True, slots=True)
class Dot:
    """A position in the picture: its row, day, side, what a reader is told about it, and the anchor of its words."""

    row: str
    day: date
    side: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Square:
    """What a party last wanted on an issue: both by name, the side, what a reader is told about it, and the anchor of its words."""

    party: str
    issue: str
    side: str
    title: str
    anchor: str


def grid(squares: Iterable[Square]) -> Markup:
    """Draw a mark for each party (a row) and issue (a column), the first ones of both; "" for less than two."""
    given = list(squares)
    rows = list(dict.fromkeys(square.party for square in given))[:MOST_ROWS]
    columns = list(dict.fromkeys(square.issue for square in given if square.party in rows))[:MOST_COLUMNS]
    if len(given) < 2:
        return Markup("")
    height, step = HEADS + ROW * len(rows) + TOP, (WIDTH - NAMES - 60) / max(len(columns), 1)
    parts = [Markup('<svg class="time" viewBox="0 0 {} {}" role="group" aria-label="Parties by issues">').format(WIDTH, height)]
    for number, issue in enumerate(columns):
        x = round(NAMES + step * (number + 0.5), 1)
        parts.append(
            Markup('<text class="axis" transform="translate({} {}) rotate(-32)">{}</text>').format(x, HEADS - 8, shortened(issue, 22))
        )
    for number, party in enumerate(rows):
        y = HEADS + ROW * number + ROW / 2
        parts.append(Markup('<line class="lane" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(NAMES, WIDTH - 10, y, y))
        parts.append(Markup('<text class="name" x="{}" y="{}">{}</text>').format(NAMES - 12, y + 4, shortened(party, NAME_SHOWN)))
        here = [square for square in given if square.party == party and square.issue in columns]
        parts += [_shape(each, round(NAMES + step * (columns.index(each.issue) + 0.5), 1), y) for each in here]
    return Markup("").join([*parts, Markup("</svg>")])


def positions_in_time(dots: Sequence[Dot]) -> Markup:
    """Draw positions as marks on one line for each row, from the first day to the last; "" when no two days are told."""
    rows = list(dict.fromkeys(dot.row for dot in dots))[:MOST_ROWS]
    days = [dot.day for dot in dots if dot.row in rows]
    if len(set(days)) < 2:
        return Markup("")
    first, last = min(days), max(days)
    height = TOP + ROW * len(rows) + BOTTOM
    parts = [
        Markup('<svg class="time" viewBox="0 0 {} {}" role="group" aria-label="{}">').format(
            WIDTH, height, f"Positions from {day(first)} on"
        )
    ]
    for number, row in enumerate(rows):
        y = TOP + ROW * number + ROW / 2
        parts.append(Markup('<line class="lane" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(NAMES, WIDTH - 10, y, y))
        parts.append(Markup('<text class="name" x="{}" y="{}">{}</text>').format(NAMES - 12, y + 4, shortened(row, NAME_SHOWN)))
        parts += [_shape(dot, _x(dot.day, first, last), y) for dot in dots if dot.row == row]
    for shown, anchor in ((first, "start"), (last, "end")):
        x = _x(shown, first, last)
        parts.append(Markup('<text class="axis" x="{}" y="{}" text-anchor="{}">{}</text>').format(x, height - 10, anchor, day(shown)))
    return Markup("").join([*parts, Markup("</svg>")])


def bars(named: Sequence[tuple[str, int]]) -> Markup:
    """Draw a bar for each name, the longest as wide as the picture."""
    if not named:
        return Markup("")
    most, height = max(count for _, count in named), ROW * len(named)
    parts = [
        Markup('<svg class="bars" viewBox="0 0 {} {}" role="img" aria-label="{}">').format(WIDTH, height, "Who quotes whom, by chains")
    ]
    for number, (name, count) in enumerate(named):
        y, width = ROW * number, (WIDTH - 420) * count / most
        parts.append(Markup('<text class="name" x="{}" y="{}">{}</text>').format(360, y + 19, shortened(name, 58)))
        parts.append(Markup('<rect x="{}" y="{}" width="{:.1f}" height="{}"/>').format(372, y + 6, width, ROW - 12))
        parts.append(Markup('<text class="count" x="{:.1f}" y="{}">{}</text>').format(380 + width, y + 19, count))
    return Markup("").join([*parts, Markup("</svg>")])


def _x(shown: date, first: date, last: date) -> float:
    return round(NAMES + 10 + (shown - first).days / (last - first).days * (WIDTH - NAMES - 40), 1)


def _shape(dot: Dot | Square, x: float, y: float) -> Markup:
    shape = Markup('<path class="{}" d="{}" transform="translate({} {})"><title>{}</title></path>')
    return Markup('<a href="#{}" aria-label="{}">{}</a>').format(
        dot.anchor, dot.title, shape.format(dot.side, _SHAPES[dot.side], x, y, dot.title)
    )
