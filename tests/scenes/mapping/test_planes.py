"""Planes of inputs and outputs: one for both, or two."""

from __future__ import annotations

import pytest
from manim import Line, ManimColor, config

from pipeline.lint.rules import EM
from scenes._kit import theme
from scenes._kit.plane.plot import Plot
from tests.scenes.mapping.stages import shown


@pytest.mark.parametrize(
    ("function", "at", "in_one"),
    [
        ("[x^2+y^2, x^2-y^2]", "1,1", True),
        ("[x+2*y, y]", "1,1", True),
        ("[x^2-y^2, 2*x*y]", "1,1", False),
        ("[x*cos(y), x*sin(y)]", "2,pi/3", False),
        ("[x*cos(y), x*sin(y)]", "1,1", False),  # one plot would be too high
        ("[x^2*y-y, x*cos(y)]", "1,1", False),
    ],
)
def test_a_bent_grid_does_not_lie_over_the_inputs(dry_run, function, at, in_one) -> None:
    """Straight lines among straight ones are told apart, and what hardly overlaps is, too."""
    figure = shown(dry_run, function, at=at)
    assert (figure.source is figure.target) == in_one


@pytest.mark.parametrize(
    ("function", "at"),
    [("[x*y^2-x, x^2+y]", "1,1.5"), ("[x^2*y, x+y]", "1,1")],
)
def test_two_planes_have_the_width_of_the_frame_and_the_rule_is_legible(
    dry_run, function, at
) -> None:
    """The notes are below them where the image is broad: the rule, and beside it the pairs."""
    figure = shown(dry_run, function, at=at)
    assert min(plot.area.width for plot in (figure.source, figure.target)) > 2.5
    assert figure.rule.em >= 0.995 * EM * 8
    assert len(figure.pairs) == 3
    for pair in figure.pairs:
        assert pair.get_left()[0] > figure.rule.get_right()[0]
        assert pair.get_top()[1] < figure.slot.bottom


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("[x^2-y^2+x, 2*x*y+y]", "0.5,1"),  # a high image
        ("[x+y^3/3, y*(1-x)]", "0.5,1"),
        ("[x^3-3*x*y^2+y, 3*x^2*y-y^3-x]", "1,0.5"),
        ("[exp(x)*cos(y), exp(x)*sin(y)]", "0.5,1"),
        ("[sin(x)+y, x-y^2]", "1,0.5"),
    ],
)
def test_the_image_has_most_of_the_height_or_width_beside_inputs_and_notes(
    dry_run, function, at
) -> None:
    """The notes are above the inputs: the rule, legible, and all pairs."""
    figure = shown(dry_run, function, at=at)
    inputs, outputs = figure.source.area, figure.target.area
    assert max(outputs.height / config.frame_height, outputs.width / config.frame_width) > 0.4
    assert max(inputs.height, inputs.width) > 1.8
    assert figure.rule.em >= 0.995 * EM * 8
    assert len(figure.pairs) == len(figure.view.marks) == 3
    for note in (figure.rule, *figure.pairs):
        assert note.get_bottom()[1] > inputs.top
        assert note.get_right()[0] < outputs.left


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("[x/(1+x+y), y/(1+x+y)]", "1,2"),
        ("[x/(x^2+y^2), y/(x^2+y^2)]", "1,1"),
        ("[x*(3-x-y)/2, y*(2-y-x/2)]", "1,1"),
    ],
)
def test_the_image_is_large_beside_a_high_rule(dry_run, function, at) -> None:
    """Where all pairs would leave tiny inputs below them, the last one is left out."""
    figure = shown(dry_run, function, at=at)
    assert figure.target.area.height > 0.6 * config.frame_height
    assert min(figure.source.area.width, figure.source.area.height) > 2
    assert figure.rule.em >= 0.995 * EM * 8
    assert len(figure.pairs) == len(figure.view.marks) == 2


def test_inputs_with_a_plot_of_their_own_have_one_grid_in_the_colours_of_its_image(dry_run) -> None:
    figure = shown(dry_run, "[sqrt(x)-y, x*sqrt(y)]", at="4,1")
    lines = [each for each in figure.axes.get_family() if isinstance(each, Line)]
    colors = {line.get_color().to_hex() for line in lines if _spans(line, figure.source)}
    assert colors == {ManimColor(each).to_hex() for each in (theme.X, theme.Y)}


def _spans(line: Line, plot: Plot) -> bool:
    """Whether a line that is seen lies inside the area of a plot."""
    middle, is_seen = line.get_center(), line.get_stroke_opacity() > 0
    (left, right), (low, high) = plot.window.x, plot.window.y
    x, y = plot.point_at(middle)
    return bool(is_seen and left < x < right and low < y < high)
