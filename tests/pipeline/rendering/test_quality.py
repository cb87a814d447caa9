"""The sizes of frames in every shape: even, true to the shape, as roomy as the wide one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from pipeline.rendering.quality import ASPECTS, QUALITIES, Quality


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("name", QUALITIES)
def test_a_shape_keeps_the_shorter_side_and_the_area_of_the_frame(name: str, aspect: str) -> None:
    wide = QUALITIES[name]
    shaped = wide.shaped(aspect)
    assert (shaped.width % 2, shaped.height % 2) == (0, 0)
    assert min(shaped.width, shaped.height) == wide.height
    assert shaped.width / shaped.height == pytest.approx(float(ASPECTS[aspect]), rel=2e-3)
    assert shaped.fps == wide.fps
    width, height = shaped.frame
    assert width / height == pytest.approx(float(ASPECTS[aspect]))
    assert width * height == pytest.approx(8 * 8 * 16 / 9)
    text_share = 8 / 22 / width  # of a formula's em, of the width
    assert text_share >= 1 / 22 * 9 / 16 - 1e-9


def test_sizes_that_players_expect() -> None:
    high = QUALITIES["high"]
    shapes = {aspect: high.shaped(aspect) for aspect in ASPECTS}
    assert {aspect: (each.width, each.height) for aspect, each in shapes.items()} == {
        "16:9": (1920, 1080),
        "4:3": (1440, 1080),
        "1:1": (1080, 1080),
        "9:16": (1080, 1920),
    }


def test_the_default_shape_is_the_quality_itself() -> None:
    low = QUALITIES["low"]
    assert low.shaped("16:9") is low
    assert low.frame == (8 * 16 / 9, 8.0)
    assert low == Quality("low", 854, 480, Fraction(15))
    assert low.shaped("9:16").name == "low-9x16"
