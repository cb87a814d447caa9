"""By how much two pictures differ. Pictures are arrays (height, width, 3), uint8."""

from __future__ import annotations

import numpy as np

CHANGED = 24
"""Steps of 255 by which a pixel changes at least."""


def changed(before: np.ndarray, after: np.ndarray) -> np.ndarray:
    """Which pixels (height, width), bool, differ clearly between two pictures."""
    difference = np.maximum(before, after) - np.minimum(before, after)
    return np.any(difference > CHANGED, axis=-1)


def changed_share(before: np.ndarray, after: np.ndarray) -> float:
    """The share of pixels that differ clearly."""
    return float(changed(before, after).mean())
