"""The events of a dossier as a strip over time: an SVG with a column for each date and a lane for each quad class."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from communique.exports.wording import Cast, one_line
from communique.record import Dossier, Event, Quad

LANES: tuple[Quad, ...] = ("material cooperation", "verbal cooperation", "verbal conflict", "material conflict")
UNDATED = "no date told"
_LEFT, _TOP, _BOTTOM = 150, 26, 8
_STEP, _RADIUS, _ACROSS, _PAD = 26, 10, 4, 12
_FIRMNESS = {"happened": "firm", "planned": "ahead"}


@dataclass(frozen=True, slots=True)
class Dot:
    """One event on the strip: its number in the table, where it stands, and how it is drawn and named."""

    number: int
    event: Event
    x: int
    y: int


def strip(dossier: Dossier, cast: Cast) -> Markup:
    """Return the strip as SVG whose dots lead to the rows of the table of events; empty when there are no events with a quad class.

    The columns are the dates that are told, in order, not to scale. A dot is filled for what happened, broken for what is planned, and
    hollow for what is only threatened, demanded, alleged, denied or supposed.
    """
    numbered = [(number, event) for number, event in enumerate(dossier.events, start=1) if event.quad is not None]
    if not numbered:
        return Markup("")
    columns = sorted({event.date or UNDATED for _, event in numbered}, key=lambda date: (date == UNDATED, date))
    cells = {(lane, column): _in(numbered, lane, column) for lane in LANES for column in columns}
    widths: dict[str, int] = {column: _width(column, [cells[lane, column] for lane in LANES]) for column in columns}
    heights: dict[str, int] = {lane: _height([cells[lane, column] for column in columns]) for lane in LANES}
    lefts, tops = _running(columns, widths, _LEFT), _running(LANES, heights, _TOP)
    width, height = _LEFT + sum(widths.values()), _TOP + sum(heights.values()) + _BOTTOM
    head = Markup('<svg class="strip" role="group" aria-label="Events over time" width="{}" height="{}" viewBox="0 0 {} {}">').format(
        width, height, width, height
    )
    lines = Markup("").join(
        [
            *(_lane(lane, tops[lane], heights[lane], width) for lane in LANES),
            *(_column(column, lefts[column], height) for column in columns),
            *(_dot(dot, cast) for cell, inside in cells.items() for dot in _placed(inside, lefts[cell[1]], tops[cell[0]])),
        ]
    )
    return head + lines + Markup("</svg>")


def _in(numbered: Iterable[tuple[int, Event]], lane: Quad, column: str) -> list[tuple[int, Event]]:
    return [(number, event) for number, event in numbered if event.quad == lane and (event.date or UNDATED) == column]


def _width(column: str, cells: Iterable[list[tuple[int, Event]]]) -> int:
    most = max(min(len(cell), _ACROSS) for cell in cells)
    return max(most * _STEP, len(column) * 7) + 2 * _PAD


def _height(cells: Iterable[list[tuple[int, Event]]]) -> int:
    most = max(-(-len(cell) // _ACROSS) for cell in cells)
    return max(most, 1) * _STEP + _PAD


def _running(keys: Iterable[str], sizes: Mapping[str, int], start: int) -> dict[str, int]:
    """Return where each begins when they stand one after the other."""
    places = {}
    for key in keys:
        places[key] = start
        start += sizes[key]
    return places


def _placed(inside: Iterable[tuple[int, Event]], left: int, top: int) -> Iterable[Dot]:
    for place, (number, event) in enumerate(inside):
        x, y = left + _PAD + (place % _ACROSS) * _STEP + _RADIUS, top + _PAD // 2 + (place // _ACROSS) * _STEP + _STEP // 2
        yield Dot(number, event, x, y)


def _lane(lane: Quad, top: int, height: int, width: int) -> Markup:
    band = Markup('<rect class="band" x="0" y="{}" width="{}" height="{}"></rect>').format(top, width, height - 3)
    return band + Markup('<text class="lane" x="8" y="{}">{}</text>').format(top + height // 2 + 3, lane)


def _column(column: str, left: int, height: int) -> Markup:
    rule = Markup('<line class="rule" x1="{}" y1="{}" x2="{}" y2="{}"></line>').format(left, _TOP - 4, left, height - _BOTTOM)
    return rule + Markup('<text class="tick" x="{}" y="{}">{}</text>').format(left + _PAD, _TOP - 9, column)


def _dot(dot: Dot, cast: Cast) -> Markup:
    event = dot.event
    parties = " → ".join(filter(None, [cast.names(event.actors), cast.names(event.recipients)]))
    told = ", ".join(filter(None, [event.type.lower(), event.modality, parties, event.date or "", one_line(event.place or "")]))
    classes = f"dot q-{LANES.index(event.quad) if event.quad else 0} {_FIRMNESS.get(event.modality, 'unsure')}"
    label = f"Event {dot.number}: {told}"
    return Markup(
        '<a class="{}" href="#row-{}" aria-label="{}"><title>{}</title><circle cx="{}" cy="{}" r="{}"></circle>'
        '<text x="{}" y="{}">{}</text></a>'
    ).format(classes, event.id, label, label, dot.x, dot.y, _RADIUS, dot.x, dot.y + 4, dot.number)
