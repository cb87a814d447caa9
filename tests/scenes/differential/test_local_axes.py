"""The axes of a step close up: through its start, named beside the plane, never over it."""

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


def test_axes_lead_through_the_start_of_the_step() -> None:
    staircase = Staircase(ScalarField.parse("x^2 + y^2"), (1, 2), (0.1, 0.1))
    (start,) = staircase.space.place_of([staircase.start])
    for line, _ in staircase.axes:
        tail, tip = np.array(line.points)
        along = (tip - tail) / np.linalg.norm(tip - tail)
        assert np.linalg.norm(np.cross(start - tail, along)) < 1e-9
