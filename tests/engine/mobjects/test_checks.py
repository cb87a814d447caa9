# pyright: reportArgumentType=false, reportAttributeAccessIssue=false
# (arguments are wrong on purpose)
"""Errors of arguments: one line with the argument, what is expected, what was given."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from manim import BLUE, RED

from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import height_grid

GRID = height_grid(lambda x, y: x, count=3)
PAIRS = [[0, 0], [1, 2]]


def mesh() -> SurfaceMesh:
    return SurfaceMesh(GRID)


WRONG: dict[str, tuple[Callable[[], object], str]] = {
    "a row too short": (
        lambda: ArrowField([[0, 0], [1]], PAIRS),
        "ArrowField: tails: expected numbers, in rows of one length; got [[0, 0], [1]]",
    ),
    "texts": (
        lambda: Points([["a", "b"]]),
        "Points: points: expected numbers, in rows of one length; got [['a', 'b']]",
    ),
    "one point alone": (
        lambda: ArrowField([0, 0], [1, 2]),
        "ArrowField: tails are (n, 3), or (n, 2) in the plane z = 0; got shape (2,)",
    ),
    "points of four numbers": (
        lambda: Curve3D(np.zeros((5, 4))),
        "Curve3D: points are (n, 3), or (n, 2) in the plane z = 0; got shape (5, 4)",
    ),
    "a number": (
        lambda: Points(3),
        "Points: points are (n, 3), or (n, 2) in the plane z = 0; got the number 3",
    ),
    "a line instead of lines": (
        lambda: GridSheet(PAIRS),
        "GridSheet: lines are (k, n, 3), or (k, n, 2) in the plane z = 0; got shape (2, 2)",
    ),
    "points instead of a grid": (
        lambda: SurfaceMesh(np.zeros((9, 3))),
        "SurfaceMesh: points are (n, m, 3), n and m at least 2; got shape (9, 3)",
    ),
    "fewer vectors than tails": (
        lambda: ArrowField(PAIRS, [[1, 1]]),
        "ArrowField: as many tails as vectors; got 2 and 1",
    ),
    "too many lengths": (
        lambda: ArrowField(PAIRS, PAIRS, lengths=[1, 2, 3]),
        "ArrowField: lengths: one number or 2; got shape (3,)",
    ),
    "colours that do not fit": (
        lambda: Curve3D(PAIRS, colors=[[1, 0, 0, 1]] * 3),
        "Curve3D: colors are (2, 4) or (2, 3), from 0 to 1; got shape (3, 4)",
    ),
    "names of colours": (
        lambda: mesh().set_colors(["red", "blue"]),
        "SurfaceMesh: colors: expected numbers, in rows of one length; got ['red', 'blue']",
    ),
    "values that do not fit": (
        lambda: mesh().color_by(np.arange(4), [BLUE, RED]),
        "SurfaceMesh.color_by: values: one number or 9; got shape (4,)",
    ),
    "a plane by many points": (
        lambda: mesh().clip([0, 0, 1], GRID),
        "SurfaceMesh.clip: point has three coordinates, x, y, z; got shape (3, 3, 3)",
    ),
    "a normal in the plane": (
        lambda: mesh().clip(np.array([1, 0]), [0, 0, 0]),
        "SurfaceMesh.clip: normal has three coordinates, x, y, z; got shape (2,)",
    ),
    "no normal": (
        lambda: mesh().clip([0, 0, 0], [0, 0, 0]),
        "SurfaceMesh.clip: normal has no direction; got the zero vector",
    ),
    "heights the wrong way round": (
        lambda: SurfaceMesh(GRID, height_range=(2, -2)),
        "SurfaceMesh: height_range is two numbers, the lower one first; got (2, -2)",
    ),
    "a mapping of single points": (
        lambda: GridSheet([PAIRS]).bend(lambda p: p[0]),
        "GridSheet.bend: the mapping's values are (n, 3), or (n, 2) in the plane z = 0; "
        "got shape (3,)",
    ),
    "a mapping that drops points": (
        lambda: GridSheet([PAIRS]).bend(lambda p: p[:1]),
        "GridSheet.bend: the mapping takes 2 points to 1",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_errors_say_what_is_wrong(name: str) -> None:
    build, message = WRONG[name]
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        build()


@pytest.mark.parametrize("as_array", [False, True], ids=["lists", "arrays"])
def test_lists_are_accepted_as_arrays(as_array: bool) -> None:
    def given(values):
        return np.array(values) if as_array else values

    field = ArrowField(given(PAIRS), given(PAIRS), lengths=given([1, 2]), interval=given([0, 1]))
    assert field.points.shape == (4, 3)
    ramped = ArrowField(given(PAIRS), given(PAIRS), ramp=[BLUE, RED], interval=given([0, 3]))
    assert ramped.colors.shape == (2, 4)
    assert Curve3D(given(PAIRS), colors=given([[1, 0, 0], [0, 1, 0]])).colors.shape == (2, 4)
    clipped = SurfaceMesh(given(GRID.tolist())).clip(given([0, 0, 2]), given([0, 0, 1]))
    assert clipped.plane.tolist() == [0, 0, 1, 1]
    assert GridSheet(given([PAIRS]), stroke_width=given([3])).stroke_widths.tolist() == [3]


def test_empty_arrays_are_accepted() -> None:
    for empty in (Points([]), Curve3D([]), ArrowField([], []), Points(np.zeros((0, 2)))):
        assert len(empty.primitives()) == 0
