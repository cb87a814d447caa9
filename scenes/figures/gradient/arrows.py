"""Arrows of a gradient field, in the plane or on a floor, and the legend of their lengths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import DOWN, LEFT, RIGHT, ManimColor, VGroup, VMobject

from calclib import ScalarField
from calclib.arrays import Region
from calclib.framing.arrow_samples import sample_lengths
from calclib.framing.arrows import ArrowScale, arrow_scale
from calclib.framing.lattices import (
    count_out_of_step,
    off_zeros,
    square_lattice,
    without_remnants,
)
from calclib.framing.windows.edges import limit_curves
from calclib.framing.windows.poles import free_of_poles
from calclib.sampling.crossing_arrows import do_arrows_cross, meeting_lines
from engine.mobjects.arrows import ArrowField
from engine.mobjects.points import Points
from engine.mobjects.ramps import ramp_colors
from scenes._kit import theme
from scenes._kit.layout.slots import figure_scale
from scenes._kit.plane.polyline import polyline
from scenes._kit.text.formula import Formula

Place = Callable[[np.ndarray], np.ndarray]
"""Maps points (n, 2) of the plane to places (n, 3)."""

_COUNT, _LEAST_COUNT = 9, 6
"""Arrows along the shorter side of a region, and the fewest: in a small figure, or ..."""
_LEGIBLE = 0.05
"""... where of more of them half would be shorter than this share of that side."""
_LONGEST_ARROWS = (1.2, 1.0, 0.85, 0.7, 0.58, 0.48)
"""The longest arrow, in spacings of the lattice: the first with which no two cross."""
_SHORTEST_ARROW = 0.34
"""The shortest arrow that can be read as one, in the same."""
_BESIDE = 2.1
"""The arrows beside a point without one are up to so many spacings away."""
_MUCH_LONGER, _ALONG = 2.0, np.linspace(0, 1, 17)
"""A field that turns back is so many times as long on the way there if it passes a pole, or a steep
summit; it is looked at in such shares of an arrow."""
_WIDTH = 6.0
_HEAD = (6.4, 0.42)
"""An arrow's head: its length in half widths of the shaft, its half width in lengths."""
_STOUTNESS = 0.09
"""Half the width of a shaft at most, as a share of its arrow's length."""
_ZERO_WIDTH = 7.0
"""Of a dot for a zero vector, in manim's units of stroke width."""
_MIN_SAMPLE = 0.1
"""The shortest arrow of a legend, in scene units."""


class GradientArrows:
    """The gradient of a field, drawn at one scale on a lattice with a point at `point`.

    Elsewhere none stands almost at a zero of the gradient, or leads over a pole. `scale` is None if
    no arrow has a length; `region` is that given, extended to hold all arrows, but not beyond poles
    beside the point.
    """

    def __init__(self, field: ScalarField, region: Region, point: Sequence[float]) -> None:
        self.gradient = field.gradient()
        side = min(high - low for low, high in region)
        self.limits = limit_curves(field, _with_margin(region, _BESIDE * side / _LEAST_COUNT))
        """The curves (n, 2) near the region over which the graph is not continued."""
        for count in range(max(_LEAST_COUNT, round(_COUNT * figure_scale())), _LEAST_COUNT - 1, -1):
            count = count_out_of_step(self.gradient, point, region, count)
            spacing = side / count
            self.tails = off_zeros(self.gradient, square_lattice(point, region, count), spacing)
            self.scale = self._scale(np.array(point, dtype=float), spacing)
            if self._are_legible(_LEGIBLE * side):
                break
        elsewhere = np.abs(self.tails - point).max(axis=1) > 1e-9 * side
        stays = ~(elsewhere & self._reach_over_pole(self.tails))
        self.tails, elsewhere = self.tails[stays], elsewhere[stays]
        self.region = free_of_poles(field, point, self._region_with_tips(region))
        self.others = self.tails[self._kept() & elsewhere]

    def _scale(self, point: np.ndarray, spacing: float) -> ArrowScale | None:
        """The scale with the longest arrows that do not cross."""
        lengths, at_point = self._lengths(self.tails), float(self._lengths(point[None])[0])
        if at_point == 0:  # those beside it show what kind of point it is
            beside = np.linalg.norm(self.tails - point, axis=1) <= _BESIDE * spacing
            at_point = float(np.nanmax(lengths[beside], initial=0.0))
        for share in _LONGEST_ARROWS:
            longest, shrunk = share * spacing, _LONGEST_ARROWS[0] / share
            shortest = _SHORTEST_ARROW * spacing
            self.scale = arrow_scale(lengths, longest, at_point, shrunk, shortest)
            vectors = self.vectors(self.tails)
            known = np.isfinite(vectors).all(axis=1) & ~self.meet_limits(self.tails)
            given_fits = not self.meet_limits(point[None]).any()
            if given_fits and not do_arrows_cross(self.tails[known], vectors[known]):
                break
        return self.scale

    def _are_legible(self, shortest: float) -> bool:
        """Whether at least half of the arrows drawn are so long, in plane units; or all are 0."""
        drawn = np.linalg.norm(self.vectors(self.tails), axis=1)
        return bool(np.median(drawn[drawn > 0]) >= shortest) if (drawn > 0).any() else True

    def _region_with_tips(self, region: Region) -> Region:
        """The region, extended to hold the tips of the arrows."""
        tips = self.tails + self.vectors(self.tails)
        corners = np.vstack([np.array(region, dtype=float).T, tips])
        (x0, y0), (x1, y1) = np.nanmin(corners, axis=0), np.nanmax(corners, axis=0)
        return (float(x0), float(x1)), (float(y0), float(y1))

    def fitting(self, tails: np.ndarray, shortest: float = 0.0, growth: float = 1.0) -> np.ndarray:
        """Which arrows (n,), `growth` times longer, end in the region and are at least `shortest`
        long, in plane units."""
        vectors, (low, high) = growth * self.vectors(tails), np.array(self.region, dtype=float).T
        tips = tails + vectors
        with np.errstate(invalid="ignore"):
            inside = ((tips >= low) & (tips <= high)).all(axis=1)
            long_enough = np.linalg.norm(vectors, axis=1) >= shortest
        return inside & long_enough & ~self.meet_limits(tails, growth)

    def _kept(self) -> np.ndarray:
        """Which arrows (n,) of the lattice are drawn: not those that reach over limits, nor what
        these leave of a row beside them."""
        known = np.isfinite(self.vectors(self.tails).sum(axis=1))
        return without_remnants(self.tails, self.fitting(self.tails), known)

    def _reach_over_pole(self, tails: np.ndarray) -> np.ndarray:
        """Which arrows (n,) end where the field points back, having passed where it is much longer
        than at their tails."""
        vectors = self.vectors(tails)
        places = tails + _ALONG[:, None, None] * vectors
        with np.errstate(all="ignore"):
            passed = self.gradient(*np.moveaxis(places, -1, 0))
            points_back = np.einsum("ij,ij->i", passed[-1], vectors) < 0
            longest = np.linalg.norm(passed, axis=-1).max(axis=0)
            return points_back & ~(longest <= _MUCH_LONGER * self._lengths(tails))

    def meet_limits(self, tails: np.ndarray, growth: float = 1.0) -> np.ndarray:
        """Which arrows (n,), `growth` times longer, reach over limits of the graph, or almost."""
        return meeting_lines(tails, growth * self.vectors(tails), self.limits)

    def climbing(self, tails: np.ndarray, growth: float = 1.0) -> np.ndarray:
        """Which arrows (n,), `growth` times longer, end where it still goes up along them, on this
        side of its limits."""
        vectors = growth * self.vectors(tails)
        with np.errstate(all="ignore"):
            onward = self.gradient(*(tails + vectors).T)
            uphill = np.einsum("ij,ij->i", onward, vectors) > 0
        return uphill & ~self.meet_limits(tails, growth)

    def vectors(self, tails: np.ndarray) -> np.ndarray:
        """The drawn vectors (n, 2) at some tails, in units of the plane."""
        with np.errstate(all="ignore"):
            true = self.gradient(*np.asarray(tails, dtype=float).T)
        lengths = np.linalg.norm(true, axis=1)
        if self.scale is None:
            return np.zeros_like(true)
        share = np.divide(
            self.scale.drawn(lengths), lengths, out=np.zeros_like(lengths), where=lengths > 0
        )
        return true * share[:, None]

    def mobject_at(
        self, tails: np.ndarray, place: Place, growth: float = 1.0, **style
    ) -> ArrowField | Points:
        """The arrows at some tails, `growth` times longer; coloured by length unless a colour is
        given. Dots where the gradient is the zero vector everywhere."""
        if self.scale is None:
            zero = tails[self._lengths(tails) == 0]
            return Points(place(zero), width=_ZERO_WIDTH, color=theme.GRADIENT)
        tips = tails + growth * self.vectors(tails)
        starts, ends = place(tails), place(tips)
        arrows = ArrowField(starts, ends - starts, **{"stroke_width": _WIDTH, **style})
        if "color" not in style:
            arrows.colors = self._shades(self._lengths(tails))
        return arrows

    def samples(self, unit: float) -> tuple[float, ...]:
        """True lengths for a legend; `unit`: scene units of the plot per unit of the plane."""
        if self.scale is None:
            return ()
        drawn = self.others if len(self.others) else self.tails
        return sample_lengths(self.scale, self._lengths(drawn), _MIN_SAMPLE / unit)

    def legend(self, unit: float, numbers: Sequence[str]) -> VGroup:
        """Sample arrows, as long as in the plot, with the sources of their true lengths."""
        rows = VGroup()
        if self.scale is None:
            return rows
        samples = np.array(self.samples(unit))
        drawn, shades = self.scale.drawn(samples), self._shades(samples)
        for length, source, shade in zip(drawn * unit, numbers, shades, strict=True):
            arrow = outline(np.zeros(2), np.array([length, 0.0]), _WIDTH)
            arrow.set_fill(ManimColor(shade), 1.0).set_stroke(width=0)
            number = Formula(source, font_size=theme.LABEL)
            row = VGroup(arrow, number.next_to(RIGHT * self.scale.longest * unit, RIGHT))
            rows.add(row)
        return rows.arrange(DOWN, buff=theme.GAP, aligned_edge=LEFT)

    def _lengths(self, tails: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return np.linalg.norm(self.gradient(*tails.T), axis=1)

    def _shades(self, lengths: np.ndarray) -> np.ndarray:
        """The colours of arrows of these true lengths."""
        assert self.scale is not None
        return ramp_colors(self.scale.levels(lengths), theme.RAMP, (0.0, 1.0))


def _with_margin(region: Region, margin: float) -> Region:
    (x0, x1), (y0, y1) = region
    return (x0 - margin, x1 + margin), (y0 - margin, y1 + margin)


def outline(tail: np.ndarray, vector: np.ndarray, width: float) -> VMobject:
    """A plane arrow as a shape with an outline, from (2,) and along (2,), in scene units."""
    shape: Any = VMobject(fill_opacity=1, stroke_width=0)
    shape.points = outline_points(tail, vector, width)
    return shape


def outline_points(
    tail: np.ndarray, vector: np.ndarray, width: float, stoutness: float = _STOUTNESS
) -> np.ndarray:
    """The Bézier curves (28, 3) of that outline; the shaft is at most so stout."""
    length = float(np.hypot(*vector))
    along = np.array([*vector, 0.0]) / (length or 1.0)
    across = np.array([-along[1], along[0], 0.0])
    half = min(width / 200, stoutness * length)
    head = min(_HEAD[0] * half, 0.6 * length)
    side, neck = _HEAD[1] * head, length - 0.9 * head
    profile = [
        (0, half), (neck, half), (length - head, side), (length, 0),
        (length - head, -side), (neck, -half), (0, -half), (0, half),
    ]  # fmt: skip
    start = np.array([*tail, 0.0])
    return polyline(np.array([start + x * along + y * across for x, y in profile]))
