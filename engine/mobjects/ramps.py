"""Colours by value: a ramp of colours over an interval of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim.utils.color import ManimColor, ParsableManimColor

GAMMA = 2.2
"""The gamma of a display: light is proportional to the colour's value to this power."""


def ramp_colors(
    values: np.ndarray,
    colors: Sequence[ParsableManimColor],
    interval: tuple[float, float] | None = None,
) -> np.ndarray:
    """Opaque colours (..., 4) of values (...); the ramp is spread evenly over the interval.

    Without an interval, over the range of the values. Colours are mixed in linear light, so that no
    mixture looks darker than its ends. NaN gets the first colour.
    """
    values = np.asarray(values, dtype=float)
    finite = values[np.isfinite(values)]
    if interval is None:
        interval = (finite.min(), finite.max()) if len(finite) else (0.0, 1.0)
    low, high = interval
    span = (high - low) or 1.0
    share = np.clip(np.nan_to_num((values - low) / span), 0, 1)
    stops = np.array([ManimColor.parse(color).to_rgb() for color in colors]) ** GAMMA
    places = np.linspace(0, 1, len(stops))
    mixed = [np.interp(share, places, stops[:, k]) ** (1 / GAMMA) for k in range(3)]
    return np.stack([*mixed, np.ones_like(share)], axis=-1)
