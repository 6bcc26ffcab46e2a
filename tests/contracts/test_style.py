"""The habits of the house that a syntax tree can show: sizes, docstrings, no work on import, no swallowed errors."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.contracts.house import ROOT, Module, is_public, modules

every_module = pytest.mark.parametrize("module", modules(), ids=lambda m: m.where)

LONGEST_MODULE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 60, 8
DRAWERS = {"utils", "util", "helpers", "misc", "common", "tools"}
WORK = {"open", "read_text", "read_bytes", "safe_load", "load", "loads", "glob", "rglob", "iterdir", "getenv", "run", "urlopen", "pipeline"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def public_definitions(body: list[ast.stmt], inside: str = "") -> Iterator[tuple[str, ast.ClassDef | Function]]:
    """Yield what a module offers: classes, functions and the methods of its classes, with their dotted names."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and is_public(node.name):
            yield f"{inside}{node.name}", node
            if isinstance(node, ast.ClassDef):
                yield from public_definitions(node.body, f"{node.name}.")


@every_module
def test_a_module_opens_with_one_sentence_on_its_job(module: Module) -> None:
    first = (ast.get_docstring(module.tree) or "").split("\n\n")[0]
    assert first.endswith((".", ":")), f"{module.where} opens with {first[:60]!r}"


@every_module
def test_sizes(module: Module) -> None:
    assert module.text.count("\n") <= LONGEST_MODULE, f"{module.where} is too long"
    for function in module.functions():
        documented = ast.get_docstring(function) is not None
        body = function.body[1:] if documented and len(function.body) > 1 else function.body
        length = (function.end_lineno or 0) - body[0].lineno + 1
        assert length <= LONGEST_FUNCTION, f"{module.where}:{function.lineno} {function.name} has {length} lines"
        count = len(function.args.posonlyargs) + len(function.args.args) + len(function.args.kwonlyargs)
        assert module.room == "cli" or count <= MOST_PARAMETERS, f"{module.where}:{function.lineno} {function.name} has {count} parameters"


@every_module
def test_what_is_public_has_a_docstring(module: Module) -> None:
    bare = [name for name, node in public_definitions(module.tree.body) if not ast.get_docstring(node) and not is_overload(node)]
    assert not bare, f"{module.where}: {bare}"


def registers(node: ast.stmt) -> bool:
    """Say whether a statement only registers verbs or routes: a call, or a loop over calls."""
    body = node.body if isinstance(node, ast.For) else [node]
    return all(isinstance(n, ast.Expr) and isinstance(n.value, ast.Call) for n in body)


def is_overload(node: ast.ClassDef | Function) -> bool:
    return any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)


@every_module
def test_importing_a_module_does_no_work(module: Module) -> None:
    for node in module.tree.body:
        place = f"{module.where}:{node.lineno}"
        if isinstance(node, ast.If):
            test = ast.unparse(node.test)
            assert test in {"TYPE_CHECKING", "__name__ == '__main__'"}, f"{place}: a branch on import"
            continue
        if module.room in {"cli", "web"} and registers(node):
            continue
        assert not isinstance(node, ast.For | ast.While | ast.With | ast.Try), f"{place}: work on import"
        assert not isinstance(node, ast.Expr) or isinstance(node.value, ast.Constant), f"{place}: work on import"
        if isinstance(node, ast.Assign | ast.AnnAssign):
            for call in (n for n in ast.walk(node) if isinstance(n, ast.Call)):
                assert called(call) not in WORK, f"{place}: {called(call)} on import"


@every_module
def test_errors_are_neither_swallowed_nor_caught_wholesale(module: Module) -> None:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler):
            place = f"{module.where}:{node.lineno}"
            assert node.type is not None, f"{place}: a bare except"
            caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
            assert not caught & {"Exception", "BaseException"}, f"{place}: catches everything"
            assert not all(isinstance(n, ast.Pass) for n in node.body), f"{place}: swallows an error"


@every_module
def test_prints_only_in_the_command_line(module: Module) -> None:
    prints = [n.lineno for n in ast.walk(module.tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "print"]
    assert module.room == "cli" or not prints, f"{module.where}: print in lines {prints}"


@every_module
def test_spans_are_never_built_past_their_check(module: Module) -> None:
    assert "model_construct" not in module.text, module.where
    built = [n.lineno for n in ast.walk(module.tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Span"]
    assert not built, f"{module.where}: Span(...) in lines {built}; cut it with Document.span or Span.cut"


@every_module
def test_nothing_is_left_unfinished(module: Module) -> None:
    left = re.findall(r".*\b(?:TODO|FIXME|HACK|NotImplementedError)\b.*", module.text)
    assert not left, f"{module.where}: {left}"


@every_module
def test_no_drawer_without_a_name(module: Module) -> None:
    assert not set(module.path.relative_to(ROOT).with_suffix("").parts) & DRAWERS, module.where
