"""What is compared of manim's mobjects between frames: all that a gradient depends on, cheaply."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import BLUE, DOWN, RED, RIGHT, UP, Square, ThreeDAxes, VMobject

from engine.plain.appearance import appearance


def shaded_square() -> Square:
    square: Any = Square()
    return square.set_fill([RED, BLUE], 1)


def test_a_gradient_is_another_along_another_direction() -> None:
    square = shaded_square()
    before = appearance(square)
    assert appearance(square.copy()) == before
    assert appearance(square.copy().set_sheen_direction(UP)) != before


def test_a_gradient_over_a_family_is_another_where_a_member_moves() -> None:
    square = shaded_square()
    inner = Square(0.5)
    square.add(inner)
    before = appearance(square)
    inner.shift(5 * RIGHT)
    assert appearance(square) != before


def test_the_light_of_axes_is_another_where_their_axis_moves() -> None:
    axes = ThreeDAxes()
    *_, piece = axes.x_axis.family_members_with_points()
    before, ends = appearance(piece), np.array(piece.get_gradient_start_and_end_points())
    axes.x_axis.points += 10 * UP + 10 * DOWN * np.arange(len(axes.x_axis.points))[:, None]
    assert np.abs(np.array(piece.get_gradient_start_and_end_points()) - ends).max() > 1
    assert appearance(piece) != before


def test_axes_are_compared_without_their_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    axes = ThreeDAxes()
    asked = []
    monkeypatch.setattr(VMobject, "get_critical_point", lambda *_: asked.append(1))
    for piece in axes.family_members_with_points():
        appearance(piece)
    assert not asked
