"""A hiker on the map and on the land at once: where he is depends on one number, `walked`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Group, Mobject, ValueTracker, VGroup

from calclib.framing.hike import Hike
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from engine.mobjects.points import Points
from scenes._kit import theme
from scenes._kit.plane.plot import Plot, PlotCurve
from scenes._kit.plane.right_angles import right_angle
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes.figures.hiking.landscape import Landscape

Place = Callable[[np.ndarray], np.ndarray]
HALFWAY, NEARLY, ARRIVED = 0.6, 0.97, 1.0
"""Shares of a way."""
PAIR = ("gradient", "secant")
"""The symbols in whose colours the ways of two hikers are drawn."""
_ABOVE = 0.3
"""How far what lies on the land is drawn towards the viewer."""
_APART = 0.32
"""Signs of right angles nearer to each other or to the end than this, in scene units, are left
out."""


class Hiker:
    """A dot and the way behind it, in both views; all of it follows the tracker `walked`."""

    def __init__(self, landscape: Landscape, hike: Hike, paint: str = "gradient") -> None:
        self.landscape, self.hike, self.paint = landscape, hike, paint
        self.walked = ValueTracker(0.0)

    @property
    def share(self) -> float:
        """The share of the way that lies behind him."""
        return float(np.clip(self.walked.get_value(), 0.0, 1.0))

    @property
    def end_value(self) -> str:
        """f at the end of the way, in the colour of the way."""
        ends = [notation.part(self.paint, notation.value(x)) for x in self.hike.points[-1]]
        return f"f{notation.vector(ends)}"

    def markers(self) -> Group:
        """The hiker, on the map and on the land."""
        here = lambda: self.hike.at(self.share)[None]  # noqa: E731
        rims, dots = self._both(here, self._rim), self._both(here, self._dot)
        return Group(*rims, *dots)

    def ways(self) -> Group:
        """The way behind him, on the map and on the land."""
        return self._both(lambda: self.hike.path_to(self.share), self._line)

    def chord(self) -> Mobject:
        """The straight line from the start to the end of the way, dashed, on the map."""
        ends = self.landscape.on_map(self.hike.points[[0, -1]])
        style = {"stroke_width": theme.AXIS_WIDTH, "color": theme.QUIET, "dash": (0.12, 0.1)}
        return in_frame(Curve3D(ends, **style))

    def right_angles(self) -> VGroup:
        """The sign of the right angle at each level curve of the map, once he has crossed it."""
        marks, taken = VGroup(), [self.landscape.on_map(self.hike.points[-1])]
        for share in self.hike.crossing_shares(self.landscape.levels):
            here, ahead = (self.hike.at(each) for each in (share, min(1.0, share + 1e-3)))
            place = self.landscape.on_map(here)
            if min(np.linalg.norm(taken - place, axis=1)) < _APART:
                continue
            mark = right_angle(place, (ahead - here)[:2])
            taken.append(place)
            mark.add_updater(lambda m, at=share: m.set_stroke(opacity=float(self.share >= at)))
            marks.add(mark)
        return in_frame(marks.update())

    def profile(self, plot: Plot) -> PlotCurve:
        """The height over the way that he has gone, in a plot of both."""
        curve = plot.curve(lambda seen: [self._profile(seen)], color=theme.OUTPUT)
        return in_frame(curve.add_updater(lambda m: m.redraw()))

    def profile_dot(self, plot: Plot) -> Mobject:
        """The hiker on his profile, as far as that is shown."""
        dot = plot.dot(self._profile(plot.window)[-1], color=theme.POINT)
        return in_frame(
            dot.add_updater(lambda m: m.move_to(plot.place_of(self._profile(plot.window)[-1])))
        )

    def _profile(self, seen: Window) -> np.ndarray:
        """Length and height (n, 2) of the way so far, up to where it leaves the window."""
        rows = self.hike.profile(self.share)
        return rows[: max(1, int((rows[:, 1] <= seen.y[1]).sum()))]  # heights never fall

    def _both(
        self, points: Callable[[], np.ndarray], make: Callable[[np.ndarray, bool], ArrayMobject]
    ) -> Group:
        """What is made of points (n, 3) of the terrain, in both views; it follows them."""
        pair = []
        for place, framed in ((self.landscape.on_map, True), (self.landscape.on_land, False)):
            mobject = make(place(points()), framed)

            def follow(m, place: Place = place) -> None:
                m.points = place(points())

            mobject.add_updater(follow)
            pair.append(in_frame(mobject) if framed else mobject)
        return Group(*pair)

    def _rim(self, places: np.ndarray, framed: bool) -> Points:
        rim = Points(places, width=1.7 * theme.DOT_WIDTH, color=theme.BACKGROUND)
        rim.depth_bias = 0.0 if framed else 1.1 * _ABOVE
        return rim

    def _dot(self, places: np.ndarray, framed: bool) -> Points:
        dot = Points(places, width=1.2 * theme.DOT_WIDTH, color=theme.POINT)
        dot.depth_bias = 0.0 if framed else 1.2 * _ABOVE
        return dot

    def _line(self, places: np.ndarray, framed: bool) -> Curve3D:
        color = theme.SYMBOLS[self.paint]
        line = Curve3D(places, stroke_width=theme.CURVE_WIDTH, color=color)
        line.depth_bias = 0.0 if framed else _ABOVE
        return line


def standing(mobjects: Sequence[Mobject]) -> list[Mobject]:
    """What of a scene can be seen: everything but its trackers."""
    return [each for each in mobjects if not isinstance(each, ValueTracker)]
