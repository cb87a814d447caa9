"""A cut is seen from where what is left behind its plane is open, and its variable runs right;
from behind only where a sliver, the plane or what rises before it, would be seen else."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from scenes._kit.space.cut_sides import best_cut_side
from scenes._kit.space.space import Space
from scenes._kit.space.tilt import direction_along, sheet_of
from scenes._kit.space.viewpoint import Side
from scenes._kit.space.visibility import cell_normals

AXES = {"x": np.array([1.0, 0.0, 0.0]), "y": np.array([0.0, 1.0, 0.0])}
CRESTS = [
    ("25*(1-exp(-0.3x))/(1+0.1y^2)", (4, 2)),
    ("y*x^(3/2)-4y^2+x", (4, 1.5)),
    ("x^3/6-x*cos(y)", (2, 3.14)),
]
RISES = [
    ("12*x/(x+3.5*(1+y/0.8))", (4.1, 0.65)),
    ("8.314*x/(y-0.043)-3.6/y^2", (350, 0.9)),
    ("x/y", (2, 1)),
    ("ln(1+x/y)", (2, 1)),
    ("2^x/y", (2, 1)),
    ("sin(x)*exp(-y)", (1, 0.5)),
    ("tanh(x)-y^2", (0.5, 1)),
]


class Cut:
    """The cut of a graph along a variable at a point."""

    def __init__(self, text: str, at: tuple[float, float], variable: str = "x") -> None:
        self.field = ScalarField.parse(text)
        space, self.variable = Space.for_field(self.field, at), variable
        piece = self.field.slice(**{"y": at[1]} if variable == "x" else {"x": at[0]})
        plane = space.slice_plane(piece)
        self.side = best_cut_side(space, plane, self.field, at)
        self.usual = Side(*direction_along(space, plane.direction.tolist(), self.field), 0)
        self.plane, self.sheet = plane, sheet_of(space, self.field)

    def share_open(self, side: Side) -> float:
        """The share of the area behind the plane that is seen from above, not edge-on."""
        to_plane = (self.sheet - self.plane.corner) @ self.plane.normal
        behind = to_plane * np.sign(self.plane.normal @ side.to_viewer) < 0
        return self._share_open_of(np.where(behind[..., None], self.sheet, np.nan), side)

    @property
    def share_of_all(self) -> float:
        """The share of the area of the whole graph that is seen from above, not edge-on."""
        return self._share_open_of(self.sheet, self.side)

    @property
    def breadth(self) -> float:
        """The cosine of the angle between the plane's normal and the view."""
        return abs(float(self.plane.normal @ self.side.to_viewer))

    def _share_open_of(self, sheet: np.ndarray, side: Side) -> float:
        normals = -cell_normals(sheet)
        areas = np.linalg.norm(normals, axis=1)
        return float(areas[normals @ side.to_viewer > 0.25 * areas].sum() / areas.sum())


@pytest.mark.parametrize(("text", "at"), CRESTS)
def test_what_lies_behind_a_crest_is_open(text: str, at: tuple[float, float]) -> None:
    cut = Cut(text, at)
    assert cut.share_open(cut.side) > 0.85
    assert cut.share_open(cut.usual) < 0.75


@pytest.mark.parametrize(("text", "at"), RISES)
def test_a_rise_faces_the_viewer_and_the_plane_is_broad(text: str, at: tuple[float, float]) -> None:
    cut = Cut(text, at)
    assert cut.share_of_all > 0.85
    assert cut.breadth > 0.6


@pytest.mark.parametrize("variable", ["x", "y"])
@pytest.mark.parametrize(("text", "at"), RISES)
def test_the_camera_turns_less_than_half_around_to_the_plot(
    text: str, at: tuple[float, float], variable: str
) -> None:
    cut = Cut(text, at, variable)
    head_on = np.arctan2(cut.plane.normal[1], cut.plane.normal[0])
    assert abs(cut.side.theta - head_on) < np.pi


def test_no_corner_is_edge_on() -> None:
    cut = Cut("2.5*x^0.75*exp(-0.05*y)", (16, 10))
    normals = -cell_normals(cut.sheet)
    areas = np.linalg.norm(normals, axis=1)
    seen, before = (
        areas[normals @ side.to_viewer > 0.22 * areas].sum() / areas.sum()
        for side in (cut.side, cut.usual)
    )
    assert seen > 0.85 > before


@pytest.mark.parametrize("variable", ["x", "y"])
@pytest.mark.parametrize(("text", "at"), CRESTS)
def test_the_variable_runs_to_the_right(text: str, at: tuple[float, float], variable: str) -> None:
    cut = Cut(text, at, variable)
    rightwards = np.array([-np.sin(cut.side.theta), np.cos(cut.side.theta), 0.0])
    assert AXES[variable] @ rightwards > 0.3


@pytest.mark.parametrize(
    ("text", "at"),
    [("x^2*y + sin(y)", (-1, 1)), ("x^2+y^2", (1, 0.5)), ("y*abs(x+1)-x^2", (0.5, 2))],
)
def test_what_is_seen_well_is_seen_from_the_usual_side(text: str, at: tuple[float, float]) -> None:
    cut = Cut(text, at)
    assert cut.side == cut.usual
