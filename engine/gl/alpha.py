"""Converts premultiplied colours, as OpenGL blends them, to straight alpha, as files have it."""

from __future__ import annotations

import numpy as np


def unpremultiplied(pixels: np.ndarray) -> np.ndarray:
    """Premultiplied pixels (..., 4), uint8, alpha last, with straight alpha: colours divided by it
    (Porter and Duff, "Compositing Digital Images", 1984).

    As PNG, ProRes 4444 and VP9 need them. Where alpha is 0 the colour is unchanged.
    """
    alpha = pixels[..., 3:].astype(np.uint16)
    divided = (pixels[..., :3].astype(np.uint16) * 255 + alpha // 2) // np.maximum(alpha, 1)
    colors = np.where(alpha > 0, np.minimum(divided, 255), pixels[..., :3])
    return np.concatenate([colors.astype(np.uint8), pixels[..., 3:]], axis=-1)
