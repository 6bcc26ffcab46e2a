"""The architecture page tells what is there: rooms marked planned have no modules, the others have."""

import re

from tests.contracts.house import ROOMS, ROOT, modules

ROW = re.compile(r"^\| `(?P<room>\w+)` \| (?P<what>.*) \| (?P<allowed>[^|]*)\|$", re.MULTILINE)
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROWS = {row["room"]: row for row in ROW.finditer(PAGE)}


def test_the_page_has_the_table_of_rooms() -> None:
    assert {room: set(re.findall(r"`(\w+)`", row["allowed"])) for room, row in ROWS.items()} == {r: a for r, a in ROOMS.items() if r}


def test_planned_rooms_are_those_without_modules() -> None:
    planned = {room for room, row in ROWS.items() if row["what"].startswith("*planned*")}
    assert planned == {room for room in ROOMS if room} - {module.room for module in modules()}
