"""The card of the inputs of a sheet in space."""

from __future__ import annotations

import numpy as np
import pytest

from calclib.framing.ticks import labelled_ticks
from scenes._kit.plane.axis_numbers import axis_number
from scenes.figures.mapping.input_card import InputCard
from tests.scenes.mapping.stages import shown


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
