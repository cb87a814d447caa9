"""Manim's own scenes, drawn as manim draws them: what sets them apart from lessons.

The main path: `cameras` has a camera for each kind of scene, `items_of` makes the items of a frame
from any mobjects; `appearance` says what is compared between frames and what Cairo draws. What
manim shades is lit: faces with four sides together by `faces` (`patches` are their shapes, `smooth`
the normals that they share), others by `solids`. Lessons have conventions of their own
(`mobjects.place`).
"""
