"""A readout follows its source, from its top left corner."""

from __future__ import annotations

import copy

import pytest
from manim import LEFT, UP

from scenes._kit.text.formula import Formula
from scenes._kit.text.readout import Readout


def test_it_counts_in_place() -> None:
    number = [1.0]
    readout = Readout(lambda: f"frac(Delta f, Delta x) ≈ {number[0]:.3f}", font_size=50)
    readout.move_to((1, 2, 0))
    corner = readout.get_corner(UP + LEFT)
    number[0] = -12.345
    readout.update()
    expected = Formula("frac(Delta f, Delta x) ≈ -12.345", font_size=50)
    assert readout.markup == expected.markup
    assert readout.glyph_labels == expected.glyph_labels
    assert len(readout.submobjects) == len(expected.submobjects)
    assert readout.font_size == pytest.approx(50)
    assert readout.width == pytest.approx(expected.width)
    assert readout.get_corner(UP + LEFT) == pytest.approx(corner)


def test_a_copy_counts_as_well() -> None:
    number = [1]
    copied = copy.deepcopy(Readout(lambda: f"{number[0]}"))
    number[0] = 25
    copied.update()
    assert copied.markup == Formula("25").markup
