"""Mobjects that hold whole arrays, each drawn with one call: surfaces, curves, arrows, points.

The main path: `arrays.ArrayMobject` is what all of them are; one that returns `primitives` (lines,
dots, arrows) is drawn without further ado, so a new kind is one file here. `place` says whether a
mobject stands in the world or is fixed in the frame.
"""
