"""Exports: one module a format, all with the same ids as the record."""
