"""Points carried from one place to another: a line that bends, a grid that is mapped."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Animation, Mobject, VMobject, smooth

from scenes._kit import theme

Piece = tuple[np.ndarray, np.ndarray]
"""Where the points of an unbroken line start and end: two arrays (n, 3)."""


class Carried(VMobject):
    """Lines whose every point goes straight from its start to its end.

    `lag`, from 0 to below 1: the share of the time by which the last point of a piece starts after
    the first, so that a line visibly bends over.
    """

    def __init__(self, pieces: Sequence[Piece], lag: float = 0.0, **style) -> None:
        super().__init__(**{"stroke_width": theme.CURVE_WIDTH, "fill_opacity": 0, **style})
        self.pieces, self.lag = pieces, lag
        self.carry(0.0)

    def carry(self, share: float) -> Carried:
        """Takes the points to this share of their way."""
        self.clear_points()
        for start, end in self.pieces:
            points = along(start, end, share, self.lag)
            self.start_new_path(points[0])
            self.add_points_as_corners(points[1:])
        return self


def along(start: np.ndarray, end: np.ndarray, share: float, lag: float = 0.0) -> np.ndarray:
    """Points on their way from start to end, both (n, 3), the later ones lagging behind."""
    delays = lag * np.linspace(0, 1, len(start))
    own = np.clip((share - delays) / (1 - lag), 0, 1)[:, None]
    eased = own * own * (3 - 2 * own) if lag else own
    return start + (end - start) * eased


class Carry(Animation):
    """Carries lines (`Carried`) and, in step with them, mobjects from a start to an end.

    `followers` are (mobject, start, end, delay): the delay is the mobject's place along the line
    that it rides on, from 0 to 1.
    """

    def __init__(
        self,
        carried: Carried,
        followers: Sequence[tuple[Mobject, np.ndarray, np.ndarray, float]] = (),
        **kwargs,
    ) -> None:
        self.followers = followers
        easing = (lambda t: t) if carried.lag else smooth
        super().__init__(carried, **{"run_time": 2 * theme.SLOW, "rate_func": easing, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        carried = self.mobject
        assert isinstance(carried, Carried)
        carried.carry(share)
        for mobject, start, end, delay in self.followers:
            own = np.clip((share - carried.lag * delay) / (1 - carried.lag), 0, 1)
            eased = own * own * (3 - 2 * own) if carried.lag else own
            mobject.move_to(start + (end - start) * eased)

    def _setup_scene(self, scene) -> None:
        super()._setup_scene(scene)
        for mobject, *_ in self.followers:
            scene.add(mobject)
