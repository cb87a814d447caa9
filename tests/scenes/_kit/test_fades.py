"""Fades take lists where manim takes arrays alone."""

from __future__ import annotations

import re

import numpy as np
import pytest
from manim import AnimationGroup, FadeIn, FadeOut

from scenes._kit.lesson.fades import take_lists
from scenes._kit.text.formula import Formula


@pytest.mark.parametrize("fade", [FadeIn, FadeOut])
def test_a_list_does_as_well_as_an_array(fade) -> None:
    shifted = [fade(Formula("x"), shift=vector) for vector in ([1, 0, 0], np.array([1.0, 0, 0]))]
    take_lists(AnimationGroup(*shifted))
    for each in shifted:
        each.begin()
    first, second = (each.starting_mobject.points for each in shifted)
    assert np.allclose(first, second)
    assert all(np.array_equal(each.shift_vector, [1, 0, 0]) for each in shifted)


@pytest.mark.parametrize(
    ("shift", "got"), [([1, 0], "got shape (2,)"), ("up", "expected numbers"), (2, "the number 2")]
)
def test_what_is_no_vector_is_named(shift, got: str) -> None:
    fading = FadeIn(Formula("x"), shift=shift)
    with pytest.raises(ValueError, match=f"^FadeIn: shift.*{re.escape(got)}"):
        take_lists(fading)
