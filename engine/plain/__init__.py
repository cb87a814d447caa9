"""Manim's own scenes, drawn as manim draws them: what sets them apart from lessons.

The main path: `cameras` has a camera for each kind of scene, `items_of` makes the items of a frame
from any mobjects; `appearance` says what is compared between frames and what Cairo draws, `solids`
lights what manim shades. Lessons have conventions of their own (`mobjects.place`).
"""
