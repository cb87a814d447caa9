"""The branches of a graph, which poles part: those large enough to be drawn."""

from __future__ import annotations

import numpy as np

from calclib import ScalarField
from calclib.arrays import Interval, Region
from calclib.framing.windows.poles import pole_curves
from calclib.sampling.surfaces import GraphSheet, sample_graph

_LEAST_BRANCH = 0.1
"""Beyond a pole, a branch smaller than this share of the largest is not drawn."""
_SPIKE, _FAR = 0.005, 0.3
"""Values of so small a share of the graph at either end, if they lie so far beyond the rest, as a
share of its range, are those of a spike at a pole, which is cut off."""
_NODES = 121
_MARGIN = 0.04


def branches(field: ScalarField, region: Region, values: Interval, nodes: int) -> list[GraphSheet]:
    """The sheets of a graph over a region that lie in a range of values, without scraps of another
    branch beyond a pole; so many nodes to a side."""
    least = _LEAST_BRANCH if pole_curves(field, region) else 0.0
    return sample_graph(field, region, values, (nodes, nodes), least)


def range_of_branches(
    field: ScalarField, region: Region, values: Interval, value: float
) -> Interval:
    """The part of a range of values that the branches drawn need, less spikes at a pole, and one of
    the values; all of it where there is no pole."""
    if not pole_curves(field, region):
        return values
    drawn = [sheet.z.ravel() for sheet in branches(field, region, values, _NODES)]
    low, high = _without_spikes(np.concatenate(drawn))
    low, high = np.fmin(low, value), np.fmax(high, value)
    margin = _MARGIN * (high - low)
    return max(values[0], float(low - margin)), min(values[1], float(high + margin))


def _without_spikes(z: np.ndarray) -> Interval:
    """The range of values (n,) that are known, cut to the rest of them where few are far away."""
    low, high, least, most = np.nanquantile(z, (_SPIKE, 1 - _SPIKE, 0, 1)).tolist()
    far = _FAR * (high - low)
    return least if least >= low - far else low, most if most <= high + far else high
