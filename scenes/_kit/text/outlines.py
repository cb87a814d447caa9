"""The outlines in an SVG by Typst: each is parsed once, and copied to every place where it stands.

The same few glyphs stand in every formula of a lesson, so this takes a tenth of the time that
manim's own reading of SVG takes, and gives the same points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple
from xml.etree import ElementTree

import numpy as np
from manim import VMobject
from manim.mobject.svg.svg_mobject import (
    se,  # pyright: ignore[reportPrivateImportUsage]
)

from engine.text.glyph import Glyph

_GROUPS = {"svg", "g", "a"}
_NOT_DRAWN = {"defs", "title", "desc", "style"}
_HREF = "{http://www.w3.org/1999/xlink}href"

STROKE_UNITS = 100
"""manim's stroke widths are hundredths of a scene unit."""
_CORNERS = 4
"""Those of a bar."""


class Outline(NamedTuple):
    """A path of an SVG: its outline, its colour, and where it stands."""

    path: str
    """The commands of SVG, in coordinates of its own."""
    color: str
    """Of the filled outline, or of the line where it has a width."""
    stroke_width: float
    """In units of the SVG; 0: the outline is filled."""
    transform: se.Matrix
    """From its own coordinates to those of the SVG, whose y runs downwards."""

    @property
    def points(self) -> np.ndarray:
        """Its curves, in its own coordinates: points (4 n, 3)."""
        return _drawn(self.path, self.color, self.stroke_width).points

    @property
    def is_bar(self) -> bool:
        """Whether it is a filled rectangle that stands upright."""
        corners, matrix = self.points[::4, :2], self.transform
        on_sides = (corners == corners.min(axis=0)) | (corners == corners.max(axis=0))
        is_box = len(corners) == _CORNERS and bool(on_sides.all())
        return is_box and not (self.stroke_width or matrix.b or matrix.c)

    @property
    def ends(self) -> tuple[float, float]:
        """Where it begins and ends along the y of the SVG."""
        y = self.transform.d * self.points[:, 1] + self.transform.f
        return float(y.min()), float(y.max())

    def mobject(self, color: str) -> VMobject:
        """Its curves, a scene unit for a unit of the SVG, with y upwards."""
        matrix = self.transform
        mobject = _drawn(self.path, color, self.stroke_width).copy()
        x, y, _ = mobject.points.T
        mobject.points = np.stack(
            [
                matrix.a * x + matrix.c * y + matrix.e,
                -(matrix.b * x + matrix.d * y + matrix.f),
                np.zeros(len(x)),
            ],
            axis=1,
        )
        return mobject


@lru_cache(256)
def outlines(svg: str) -> tuple[Outline, ...]:
    """All outlines that are drawn, in the order in which they are drawn.

    Raises ValueError for what has no outline, such as an image.
    """
    root = ElementTree.fromstring(svg)
    symbols = {each.get("id"): each for each in root.iter() if _tag(each) == "symbol"}
    found = [each for each in _below(root, se.Matrix(), symbols) if len(each.points)]
    return tuple(_joined(found))


def _below(
    element: ElementTree.Element, outer: se.Matrix, symbols: dict[str | None, ElementTree.Element]
) -> Iterator[Outline]:
    """The outlines of an element. `outer`: the transform of what it stands in."""
    tag, matrix = _tag(element), se.Matrix(element.get("transform", "")) * outer
    if tag in _GROUPS:
        for child in element:
            yield from _below(child, matrix, symbols)
    elif tag == "use":
        shift = se.Matrix.translate(float(element.get("x", 0)), float(element.get("y", 0)))
        for path in symbols[element.get(_HREF, "").removeprefix("#")]:
            yield _outline(path, element, shift * matrix)
    elif tag == "path":
        yield _outline(element, element, matrix)
    elif tag not in _NOT_DRAWN:
        raise ValueError(f"a formula cannot hold what Typst draws as <{tag}>")


def _joined(found: Iterable[Outline]) -> Iterator[Outline]:
    """The outlines; of the bars that a font piles up in a tall bracket, overlapping, one is made:
    where smooth edges lie over one another they are smooth no more, and the bracket is thicker."""
    for _, same in groupby(found, _column):
        bars = list(same)
        ends = np.array([bar.ends for bar in bars])
        piled = len(bars) > 1 and bars[0].is_bar and _overlap(ends)
        yield from [_stretched(bars[0], ends.min(), ends.max())] if piled else bars


def _column(outline: Outline) -> tuple:
    """What bars of one pile have in common: all but the height at which they stand."""
    matrix = outline.transform
    return *outline[:3], matrix.a, matrix.b, matrix.c, matrix.d, matrix.e


def _overlap(ends: np.ndarray) -> bool:
    """Whether intervals (n, 2), in order, leave no gap."""
    low, high = ends[np.argsort(ends[:, 0])].T
    return bool((low[1:] < high[:-1]).all())


def _stretched(bar: Outline, low: float, high: float) -> Outline:
    """An upright bar with other ends."""
    matrix, (start, end) = bar.transform, bar.ends
    factor = (high - low) / (end - start)
    shift = low - factor * start
    return bar._replace(transform=matrix * se.Matrix(1, 0, 0, factor, 0, shift))


def _outline(
    path: ElementTree.Element, style: ElementTree.Element, transform: se.Matrix
) -> Outline:
    scale = abs(transform.determinant) ** 0.5
    stroke = style.get("stroke", "none")
    if stroke == "none":
        return Outline(path.get("d", ""), style.get("fill", "#000000"), 0.0, transform)
    width = float(style.get("stroke-width", 1)) * scale
    return Outline(path.get("d", ""), stroke, width, transform)


@lru_cache(4096)
def _drawn(path: str, color: str, stroke_width: float) -> VMobject:
    mobject = Glyph(
        se.Path(path),
        color=color,
        fill_opacity=0.0 if stroke_width else 1.0,
        stroke_width=stroke_width * STROKE_UNITS,
    )
    del mobject.path_obj  # copies would copy it
    return mobject


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
