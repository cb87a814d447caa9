"""Points carried from one viewpoint to another look the same."""

from __future__ import annotations

import numpy as np

from engine.camera import EngineCamera
from scenes._kit.space.viewpoint import Viewpoint, current_view, seen_alike


def test_points_are_seen_where_they_were() -> None:
    camera = EngineCamera()
    here = Viewpoint(1.2, -1.0, 8.0, (0.3, -0.2, 0.1))
    there = Viewpoint(1.0, 0.4, 0.9, (1.0, 2.0, -0.5))
    points = np.random.default_rng(5).uniform(-0.3, 0.3, (20, 3)) + here.center
    found = seen_alike(camera, here, there, points)
    here.apply_to(camera)
    expected = camera.project_points(points)[:, :2]
    there.apply_to(camera)
    assert np.abs(camera.project_points(found)[:, :2] - expected).max() < 1e-9
    assert current_view(camera) == there
