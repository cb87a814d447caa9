"""Straight alpha from premultiplied colours."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis.extra.numpy import arrays

from engine.gl.alpha import unpremultiplied


@given(arrays(np.uint8, (5, 4)))
def test_straight_times_alpha_is_premultiplied(pixels: np.ndarray) -> None:
    pixels[:, :3] = np.minimum(pixels[:, :3], pixels[:, 3:])
    found = unpremultiplied(pixels)
    again = found[:, :3] * (found[:, 3:] / 255)
    assert np.abs(again - pixels[:, :3])[pixels[:, 3] > 0].max(initial=0) <= 0.5 + 1e-9
    assert (found[pixels[:, 3] == 255] == pixels[pixels[:, 3] == 255]).all()
