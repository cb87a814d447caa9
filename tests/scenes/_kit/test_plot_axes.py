"""The names of a plot's axes stand clear of its numbers."""

from __future__ import annotations

from typing import Any

import pytest

from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.text.formula import Formula


@pytest.mark.parametrize("names", [("T", "y"), ("theta", "R_1"), ("p", "phi")])
@pytest.mark.parametrize("window", [Window((-12, 12), (0, 120)), Window((0, 1000), (-1, 1))])
def test_names_are_clear_of_numbers(names: tuple[str, str], window: Window) -> None:
    plot: Any = Plot(Slot(0, 0, 7, 6), window, names)
    numbers = [each for each in plot.axes.numbers if isinstance(each, Formula)]
    for name in plot.submobjects[1]:
        for number in numbers:
            apart = abs(name.get_center() - number.get_center())[:2]
            touching = [(name.width + number.width) / 2, (name.height + number.height) / 2]
            assert any(gap > reach + 0.05 for gap, reach in zip(apart, touching, strict=True))
