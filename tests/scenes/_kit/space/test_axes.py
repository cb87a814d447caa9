"""The axes of a box: numbers apart, at least two, at the edges before the viewer."""

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


@pytest.mark.parametrize("turns", range(4))
def test_axes_stand_at_the_edges_before_the_viewer(turns: int) -> None:
    box = Box(((-2.0, 2.0), (-2.0, 2.0)), (0.0, 1.0), quarter_turns=turns)
    angle = -np.pi / 4 + turns * np.pi / 2
    to_viewer, to_right = (
        np.array([np.cos(a), np.sin(a), 0.0]) for a in (angle, angle + np.pi / 2)
    )
    x, y, z = (np.array(axis(box, k, name)[0].points) for k, name in enumerate("xyz"))
    assert all((edge.mean(axis=0) @ to_viewer) > 1 for edge in (x, y))
    assert (z @ to_right < -3).all()
    assert np.allclose(box.ends_of_axes()[-1], z[-1])
    for k, edge in enumerate((x, y)):
        outward = axis(box, k, "x")[-1].get_center() - edge.mean(axis=0)
        assert outward @ to_viewer > 0


@pytest.mark.parametrize("heights", [(-1.0, 25.0), (0.0, 4.1), (-6.5, 8.1), (2.0, 26.0)])
def test_numbers_reach_up_the_z_axis(heights: tuple[float, float]) -> None:
    """Where there are few of them, none is missing on its upper quarter; nor are there many."""
    box = Box(((-2.0, 2.0), (-2.0, 2.0)), heights, size=np.array([5.5, 5.5, 3.1]))
    numbers = axis(box, 2, "z").numbers
    assert 3 <= len(numbers) <= 6
    bottom, top = box.ends_of_axes()[[0, -1], 2]
    assert max(number.get_center()[2] for number in numbers) > top - 0.25 * (top - bottom)
