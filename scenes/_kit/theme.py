"""Colours, sizes and durations: the only place where they are chosen.

Free of manim, so that everything may read it. Colours are checked against the background for a
contrast of 4.5:1 (WCAG 2.1, 1.4.3) by a test.
"""

from __future__ import annotations

BACKGROUND = "#0f1318"
FOREGROUND = "#ece9e0"
QUIET = "#8d949e"
"""Axes, ticks, and what is held constant."""
GRID = "#2b333d"
FAINT = "#4a5563"

X = "#5cc7ee"
Y = "#ff7a6b"
POINT = "#ffd84d"
OUTPUT = "#8fd16f"
GRADIENT = "#ff9c45"
HELD = QUIET
SECANT = "#c9a4f5"

MARKS = (POINT, GRADIENT, SECANT, OUTPUT, X, Y)
"""Colours of several marked points side by side."""

RAMP = ("#3b6fd6", "#5cc7ee", "#8fd16f", "#ffd84d", "#ff7a6b")
"""From the lowest to the highest value."""

SYMBOLS = {
    "x": X,
    "t": X,
    "s": Y,
    "y": Y,
    "z": OUTPUT,
    "point": POINT,
    "output": OUTPUT,
    "gradient": GRADIENT,
    "held": HELD,
    "secant": SECANT,
    "step": X,
    "rise": OUTPUT,
    "quiet": QUIET,
    "value": FOREGROUND,
    "blue": X,
    "red": Y,
    "yellow": POINT,
    "green": OUTPUT,
    "orange": GRADIENT,
    "violet": SECANT,
    **{f"mark{k}": color for k, color in enumerate(MARKS)},
}
"""Colour of a labelled part of a formula: a symbol has one colour wherever it stands. What is no
symbol of the lecture takes the name of its colour."""

TITLE = 72.0
LARGE = 54.0
FORMULA = 40.0
RULE = 33.0
TEXT = 36.0
LABEL = 32.0
TICK = 27.0
"""Font sizes in manim's units; an em is size / 96 of a scene unit, at least 1/30 of the frame."""

CURVE_WIDTH = 5.0
LINE_WIDTH = 4.0
AXIS_WIDTH = 2.5
GRID_WIDTH = 1.2
DOT_RADIUS = 0.085
DOT_WIDTH = 200 * DOT_RADIUS
"""Diameter of a dot in manim's units of stroke width."""

MARGIN = 0.05
"""Share of the frame's width and height that text keeps clear of on every side."""
GAP = 0.28
"""Distance, in scene units, between things that belong together."""

SHEER = 0.4
"""Opacity of a surface that is to be seen through."""
ASIDE = 0.75
"""Opacity of text that steps back behind other text and can still be read."""

QUICK = 0.6
STEADY = 1.2
SLOW = 2.2
"""Durations in seconds of a small change, a step of a lesson, a transformation to be followed."""
CAMERA_MOVE = SLOW
"""Seconds in which the camera moves to another viewpoint."""
HELD_STILL = 1.0
"""Seconds for which the end of a beat stands at least."""
