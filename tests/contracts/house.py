"""The source tree of the package as the contracts see it: modules, their rooms, their imports; and the table of rooms."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src"
PACKAGE = "communique"

# The table of rooms (docs/architecture.md): a module in a room may import from its own room and from these.
_FACES = {"adding", "archive", "analysis", "checks", "exports", "ingest", "record", "rollcalls", "settings", "errors", "vocabulary"}
ROOMS: dict[str, set[str]] = {
    "errors": set(),
    "settings": {"errors"},
    "record": {"errors"},
    "vocabulary": {"record", "errors"},
    "sources": {"record", "vocabulary", "settings", "errors"},
    "reading": {"record", "vocabulary", "settings", "errors"},
    "rollcalls": {"record", "vocabulary", "settings", "errors"},
    "archive": {"record", "settings", "errors"},
    "analysis": {"record", "vocabulary", "rollcalls", "errors"},
    "checks": {"record", "vocabulary", "rollcalls", "archive", "errors"},
    "exports": {"record", "settings", "errors", "analysis"},
    "ingest": {"sources", "reading", "archive", "record", "settings", "errors", "checks", "vocabulary"},
    "adding": {"ingest", "sources", "archive", "vocabulary", "record", "errors"},
    "web": _FACES,
    "cli": _FACES | {"web"},
    "": {"ingest", "record", "errors"},  # communique/__init__.py, the front door
}

# Who may import what from outside: a room, or one module ("reading/models.py"), or "sources/*" for one module of the room, whichever it is.
OUTSIDE: dict[str, tuple[str, ...]] = {
    "alembic": ("archive",),
    "anyio": ("web/app.py",),
    "charset_normalizer": ("sources",),
    "fastapi": ("web",),
    "fastwarc": ("sources",),
    "followthemoney": ("exports/ftm.py",),
    "feedparser": ("sources",),
    "httpx": ("sources/*",),
    "jinja2": ("exports", "web"),
    "lxml": ("sources",),
    "markupsafe": ("exports", "web"),
    "numpy": ("reading", "rollcalls", "analysis", "web"),
    "onnxruntime": ("reading/models.py",),
    "py3langid": ("sources",),
    "pyarrow": ("exports/parquet.py",),
    "pydantic": ("record", "web"),
    "rich": ("cli",),
    "resvg_py": ("rollcalls/drawing.py",),
    "starlette": ("web",),
    "spacy": ("reading/models.py",),
    "thinc": ("reading/quick_parse.py",),
    "threadpoolctl": ("reading/models.py",),
    "tokenizers": ("reading/models.py",),
    "sqlalchemy": ("archive",),
    "trafilatura": ("sources",),
    "typer": ("cli",),
    "uvicorn": ("web/serving.py",),
    "yaml": ("vocabulary",),
}


@dataclass(frozen=True, slots=True)
class Import:
    """One import: the dotted name that it names, the line, and whether it stands inside a function."""

    target: str
    line: int
    inner: bool


@dataclass(frozen=True)
class Module:
    """One module of the package."""

    path: Path

    @property
    def where(self) -> str:
        """The path inside the package, as messages give it."""
        return self.path.relative_to(SOURCE / PACKAGE).as_posix()

    @property
    def name(self) -> str:
        """The dotted name."""
        parts = self.path.relative_to(SOURCE).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def room(self) -> str:
        """The room, or the module's own name when it stands beside the rooms; '' for the front door."""
        first = self.path.relative_to(SOURCE / PACKAGE).parts[0]
        return "" if first == "__init__.py" else first.removesuffix(".py")

    @cached_property
    def text(self) -> str:
        """The source."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Every import, wherever it stands."""
        return tuple(self._imports(self.tree, inner=False))

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Yield every function and method."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def _imports(self, node: ast.AST, *, inner: bool) -> Iterator[Import]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Import):
                yield from (Import(alias.name, child.lineno, inner) for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = self._base(child)
                yield from (Import(f"{base}.{alias.name}", child.lineno, inner) for alias in child.names)
            inside = inner or isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from self._imports(child, inner=inside)

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        package = self.name.split(".") if self.path.name == "__init__.py" else self.name.split(".")[:-1]
        above = package[: len(package) - node.level + 1]
        return ".".join([*above, *([node.module] if node.module else [])])


@lru_cache
def modules() -> tuple[Module, ...]:
    """Return every module of the package, in order of path."""
    return tuple(Module(path) for path in sorted((SOURCE / PACKAGE).rglob("*.py")))


@lru_cache
def module_names() -> frozenset[str]:
    """Return the dotted names of the package's modules."""
    return frozenset(module.name for module in modules())


def own_module(target: str) -> str | None:
    """Return the module of the package that an imported dotted name is, or lies in; None for a name from outside."""
    while target:
        if target in module_names():
            return target
        target = target.rpartition(".")[0]
    return None


def rooms_present() -> list[str]:
    """Return the rooms that are packages and have modules."""
    return sorted({m.room for m in modules() if m.path.parent != SOURCE / PACKAGE})


def is_public(name: str) -> bool:
    """Say whether a name is meant for others."""
    return not name.startswith("_")
