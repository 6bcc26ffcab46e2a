"""The public names of every room are the ones in public_names.yaml: adding or dropping one is a decision, made in that file too."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.contracts.house import PACKAGE, ROOT, modules, rooms_present

TABLE: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("public_names.yaml").read_text(encoding="utf-8"))
FRONT_DOOR = PACKAGE
PLACES = [FRONT_DOOR, *(f"{PACKAGE}.{room}" for room in rooms_present())]


@pytest.mark.parametrize("place", PLACES)
def test_a_room_offers_exactly_the_names_of_the_table(place: str) -> None:
    assert place in TABLE, f"{place} is not in public_names.yaml"
    offered = list(getattr(importlib.import_module(place), "__all__", []))
    in_order = sorted(offered, key=lambda name: (not name.isupper(), not name[:1].isupper(), name))
    assert offered == in_order, f"{place}.__all__ is not in order"
    assert sorted(offered) == sorted(TABLE[place])


def test_the_table_names_no_room_that_is_gone() -> None:
    assert set(TABLE) <= set(PLACES)


@pytest.mark.parametrize("place", PLACES)
def test_a_star_import_brings_the_names_and_nothing_else(place: str) -> None:
    code = f"from {place} import *; print(*sorted(n for n in dir() if not n.startswith('__')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-1000:]
    assert done.stdout.split() == sorted(n for n in TABLE[place] if not n.startswith("__"))


def test_other_rooms_are_entered_through_their_front_door_or_a_module_that_is_there() -> None:
    """An own name that is imported from a room's package is one of its public names."""
    for module in modules():
        for imported in module.imports:
            room, _, name = imported.target.rpartition(".")
            if room in TABLE and room != module.name and not module.name.startswith(f"{room}."):
                is_module = importlib.util.find_spec(imported.target) is not None if room != FRONT_DOOR else True
                assert name in TABLE[room] or is_module, f"{module.where}:{imported.line} takes {name} from {room}, which does not offer it"
