"""Where an error is raised, it says one clear sentence; and only errors of the tree leave the package on purpose."""

import ast

import pytest

from communique import errors
from tests.contracts.house import Module, modules

TREE = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, errors.CommuniqueError)}
# KeyError and ValueError are for callers' programming errors, documented where they are raised; typer ends a command with its own.
PLAIN = {"AttributeError", "KeyError", "ValueError", "TypeError", "StopIteration"}
TYPER = {"Exit", "BadParameter", "Abort"}
STARLETTE = {"HTTPException"}  # the one error that is let through while a body is read


def raises(module: Module) -> list[tuple[ast.Raise, str, ast.Call | None]]:
    """Return what a module raises: the statement, the class, and the call that builds it when there is one."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            call = node.exc if isinstance(node.exc, ast.Call) else None
            raised = call.func if call else node.exc
            found.append((node, raised.attr if isinstance(raised, ast.Attribute) else getattr(raised, "id", ""), call))
    return found


def borrowed(module: Module, node: ast.Raise) -> bool:
    """Say whether a raise is of another library's error that the same module catches, to make it one of the tree."""
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    caught = {ast.unparse(h.type).split(".")[0].lstrip("(") for h in ast.walk(module.tree) if isinstance(h, ast.ExceptHandler) and h.type}
    return isinstance(raised, ast.Attribute) and isinstance(raised.value, ast.Name) and raised.value.id in caught


def last_words(message: ast.expr) -> str | None:
    """Return the literal end of a message; None when it does not end in a literal."""
    if isinstance(message, ast.Constant) and isinstance(message.value, str):
        return message.value
    if isinstance(message, ast.JoinedStr) and message.values:
        return last_words(message.values[-1])
    if isinstance(message, ast.BinOp):
        return last_words(message.right)
    return None


def endings(message: ast.expr) -> list[str | None]:
    if isinstance(message, ast.IfExp):
        return [*endings(message.body), *endings(message.orelse)]
    return [last_words(message)]


@pytest.mark.parametrize("module", modules(), ids=lambda m: m.where)
def test_a_raise_is_of_the_tree_and_says_a_sentence(module: Module) -> None:
    for node, name, call in raises(module):
        place = f"{module.where}:{node.lineno}"
        if name in TREE:
            assert call is not None, f"{place}: {name} without a message"
            assert call.args, f"{place}: {name} without a message"
            for ending in endings(call.args[0]):
                assert ending is not None, f"{place}: the message of {name} does not end in words that can be read here"
                assert ending.endswith((".", "?")), f"{place}: the message of {name} is no sentence: {ending!r}"
            hints = [ending for hint in call.args[1:2] for ending in endings(hint) if ending]
            assert all(hint.endswith((".", "?", ")")) for hint in hints), f"{place}: the hint is no sentence"
        elif not borrowed(module, node):
            allowed = PLAIN | (TYPER if module.room == "cli" else STARLETTE if module.room == "web" else set())
            assert not name[:1].isupper() or name in allowed, f"{place}: raises {name}, which is not in errors.py"
