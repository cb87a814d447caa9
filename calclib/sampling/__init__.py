"""Functions as arrays to be drawn: curves, grids and graphs that end cleanly at poles and jumps.

The main path: a vectorised function and where to look in; `curves`, `grids` and `surfaces` out.
`value_ranges` says which values a picture shows, `jumps` where a graph falls into pieces.
"""
