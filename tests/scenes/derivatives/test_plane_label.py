"""Slicing: where the label of the plane stands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from scenes._kit.layout.labels import covers
from scenes._kit.layout.segment_labels import box_points
from scenes._kit.space.axes import axes_among
from scenes._kit.space.viewpoint import seen_from


@pytest.mark.parametrize(("function", "at"), [("(x^2+1)*exp(-x*y)", "1,0.5"), ("x*y", "1,1")])
def test_a_plane_s_label_is_clear_of_the_numbers_of_the_axes(dry_run, function, at) -> None:
    lesson: Any = dry_run("slicing", last="point", function=function, at=at)
    for figure in (lesson.first, lesson.second):
        texts = [each for axis in axes_among(figure.axes) for each in axis.numbers]
        assert len(texts) > 5
        centers = np.array([each.get_center() for each in (figure.label, *texts)])
        place, *places = seen_from(lesson.camera, figure.view, centers)
        label = figure.label.copy().move_to(place)
        for text, seen in zip(texts, places, strict=True):
            assert not covers(label, box_points(text) + (seen - text.get_center()))
