"""Geometry of a field: slices, tangent planes, level curves, critical points, paths of ascent.

The main path: a field and a region in; points, curves and their kinds out (`level_curves`,
`critical_points`, `steepest_ascent`); the other modules are steps of these.
"""
