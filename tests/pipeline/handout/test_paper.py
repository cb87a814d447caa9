"""Frames on white paper: white where nothing is, the same hues, and all of it legible."""

from __future__ import annotations

import colorsys

import numpy as np
import pytest
from PIL import Image, ImageColor

from pipeline.handout.paper import for_paper
from pipeline.lint.layout import contrast
from scenes._kit import theme

COLORS = {
    name: getattr(theme, name)
    for name in ("FOREGROUND", "MUTED", "X", "Y", "POINT", "OUTPUT", "GRADIENT", "SECANT")
}


def printed(color: str) -> tuple[int, ...]:
    """A colour as it comes on paper."""
    frame = Image.new("RGB", (2, 2), color)
    return tuple(np.asarray(for_paper(frame))[0, 0].tolist())


def test_the_background_is_white() -> None:
    assert printed(theme.BACKGROUND) == (255, 255, 255)


@pytest.mark.parametrize("name", COLORS)
def test_a_colour_keeps_its_hue_and_can_be_read(name: str) -> None:
    shown, before = printed(COLORS[name]), ImageColor.getrgb(COLORS[name])
    if name not in ("FOREGROUND", "MUTED"):  # of greys the hue is an accident
        hues = [colorsys.rgb_to_hls(*(each / 255 for each in rgb))[0] for rgb in (shown, before)]
        assert abs(hues[0] - hues[1]) < 0.03
    assert contrast(np.array(shown, float), np.full(3, 255.0)) >= 3
