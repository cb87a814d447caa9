"""Mobjects between their ends, taken together, are to the bit what each makes of itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import BLUE, RED, RIGHT, UP, Circle, Dot, Square, VGroup

from engine.blending import Blend
from engine.mobjects.curve import Curve3D
from engine.text.glyph import Glyph

ATTRIBUTES = (
    "points", "fill_rgbas", "stroke_rgbas", "background_stroke_rgbas", "sheen_direction",
    "stroke_width", "background_stroke_width", "sheen_factor",
)  # fmt: skip


def glyph() -> Glyph:
    made: Any = Glyph.__new__(Glyph)
    made.__dict__.update(Circle(0.3).shift(0.1 * UP).__dict__)
    return made


def in_two_colours() -> Circle:
    made: Any = Circle()
    return made.set_fill([RED, BLUE])


def moved(mobject: Any) -> Any:
    return mobject.copy().shift(RIGHT / 3).set_color(RED).set_opacity(0.3).set_stroke(width=7.7)


@pytest.fixture
def families() -> list[tuple[Any, Any, Any]]:
    """What moves and what only fades, of both kinds."""
    starts = [glyph(), glyph(), Circle(), Square(), Dot()]
    ends = [moved(starts[0]), starts[1].copy().set_opacity(0), *map(moved, starts[2:4]), Dot()]
    return [(start.copy(), start, end) for start, end in zip(starts, ends, strict=True)]


def states(mobjects: list[Any]) -> list[bytes]:
    return [np.asarray(getattr(each, name)).tobytes() for each in mobjects for name in ATTRIBUTES]


@pytest.mark.parametrize("share", [0, 0.3, 0.7, 1])
def test_together_as_each_for_itself(families: list[tuple[Any, Any, Any]], share: float) -> None:
    assert all(Blend.takes(*each) for each in families)
    together, alone = ([mobject.copy() for mobject, _, _ in families] for _ in range(2))
    ends = [(start, end) for _, start, end in families]
    Blend((mobject, *pair) for mobject, pair in zip(together, ends, strict=True)).show(share)
    for mobject, pair in zip(alone, ends, strict=True):
        mobject.interpolate(*pair, share)
    assert states(together) == states(alone)


def test_ends_are_not_shared_with_what_moves(families: list[tuple[Any, Any, Any]]) -> None:
    blend = Blend(families)
    for share in (0, 1):
        before = [states([start, end]) for _, start, end in families]
        blend.show(share)
        for mobject, _, _ in families:
            mobject.points += 1
            mobject.fill_rgbas[:] = 0
        assert [states([start, end]) for _, start, end in families] == before
        blend.show(share)
        mobject, start, end = families[0]
        assert np.array_equal(mobject.points, (start, end)[share].points)


@pytest.mark.parametrize(
    ("mobject", "end"),
    [
        (Curve3D(np.eye(3)), Curve3D(np.eye(3))),
        (VGroup(), Circle()),
        (Circle(), in_two_colours()),
    ],
    ids=["its own way", "no points", "another number of colours"],
)
def test_what_moves_in_another_way_is_left_alone(mobject: Any, end: Any) -> None:
    assert not Blend.takes(mobject, mobject, end)
