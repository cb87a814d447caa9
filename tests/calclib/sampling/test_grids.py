"""Values on a regular grid."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.sampling.grids import sample_grid


def test_grid_is_laid_out_by_rows_of_y() -> None:
    grid = sample_grid(ScalarField.parse("log(x) + 10y"), ((-1, 1), (0, 2)), (5, 3))
    assert grid.x.tolist() == [-1, -0.5, 0, 0.5, 1]
    assert grid.y.tolist() == [0, 1, 2]
    assert grid.z.shape == grid.defined.shape == (3, 5)
    assert grid.defined[0].tolist() == [False, False, False, True, True]
    assert np.isnan(grid.z[~grid.defined]).all()
    assert grid.z[2, 4] == pytest.approx(20)
    with pytest.raises(ValueError, match="two nodes"):
        sample_grid(ScalarField.parse("x"), ((0, 1), (0, 1)), (1, 5))
