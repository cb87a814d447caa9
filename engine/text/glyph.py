"""`Glyph`: a character of a formula, cheap to animate: a formula has a hundred."""

from __future__ import annotations

from copy import deepcopy
from types import NoneType
from typing import Any

import numpy as np
from manim import CapStyleType, LineJointType, ManimColor
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath
from manim.utils.bezier import interpolate
from manim.utils.paths import straight_path

RGBAS = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")
_WIDTHS = ("stroke_width", "background_stroke_width")
SCALARS = (*_WIDTHS, "sheen_factor")
_IMMUTABLE = {float, int, bool, str, NoneType, ManimColor, CapStyleType, LineJointType}
"""Kinds of attributes that copies share."""


class Glyph(VMobjectFromSVGPath):
    """The outline of a character, whose animations compute only what differs between their ends.

    What is the same at both ends stays so to the bit; manim's sums of shares do not.
    """

    points: Any

    def interpolate(self, mobject1: Any, mobject2: Any, alpha: float, path_func=straight_path()):  # noqa: B008
        if path_func is interpolate:
            self.points = _between(mobject1.points, mobject2.points, alpha)
        else:
            self.points = path_func(mobject1.points, mobject2.points, alpha)
        self.interpolate_color(mobject1, mobject2, alpha)
        return self

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float):
        for name in (*RGBAS, "sheen_direction"):
            setattr(self, name, _between(getattr(mobject1, name), getattr(mobject2, name), alpha))
        for name in SCALARS:
            first, last = getattr(mobject1, name), getattr(mobject2, name)
            setattr(self, name, last if first == last else interpolate(first, last, alpha))
        return self

    def reduce_across_dimension(self, reduce_func: Any, dim: int) -> Any:
        """As manim's, which compares a glyph's points one by one."""
        if self.submobjects or not len(self.points):
            return super().reduce_across_dimension(reduce_func, dim)
        column = self.points[:, dim]
        return column.max() if reduce_func is max else column.min()

    def update_rgbas_array(self, array_name: str, color: Any = None, opacity: Any = None):
        """As manim's, which makes an array of colours also where none is given."""
        is_opacity = opacity is None or isinstance(opacity, float | int)
        if color is not None or not is_opacity or self.sheen_factor or array_name not in vars(self):
            return super().update_rgbas_array(array_name, color, opacity)
        if opacity is not None:
            getattr(self, array_name)[:, 3] = opacity
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """As manim's, which goes through every attribute's structure."""
        result: Any = type(self).__new__(type(self))
        memo[id(self)] = result
        for name, value in vars(self).items():
            kind = type(value)
            if kind is np.ndarray:
                value = value.copy()
            elif kind not in _IMMUTABLE:
                value = deepcopy(value, memo)
            setattr(result, name, value)
        result.original_id = str(id(self))
        return result

    def match_style(self, vmobject: Any, family: bool = True):
        if self.submobjects or not (_is_plain(self) and _is_plain(vmobject)):
            return super().match_style(vmobject, family)
        for name in RGBAS:
            setattr(self, name, getattr(vmobject, name).copy())
        for name in _WIDTHS:
            setattr(self, name, getattr(vmobject, name))
        return self


def _between(first: np.ndarray, last: np.ndarray, alpha: float) -> np.ndarray:
    if alpha == 1 or first.tobytes() == last.tobytes():
        return last.copy()
    return interpolate(first, last, alpha)


def _is_plain(mobject: Any) -> bool:
    """Whether each colour is one, without a gradient, a sheen or an image."""
    return (
        all(len(getattr(mobject, name)) == 1 for name in RGBAS)
        and not mobject.sheen_factor
        and mobject.get_background_image() is None
    )
