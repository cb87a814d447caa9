"""How much of a mesh's detail is finer than the picture: level of detail within a fifth of a pixel.

What a triangle costs a software renderer hardly depends on its size, so cells that are merged two
by two where nobody can see it halve the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from engine.view import View

PIXELS = 0.2
"""How far a surface may be drawn from its points."""
SHADES = 2 / 255
"""How far a colour may be drawn from its points'."""


@dataclass(frozen=True)
class Coarseness:
    """How far, in units, a sheet strays from its points where every second one along u, along v, or
    along both is left out; `box` (8, 4) are the corners around it, homogeneous."""

    u: float
    v: float
    both: float
    box: np.ndarray

    def steps(self, view: View, height: float) -> tuple[int, int]:
        """The steps along u and v, 1 or 2, for a picture of so many rows."""
        nearest = float((self.box @ view.to_clip[3]).min())
        if nearest < 0.05:
            return (1, 1)
        unit = 0.5 * height * float(np.linalg.norm(view.to_clip[1, :3])) / nearest
        room = PIXELS / max(unit, 1e-9)
        if self.both <= room:
            return (2, 2)
        return (2, 1) if self.u <= min(room, self.v) else (1, 2) if self.v <= room else (1, 1)


def coarseness(sheet: np.ndarray, colors: np.ndarray | None) -> Coarseness:
    """Of a sheet of finite points (n, m, 3), and its colours (n, m, 4) unless it has but one."""
    strays = _strays(sheet)
    if colors is not None:
        too_far = [each > SHADES for each in _strays(colors)]
        strays = [np.inf if far else stray for far, stray in zip(too_far, strays, strict=True)]
    low, high = sheet.min(axis=(0, 1)), sheet.max(axis=(0, 1))
    corners = np.array(list(product(*zip(low, high, strict=True), (1.0,))))
    return Coarseness(strays[0], strays[1], max(strays), corners)


def _strays(values: np.ndarray) -> list[float]:
    """How far, along any axis, the points between lie from the middles of their neighbours along u,
    along v, and along the diagonal by which a cell is cut."""
    n, m = ((size - 1) // 2 * 2 + 1 for size in values.shape[:2])
    values = values[:n, :m].astype(np.float32)
    whole = values[::2, ::2]
    half = np.float32(0.5)
    strays = (
        values[1::2] - half * (values[:-2:2] + values[2::2]),
        values[:, 1::2] - half * (values[:, :-2:2] + values[:, 2::2]),
        values[1::2, 1::2] - half * (whole[:-1, :-1] + whole[1:, 1:]),
    )
    return [float(max(each.max(initial=0.0), -each.min(initial=0.0))) for each in strays]
