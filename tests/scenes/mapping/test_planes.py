"""Planes of inputs and outputs: one for both, or two."""

from __future__ import annotations

import pytest

from pipeline.lint.rules import EM
from tests.scenes.mapping.stages import shown


@pytest.mark.parametrize(
    ("function", "at", "in_one"),
    [
        ("[x^2+y^2, x^2-y^2]", "1,1", True),
        ("[x+2*y, y]", "1,1", True),
        ("[x^2-y^2, 2*x*y]", "1,1", False),
        ("[x*cos(y), x*sin(y)]", "2,pi/3", False),
        ("[x^2*y-y, x*cos(y)]", "1,1", False),
    ],
)
def test_a_bent_grid_does_not_lie_over_the_inputs(dry_run, function, at, in_one) -> None:
    """Straight lines among straight ones are told apart, and what hardly overlaps is, too."""
    figure = shown(dry_run, function, at=at)
    assert (figure.source is figure.target) == in_one


@pytest.mark.parametrize(
    ("function", "at"),
    [("[x/(1+x+y), y/(1+x+y)]", "1,2"), ("[x^3-3*x*y^2+y, 3*x^2*y-y^3-x]", "1,0.5")],
)
def test_two_planes_have_the_width_of_the_frame_and_the_rule_is_legible(
    dry_run, function, at
) -> None:
    """The notes are below them: the rule, and beside it the pairs."""
    figure = shown(dry_run, function, at=at)
    assert min(plot.area.width for plot in (figure.source, figure.target)) > 2.5
    assert figure.rule.em >= 0.995 * EM * 8
    assert len(figure.pairs) == 3
    for pair in figure.pairs:
        assert pair.get_left()[0] > figure.rule.get_right()[0]
        assert pair.get_top()[1] < figure.slot.bottom
