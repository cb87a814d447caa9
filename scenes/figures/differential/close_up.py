"""What is seen of a graph when one comes close to a point and a step from it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from calclib import ScalarField
from calclib.arrays import Region
from calclib.sampling.grids import sample_grid
from calclib.sampling.value_ranges import value_range
from engine.camera import EngineCamera
from scenes._kit.layout.slots import Slot
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import Viewpoint, framing

DIRECTION = (1.2, -1.0)
"""From where it is looked at: radians from the vertical, and around it."""
NUMBERS = (0.6, 0.5)
"""Room for the numbers of axes at the sides of a slot, and above and below."""
_BESIDE = 1.15
_APPROACH = 3.0
"""How much more than the step is seen when the whole graph is left."""


def surroundings(point: Sequence[float], step: Sequence[float]) -> Region:
    """The region around a point that reaches a little farther to each side than a step."""
    reaches = [_BESIDE * (abs(h) or max(map(abs, step))) for h in step]
    across, along = ((a - reach, a + reach) for a, reach in zip(point, reaches, strict=True))
    return across, along


def vicinity(space: Space, point: Sequence[float], step: Sequence[float]) -> Region:
    """The part of a space's floor around a point in which a step is nearly seen."""
    wide = surroundings(point, [_APPROACH * h for h in step])
    across, along = (
        (max(low, side[0]), min(high, side[1]))
        for (low, high), side in zip(wide, space.intervals, strict=False)
    )
    return across, along


def close_up(
    space: Space, field: ScalarField, region: Region, camera: EngineCamera, slot: Slot
) -> Viewpoint:
    """The graph over a region from so close that it fills the slot."""
    low, high = value_range(sample_grid(field, region, (25, 25)).z)
    corners = np.stack(np.meshgrid(*region, (low, high)), axis=-1).reshape(-1, 3)
    return framing(camera, space.place_of(corners), slot.inset(*NUMBERS), *DIRECTION)
