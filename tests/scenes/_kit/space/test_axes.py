"""Numbers along the floor of a box: apart, and at least two."""

from __future__ import annotations

import numpy as np
import pytest

from scenes._kit.space.axes import axis
from scenes._kit.space.box import Box
from scenes._kit.text.formula import Formula


@pytest.mark.parametrize("interval", [(0.9997, 1.0013), (-2.0, 2.0), (-0.13, 0.03), (1e3, 1.01e3)])
@pytest.mark.parametrize("k", [0, 1])
def test_numbers_on_the_floor_are_apart(k: int, interval: tuple[float, float]) -> None:
    box = Box((interval, interval), (0.0, 1.0), size=np.array([4.4, 4.4, 6.6]))
    *numbers, _ = [part for part in axis(box, k, "x") if isinstance(part, Formula)]
    assert len(numbers) >= 2
    spacing = np.diff([number.get_center()[k] for number in numbers])
    widest = max(number.width for number in numbers)
    assert (spacing > 1.5 * widest).all()
