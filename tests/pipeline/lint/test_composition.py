"""How a picture uses its frame: the measure, and the rules at their borders."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.lint.composition import FIGURE, FILLED, composed, composition
from pipeline.lint.rules import View
from pipeline.lint.texts import Text
from pipeline.rendering.quality import ASPECTS, QUALITIES
from scenes._kit import theme
from scenes._kit.text.formula import Formula

FRAME = (16.0, 9.0)
PIXELS = (90, 160)
LEGIBLE = 96 * FRAME[1] / 22
"""The font size whose em is 1/22 of this frame's height."""


def formula(box: tuple[float, float, float, float], font_size: float = LEGIBLE) -> Text:
    """A formula of five glyphs, all with the same box."""
    made = Formula("a + b = c", font_size=font_size)
    boxes = np.tile(box, (5, 1)).astype(float)
    return Text(made, boxes, np.full((5, 3), 255.0), np.ones(5), in_world=False)


def tick(box: tuple[float, float, float, float]) -> Text:
    """A number of an axis."""
    made = Formula("12345", font_size=theme.TICK, color=theme.MUTED)
    return Text(made, np.array([box] * 5, float), np.full((5, 3), 128.0), np.ones(5), False)


def view(rows: slice = slice(0), columns: slice = slice(0)) -> View:
    """A dark frame with a white rectangle of pixels, rows from the top."""
    bare = np.full((*PIXELS, 3), 20, np.uint8)
    bare[rows, columns] = 255
    return View(bare, np.full(3, 20.0), FRAME)


def test_the_measure_of_a_drawing_with_the_numbers_of_its_axes() -> None:
    drawing = view(slice(9, 63), slice(16, 96))  # 60 % of the height, 50 % of the width
    found = composition([], drawing)
    assert (found.width, found.height, found.area) == pytest.approx((0.5, 0.6, 0.3))
    assert found.em == 0
    beside = composition([tick((-8, 0, -7.5, 0.5))], drawing)  # from the left edge on
    assert (beside.width, beside.height) == pytest.approx((0.6, 0.6))
    written = composition([formula((4, 3, 8, 4.5))], drawing)
    assert (written.width, written.height) == pytest.approx((0.5, 0.6))
    assert written.area == pytest.approx(0.9 * 0.7)  # from 10 % to the right and upper edges
    assert written.em == pytest.approx(1 / 22)


def test_a_line_under_a_title_is_no_figure() -> None:
    assert composition([], view(slice(50, 51), slice(60, 100))).width == 0
    assert list(composed([], view(slice(50, 51), slice(60, 100)))) == []


@pytest.mark.parametrize(
    ("rows", "columns", "small"),
    [
        (round(FIGURE * 90), 20, False),
        (round(FIGURE * 90) - 2, 20, True),
        (20, round(FIGURE * 160), False),
        (50, 90, True),  # 31 % filled
    ],
)
def test_a_figure_fills_a_side(rows: int, columns: int, small: bool) -> None:
    found = [each.rule for each in composed([], view(slice(0, rows), slice(0, columns)))]
    assert found == ["small figure"] * small


def test_a_diagram_may_grow_where_its_formulas_fill_the_frame() -> None:
    drawing = view(slice(0, 30), slice(0, 40))
    near, far = formula((-4, 1, -2, 2)), formula((6, -3.2, 8, -2))
    assert [each.rule for each in composed([near], drawing)] == ["small figure"]
    assert composition([far], drawing).area > FILLED
    assert list(composed([far], drawing)) == []


def test_a_formula_is_legible_on_a_phone() -> None:
    whole = view(slice(0, 90), slice(0, 160))
    assert list(composed([formula((0, 0, 1, 1)), tick((0, 0, 1, 1))], whole)) == []
    (found,) = composed([formula((0, 0, 1, 1), 0.98 * LEGIBLE)], whole)
    assert found.rule == "small formula"
    assert "least 1/22" in found.amount


@pytest.mark.parametrize("aspect", ASPECTS)
def test_text_is_judged_by_the_area_of_the_frame(aspect: str) -> None:
    """In every shape a wide frame's text is legible, and a little less is not."""
    frame = QUALITIES["low"].shaped(aspect).frame
    bare = np.full((60, 60, 3), 255, np.uint8)
    whole = View(bare, np.full(3, 20.0), frame)
    legible = 96 * 8 / 22
    assert list(composed([formula((0, 0, 1, 1), legible)], whole)) == []
    assert composition([formula((0, 0, 1, 1), legible)], whole).em == pytest.approx(1 / 22)
    (found,) = composed([formula((0, 0, 1, 1), 0.98 * legible)], whole)
    assert found.rule == "small formula"


def test_nothing_but_axes_stands_under_the_captions() -> None:
    whole = view(slice(0, 90), slice(0, 160))
    border = FRAME[1] * (theme.CAPTIONS - 0.5)
    assert list(composed([formula((0, border, 1, 1)), tick((0, -4.4, 1, -4))], whole)) == []
    (found,) = composed([formula((0, border - 0.09, 1, 1))], whole)
    assert found.rule == "under captions"
    assert found.amount.startswith("1.0%")
