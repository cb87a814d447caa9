"""What a surface covers: thin walls as well, nothing where it is not drawn."""

from __future__ import annotations

import numpy as np

from scenes.figures.gradient.cover import Cover

REGION = ((0.0, 3.0), (-1.0, 1.0))


def test_a_spike_of_one_place_is_not_missed() -> None:
    x, y = np.meshgrid(np.linspace(0, 3, 61), np.linspace(-1, 1, 61))
    z = np.zeros_like(x)
    z[30, 20] = 5.0
    cover = Cover(np.stack([x, y, z], axis=-1).reshape(-1, 3), REGION)
    assert cover(1.03, 0.02) == 5.0
    assert cover(2.0, 0.5) == 0.0
    assert cover(np.zeros((4, 2)), np.zeros((4, 2))).shape == (4, 2)


def test_nothing_is_covered_where_nothing_is_drawn() -> None:
    x, y = np.meshgrid(np.linspace(0, 3, 61), np.linspace(-1, 1, 61))
    z = np.where(x < 1.5, 1.0, np.nan)
    cover = Cover(np.stack([x, y, z], axis=-1).reshape(-1, 3), REGION)
    assert cover(1.0, 0.0) == 1.0
    assert np.isnan(cover([2.0, 5.0], [0.0, 0.0])).all()
