"""Subjects: what a beat is about is inside the frame, and large enough to be seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.mobjects.points import dots_of
from engine.mobjects.surface import SurfaceMesh
from pipeline.lint.figure.shot import Shot
from pipeline.lint.layout import text_height
from pipeline.lint.rules import Violation

_INSIDE = 0.95
"""The share of its points that lie in the frame, at least."""
_LINE, _SURFACE = 0.015, 0.2
"""The diagonal of a line or an arrow, and of a surface, at least: shares of the frame's
height (`layout.text_height`)."""

_ZERO = 1e-6
"""Scene units: what is shorter has no length."""


def lost_subjects(shot: Shot) -> Iterator[Violation]:
    """Every curve, surface and arrow that a beat is about is inside the frame, and no speck."""
    about = {id(part) for each in shot.about for part in _family(each)}
    half, height = np.array(shot.camera.frame_size) / 2, text_height(shot.camera.frame_size)
    for mobject, fixed in shot.drawn():
        if id(mobject) not in about or len(dots_of(mobject)[0]):
            continue
        points = np.asarray(mobject.points)
        places = shot.places(points[np.isfinite(points).all(axis=1)], fixed)
        if not len(places) or np.ptp(places, axis=0).max() < _ZERO:
            continue  # the arrow of a change that is zero
        kind = type(mobject).__name__
        share = float((np.abs(places) <= half).all(axis=1).mean())
        if share < _INSIDE:
            amount = f"{kind}: {share:.0%} in the frame, least {_INSIDE:.0%}"
            yield Violation("outside frame", "", amount, _INSIDE - share)
        size = float(np.linalg.norm(np.ptp(places, axis=0))) / height
        least = _SURFACE if isinstance(mobject, SurfaceMesh) else _LINE
        if size < least:
            amount = f"{kind}: {size:.1%} of the frame's height, least {least:.1%}"
            yield Violation("speck", "", amount, least - size)


def _family(subject: Any) -> list[Any]:
    """A mobject and its parts; of an animation, those of what it animates."""
    return getattr(subject, "mobject", subject).get_family()
