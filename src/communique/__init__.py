"""Reads reports about conflict and diplomacy and keeps the record they contain."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from communique.ingest import Reader, read

__all__ = ["Reader", "read"]


def __getattr__(name: str) -> Any:
    """Load the front door when it is first asked for, so that the command line starts without reading anything."""
    if name in __all__:
        return getattr(import_module("communique.ingest"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
