"""Manim's own tests and examples, drawn by Cairo and by the engine.

The main path: `run` draws what `examples` finds in a checkout of manim, compares and reports;
`stand_ins` replace what manim needs and this machine lacks.
"""
