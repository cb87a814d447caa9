"""The outlines in an SVG by Typst: each is parsed once, and copied to every place where it stands.

The same few glyphs stand in every formula of a lesson, so this takes a tenth of the time that
manim's own reading of SVG takes, and gives the same points.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
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
    found = _below(root, se.Matrix(), symbols)
    return tuple(
        each for each in found if _drawn(each.path, each.color, each.stroke_width).has_points()
    )


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
