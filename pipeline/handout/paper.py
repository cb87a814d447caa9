"""Inverts the lightness of stills for white paper; their hues stay."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from scenes._kit import theme

_WHITE = 255.0
_INK = 1.3
"""An exponent that makes colours darker, but for white: a yellow line is to be seen on white."""


def for_paper(frame: Image.Image) -> Image.Image:
    """The frame (RGB) with its lightness turned round, and its background white."""
    pixels = np.asarray(frame.convert("RGB"), dtype=float)
    ground = np.array(ImageColor.getrgb(theme.BACKGROUND)[:3], dtype=float)
    shares = np.clip(_turned(pixels) / _turned(ground), 0, 1) ** _INK
    return Image.fromarray(np.round(_WHITE * shares).astype(np.uint8))


def _turned(pixels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Colours (..., 3) with HSL's lightness L turned to 1 - L, their hue and chroma kept.

    L is the mean of the largest and the smallest channel, so all channels move alike.
    """
    ends = pixels.max(axis=-1, keepdims=True) + pixels.min(axis=-1, keepdims=True)
    return pixels + (_WHITE - ends)
