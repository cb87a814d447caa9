"""A sheet that lies on itself is drawn once; a tube is not opened along its seam."""

from __future__ import annotations

import numpy as np
from manim import Scene

from engine.mobjects.surface import SurfaceMesh
from scenes.figures.mapping.moving_lines import bending

NODES = np.linspace(-1, 1, 41)
X, Y = np.meshgrid(NODES, NODES, indexing="ij")


def bent(*outputs: np.ndarray) -> np.ndarray:
    """The mesh (n, m, 3) that is left when a flat one has become these outputs."""
    flat = SurfaceMesh(np.stack([X, Y, 0 * X], axis=-1))
    turn = bending(flat, SurfaceMesh(np.stack(outputs, axis=-1)))
    turn.begin()
    turn.interpolate(1)
    turn.finish()
    turn.clean_up_from_scene(Scene())
    return flat.grid


def test_half_of_a_sheet_on_the_other_half_is_dropped() -> None:
    grid = bent(X**2, X * Y, Y**2)
    assert np.isfinite(grid[:, :20]).all()
    assert np.isnan(grid[:, 23:]).all()


def test_a_tube_keeps_its_seam() -> None:
    grid = bent(np.cos(np.pi * X), np.sin(np.pi * X), Y)
    assert np.isfinite(grid).all()


def test_a_sheet_that_lies_nowhere_on_itself_is_whole() -> None:
    assert np.isfinite(bent(X, Y, X * Y)).all()
