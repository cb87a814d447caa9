"""Benchmarks against plain Manim and the encoder's limit; `python -m bench.run` prints a table."""
