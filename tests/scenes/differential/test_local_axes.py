"""The axes of a step close up: through its start or along its arrows, named beside the plane."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit.layout.slots import figure_and_notes
from scenes.figures.differential.staircase import Staircase

STEPS = [
    ("x^2 + y^2", (1, 2), (0.1, 0.1), 2),
    ("x^2 + x*y - y^3", (1, 2), (0.1, 0.1), 3),
    ("x*exp(-x*y)", (1, 0.5), (0.1, -0.1), 2),
    ("cos(x) + cos(y)", (1.5, 1.5), (0.1, 0.1), 3),
    ("x*y", (1, 1), (0, 0.1), 1),
    ("x^3*y - 2*x*y^2", (-1, 2), (0.1, 0.1), 1),
]


@pytest.mark.parametrize(("text", "at", "step", "least"), STEPS)
def test_names_of_axes_stand_beside_the_plane(text: str, at, step, least: int) -> None:
    camera, (stage, _) = EngineCamera(), figure_and_notes()
    staircase = Staircase(ScalarField.parse(text), at, step)
    staircase.view(camera, stage).apply_to(camera)
    assert len(staircase.axes) >= least
    sheets = np.vstack([staircase.sheet.grid, staircase.surface.grid]).reshape(-1, 3)
    sheet = camera.project_points(sheets)[:, :2]
    for axis in staircase.axes:
        name = camera.project_points(np.array([axis[-1].get_center()]))[:, :2]
        assert np.linalg.norm(sheet - name, axis=1).min() > 0.3


@pytest.mark.parametrize(("text", "at", "step", "least"), STEPS)
def test_axes_lead_through_the_start_of_the_step_or_along_arrows(text, at, step, least) -> None:
    staircase = Staircase(ScalarField.parse(text), at, step)
    (start,) = staircase.space.place_of([staircase.start])
    tails = [start, *(arrow.points[0] for arrow in staircase.arrows)]
    for line, _ in staircase.axes:
        tail, tip = np.array(line.points)
        along = (tip - tail) / np.linalg.norm(tip - tail)
        assert min(np.linalg.norm(np.cross(each - tail, along)) for each in tails) < 1e-9


def test_an_axis_behind_the_plane_leads_along_an_arrow_instead() -> None:
    """Along the step dy, beyond its tip, where its name is seen."""
    staircase = Staircase(ScalarField.parse("3*x + 9*y"), (1, 2), (0.1, 0.1))
    assert len(staircase.axes) == 3
    tail, tip = staircase.runs[1].points
    shaft = np.array(staircase.axes[1][0].points)
    assert np.linalg.norm(np.cross(shaft - tail, tip - tail), axis=1).max() < 1e-9


def test_the_dot_at_the_start_lies_over_the_arrows_from_there() -> None:
    """As near as its middle is an arrow when it is drawn."""
    staircase = Staircase(ScalarField.parse("3*x + 9*y"), (1, 2), (0.1, 0.1))
    longest = max(np.linalg.norm(np.diff(axis[0].points, axis=0)) for axis in staircase.axes)
    assert staircase.start_dot.depth_bias > longest / 2
