"""What a surface hides."""

import numpy as np

from calclib import ScalarField
from scenes._kit.space.box import Box
from scenes._kit.space.viewpoint import towards_viewer
from scenes._kit.space.visibility import visible_share


def test_what_is_behind_a_ridge_is_hidden_from_one_side() -> None:
    ridge = ScalarField.parse("3*exp(-4*y^2)")
    box = Box(((-3, 3), (-3, 3)), (0, 3), size=np.array([6.0, 6.0, 4.0]))
    behind = np.array([(-1.0, 1.0), (0.0, 1.2), (1.0, 1.0)])
    low_from_front, low_from_behind, high = (
        towards_viewer(phi, theta)
        for phi, theta in ((1.3, -np.pi / 2), (1.3, np.pi / 2), (0.1, -np.pi / 2))
    )
    assert visible_share(ridge, box, behind, low_from_front) == 0
    assert visible_share(ridge, box, behind, low_from_behind) == 1
    assert visible_share(ridge, box, behind, high) == 1
