"""TotalDifferential: the side from which a step is seen, and its gap."""

from __future__ import annotations

from typing import cast

import numpy as np
import pytest
from manim import Group

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit.layout.slots import figure_and_notes
from scenes.figures.differential.gap_close_up import GapCloseUp
from scenes.figures.differential.local_axes import is_seen_across
from scenes.figures.differential.sides import breadth
from scenes.figures.differential.staircase import Staircase

STEPS = [
    ("40*x^2/(y^2+x^2)", (3, 2), (0.2, 0.2)),
    ("2*pi*sqrt((6371+x)^3/y)", (400, 398600), (100, 20000)),
    ("x^2 + y^2", (1, 2), (0.1, 0.1)),
    ("4 - x^2 - y^2", (1, 1), (0.1, 0.1)),
    ("x*y", (2, -3), (0.1, 0.1)),
]


@pytest.mark.parametrize(("text", "at", "step"), STEPS)
def test_the_plane_is_broad_and_the_steps_are_beside_it(text: str, at, step) -> None:
    """Neither is the plane a sliver, nor is a step seen through it."""
    staircase = Staircase(ScalarField.parse(text), at, step)
    corners, side = staircase.corners, staircase.side
    assert breadth(corners, side) > 0.22
    sides = [corners[1] - corners[0], corners[3] - corners[0], side.to_viewer]
    for tail, tip in (run.points for run in staircase.runs):
        shares = np.linalg.solve(np.column_stack(sides), (tail + tip) / 2 - corners[0])[:2]
        assert not ((shares > 0.01) & (shares < 0.99)).all()


@pytest.mark.parametrize(("text", "at", "step"), STEPS)
def test_the_gap_is_at_the_side_where_the_step_ends(text: str, at, step) -> None:
    """The camera turns by less than a quarter, and the end stays at the left or right."""
    camera, (stage, notes) = EngineCamera(), figure_and_notes()
    staircase = Staircase(ScalarField.parse(text), at, step)
    near = GapCloseUp(staircase, "Delta f", camera, stage.left_of(notes))
    assert abs(near.side.theta - staircase.side.theta) < np.pi / 2
    assert near.side.turns == staircase.side.turns
    aside = staircase.corners.mean(axis=0) - near.ends[0]
    seen = [np.array([-np.sin(each), np.cos(each), 0]) @ aside for each in _thetas(near)]
    assert seen[0] * seen[1] > 0


def _thetas(near: GapCloseUp) -> tuple[float, float]:
    return near.staircase.side.theta, near.side.theta


def test_an_axis_does_not_lead_across_the_plane_where_it_can_lead_along_an_arrow() -> None:
    staircase = Staircase(ScalarField.parse("40*x^2/(y^2+x^2)"), (3, 2), (0.2, 0.2))
    corners = staircase.corners[[0, 1, 3]]
    towards = staircase.side.to_viewer
    assert len(staircase.axes) == 3
    assert not any(is_seen_across(cast(Group, axis), corners, towards) for axis in staircase.axes)
