"""Values: of a tree in float64, at any precision, and by limits where the formula fails.

The main path: `evaluation` computes arrays; `precision` computes one value with mpmath, the
second way to every number; `quotients` and `kinks` decide where a derivative exists; `sampling`
cuts curves at poles and jumps.
"""
