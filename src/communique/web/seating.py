"""The seats of the Assembly as a half circle, grouped by vote: how the hall divided, at one look."""

import math
from collections.abc import Iterator, Mapping
from html import escape

from communique.record import RollCall, Vote
from communique.rollcalls.drawing import INK, QUIET, page, text
from communique.rollcalls.pictures import FILL, MARK, ON_FILL, WORD

WIDTH, RADIUS, HOLE, SEAT = 960, 440, 170, 11.5
FROM_LEFT: tuple[Vote, ...] = ("yes", "abstain", "absent", "no")
_DEEP = 100


def seat_chart(roll_call: RollCall, names: Mapping[str, str]) -> str:
    """Return the seats of a roll call as SVG text, those in favour on the left, those against on the right; `names` by state code."""
    order = [(vote, code) for vote in FROM_LEFT for code in sorted(roll_call.states(vote), key=lambda code: names.get(code, code))]
    places = sorted(_places(len(order)), key=lambda place: -place[0])
    body = [_seat(x, y, code, vote, names) for (_, x, y), (vote, code) in zip(places, order, strict=True)]
    body += _middle(roll_call)
    counts = ", ".join(f"{WORD[vote]} {len(roll_call.states(vote))}" for vote in FROM_LEFT)
    title = f"Seats: {roll_call.resolution or roll_call.id}"
    return page(WIDTH, RADIUS + 50, title=title, description=f"{counts}. The list below names every state.", body=body)


def _places(number: int) -> Iterator[tuple[float, float, float]]:
    """Yield as many places on rows of a half circle: the angle (half circle from pi on the left to 0), x and y."""
    if not number:
        return
    rows = next((r for r in range(1, 12) if sum(_room(radius) for radius in _radii(r)) >= number), 12)
    radii = _radii(rows)
    room = [_room(radius) for radius in radii]
    shares = [number * each // sum(room) for each in room]
    for i in range(number - sum(shares)):
        shares[-1 - i % rows] += 1
    for radius, share in zip(radii, shares, strict=True):
        for i in range(share):
            angle = math.pi * (1 - (i + 0.5) / share)
            yield angle, WIDTH / 2 + radius * math.cos(angle), RADIUS + 10 - radius * math.sin(angle)


def _radii(rows: int) -> list[float]:
    return [RADIUS - 2 * SEAT - i * min(2.6 * SEAT, (RADIUS - HOLE) / rows) for i in range(rows)][::-1]


def _room(radius: float) -> int:
    return int(math.pi * radius / (2.5 * SEAT))


def _seat(x: float, y: float, code: str, vote: Vote, names: Mapping[str, str]) -> str:
    edge = QUIET if vote == "absent" else FILL[vote]
    dashes = ' stroke-dasharray="3 2"' if vote == "absent" else ""
    return (
        f'<g><circle cx="{x:.1f}" cy="{y:.1f}" r="{SEAT}" fill="{FILL[vote]}" stroke="{edge}"{dashes}/>'
        + text(round(x, 1), round(y + 3, 1), code, size=8, weight=600, fill=ON_FILL[vote], anchor="middle")
        + f"<title>{escape(names.get(code, code))}: {WORD[vote]}</title></g>"
    )


def _middle(roll_call: RollCall) -> Iterator[str]:
    tally = roll_call.tally
    yield text(WIDTH / 2, RADIUS - 30, str(tally), size=30, weight=700, fill=INK, anchor="middle")
    marks = " · ".join(f"{WORD[vote]} ({MARK[vote]})" for vote in ("yes", "no", "abstain"))
    yield text(WIDTH / 2, RADIUS - 6, marks, size=12, fill=QUIET, anchor="middle")
    yield text(WIDTH / 2, RADIUS + 36, "Seats stand in groups by vote, not where the states sit.", size=11, fill=QUIET, anchor="middle")
