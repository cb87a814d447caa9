"""Layers: no two surfaces, and no two layers of one, fight for one depth."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations_with_replacement

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.mobjects.surface import SurfaceMesh
from pipeline.lint.figure.sheets import Sheet
from pipeline.lint.figure.shot import Shot
from pipeline.lint.rules import Violation

_PATCH = 0.5
"""The area, in square scene units, in which surfaces may touch."""
_FADED = 0.3
"""What a clip plane fades to less is not there."""


def fighting_layers(shot: Shot) -> Iterator[Violation]:
    """Surfaces differ in depth, but where they touch."""
    sheets = [Sheet(visible_grid(shot, mesh)) for mesh in shot.meshes]
    for one, other in combinations_with_replacement(sheets, 2):
        area = one.shared_with(other)
        if area > _PATCH:
            what = "two layers of a surface" if one is other else "two surfaces"
            amount = f"{what} in one place, over {area:.1f} square units"
            yield Violation("fighting layers", "", amount, area)


def visible_grid(shot: Shot, mesh: SurfaceMesh) -> np.ndarray:
    """The points (n, m, 3) of a surface, as large as they are seen; NaN outside the frame, and
    where a height range or a clip plane leaves none."""
    half = np.array(shot.camera.frame_size) / 2
    places = shot.places(mesh.points, fixed=False)
    grid = mesh.grid.copy()
    low, high = mesh.height_range
    with np.errstate(invalid="ignore"):
        cut = (grid[..., 2] < low) | (grid[..., 2] > high)
        if mesh.fade_beyond[0] < _FADED:
            cut |= grid @ mesh.plane[:3] > mesh.plane[3]
        outside = ~(np.abs(places) <= half).all(axis=1)
    grid[cut | outside.reshape(mesh.shape)] = np.nan
    return grid * shot.camera.get_zoom()
