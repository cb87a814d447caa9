"""Dots: a marked point is inside the frame, and nothing hides it altogether."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.mobjects.points import dots_of
from pipeline.lint.figure.shot import Shot
from pipeline.lint.motion.changes import changed
from pipeline.lint.rules import Violation

_MOST = 8
"""More dots in one mobject are a swarm: no point is marked."""
_VISIBLE = 0.15
"""The share of a dot's disc at least that it changes in the picture: a ring is more."""


@dataclass(frozen=True, eq=False)
class Marked:
    """A dot: its mobject, its place (2,) in the frame, its radius in scene units."""

    mobject: Any
    place: np.ndarray
    radius: float


def dots(shot: Shot) -> list[Marked]:
    """The marked points of a picture."""
    found = []
    for mobject, fixed in shot.drawn():
        centers, radius = dots_of(mobject)
        if len(centers) <= _MOST:
            places = shot.places(centers, fixed)
            found += [Marked(mobject, place, radius) for place in places]
    return found


def hidden_points(shot: Shot) -> Iterator[Violation]:
    """Every marked point in the frame is seen, or at least a ring in its place.

    The camera may come so close to one that the others are outside; not to none.
    """
    marked = dots(shot)
    if not marked:
        return
    mobjects = {id(each.mobject) for each in marked}
    others = [item for item in shot.items if mobjects.isdisjoint(map(id, item.mobjects))]
    seen = changed(shot.draw(others)[..., :3], shot.pixels)
    half = np.array(shot.camera.frame_size) / 2
    inside = [each for each in marked if np.all(np.abs(each.place) <= half - each.radius)]
    if not inside:
        yield Violation("point outside", "", f"at {_named(marked[0].place)} of the frame")
    for each in inside:
        share = float(seen[shot.disc(each.place, each.radius)].mean())
        if share < _VISIBLE:
            amount = f"{share:.0%} of the dot at {_named(each.place)}, least {_VISIBLE:.0%}"
            yield Violation("hidden point", "", amount, _VISIBLE - share)


def _named(place: np.ndarray) -> str:
    return f"({place[0]:.1f}, {place[1]:.1f})"
