"""The branches of a graph, which poles part: those large enough to be drawn."""

from __future__ import annotations

import numpy as np

from calclib import ScalarField
from calclib.arrays import Interval, Region
from calclib.framing.windows.poles import pole_curves
from calclib.sampling.surfaces import GraphSheet, sample_graph

_LEAST_BRANCH = 0.1
"""Beyond a pole, a branch smaller than this share of the largest is not drawn."""
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
    """The part of a range of values that the branches drawn need, and one of the values; all of it
    where there is no pole."""
    if not pole_curves(field, region):
        return values
    sheets = branches(field, region, values, _NODES)
    z = np.array([[np.nanmin(sheet.z), np.nanmax(sheet.z)] for sheet in sheets] + [[value, value]])
    low, high = np.nanmin(z), np.nanmax(z)
    margin = _MARGIN * (high - low)
    return max(values[0], float(low - margin)), min(values[1], float(high + margin))
