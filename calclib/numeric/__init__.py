"""Limits as numbers: derivatives where a formula fails, holes that a limit fills.

The main path: `partials` takes a formula's value where it holds, and asks `one_sided_limits` where
`kinks` says that it may not; `removable_holes` fills holes; `central_differences` computes a
derivative a second way, and `exact_forms` writes a number as `1 + sin(1)` or `pi/4`.
`jets` computes derivatives of arrays without any formula, for searches that ask often.
"""
