"""Images of marked points on a sheet in space: whole dots, or rings where they are behind it."""

from __future__ import annotations

import numpy as np
import pytest

from scenes._kit.space.viewpoint import depths
from scenes._kit.space.visibility import hidden_by_sheet
from scenes.figures.mapping.moving_lines import MoveMarks
from scenes.figures.mapping.stages_in_space import DEPTH_BIAS
from tests.scenes.mapping.stages import shown

ENNEPER = "[u-u^3/3+u*v^2, v-v^3/3+v*u^2, u^2-v^2]"
SPHERE = "[sin(x)*cos(y), sin(x)*sin(y), cos(x)]"
TORUS = "[cos(u)*(2+cos(v)), sin(u)*(2+cos(v)), sin(v)]"


@pytest.mark.parametrize(
    ("function", "at", "some_hidden"),
    [(ENNEPER, "0.7,-0.5", False), (SPHERE, "1,1", True), (TORUS, "1,2", True)],
)
def test_a_dot_is_whole_or_a_ring(dry_run, function: str, at: str, some_hidden: bool) -> None:
    """Nothing of the sheet is before a dot that is seen; one that is behind it is not seen in part
    beside its edge."""
    figure = shown(dry_run, function, at=at)
    view, places = figure.viewpoint, figure.images_of_marks()
    before = depths(view, places) + [dot.depth_bias for dot in figure.dots]
    behind = hidden_by_sheet(figure.camera, view, figure.in_box, places)
    assert behind.any() == some_hidden
    assert (before[~behind] > np.nanmax(depths(view, figure.in_box.reshape(-1, 3)))).all()
    assert all(
        dot.depth_bias < 0 for dot, is_behind in zip(figure.dots, behind, strict=True) if is_behind
    )
    assert not behind[0]
    assert before.argmax() == 0


def test_dots_lie_on_the_card_where_they_start(dry_run) -> None:
    figure = shown(dry_run, ENNEPER, at="0.7,-0.5")
    (moves,) = [each for each in figure.played if isinstance(each, MoveMarks)]
    for mark in moves.marks:
        mark.move(0.0, 0.0)
    assert all(0 < dot.depth_bias <= DEPTH_BIAS for dot in figure.dots)
