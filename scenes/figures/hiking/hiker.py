"""A hiker on the map and on the surface at once, updated from one tracker, `progress`."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from manim import Group, Mobject, ValueTracker, VGroup, linear

from calclib.framing.hike import Hike
from calclib.numeric.kinks import kinks
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from engine.mobjects.points import Points
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.names import ARC_LENGTHS, free_letter, function_name
from scenes._kit.plane.plot import Plot, PlotCurve
from scenes._kit.plane.right_angles import SIDE
from scenes._kit.text import notation
from scenes.figures.hiking.crossings import Crossings
from scenes.figures.hiking.landscape import Landscape

Places = Callable[[float], np.ndarray]
"""Gives places (n, 3) at a share of the path."""
_SHARES_REMEMBERED = 4
"""A path, its rim, and the copies between which they fade, ask for the same share in a frame."""
FIRST_PART, NEAR_END, ARRIVED = 0.6, 0.97, 1.0
"""Shares of the path."""
_SLOW_SHARE = 0.25
"""The part of the rest of the path that is walked while one looks."""
_HALFWAY = FIRST_PART + _SLOW_SHARE * (1 - FIRST_PART)
"""Where the hiker stands at the end of the first part."""
PATH_COLORS = ("gradient", "secant")
"""The labels in whose colours the paths of two hikers are drawn."""
_PATH_WIDTH = 1.4 * theme.CURVE_WIDTH
_RIM = 1.8
"""The width of a path's dark rim to that of the path."""
_DEPTH_BIAS = 0.3
"""The depth bias of what lies on the surface."""
_ALONG = 0.95
"""A path along the gradient has at least this cosine of the angle with it."""
_LOOKED_AT = np.linspace(0.02, 0.96, 48)
"""Shares of a path at which it is compared with the gradient."""
_ON_RIDGE = 0.05
"""A path that leaves the gradient on this share of its length follows a ridge."""
_STEP_SHARE = 1e-3
"""A short part of a path, whose direction is the path's."""
_MARK_SPACING = 0.5
"""The least distance of right-angle marks from each other and from the end, in scene units."""
_CLEAR = 0.6 * theme.DOT_WIDTH / 100 + np.sqrt(2) * SIDE
"""The least distance of such a mark, once crossed, from where the hiker stands meanwhile."""


class Hiker:
    """A dot and the path behind it, in both views; updated from the tracker `progress`."""

    def __init__(self, landscape: Landscape, hike: Hike, color_label: str = "gradient") -> None:
        self.landscape, self.hike, self.color_label = landscape, hike, color_label
        self.progress = ValueTracker(0.0)

    @property
    def share(self) -> float:
        """The share of the path that has been walked."""
        return min(max(float(self.progress.get_value()), 0.0), 1.0)

    def walk_to(self, share: float) -> Any:
        """The animation of a walk up to a share of the path."""
        walking: Any = self.progress.animate
        return walking(rate_func=linear).set_value(share)

    def walk_on(self) -> Any:
        """The animation of a walk on while its way so far is looked at: a part of what is left."""
        return self.walk_to(self.share + _SLOW_SHARE * (1 - self.share))

    @property
    def end_value(self) -> str:
        """f at the end of the path, in the path's colour."""
        written = notation.coordinates(self.hike.points[-1])
        ends = [notation.part(self.color_label, each) for each in written]
        return f"{function_name()}{notation.vector(ends)}"

    def markers(self) -> Group:
        """The hiker, on the map and on the surface."""
        here = self._places(lambda share: self.hike.at(share)[None])
        rims, dots = self._both(here, self._rim), self._both(here, self._dot)
        return Group(*rims.set_z_index(1), *dots.set_z_index(2))  # over arrows at the same place

    def profile_plot(self, slot: Slot) -> Plot:
        """The plot of the height against the length of the path."""
        names = (free_letter(*ARC_LENGTHS), notation.symbol("z"))
        return Plot(slot, self.landscape.profile_window(self.hike), names)

    def paths(self) -> Group:
        """The path walked so far, on the map and on the surface, with a dark rim."""
        walked = self._places(self.hike.path_to)
        return Group(*self._both(walked, self._line_rim), *self._both(walked, self._line))

    @cached_property
    def _crossings(self) -> Crossings:
        return Crossings(self.landscape, self.hike)

    def chord(self) -> list[Mobject]:
        """The dashed straight line from start to end of the path, on the map; none where the path
        would cover much of it."""
        if self.hike.is_straight or not self._crossings.shows_chord:
            return []
        ends = self.landscape.map_places(self.hike.points[[0, -1]])
        style = {"stroke_width": theme.AXIS_WIDTH, "color": theme.FOREGROUND, "dash": (0.12, 0.1)}
        return [in_frame(Curve3D(ends, **style))]

    def right_angles(self) -> VGroup:
        """Right-angle marks at the level curves of the map, visible once they are crossed; none
        where it would touch path, hiker or another one, or level curves are bent or dense."""
        stands = self.landscape.map_places(self.hike.at(_HALFWAY))
        marks, used = VGroup(), [self.landscape.map_places(self.hike.points[-1])]
        mark_share = SIDE / (self.landscape.unit * (self.hike.length or 1.0))
        for share in self.hike.crossing_shares(self.landscape.levels):
            place = self.landscape.map_places(self.hike.at(share))
            is_near = min(np.linalg.norm(used - place, axis=1)) < _MARK_SPACING
            is_near |= share < _HALFWAY and np.linalg.norm(stands - place) < _CLEAR
            if is_near or not all(map(self._climbs_straight, (share, share + mark_share))):
                continue
            mark = self._crossings.mark(place, self.hike.at(share)[2], self._step(share))
            if mark is None:
                continue
            used.append(place)
            mark.add_updater(lambda m, crossing=share: self._show_crossed(m, crossing))
            marks.add(mark)
        return in_frame(marks.update())

    def _show_crossed(self, mark: Any, crossing: float) -> None:
        """Shows a mark once its crossing is reached."""
        opacity = float(self.share >= crossing)
        if mark.get_stroke_opacity() != opacity:
            mark.set_stroke(opacity=opacity)

    @property
    def follows_ridge(self) -> bool:
        """Whether a part of the path lies on a sharp ridge, where there is no gradient."""
        if not kinks(self.landscape.field.tree, self.landscape.field.variables):
            return False
        off = [not self._climbs_straight(share) for share in _LOOKED_AT]
        return float(np.mean(off)) >= _ON_RIDGE

    def _step(self, share: float) -> np.ndarray:
        """A short step (2,) along the path, in the plane."""
        here, ahead = map(self.hike.at, (min(share, 1 - _STEP_SHARE), min(share + _STEP_SHARE, 1)))
        return (ahead - here)[:2]

    def _climbs_straight(self, share: float) -> bool:
        """Whether the path leads along the gradient; not on a ridge where the gradient jumps."""
        with np.errstate(all="ignore"):
            gradient = self.landscape.field.gradient()(*self.hike.at(share)[:2])
        step = self._step(share)
        return bool(gradient @ step > _ALONG * np.hypot(*gradient) * np.hypot(*step))

    def profile(self, plot: Plot) -> PlotCurve:
        """The height against the path's length so far, as a curve in a plot."""
        curve = plot.curve(lambda _: [self.hike.profile(self.share)], color=theme.OUTPUT)
        return in_frame(curve.add_updater(lambda m: m.redraw()))

    def profile_dot(self, plot: Plot) -> Mobject:
        """The hiker on the profile."""
        here = lambda: self.hike.profile(self.share)[-1]  # noqa: E731
        dot = plot.dot(here(), color=theme.POINT)
        return in_frame(dot.add_updater(lambda m: m.move_to(plot.place_of(here()))))

    def _places(self, points: Callable[[float], np.ndarray]) -> tuple[Places, Places]:
        """Where points (n, 3) of the terrain, those at a share of the path, are in both views."""
        shared = lru_cache(_SHARES_REMEMBERED)(points)
        on_map, on_land = self.landscape.map_places, self.landscape.surface_places
        return lambda share: on_map(shared(share)), lambda share: on_land(shared(share))

    def _both(
        self, places: tuple[Places, Places], make: Callable[[np.ndarray, bool], ArrayMobject]
    ) -> Group:
        """Mobjects at places (n, 3) in both views, updated with the share of the path."""
        pair = []
        for at, framed in zip(places, (True, False), strict=True):
            mobject = make(at(self.share), framed)

            def update(m, at: Places = at) -> None:
                m.points = at(self.share).copy()

            mobject.add_updater(update)
            pair.append(in_frame(mobject) if framed else mobject)
        return Group(*pair)

    def _rim(self, places: np.ndarray, framed: bool) -> Points:
        rim = Points(places, width=1.7 * theme.DOT_WIDTH, color=theme.BACKGROUND)
        rim.depth_bias = 0.0 if framed else 1.1 * _DEPTH_BIAS
        return rim

    def _dot(self, places: np.ndarray, framed: bool) -> Points:
        dot = Points(places, width=1.2 * theme.DOT_WIDTH, color=theme.POINT, ring=True)
        dot.depth_bias = 0.0 if framed else 1.2 * _DEPTH_BIAS
        return dot

    def _line_rim(self, places: np.ndarray, framed: bool) -> Curve3D:
        rim = Curve3D(places, stroke_width=_RIM * _PATH_WIDTH, color=theme.BACKGROUND)
        rim.depth_bias = 0.0 if framed else 0.9 * _DEPTH_BIAS
        return rim

    def _line(self, places: np.ndarray, framed: bool) -> Curve3D:
        color = theme.SYMBOLS[self.color_label]
        line = Curve3D(places, stroke_width=_PATH_WIDTH, color=color)
        line.depth_bias = 0.0 if framed else _DEPTH_BIAS
        return line
