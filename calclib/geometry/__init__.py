"""What a field looks like: its slices, tangent planes, level curves, critical points and ascents.

The main path: a field and a region in; points, curves and their kinds out (`level_curves`,
`critical_points`, `steepest_ascent`); the other modules are steps of these.
"""
