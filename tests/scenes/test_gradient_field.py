"""GradientField: its numbers, by closed forms, and what it says of functions without arrows."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from pipeline.catalog import find
from scenes._kit.lesson import Lesson

DryRun = Callable[..., Lesson]

CASES = [
    ({"function": "3"}, "zero vector everywhere"),
    ({"function": "x^2 + y^2", "at": "0,0"}, "an arrow without length"),
    ({"function": "abs(x) + y", "at": "0,1"}, "partial derivative does not exist"),
    ({"function": "1000*x*y"}, "its length is 2236"),
]


@pytest.mark.parametrize(("given", "fragment"), CASES, ids=[str(row[0]) for row in CASES])
def test_every_kind_of_point_has_its_words(
    dry_run: DryRun, given: dict[str, Any], fragment: str
) -> None:
    lesson = dry_run("gradient_field", **given)
    assert fragment in " ".join(beat.narration["en"] for beat in lesson.played)


def test_the_storyboard_s_arrow(dry_run: DryRun) -> None:
    lesson = dry_run("gradient_field", last="field")
    shown = [number.value for beat in lesson.played for number in beat.values]
    assert shown == pytest.approx([-2, -4, math.sqrt(20)], abs=1e-12)


def test_a_function_of_one_s_own_is_used_from_the_beginning() -> None:
    entry = find("gradient_field")
    assert entry.parameters({}).first.text == "x^2*sin(y)"
    assert entry.parameters({"function": "x*y"}).first.text == "x*y"


def test_marks_stand_across_the_level_curves(dry_run: DryRun) -> None:
    """On x^2 + y^2 the arrows point away from the origin, at any scale."""
    lesson = dry_run("gradient_field", last="level_curves")
    figure: Any = lesson.figure  # type: ignore[attr-defined]
    vectors = figure.arrows.vectors(figure.crossings)
    cross = vectors[:, 0] * figure.crossings[:, 1] - vectors[:, 1] * figure.crossings[:, 0]
    assert np.abs(cross).max() < 1e-9
    assert (np.einsum("ij,ij->i", vectors, figure.crossings) > 0).all()
