"""What many dossiers say together: pure functions over values of the record."""

from communique.analysis.compare import column_of, compare, resolution_column

__all__ = ["column_of", "compare", "resolution_column"]
