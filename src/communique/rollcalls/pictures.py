"""A roll call as a picture: a map of tiles for the Assembly, the table of fifteen seats for the Council, as SVG."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from importlib.resources import files

from communique.record import RollCall, Vote
from communique.rollcalls.drawing import INK, LINE, QUIET, page, text, wrapped
from communique.rollcalls.table import VOTES

WIDTH, TILE, MARGIN = 960, 32, 32
FILL: Mapping[Vote, str] = {"yes": "#1f77b4", "no": "#c8502f", "abstain": "#f2c14e", "absent": "#ffffff"}
ON_FILL: Mapping[Vote, str] = {"yes": "#ffffff", "no": "#ffffff", "abstain": "#1c2430", "absent": "#5b6675"}
WORD: Mapping[Vote, str] = {"yes": "yes", "no": "no", "abstain": "abstain", "absent": "did not vote"}
MARK: Mapping[Vote, str] = {"yes": "Y", "no": "N", "abstain": "A", "absent": "–"}
SAME_PLACE = {"TWN": "CHN", "CSK": "CZE", "YUG": "SRB"}
"""Seats that another state's tile stands for; the two never sat at once."""


def draw(roll_call: RollCall, names: Mapping[str, str], highlight: frozenset[str] = frozenset()) -> str:
    """Return a picture of a roll call as SVG text; `names` are the states' by code, `highlight` those to frame.

    Colours can be told apart with any colour vision, and each tile also carries its letter: Y, N, A or a dash.
    """
    head = list(_head(roll_call))
    top = 44 + 20 * len(head)
    body = [text(MARGIN, 40 + 22 * i, line, size=18 if not i else 14, weight=700 if not i else 400) for i, line in enumerate(head)]
    body += _bar(roll_call, top)
    tiles = _seats(roll_call, names, top + 70, highlight) if roll_call.body == "SC" else _map(roll_call, names, top + 70, highlight)
    body += tiles
    height = top + 70 + (260 if roll_call.body == "SC" else 15 * TILE) + 50
    body += _foot(roll_call, height)
    return page(WIDTH, height, title=head[0], description=_described(roll_call, names), body=body)


def _head(roll_call: RollCall) -> Iterator[str]:
    body = "General Assembly" if roll_call.body == "GA" else "Security Council"
    yield f"{roll_call.resolution or roll_call.id}: {roll_call.tally} on {roll_call.date.day} {roll_call.date:%B %Y}, {body}"
    yield from wrapped(roll_call.title, 110)[:3]
    if roll_call.flags and roll_call.description:
        yield from wrapped(f"({', '.join(roll_call.flags)}) {roll_call.description}", 110)[:2]


def _bar(roll_call: RollCall, top: float) -> Iterator[str]:
    """Yield the bar of counts, each part as wide as its share of the members, with its legend below."""
    total, left, place = max(len(roll_call.votes), 1), float(MARGIN), float(MARGIN)
    for vote in VOTES:
        number = len(roll_call.states(vote))
        width = number / total * (WIDTH - 2 * MARGIN)
        if number:
            yield f'<rect x="{left:.1f}" y="{top}" width="{width:.1f}" height="18" fill="{FILL[vote]}" stroke="{LINE}"/>'
        yield f'<rect x="{place}" y="{top + 28}" width="14" height="14" rx="3" fill="{FILL[vote]}" stroke="{QUIET}"/>'
        yield text(place + 20, top + 40, f"{WORD[vote]} ({MARK[vote]}): {number}", size=13)
        left, place = left + width, place + 150


def _map(roll_call: RollCall, names: Mapping[str, str], top: float, highlight: frozenset[str]) -> Iterator[str]:
    places = tile_places()
    for state in sorted(places, key=lambda s: s in highlight):
        here = [code for code in (state, *(old for old, new in SAME_PLACE.items() if new == state)) if code in roll_call.votes]
        column, row = places[state]
        x, y = MARGIN + column * TILE, top + row * TILE
        for code in here[:1]:
            yield _tile(x, y, code, roll_call.votes[code], names, framed=code in highlight)


def _tile(x: float, y: float, code: str, vote: Vote, names: Mapping[str, str], *, framed: bool) -> str:
    edge = f'stroke="{INK}" stroke-width="3"' if framed else f'stroke="{QUIET if vote == "absent" else FILL[vote]}"'
    dashes = ' stroke-dasharray="3 2"' if vote == "absent" and not framed else ""
    middle = x + TILE / 2 - 1
    return (
        f'<g><rect x="{x:g}" y="{y:g}" width="{TILE - 2}" height="{TILE - 2}" rx="4" fill="{FILL[vote]}" {edge}{dashes}/>'
        + text(middle, y + 14, code, size=10, weight=600, fill=ON_FILL[vote], anchor="middle")
        + text(middle, y + 26, MARK[vote], size=9, fill=ON_FILL[vote], anchor="middle")
        + f"<title>{escape(names.get(code, code))}: {WORD[vote]}</title></g>"
    )


def _seats(roll_call: RollCall, names: Mapping[str, str], top: float, highlight: frozenset[str]) -> Iterator[str]:
    """Yield the Council's seats in two rows, grouped by vote, each with its name below."""
    order = [(vote, code) for vote in VOTES for code in roll_call.states(vote)]
    for i, (vote, code) in enumerate(order):
        x, y = MARGIN + 56 + (i % 8) * 112, top + 40 + (i // 8) * 120
        edge = INK if code in highlight else QUIET
        yield (
            f'<g><circle cx="{x}" cy="{y:g}" r="28" fill="{FILL[vote]}" stroke="{edge}" stroke-width="{3 if code in highlight else 1}"/>'
            + text(x, y + 2, code, size=13, weight=600, fill=ON_FILL[vote], anchor="middle")
            + text(x, y + 16, MARK[vote], size=11, fill=ON_FILL[vote], anchor="middle")
            + text(x, y + 46, names.get(code, code), size=11, fill=QUIET, anchor="middle")
            + f"<title>{escape(names.get(code, code))}: {WORD[vote]}</title></g>"
        )


def _foot(roll_call: RollCall, height: float) -> Iterator[str]:
    source = "Votes: United Nations Digital Library" if roll_call.id.startswith("U") else "Votes: United Nations, General Assembly"
    if roll_call.id.startswith("V"):
        source = "Votes: E. Voeten, United Nations General Assembly voting data"
    said = "Seats in order of their votes." if roll_call.body == "SC" else "Tiles stand for members, not for territory."
    yield text(MARGIN, height - 22, f"{source}, record {roll_call.id}. {said}", size=11, fill=QUIET)
    for finding in roll_call.audit[:1]:
        yield text(MARGIN, height - 7, f"Audit: {finding}", size=11, fill=FILL["no"])


def _described(roll_call: RollCall, names: Mapping[str, str]) -> str:
    parts = []
    for vote in ("no", "abstain", "absent"):
        states = roll_call.states(vote)
        if states:
            parts.append(f"{WORD[vote]} ({len(states)}): {', '.join(names.get(code, code) for code in states)}")
    return f"Yes: {len(roll_call.states('yes'))} states. " + ". ".join(parts) + "."


@lru_cache(maxsize=1)
def tile_places() -> Mapping[str, tuple[int, int]]:
    """Return the column and row of each state's tile, from `data/tiles.txt`."""
    lines = files("communique.rollcalls").joinpath("data", "tiles.txt").read_text(encoding="utf-8").splitlines()
    return {code: (x, y) for y, line in enumerate(lines) for x, code in enumerate(line.split()) if code != "..."}
