"""Mobjects that hold whole arrays, each drawn with one call: surfaces, curves, arrows, points.

The main path: `arrays.ArrayMobject` is what all of them are; `primitives` is what lines, dots and
arrows are drawn from; `place` says whether a mobject stands in the world or is fixed in the
frame.
"""
