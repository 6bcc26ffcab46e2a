"""Measures communique: corpora, scorer, the gate and its pins, speed. Run a module with `python -m benchmarks.NAME`."""
