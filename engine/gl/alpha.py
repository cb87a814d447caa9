"""Between premultiplied colours, as OpenGL blends them, and straight alpha, as files have it.

Porter and Duff, "Compositing Digital Images", 1984.
"""

from __future__ import annotations

import numpy as np


def unpremultiplied(pixels: np.ndarray) -> np.ndarray:
    """Premultiplied pixels (..., 4), uint8, alpha last, with straight alpha: colours divided by it.

    As PNG, ProRes 4444 and VP9 need them. Where alpha is 0 the colour is unchanged.
    """
    alpha = pixels[..., 3:].astype(np.uint16)
    divided = (pixels[..., :3].astype(np.uint16) * 255 + alpha // 2) // np.maximum(alpha, 1)
    colors = np.where(alpha > 0, np.minimum(divided, 255), pixels[..., :3])
    return np.concatenate([colors.astype(np.uint8), pixels[..., 3:]], axis=-1)


def premultiplied(pixels: np.ndarray) -> np.ndarray:
    """Pixels (..., 4) of straight alpha, uint8, alpha last, with colours multiplied by it."""
    alpha = pixels[..., 3:].astype(np.uint16)
    colors = ((pixels[..., :3] * alpha + 127) // 255).astype(np.uint8)
    return np.concatenate([colors, pixels[..., 3:]], axis=-1)
