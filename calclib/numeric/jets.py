"""First and second derivatives of a tree in two variables as arrays, without any formula.

Forward-mode automatic differentiation (Griewank and Walther, Evaluating Derivatives, chapter 13):
each node's derivatives follow from those of its children, so that the time is a few times that for
the values, however long the formulas of the derivatives would be. One-sided limits are taken in
`partials`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from calclib.arrays import Array, inf_to_nan
from calclib.numeric.jet_rules import FIRST, SECOND, Jet, as_jet, jet_operation
from calclib.tree.evaluation import Program
from calclib.tree.nodes import Node

_BLOCK = 4096
"""Places evaluated at a time: intermediate arrays stay in the processor's cache."""


@dataclass(frozen=True)
class Jets:
    """The derivatives of a tree in two variables."""

    program: Program
    variables: tuple[str, ...]

    @staticmethod
    def of(tree: Node, variables: tuple[str, ...]) -> Jets:
        """The derivatives of a tree by its variables."""
        return Jets(Program.of(tree, jet_operation), variables)

    def gradient(self, x: Array, y: Array) -> Array:
        """First derivatives (..., 2) at arrays of one shape; NaN where they have no value."""
        return np.moveaxis(self._slopes(x, y, FIRST), 0, -1)

    def hessian(self, x: Array, y: Array) -> Array:
        """Second derivatives (..., 2, 2) at arrays of one shape; NaN where they have no value."""
        xx, xy, yy = self._slopes(x, y, SECOND)[FIRST:]
        return np.stack([np.stack([xx, xy], axis=-1), np.stack([xy, yy], axis=-1)], axis=-2)

    def _slopes(self, x: Array, y: Array, count: int) -> Array:
        starts = range(0, max(x.size, 1), _BLOCK)
        blocks = (([a.ravel()[i : i + _BLOCK] for a in (x, y)]) for i in starts)
        parts = [self._slopes_of_block(along, across, count) for along, across in blocks]
        return np.concatenate(parts, axis=1).reshape(count, *x.shape)

    def _slopes_of_block(self, x: Array, y: Array, count: int) -> Array:
        units = np.eye(count)[:FIRST, :, None]
        pairs = zip(self.variables, (x, y), units, strict=True)
        with np.errstate(all="ignore"):
            result = as_jet(
                self.program.run({name: Jet(values, unit) for name, values, unit in pairs})
            )
            slopes = np.where(np.isfinite(result.value), result.slopes, np.nan)
            return inf_to_nan(np.broadcast_to(slopes, (count, x.size)))
