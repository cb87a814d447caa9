"""Colours, sizes and durations: defined nowhere else.

Free of manim, so that every module may import it. A test checks the colours' contrast with the
background: at least 4.5:1 (WCAG 2.1, 1.4.3).
"""

from __future__ import annotations

BACKGROUND = "#0f1318"
FOREGROUND = "#ece9e0"
MUTED = "#8d949e"
"""Axes, ticks, and variables held constant."""
GRID = "#2b333d"
FAINT = "#4a5563"

X = "#5cc7ee"
Y = "#ff7a6b"
POINT = "#ffd84d"
OUTPUT = "#8fd16f"
GRADIENT = "#ff9c45"
HELD = MUTED
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
    "muted": MUTED,
    "value": FOREGROUND,
    "blue": X,
    "red": Y,
    "yellow": POINT,
    "green": OUTPUT,
    "orange": GRADIENT,
    "violet": SECANT,
    **{f"mark{k}": color for k, color in enumerate(MARKS)},
}
"""The colours of labelled parts of formulas: a symbol has the same colour everywhere. Parts that
are no symbols are labelled with a colour's name."""

POINTS = 96
"""manim's points of font size to a scene unit."""
TITLE = 72.0
LARGE = 54.0
FORMULA = 44.0
RULE = 36.0
TEXT = 38.0
LABEL = 35.0
TICK = 32.0
SMALLEST = 27.0
"""Font sizes in manim's units; an em is size / 96 of a scene unit, at least 1/30 of the frame."""

CURVE_WIDTH = 6.0
LINE_WIDTH = 4.8
AXIS_WIDTH = 3.0
GRID_WIDTH = 1.4
DOT_RADIUS = 0.1
DOT_WIDTH = 200 * DOT_RADIUS
"""Diameter of a dot in manim's units of stroke width."""

MARGIN = 0.05
"""Share of the frame's width and height that is kept free of text on every side."""
CAPTIONS = 0.13
"""Share of the frame's height, at the bottom, over which players lay captions."""
GAP = 0.28
"""Distance between mobjects that belong together, in scene units."""

TRANSLUCENT = 0.4
"""Opacity of a translucent surface."""
FADED = 0.25
"""Opacity of what has been looked at and makes room for what is said of it."""
DIMMED = 0.75
"""Opacity of text that is in the background and still legible."""

QUICK = 0.6
MODERATE = 1.2
SLOW = 2.0
LONG = 3.4
"""Durations in seconds: of a small change, of a step of a lesson, of a transformation, and of what
is watched while it goes on: a mapping, a walk."""
CAMERA_MOVE = SLOW
"""Seconds that a camera move takes."""
MIN_HOLD = 1.0
"""The least time in seconds that the last picture of a beat stays."""
