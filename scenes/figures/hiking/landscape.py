"""A terrain twice: as a map with level curves, fixed in the frame, and as a surface in space."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from manim import Group

from calclib import ScalarField
from calclib.arrays import Region
from calclib.framing.hike import Hike
from calclib.framing.levels import inner_levels, with_level_on_long_way
from calclib.framing.terrains import terrain_heights
from calclib.framing.windows.poles import pole_curves
from calclib.geometry.level_curves import LevelCurve, parts_within
from engine.camera import EngineCamera
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions
from scenes._kit.plane.level_lines import level_lines
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.space.axes import Axis, axes_among
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.box import Box, equal_scale_size
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import Viewpoint, seen_from
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.hiking.sightlines import best_direction

_HEIGHT = 3.1
"""The height of the surface, in scene units; its floor is about 5.5 wide."""
_INSET = (0.3, 0.15)
_MAP_EDGES = (1.2, 1.4)
"""Width and height that names and numbers take from a map's slot, about, in scene units."""
_LEAST_MAP = 0.36
"""The share of the width that a map has at least."""
_WIDEST = 1.15
"""The largest width to height of a region that is chosen: one about as high as it is wide is seen
largest both on the map and in space."""
_SAMPLES = 41
"""Points along each side that stand for the surface where it is fitted into its slot."""
_DASH = (0.12, 0.1)


class Landscape:
    """The map beside the surface, or above it, in a slot that they share.

    The map is as wide as it needs to be as high as the slot, half of it at most; the surface has
    the rest. What the map shows, `mapped`, may be wider or higher than the region of the surface.
    Points of the terrain are arrays (n, 3) of x, y and height; `map_places` and `surface_places`
    map them to the two views. Heights outside the box (at a pole) have no place on the surface.
    """

    def __init__(
        self,
        field: ScalarField,
        region: Region,
        camera: EngineCamera,
        views: Slot,
        paths: Sequence[np.ndarray] = (),
    ) -> None:
        self.field, self.region = field, region
        first, second = map(notation.symbol, field.variables)
        map_slot, room = self.slots_in(views)
        self.plot = Plot(map_slot, Window(*region), (first, second), true_to_scale=True)
        climbs = [(float(field(*path[0])), float(field(*path[-1]))) for path in paths]
        self.heights = terrain_heights(field, region, climbs)
        size = equal_scale_size(region, _HEIGHT)
        box = Box(region, self.heights, size=size)
        distance = camera.get_focal_distance()
        self.direction, turns = best_direction(field, box, paths, distance)
        self.space = Space(region, self.heights, size=size, quarter_turns=turns)
        self.levels = inner_levels(self.heights, climbs)
        for path in paths:
            lengths = np.append(0.0, np.hypot(*np.diff(path, axis=0).T).cumsum())
            self.levels = with_level_on_long_way(
                self.levels, self.heights, lengths, np.asarray(field(*path.T))
            )
        window = self.plot.window
        self.mapped: Region = window.x, window.y
        self.curves: Sequence[LevelCurve] = field.level_curves(self.levels, self.mapped)
        self.viewpoint = self.view_in(room, camera)
        self.axes = self.axes_seen_from(self.viewpoint, camera)

    def slots_in(self, views: Slot) -> tuple[Slot, Slot]:
        """Slots for the map and for the land in a slot that they share."""
        flat, room = views.halves(_map_share(views, self.region))
        if not views.holds_two:  # no wider than the region of the land
            flat = flat.at_most(_map_width(flat, self.region))
        return flat, above_captions(room)

    @property
    def unit(self) -> float:
        """Scene units of the map per unit of the plane."""
        return self.plot.area.width / (self.plot.window.x[1] - self.plot.window.x[0])

    def settle(
        self, shift: np.ndarray, factor: float, view: Viewpoint, camera: EngineCamera
    ) -> None:
        """Takes note that the map is magnified about the frame's middle and shifted, and
        the land seen from another viewpoint, with other axes."""
        old = self.plot.area
        (x, y, _), sizes = shift + factor * old.center, (factor * old.width, factor * old.height)
        self.plot.area = Slot(float(x), float(y), *sizes)
        self.viewpoint, self.axes = view, self.axes_seen_from(view, camera)

    def profile_window(self, hike: Hike) -> Window:
        """The window of a path's profile."""
        low, high = float(hike.values[0]), float(hike.values[-1])
        room = 0.12 * (high - low)
        return Window((0.0, 1.03 * hike.length), (low - room, high + room))

    def map_places(self, points: np.ndarray) -> np.ndarray:
        """Places (n, 3) in the frame."""
        return self.plot.place_of(np.asarray(points)[..., :2])

    def surface_places(self, points: np.ndarray) -> np.ndarray:
        """Places (n, 3) in space; NaN for points outside the box."""
        points = np.array(points, dtype=float)
        low, high = self.heights
        room = 0.02 * (high - low)
        points[(points[..., 2] > high + room) | (points[..., 2] < low - room)] = np.nan
        return self.space.place_of(points)

    def view_in(self, room: Slot, camera: EngineCamera) -> Viewpoint:
        """The viewpoint that shows the land with its axes as large as a slot holds them; labels
        reach beyond it at its sides, not below it."""
        places, inner = self._surface_sample(), room.inset(*_INSET)
        view = self.space.fit_with_names(camera, inner, *self.direction, places)
        axes = axes_among(self.axes_seen_from(view, camera))
        texts = [text for axis in axes for text in _texts(axis)]
        shown = seen_from(camera, view, np.array([text.get_center() for text in texts]))
        lowest = min(y - text.height / 2 for y, text in zip(shown[:, 1], texts, strict=True))
        if lowest >= room.bottom:
            return view
        inner = inner.without_bottom(room.bottom - lowest)
        return self.space.fit_with_names(camera, inner, *self.direction, places)

    def axes_seen_from(self, view: Viewpoint, camera: EngineCamera) -> Group:
        """The axes of the land, their labels placed beside it for a viewpoint."""
        axes = self.space.axes_of(self.field)
        arrange_labels(axes, camera, view, drawn=self._surface_sample())
        return axes

    def size_of_land(self, camera: EngineCamera) -> np.ndarray:
        """Width and height (2,) of the land with its axes and their labels, in the frame."""
        places = np.vstack([self.space.ends_of_axes(), self._surface_sample()])
        shown = [seen_from(camera, self.viewpoint, places)[:, :2]]
        for text in (text for axis in axes_among(self.axes) for text in _texts(axis)):
            middle = seen_from(camera, self.viewpoint, text.get_center()[None])[:, :2]
            half = np.array([text.width, text.height]) / 2
            shown += [middle - half, middle + half]
        return np.ptp(np.vstack(shown), axis=0)

    def _surface_sample(self) -> np.ndarray:
        """Places (n, 3) all over the surface."""
        sides = [np.linspace(low, high, _SAMPLES) for low, high in self.region]
        x, y = (side.ravel() for side in np.meshgrid(*sides))
        with np.errstate(all="ignore"):
            places = self.surface_places(np.column_stack([x, y, self.field(x, y)]))
        return places[np.isfinite(places).all(axis=1)]

    def map(self) -> Group:
        """The map: the plane with dashed poles, and its level curves."""
        return Group(Group(in_frame(self.plot), *self._poles()), self.level_lines)

    @cached_property
    def level_lines(self) -> Curve3D:
        """The level curves on the map, coloured by height."""
        width = theme.LINE_WIDTH * 0.75
        return in_frame(level_lines(self.curves, self.map_places, self.heights, stroke_width=width))

    def _poles(self) -> list[Curve3D]:
        style = {"stroke_width": theme.AXIS_WIDTH, "color": theme.MUTED, "dash": _DASH}
        curves = pole_curves(self.field, self.mapped)
        return [in_frame(Curve3D(self.map_places(line), **style)) for line in curves]

    def surface(self) -> Group:
        """The surface with the same level curves upon it, and its axes."""
        return Group(self.axes, self.space.graph(self.field), self.lines_on_land)

    @cached_property
    def lines_on_land(self) -> Curve3D:
        """The level curves on the surface."""
        curves = parts_within(self.curves, self.region)
        return level_lines(curves, self.surface_places, color=theme.BACKGROUND, opacity=0.6)


def _texts(axis: Axis) -> list[Formula]:
    return [*axis.numbers, axis.name_label]


def map_aspect(views: Slot) -> float:
    """The width to height of a region that suits map and land in a slot that they share."""
    view, _ = views.halves(gap=0)
    return min(_WIDEST, view.width / view.height)


def _map_share(views: Slot, region: Region) -> float:
    """The share of two views that the map of a region has, if they stand side by side."""
    if not views.holds_two:
        return 0.5
    return float(np.clip(_map_width(views, region) / views.width, _LEAST_MAP, 0.5))


def _map_width(slot: Slot, region: Region) -> float:
    """The width that the map of a region needs to be as high as a slot."""
    (x0, x1), (y0, y1) = region
    return (slot.height - _MAP_EDGES[1]) * (x1 - x0) / (y1 - y0) + _MAP_EDGES[0]
