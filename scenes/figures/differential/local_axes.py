"""Axes through the start of a step, without numbers: those of the step stand at its arrows."""

from __future__ import annotations

import numpy as np
from manim import Group

from engine.mobjects.arrows import ArrowField
from engine.mobjects.place import in_world
from scenes._kit import theme
from scenes._kit.text.formula import Formula

_BEYOND, _TO_NAME, _ASIDE = 0.5, 0.35, (0.32, 0.2)
"""How far an axis reaches beyond what it leads along, and from there to its name: straight on, or
on and aside."""
_CLEAR = 0.1
"""Names are so far beside the plane, as a share of its sides."""
_ALONG, _INSIDE = np.linspace(0.05, 0.95, 19), 0.03
"""Shares of an axis at which it is looked at; what is so far inside the plane is across it."""


def local_axis(tail: np.ndarray, tip: np.ndarray, k: int, name: str, rise: float = 0.0) -> Group:
    """An arrow along axis k from a place (3,) in the world to a little beyond another, and its name
    there; on the other side of it than a rise there (if not 0), where that has its label."""
    unit = np.eye(3)[k]
    end = tip + _BEYOND * unit
    line = ArrowField(
        tail[None],
        (end - tail)[None],
        color=theme.MUTED,
        stroke_width=theme.AXIS_WIDTH,
        depth_bias=-_BEYOND / 4,  # the arrows of a step lie over it
    )
    on, aside = _ASIDE if rise else (_TO_NAME, 0.0)
    place = end + on * unit - np.sign(rise) * aside * np.eye(3)[2]
    label = Formula(name, font_size=theme.LABEL).move_to(place)
    return Group(line, in_world(label))


def is_seen_beside(axis: Group, corners: np.ndarray, towards: np.ndarray) -> bool:
    """Whether the name of an axis is seen beside a parallelogram, neither before nor behind it:
    `corners` (3, 3), of which the first has the others as its neighbours; `towards` the viewer."""
    shares = _shares(axis[-1].get_center()[None], corners, towards)
    return bool(((shares < -_CLEAR) | (shares > 1 + _CLEAR)).any())


def is_seen_across(axis: Group, corners: np.ndarray, towards: np.ndarray) -> bool:
    """Whether the shaft of an axis is seen before or behind such a parallelogram."""
    tail, tip = np.array(axis[0].points)
    places = tail + _ALONG[:, None] * (tip - tail)
    shares = _shares(places, corners, towards)
    return bool(((shares > _INSIDE) & (shares < 1 - _INSIDE)).all(axis=1).any())


def _shares(places: np.ndarray, corners: np.ndarray, towards: np.ndarray) -> np.ndarray:
    """Where on a parallelogram places (n, 3) are seen, in shares of its sides (n, 2)."""
    start, *neighbours = corners
    sides = np.column_stack([*(each - start for each in neighbours), towards])
    return np.linalg.lstsq(sides, (places - start).T, rcond=None)[0][:2].T
