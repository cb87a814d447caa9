"""The names of a secant's legs: there at first, and gone with the triangle."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes.figures.derivatives.approach import Approach
from scenes.figures.derivatives.secant import SecantFigure
from scenes.figures.derivatives.tangent_figure import TangentFigure


@pytest.mark.parametrize(
    ("text", "a", "window"),
    [
        ("x^2*cos(5/x)", 0.8, Window((0.55, 1.05), (-0.35, 0.75))),
        ("(x^2-1)^(1/3)", 1.0, Window((-0.5, 2.5), (-1.2, 1.9))),
        ("x^2", -1.0, Window((-2.5, 0.5), (0, 7))),
    ],
)
def test_the_run_has_its_name_at_first_and_no_name_stays_alone(
    text: str, a: float, window: Window
) -> None:
    plot = Plot(figure_and_notes(overlap=False)[0], window)
    piece = ScalarField.parse(text, variables=("x",)).slice()
    figure = SecantFigure(plot, piece, a, ("Delta x = h", "Delta f"))
    run, rise = figure.step_labels
    assert run.get_fill_opacity() == 1
    for h in (*figure.steps, *figure.steps_back):
        figure.h.set_value(h)
        figure.step_labels.update()
        legs = figure.run.redraw().width, figure.rise.redraw().height
        if min(legs) < 0.1:
            assert run.get_fill_opacity() == rise.get_fill_opacity() == 0


@pytest.mark.parametrize(
    ("text", "a"),
    [("x^4 - 8*x^2 + 5", 1.0), ("x^2", -1.0), ("x^3 - x", 0.5), ("exp(x)", 0.0), ("1/x", 1.0)],
)
def test_a_leg_s_name_keeps_clear_of_both_legs(text: str, a: float) -> None:
    piece = ScalarField.parse(text, variables=("x",)).slice()
    secant = TangentFigure(Approach(piece, a, None), figure_and_notes()[0]).secant
    assert all(name.get_fill_opacity() == 1 for name in secant.step_labels)
    start, end = np.array([secant.moved_point.get_center(), secant.point.get_center()])
    corner = np.array([start[0], end[1], 0.0])
    for name in secant.step_labels:
        half = np.array([name.width, name.height]) / 2
        for far in (start, end):
            places = corner + np.linspace(0, 1, 200)[:, None] * (far - corner)
            gaps = np.abs(places - name.get_center())[:, :2] - half
            assert gaps.max(axis=1).min() > 0.05


def test_where_a_name_stands_depends_on_the_step_alone() -> None:
    piece = ScalarField.parse("x^2", variables=("x",)).slice()
    secant = TangentFigure(Approach(piece, -1.0, None), figure_and_notes()[0]).secant
    shown = []
    for h in (*secant.steps, *secant.steps[::-1]):
        secant.step_labels.shift(np.array([0.3, -0.2, 0])).set_fill(opacity=0.5)
        secant.h.set_value(h)
        secant.step_labels.update()
        shown.append([(*name.get_center(), name.get_fill_opacity()) for name in secant.step_labels])
    count = len(secant.steps)
    assert np.array(shown[:count]) == pytest.approx(np.array(shown[: count - 1 : -1]), abs=1e-12)


@pytest.mark.parametrize(
    ("text", "a"), [("3x - 2", 1.0), ("sqrt(x^2 + 1)", 3.0), ("exp(-x/2)*sin(3x)", 1.0)]
)
def test_both_legs_have_their_names_at_first_if_need_be_farther_away(text: str, a: float) -> None:
    approach = Approach(ScalarField.parse(text, variables=("x",)).slice(), a, None)
    figure = TangentFigure(approach, figure_and_notes(overlap=False)[0])
    assert [name.get_fill_opacity() for name in figure.secant.step_labels] == [1, 1]


def test_no_name_stands_over_the_numbers_of_an_axis() -> None:
    """The second point is at the left edge of the plot."""
    piece = ScalarField.parse("asin(sqrt(x))", variables=("x",)).slice()
    figure = TangentFigure(Approach(piece, 0.25, None), figure_and_notes()[0])
    area = figure.plot.area
    for name in figure.secant.step_labels:
        assert name.get_fill_opacity() == 1
        assert name.get_left()[0] >= area.left
        assert name.get_bottom()[1] >= area.bottom
