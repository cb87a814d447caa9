"""Points carried from one place to another: a line that bends, a grid that is mapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import Animation, Group, Mobject, VMobject, linear, smooth

from calclib.sampling.polylines import masked_runs
from scenes._kit import theme
from scenes._kit.layout.slots import Slot

Piece = tuple[np.ndarray, np.ndarray]
"""Where the points of an unbroken line start and end: two arrays (n, 3)."""


class Carried(VMobject):
    """Lines whose every point goes straight from its start to its end.

    `lag`, from 0 to below 1: the share of the time by which the last point of a piece starts after
    the first, so that a line visibly bends over. What leaves the slot `within` is not drawn.
    """

    def __init__(self, pieces: Sequence[Piece], within: Slot, lag: float = 0.0, **style) -> None:
        super().__init__(**{"stroke_width": theme.CURVE_WIDTH, "fill_opacity": 0, **style})
        self.pieces, self.within, self.lag = pieces, within, lag
        self.carry(0.0)

    def carry(self, share: float) -> Carried:
        """Takes the points to this share of their way."""
        self.clear_points()
        for start, end in self.pieces:
            points = along(start, end, share, self.lag)
            for run in masked_runs(points, self.within.holds(points), 2):
                self.start_new_path(run[0])
                self.add_points_as_corners(run[1:])
        return self


def along(start: np.ndarray, end: np.ndarray, share: float, lag: float = 0.0) -> np.ndarray:
    """Points on their way from start to end, both (n, 3), the later ones lagging behind."""
    delays = lag * np.linspace(0, 1, len(start))
    own = np.clip((share - delays) / (1 - lag), 0, 1)[:, None]
    return start + (end - start) * _eased(own, lag)


@dataclass(frozen=True)
class Rider:
    """A mobject that rides along: its start and end, and its place on the line (0 to 1)."""

    mobject: Mobject
    start: np.ndarray
    end: np.ndarray
    delay: float = 0.0

    def ride(self, share: float, lag: float) -> None:
        """Takes the mobject to this share of its way."""
        own = float(np.clip((share - lag * self.delay) / (1 - lag), 0, 1))
        self.mobject.move_to(self.start + (self.end - self.start) * _eased(own, lag))


class Ride(Animation):
    """Takes riders to their ends, all at one pace."""

    def __init__(self, riders: Sequence[Rider], **kwargs) -> None:
        self.riders = riders
        group = Group(*(rider.mobject for rider in riders))
        super().__init__(group, **{"run_time": 2 * theme.SLOW, "rate_func": smooth, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        for rider in self.riders:
            rider.ride(self.rate_func(alpha), lag=0.0)


class Carry(Animation):
    """Carries lines, and riders in step with them."""

    def __init__(self, carried: Carried, riders: Sequence[Rider] = (), **kwargs) -> None:
        self.riders = riders
        easing = linear if carried.lag else smooth  # with a lag every point eases by itself
        super().__init__(carried, **{"run_time": 2 * theme.SLOW, "rate_func": easing, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        assert isinstance(self.mobject, Carried)
        self.mobject.carry(share)
        for rider in self.riders:
            rider.ride(share, self.mobject.lag)

    def _setup_scene(self, scene) -> None:
        super()._setup_scene(scene)
        scene.add(*(rider.mobject for rider in self.riders))


def _eased(own, lag: float):
    return own * own * (3 - 2 * own) if lag else own
