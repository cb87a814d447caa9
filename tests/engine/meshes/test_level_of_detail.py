"""Cells are merged where that is invisible, along u and v separately."""

from __future__ import annotations

import numpy as np
import pytest

from engine.meshes.level_of_detail import MAX_PIXEL_ERROR, detail_error
from engine.meshes.tessellation import cells
from tests.engine.canvas import TILTED, Canvas, height_grid


@pytest.mark.parametrize(
    ("height", "strides"),
    [
        (lambda x, y: 0.5 * x - y, (2, 2)),
        (lambda x, y: np.sin(3 * x), (1, 2)),
        (lambda x, y: np.sin(3 * y), (2, 1)),
        (lambda x, y: np.sin(3 * x) * np.sin(3 * y), (1, 1)),
    ],
)
def test_only_curved_directions_keep_their_points(canvas: Canvas, height, strides) -> None:
    view = canvas.camera(**TILTED).view()
    error = detail_error(height_grid(height), None)
    assert error.strides(view, 1080) == strides


def test_the_error_is_that_of_the_dropped_points() -> None:
    error = detail_error(height_grid(lambda x, y: x * x, count=9), None)
    assert error.u == pytest.approx(0.5**2)  # of a parabola: the step squared
    assert (error.v, error.both) == pytest.approx((0, 0.25))


def test_large_pictures_and_close_views_need_more_points(canvas: Canvas) -> None:
    bowl = detail_error(height_grid(lambda x, y: 0.4 * x * x + 0.4 * y * y, count=97), None)
    view, near = canvas.camera().view(), canvas.camera(zoom=30).view()
    rows = 2 * MAX_PIXEL_ERROR / bowl.both / float(np.linalg.norm(view.to_clip[1, :3]))
    assert bowl.strides(view, 0.4 * rows) == (2, 2)
    assert bowl.strides(view, 2.5 * rows) == (1, 1)
    assert bowl.strides(near, 0.4 * rows) == (1, 1)


def test_no_cells_around_the_viewer_are_merged(canvas: Canvas) -> None:
    behind = detail_error(height_grid(lambda x, y: 30 * x), None)
    assert behind.strides(canvas.camera().view(), 1080) == (1, 1)


def test_errors_of_colours_count(canvas: Canvas) -> None:
    grid, view = height_grid(lambda x, y: 0), canvas.camera().view()
    even = np.ones((25, 25, 4)) * np.linspace(0, 1, 25)[:, None, None]
    striped = np.ones((25, 25, 4))
    striped[::2] = 0.5
    assert detail_error(grid, even).strides(view, 180) == (2, 2)
    assert detail_error(grid, striped).strides(view, 180) == (1, 2)


@pytest.mark.parametrize(("n", "m"), [(2, 2), (7, 4), (40, 33)])
@pytest.mark.parametrize(("u", "v"), [(1, 1), (2, 1), (2, 2)])
def test_cells_cover_the_grid_once_and_reach_its_border(n: int, m: int, u: int, v: int) -> None:
    corners = cells(n, m, u, v)
    rows, columns = corners // m, corners % m
    areas = (rows[:, 2] - rows[:, 0]).astype(int) * (columns[:, 2] - columns[:, 0])
    assert areas.min() >= 1
    assert areas.sum() == (n - 1) * (m - 1)
    assert (corners.max(), len({tuple(row) for row in corners})) == (n * m - 1, len(corners))
