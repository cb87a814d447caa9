"""Newton's step: the least-squares solution, as numpy's pseudoinverse gives it."""

from __future__ import annotations

import numpy as np
import pytest

from calclib.geometry.newton import UnitGradient

MATRICES = [
    [[2.0, 1.0], [1.0, 3.0]],
    [[1.0, 0.0], [0.0, 0.0]],
    [[0.0, 0.0], [0.0, -4.0]],
    [[1.0, 2.0], [2.0, 4.0]],
    [[4e120, -2e120], [-2e120, 1e120]],
    [[1e-200, 1e-200], [1e-200, 1e-200]],
    [[0.0, 0.0], [0.0, 0.0]],
]


@pytest.mark.parametrize("matrix", MATRICES)
def test_a_step_is_that_of_the_pseudoinverse(matrix: list[list[float]]) -> None:
    hessian = np.array(matrix)
    scale = np.abs(hessian).max() or 1.0
    slopes = scale * np.array([[1.0, 2.0], [-3.0, 0.5], [0.0, 0.0]])
    places = np.full_like(slopes, 0.5)
    field = UnitGradient(
        f=None,
        slope=lambda x, y: np.zeros((*x.shape, 2)),
        curvature=lambda x, y: np.broadcast_to(hessian, (*x.shape, 2, 2)),
        lower=np.zeros(2),
        size=np.ones(2),
    )
    expected = -(slopes / scale) @ np.linalg.pinv(hessian / scale, rcond=1e-9)
    np.testing.assert_allclose(field.newton_step(places, slopes), expected, rtol=1e-12, atol=1e-12)
