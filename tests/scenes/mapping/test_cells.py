"""The cells around marked points of a grid, and their images."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from calclib import Mapping
from scenes._kit import theme
from scenes.figures.mapping.cells import breadth, outline, sides_around
from scenes.figures.mapping.moving_lines import MovingLines
from tests.scenes.mapping.stages import shown

GRID = [np.arange(-2.0, 2.25, 0.5)] * 2
DOMAIN = [(-2.0, 2.0)] * 2


@pytest.mark.parametrize(
    ("point", "sides"),
    [
        ((1.0, 0.2), [(0.5, 1.5), (0.0, 0.5)]),
        ((2.0, -1.9), [(1.5, 2.0), (-2.0, -1.5)]),
    ],
)
def test_a_cell_lies_between_the_lines_next_to_a_point(point, sides) -> None:
    assert sides_around(point, DOMAIN, GRID) == sides


def test_the_outline_of_a_cell_goes_once_around_it_and_its_image() -> None:
    square = Mapping.parse("[x^2 - y^2, 2x*y]")
    ((edge, image),) = outline(square, [(0.5, 1.0), (1.0, 1.5)], _is_small)
    assert np.allclose(edge[0], edge[-1])
    assert _area(edge) == pytest.approx(0.25, abs=1e-6)
    assert _area(image) == pytest.approx((7 / 12 + 19 / 12), rel=1e-3)  # of 4 (x^2 + y^2)


def _is_small(outputs: np.ndarray) -> NDArray[np.bool_]:
    return np.logical_and.reduce(abs(outputs) < 4.5, axis=1)


def _area(loop: np.ndarray) -> float:
    (x, y), (next_x, next_y) = loop[:-1].T, loop[1:].T
    return float(np.sum(x * next_y - next_x * y) / 2)


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("[x/(x^2+y^2), y/(x^2+y^2)]", [(-0.5, 0.5)] * 2),  # it covers what is outside its edge
        ("[floor(x), y]", [(0.5, 1.5)] * 2),
        ("[5x, y]", [(0.5, 1.5)] * 2),
    ],
)
def test_a_cell_is_left_out_whose_image_is_torn_or_leaves_the_picture(text, sides) -> None:
    assert not outline(Mapping.parse(text), sides, _is_small)


@pytest.mark.parametrize(
    ("text", "area"), [("[x^2, y]", 0.5), ("[x*y, x^2/2 + y^2/2]", 1 / 12), ("[x^2, y^2]", 0.25)]
)
def test_the_image_of_a_folded_cell_is_filled(text, area) -> None:
    """What lies on another part has its orientation, so that it does not cancel it; the area is
    that of all parts, each of which is an image of an equal one."""
    folded = outline(Mapping.parse(text), [(-0.5, 0.5)] * 2, _is_small)
    assert sum(abs(_area(edge)) for edge, _ in folded) == pytest.approx(1)
    areas = [_area(image) for _, image in folded]
    assert min(areas) > -1e-9
    assert sum(areas) == pytest.approx(area, rel=0.02)


@pytest.mark.parametrize("function", ["[x^2 - y^2, 2x*y]", "[x^2*y, x*y^2]"])
def test_cells_move_with_the_points_in_them(dry_run, function: str) -> None:
    """What stays of them at the inputs is there, too."""
    figure = shown(dry_run, function, at="1,1")
    cells = [each for each in figure.moving if each.get_fill_opacity() > 0]
    assert len(cells) == len(figure.dots)
    stay = [each for each in figure.axes.get_family() if isinstance(each, MovingLines)]
    starts = figure.input_place(np.array(figure.view.marks))
    for cell, dot, rest, start in zip(cells, figure.dots, stay, starts, strict=True):
        for shape, place in ((cell, dot.get_center()), (rest, start)):
            low, high = shape.points.min(axis=0), shape.points.max(axis=0)
            assert (low[:2] <= place[:2] + 1e-9).all()
            assert (place[:2] <= high[:2] + 1e-9).all()


def test_the_breadth_of_a_square_and_a_disc_and_a_band() -> None:
    turn = np.linspace(0, 2 * np.pi, 361)
    disc = np.column_stack([np.cos(turn), np.sin(turn), 0 * turn])
    square = np.array([(0, 0, 0), (3, 0, 0), (3, 3, 0), (0, 3, 0), (0, 0, 0)], dtype=float)
    found = [breadth(each) for each in (square, disc, square * [1, 0.01, 1])]
    assert found == pytest.approx([3, 2, 0.06], rel=0.02)


@pytest.mark.parametrize(
    "function", ["[x^2 - y^2 + x, 2x*y + y]", "[x+y^3/3, y*(1-x)]", "[x+y, y]"]
)
def test_cells_are_seen_around_dots(dry_run, function: str) -> None:
    """Dots cover a third of their breadth, or are smaller than others by a limit."""
    figure = shown(dry_run, function, at="0.5,1")
    cells = [each for each in figure.moving if each.get_fill_opacity() > 0]
    least = min(breadth(image) for cell in cells for _, image in cell.pairs)
    assert all(dot.radius > theme.DOT_RADIUS / 2 for dot in figure.dots)
    assert all(dot.width <= max(0.34 * least, 1.5 * theme.DOT_RADIUS) for dot in figure.dots)
