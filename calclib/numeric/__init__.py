"""Numerical limits: derivatives where a formula fails, removable holes.

The main path: `partials` uses a formula where it holds, and `one_sided_limits` where `kinks` finds
that it may not; `extrapolation` finds slow limits; `removable_holes` fills holes where
`shrinking_squares` finds the limit from all sides, which decides `continuity` as well;
`central_differences` computes a derivative a second way, and `exact_forms` writes a number as
`1 + sin(1)` or `pi/4`. `steepest_way` finds the largest slope at a kink. `jets` computes
derivatives at arrays without formulas, for searches.
"""
