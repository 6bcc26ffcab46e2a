"""Rooms import only what their row of the table allows; no cycles; own rooms are never imported inside a function."""

import subprocess
import sys
import tomllib
from collections import defaultdict

import pytest

from tests.contracts.house import OUTSIDE, PACKAGE, ROOMS, ROOT, Module, module_names, modules, own_module

every_module = pytest.mark.parametrize("module", modules(), ids=lambda m: m.where)


def room_of(dotted: str) -> str:
    return dotted.split(".")[1] if "." in dotted else ""


def outside_imports(module: Module) -> list[tuple[str, int]]:
    tops = [(imported.target.split(".")[0], imported.line) for imported in module.imports]
    return [(top, line) for top, line in tops if top != PACKAGE and top not in sys.stdlib_module_names]


@every_module
def test_a_room_imports_only_what_its_row_allows(module: Module) -> None:
    assert module.room in ROOMS, f"{module.where} is in no room of the table"
    for imported in module.imports:
        target = own_module(imported.target)
        if target is not None and room_of(target) != module.room:
            assert room_of(target) in ROOMS[module.room], f"{module.where}:{imported.line} may not import {imported.target}"


@every_module
def test_no_own_room_is_imported_inside_a_function(module: Module) -> None:
    if module.room != "cli":
        found = [f"{module.where}:{i.line} {i.target}" for i in module.imports if i.inner and own_module(i.target)]
        assert not found


@every_module
def test_imports_from_outside_stay_in_their_room(module: Module) -> None:
    for top, line in outside_imports(module):
        allowed = OUTSIDE.get(top, ())
        places = {module.room, module.where, f"{module.room}/*"}
        assert places & set(allowed), f"{module.where}:{line} may not import {top} (allowed: {allowed or 'nobody, it is not in the table'})"


@pytest.mark.parametrize("top", sorted(t for t, places in OUTSIDE.items() if any(p.endswith("/*") for p in places)))
def test_one_module_only_touches_the_network(top: str) -> None:
    users = {m.where for m in modules() if top in {name for name, _ in outside_imports(m)}}
    assert len(users) <= 1, f"{top} is imported by {sorted(users)}"


def test_what_is_imported_is_declared() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = [line for name, lines in project.get("optional-dependencies", {}).items() if name != "dev" for line in lines]
    declared = {line.split(">")[0].split("[")[0].strip().lower().replace("-", "_") for line in [*project["dependencies"], *extras]}
    declared = {{"pyyaml": "yaml"}.get(name, name) for name in declared}
    used = {top for m in modules() for top, _ in outside_imports(m)}
    assert used <= declared, f"not in pyproject.toml: {sorted(used - declared)}"


def test_there_is_no_cycle() -> None:
    graph = {m.name: {t for i in m.imports if (t := own_module(i.target)) and t != m.name} for m in modules()}
    state: dict[str, str] = defaultdict(str)

    def walk(name: str, path: tuple[str, ...]) -> None:
        assert state[name] != "open", f"a cycle: {' -> '.join([*path[path.index(name) :], name])}"
        if not state[name]:
            state[name] = "open"
            for target in sorted(graph[name]):
                walk(target, (*path, name))
            state[name] = "done"

    for name in sorted(graph):
        walk(name, ())


def test_the_table_has_no_cycle_and_names_only_rooms() -> None:
    done: set[str] = set()
    while remaining := {room for room in ROOMS if room not in done}:
        ready = {room for room in remaining if ROOMS[room] <= done}
        assert ready, f"rooms that wait for each other: {sorted(remaining)}"
        done |= ready


def test_the_front_door_opens_without_loading_a_model() -> None:
    heavy = ("spacy", "thinc", "onnxruntime", "torch", "httpx", "rich", "typer", "sqlalchemy")
    code = f"import sys, {PACKAGE}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"


def test_every_module_is_importable_by_itself() -> None:
    code = "import importlib, sys; [importlib.import_module(name) for name in sys.argv[1:]]"
    names = sorted(name for name in module_names() if not name.endswith("__main__"))
    done = subprocess.run([sys.executable, "-W", "error", "-c", code, *names], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-2000:]
