"""Mobjects that hold whole arrays, each drawn with one call: surfaces, curves, arrows, points.

The main path: `arrays.ArrayMobject` is their base class; a subclass that returns `primitives`
(lines, dots, arrows) needs no other code to be drawn, so a new kind is one file here. `place` tells
whether a mobject is in the world or fixed in the frame.
"""
