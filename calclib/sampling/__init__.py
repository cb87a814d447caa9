"""Functions sampled for drawing: curves, grids and graphs that end cleanly at poles and jumps.

The main path: `curves`, `grids` and `surfaces` take a vectorised function and a region and return
arrays. `value_ranges` chooses the range of values that a picture shows; `jumps` finds where a
graph jumps, `growth` whether it has a pole, and `polylines` cuts lines by a mask.
"""
