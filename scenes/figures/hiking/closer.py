"""Map and land move to other places: to larger ones, when little else needs room, and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation, FadeIn, FadeOut, Group, Mobject, smooth

from engine.camera import EngineCamera
from engine.mobjects.place import is_in_frame
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions, safe_area
from scenes._kit.lesson.fades import visible
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.motion import CameraMotion
from scenes._kit.plane.plot import Plot
from scenes._kit.space.camera_move import MoveCamera
from scenes._kit.text.formula import Formula
from scenes.figures.hiking.landscape import Landscape

_ONE_ABOVE_OTHER = 0.9
"""They stand one above the other if they are at least so large then, compared with side by side:
that fills the frame."""
_LINES = 1.5
"""The height of two lines of formulas, in scene units."""


class MoveFigure(CameraMotion):
    """A figure fixed in the frame grows by a factor about a `pivot` (3,) that moves to a `goal`
    (3,); no line gets wider, no text larger."""

    def __init__(
        self, figure: Mobject, factor: float, pivot: np.ndarray, goal: np.ndarray, **kwargs: Any
    ) -> None:
        self.factor, self.pivot, self.goal = factor, pivot, goal
        style = {"run_time": theme.CAMERA_MOVE, "rate_func": smooth, **kwargs}
        super().__init__(figure, **style)

    def begin(self) -> None:
        family = self.mobject.get_family()
        texts = [each for each in family if isinstance(each, Formula)]
        middles = {id(part): text.get_center() for text in texts for part in text.get_family()}
        self.starts = [(each, np.array(each.points), middles.get(id(each))) for each in family]
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.share(alpha)
        middle = self.pivot + share * (self.goal - self.pivot)
        growth = self.factor**share
        for each, points, text in self.starts:
            if text is None:
                each.points = middle + growth * (points - self.pivot)
            else:
                each.points = points + middle + growth * (text - self.pivot) - text


class CloserLook:
    """Where map and land are as large as the frame holds both of them, with room for `notes`, the
    sources of two rows at most."""

    def __init__(self, landscape: Landscape, camera: EngineCamera, notes: Sequence[str]) -> None:
        self.landscape, self.camera = landscape, camera
        needed = max((Formula(each).width for each in notes), default=0.0)
        land = landscape.size_of_land(camera)
        self.notes, self.flat, self.land = _places(landscape.plot, land, needed)

    def moves(self, figure: Iterable[Mobject]) -> list[Animation]:
        """Animations that move map and land there, with all that is drawn on them, the `figure`."""
        plot = self.landscape.plot
        factor = min(self.flat.width / plot.width, self.flat.height / plot.height)
        places = factor, plot.get_center(), self.flat.center
        return _moves(self.landscape, self.camera, figure, places, self.land)


def move_to(views: Slot, lesson: Lesson[Any], landscape: Landscape) -> Group:
    """Moves map and land to a slot that they share, with all that is shown; the land's new axes."""
    flat, land = landscape.slots_in(views)
    old, new = landscape.plot.area, landscape.plot.area_in(flat)
    places = min(new.width / old.width, new.height / old.height), old.center, new.center
    moves = _moves(landscape, lesson.camera, visible(lesson.mobjects), places, land)
    lesson.play(*moves)
    lesson.add(*moves[0].mobject)  # what moved as one is again many
    return landscape.axes


def _moves(
    landscape: Landscape,
    camera: EngineCamera,
    figure: Iterable[Mobject],
    places: tuple[float, np.ndarray, np.ndarray],
    land: Slot,
) -> list[Animation]:
    """Animations that move the map by a factor about a pivot to a goal, its `places`, and the land
    into a slot, with all that is drawn on them, the `figure`; what follows the walk goes on doing
    so there."""
    on_map, gone = Group(*filter(is_in_frame, _parts(figure))), FadeOut(landscape.axes)
    factor, pivot, goal = places
    landscape.settle(goal - factor * pivot, factor, landscape.view_in(land, camera), camera)
    return [
        MoveFigure(on_map, *places),
        MoveCamera(camera, landscape.viewpoint),
        gone,
        FadeIn(landscape.axes),
    ]


def _places(plot: Plot, land: np.ndarray, needed: float) -> tuple[Slot, Slot, Slot]:
    """Slots for two lines of notes, for the map, now as large as the plot, and for the land, now of
    the size `land` (2,): both grow by the same factor. Side by side, the lines are above the map,
    unless it is narrower than `needed`; else above both."""
    area = safe_area()
    lines, below = area.rows(_LINES / area.height)
    (width, height), (land_width, land_height) = (plot.width, plot.height), land
    widths, heights = width + land_width, height + land_height
    high = min(below.height / height, above_captions(area).height / land_height)
    beside = min((area.width - theme.GAP) / widths, high)
    room = above_captions(below)
    above = min((room.height - theme.GAP) / heights, room.width / max(width, land_width))
    if above > _ONE_ABOVE_OTHER * beside:
        flat, steep = below.rows(height / heights)
        return lines, flat, above_captions(steep)
    share = min(width / widths, width * below.height / height / area.width)
    flat, _ = below.columns(share)
    over_map = lines.columns(share)[0]
    fits = needed <= over_map.width
    is_high = fits and beside * land_height > above_captions(below).height
    _, steep = (area if is_high else below).columns(share)
    return over_map if fits else lines, flat, above_captions(steep)


def _parts(figure: Iterable[Mobject]) -> Iterator[Mobject]:
    """The mobjects of a figure, without the groups that hold some in the frame and others not."""
    for each in figure:
        if is_in_frame(each) or not each.submobjects:
            yield each
        else:
            yield from _parts(each.submobjects)
