"""Footing: a marked point lies on something that is drawn, not beside it.

In space on a surface, a curve, or the floor; in a plot with a graph on one of its curves.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import dots_of
from pipeline.lint.figure.sheets import Sheet
from pipeline.lint.figure.shot import Shot
from pipeline.lint.figure.strokes import points_along
from pipeline.lint.rules import Violation
from scenes._kit import theme
from scenes._kit.plane.plot import PlotCurve

_BESIDE = 0.08
"""Scene units from a point to what it lies on, at most."""


def loose_points(shot: Shot) -> Iterator[Violation]:
    """Marked points that lie on nothing that is drawn."""
    drawn = list(shot.drawn())
    for mobject, fixed in drawn:
        centers, radius = dots_of(mobject)
        if len(centers) != 1 or not np.isfinite(centers).all():
            continue
        if mobject.color.to_hex().upper() != theme.POINT.upper():
            continue
        flat = fixed or shot.camera.looks_straight_down
        others = [each for each, its in drawn if its == fixed]
        distance = _in_plot(centers[0], others) if flat else _in_space(shot, centers[0], others)
        if distance is not None and distance > max(radius, _BESIDE):
            amount = f"{distance:.2f} units from what is drawn, at most {max(radius, _BESIDE):.2f}"
            yield Violation("loose point", "", amount, distance)


def _in_plot(center: np.ndarray, others: list[Any]) -> float | None:
    """How far a dot is from the curves of its plot; None if no graph is drawn in it."""
    curves = [each for each in others if isinstance(each, PlotCurve) and len(each.points)]
    graphs = [each.plot.area for each in curves if each.function is not None]
    if not any(area.contains(center[None]).all() for area in graphs):
        return None
    return min(_nearest(center, points_along(each)) for each in curves)


def _in_space(shot: Shot, center: np.ndarray, others: list[Any]) -> float | None:
    """How far a point in space is from what is drawn there; None if there is no surface."""
    if not shot.meshes:
        return None
    found = [Sheet(mesh.grid).distance(center) for mesh in shot.meshes]
    for each in others:
        if isinstance(each, GridSheet) or (isinstance(each, ArrowField) and _is_level(each)):
            found.append(_from_floor(center, each))
        elif isinstance(each, ArrowField) or (isinstance(each, Curve3D) and not each.dash):
            found.append(_nearest(center, points_along(each)))
    return min(found)


def _is_level(arrows: ArrowField) -> bool:
    """Whether a field of arrows lies on a floor, which needs no grid then."""
    return len(arrows.points) > 2 and bool(np.ptp(arrows.points[:, 2]) == 0)


def _from_floor(center: np.ndarray, floor: GridSheet | ArrowField) -> float:
    low, high = np.nanmin(floor.points, axis=0), np.nanmax(floor.points, axis=0)
    return float(np.linalg.norm(center - np.clip(center, low, high)))


def _nearest(center: np.ndarray, points: np.ndarray) -> float:
    return float(np.nanmin(np.linalg.norm(points - center, axis=1), initial=np.inf))
