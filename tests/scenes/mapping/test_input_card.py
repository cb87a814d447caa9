"""The card of the inputs of a sheet in space."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial.distance import cdist

from calclib.framing.ticks import labelled_ticks
from scenes._kit.plane.axis_numbers import axis_number
from scenes._kit.space.axes import axes_among
from scenes._kit.space.viewpoint import seen_from
from scenes.figures.mapping.input_card import InputCard
from tests.scenes.mapping.stages import shown

LEAST_GAP = 0.45
"""Between the middles of numbers of the card and of the box, in units of the frame: not less than
twice their height."""


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("[u^2+v, u-v^2, 2*u*v]", "1,1"),
        ("[2*cos(u), 2*sin(u), v]", "pi/3,1"),
        ("[u, v, log(u)*v]", "0.3,7"),
    ],
)
def test_the_inputs_of_a_marked_point_can_be_read_off_their_card(dry_run, function, at) -> None:
    """Along each of its front edges are at least two numbers, where their values are."""
    figure = shown(dry_run, function, at=at)
    (card,) = [part for part in figure.axes if isinstance(part, InputCard)]
    for k, axis in enumerate(card.axes):
        start, end = np.array(axis.line.points)[[0, -1]]
        along = (end - start) / np.linalg.norm(end - start)
        places = [(each.get_center() - start) @ along for each in axis.numbers]
        low, high = figure.view.domain[k]
        values = low + np.array(places) / np.linalg.norm(end - start) * (high - low)
        rows = (labelled_ticks(low, high, count) for count in range(2, 7))
        known = {axis_number(text).markup: value for row in rows for value, text in row}
        assert len(values) >= 2
        assert [known[each.markup] for each in axis.numbers] == pytest.approx(values.tolist())


@pytest.mark.parametrize(
    ("function", "at"),
    [
        ("[u-u^3/3+u*v^2, v-v^3/3+v*u^2, u^2-v^2]", "0.7,-0.5"),
        ("[x*y, x+y, x-y]", "0.5,1"),
        ("[x+y, x-y, 2x]", "0.5,-1"),
        ("[x^3-3x, y, x*y]", "0.5,1.2"),
    ],
)
def test_the_ends_of_both_inputs_have_their_numbers(dry_run, function: str, at: str) -> None:
    """They fit into the frame, and stand apart from those of the box."""
    figure = shown(dry_run, function, at=at)
    (card,) = [part for part in figure.axes if isinstance(part, InputCard)]
    ends = {axis_number(text).markup for value, text in labelled_ticks(-2, 2, 2) if value}
    assert len(ends) == 2
    assert all(ends <= {each.markup for each in axis.numbers} for axis in card.axes)
    own, others = (
        [number for axis in axes for number in axis.numbers]
        for axes in (card.axes, axes_among(figure.axes[0]))
    )
    seen = [
        seen_from(
            figure.camera, figure.viewpoint, np.array([each.get_center() for each in numbers])
        )
        for numbers in (own, others)
    ]
    assert cdist(seen[0][:, :2], seen[1][:, :2]).min() > LEAST_GAP
