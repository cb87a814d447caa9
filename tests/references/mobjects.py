"""The engine's mobjects, each kind shown in what sets it apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import DEGREES, Arrow, Circle, Dot3D, Line, Mobject, Square

from engine.drawing.painter import Painter
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.place import in_frame, in_world
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit.text.formula import Formula, words
from tests.engine.canvas import Canvas, height_grid
from tests.references.specimens import SIZE

ASLANT = {"phi": 65 * DEGREES, "theta": -50 * DEGREES, "zoom": 1.3}
RAMP = ("#20407f", "#50b0a0", "#ffd060")


def surface() -> Sequence[Mobject]:
    """Coloured by height, grid lines, gaps, faded beyond a plane; what leaps is cut off."""
    points = height_grid(lambda x, y: np.sin(2 * x) * np.cos(y) + 0.5, span=2.5, count=49)
    points[20:23, 30:34] = np.nan
    hill = SurfaceMesh(points, lines=(8, 8)).color_by_height(RAMP).clip((1, 0.4, 0), (1, 0, 0))
    pole = height_grid(lambda x, y: 0.6 / (y - x + 0.02), span=1.2, count=41) - [3.4, 0, 0]
    return [hill, SurfaceMesh(pole, color="#c05070", height_range=(-1.2, 1.2))]


def translucent() -> Sequence[Mobject]:
    """What is behind a veil: a wall, a curve, another veil."""
    wall = SurfaceMesh(height_grid(lambda x, y: 0.4 * y), color="#ff8844")
    veil = SurfaceMesh(
        height_grid(lambda x, y: 1 - (x * x + y * y) / 3), color="#4488ff", opacity=0.4
    )
    angles = np.linspace(0, 4 * np.pi, 200)
    helix = np.stack([np.cos(angles), np.sin(angles), angles / 5 - 1], axis=1)
    return [wall, veil, Curve3D(1.5 * helix, color="#ffffff")]


def lines() -> Sequence[Mobject]:
    """Joins, dashes, gaps, colours and widths of lines; dots; a bent grid."""
    t = np.linspace(-1, 1, 121)
    zigzag = np.array([[-6, 2.5], [-4.5, 3.3], [-5.5, 2.2], [-3, 3.2]])
    wave = np.stack([5 * t, np.sin(6 * t) - 2.8], axis=1)
    wave[50:56] = np.nan
    ramp = np.stack([t / 2 + 0.5, 0.5 - t / 2, 0 * t + 0.8, 0 * t + 1], axis=1)
    grid = GridSheet.from_values(np.arange(-2, 3), np.arange(-2, 3), color="#50b0a0")
    grid.apply_function(lambda p: np.array([p[0] + p[1] ** 2 / 4 + 3, 0.7 * p[1] + p[0] / 4, 0]))
    shades = np.linspace(0.2, 1, 9)[:, None] * [1, 1, 0.4, 0] + [0, 0, 0, 1]
    dots = Points(np.stack([np.linspace(-6, -2, 9), np.zeros(9)], axis=1), colors=shades, width=20)
    dashed = Curve3D([[-6, 1], [-1, 1.5]], dash=(0.3, 0.15), stroke_width=6, color="#ffd060")
    thick = Curve3D(zigzag, stroke_width=24, color="#c05070", opacity=0.6)
    return [thick, dashed, Curve3D(wave, colors=ramp), grid, dots, Curve3D([[-6, -1], [-1, -1.1]])]


def arrows() -> Sequence[Mobject]:
    """A field coloured by length, in the plane and upright."""
    x, y = (each.ravel() for each in np.meshgrid(np.linspace(-3, 3, 13), np.linspace(-2, 2, 9)))
    flat = np.stack([x, y, 0 * x], axis=1)
    turning = np.stack([-y, x, 0 * x], axis=1)
    upright = np.array([[0, 0, 0], [1, 1, 0], [2, -1, 0]])
    up = ArrowField(upright, upright * 0 + [0, 0, 1.5], color="#ffffff", stroke_width=8)
    return [ArrowField(flat, turning, ramp=RAMP, lengths=np.full(len(x), 0.4)), up]


def world() -> Sequence[Mobject]:
    """manim's own shapes hide each other; labels face the viewer; what is in the frame stays."""
    floor = Square(4, color="#50b0a0", fill_opacity=0.5)
    post = Line((0, 0, -1), (0, 0, 2), color="#ffd060")
    ring = Circle(1.2, color="#c05070", fill_opacity=0.8).rotate(
        90 * DEGREES, np.array([1.0, 0, 0])
    )
    arrow = Arrow((-3, -2, 0), (2, 1, 1), color="#ffffff", buff=0)
    label = in_world(words("in the world").move_to((0, 0, 2)))
    fixed = in_frame(Square(0.8, color="#4488ff", fill_opacity=1).move_to((-6, 3, 0)))
    text = Formula("x^2").move_to((6, -3, 0))
    return [floor, post, ring, arrow, Dot3D(np.array([2.0, -2, 0])), label, fixed, text]


MOBJECTS: dict[str, tuple[Callable[[], Sequence[Mobject]], dict[str, float]]] = {
    "mobjects.surface": (surface, ASLANT),
    "mobjects.translucent": (translucent, ASLANT),
    "mobjects.lines": (lines, {}),
    "mobjects.arrows": (arrows, ASLANT),
    "mobjects.world": (world, ASLANT),
}


def drawn(name: str) -> np.ndarray:
    """The picture of some mobjects, RGB, uint8."""
    make, view = MOBJECTS[name]
    canvas = Canvas(Painter(SIZE))
    picture = canvas.draw(*make(), camera=canvas.camera(**view))
    return picture[..., :3].astype(np.uint8)
