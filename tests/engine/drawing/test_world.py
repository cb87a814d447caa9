# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Depth, order and translucency, by pixels."""

from __future__ import annotations

import numpy as np
import pytest
from manim import BLUE, DEGREES, GREEN, RED, WHITE, Circle, Dot, Line, Rectangle, Square

from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import TILTED, Canvas, drawn_mask, height_grid


def wall(y: float, color, **style) -> SurfaceMesh:
    """The plane y = const."""
    corners = [[[x, y, z] for z in (-2, 2)] for x in (-2, 2)]
    return SurfaceMesh(np.array(corners, dtype=float), color=color, gloss=0, **style)


def floor(color, **style) -> SurfaceMesh:
    return SurfaceMesh(height_grid(lambda x, y: 0), color=color, gloss=0, **style)


@pytest.mark.parametrize("opacity", [1.0, 0.6])
def test_a_plane_cuts_a_surface_exactly(canvas: Canvas, opacity: float) -> None:
    """On each side of the cut the nearer one is visible, up to the pixel next to the cut."""
    camera = canvas.camera(**TILTED)
    picture = canvas.draw(
        floor(RED, opacity=opacity), wall(0.5, BLUE, opacity=opacity), camera=camera
    )
    for x in (-1.5, 0.0, 1.0):
        low, high = (canvas.pixel([x, 0.5, z], camera) for z in (-0.15, 0.15))
        cut = canvas.pixel([x, 0.5, 0.0], camera)
        above, below = picture[high][:3], picture[low][:3]
        assert above[2] > above[0], "the wall stands before the floor behind it"
        assert below[0] > below[2], "the floor before the wall hides the wall's foot"
        column = picture[cut[0] - 4 : cut[0] + 5, cut[1], :3]
        redder = column[:, 0] > column[:, 2]
        assert redder.any()
        assert not redder.all()
        assert abs(int(np.argmax(redder)) - 4) <= 1


def test_the_nearer_surface_hides_the_other_in_any_order(canvas: Canvas) -> None:
    near, far = wall(-1, RED), wall(1, BLUE)
    pictures = [canvas.draw(*pair, **TILTED) for pair in ((near, far), (far, near))]
    assert np.array_equal(*pictures)
    assert (pictures[0][..., 0] > 100).any()


def test_a_curve_on_a_surface_is_fully_visible(canvas: Canvas) -> None:
    def height(x, y):
        return 0.1 * x * x - 0.2 * y

    s = np.linspace(-2, 2, 33)
    curve = Curve3D(np.stack([s, 0 * s, height(s, 0)], axis=1), color=WHITE, stroke_width=8)
    alone = canvas.draw(curve, **TILTED)
    both = canvas.draw(SurfaceMesh(height_grid(height), color=RED, gloss=0), curve, **TILTED)
    core = alone[..., 1] > 250
    assert core.sum() > 60
    assert (both[core][:, 1] > 250).mean() > 0.995


def test_a_curve_is_hidden_by_an_opaque_surface_and_dimmed_by_a_translucent_one(
    canvas: Canvas,
) -> None:
    line = Curve3D([[-1, 1, 0.5], [1, 1, 0.5]], color=WHITE, stroke_width=8)
    core = canvas.draw(line, phi=90 * DEGREES)[..., 1] > 250
    hidden = canvas.draw(wall(0, RED), line, phi=90 * DEGREES)[core]
    dimmed = canvas.draw(wall(0, RED, opacity=0.5), line, phi=90 * DEGREES)[core]
    before = canvas.draw(wall(2, RED, opacity=0.5), line, phi=90 * DEGREES)[core]
    assert hidden[:, 2].max() < 110
    assert 120 < dimmed[:, 2].mean() < 200
    assert before[:, 2].min() > 245


def test_a_translucent_surface_shows_its_front_only(canvas: Canvas) -> None:
    """A folded sheet has the same opacity where it overlaps itself as elsewhere."""
    tube = np.array(
        [[[x, np.cos(a), np.sin(a)] for x in (-2.0, 2.0)] for a in np.linspace(0, 2 * np.pi, 65)]
    )
    picture = canvas.draw(SurfaceMesh(tube, color=WHITE, gloss=0, opacity=0.5), phi=90 * DEGREES)
    middle = picture[90, 140:180, 0]
    assert np.ptp(middle) == 0
    assert abs(middle[0] - 128) <= 2


def test_in_the_plane_later_mobjects_and_larger_z_index_are_on_top(canvas: Canvas) -> None:
    square = Square(side_length=2, color=RED, fill_opacity=1)
    circle = Circle(radius=0.8, color=GREEN, fill_opacity=1)
    assert canvas.draw(square, circle)[90, 160, 1] > 120
    assert canvas.draw(circle, square)[90, 160, 1] < 120
    assert canvas.draw(circle.copy().set_z_index(1), square)[90, 160, 1] > 120


def test_coplanar_shapes_keep_their_order_in_a_tilted_view(canvas: Canvas) -> None:
    plate = Square(side_length=3, color=RED, fill_opacity=1, stroke_width=0)
    disc = Circle(radius=1, color=GREEN, fill_opacity=1, stroke_width=0)
    camera = canvas.camera(**TILTED)
    alone = canvas.draw(disc, camera=camera)[..., 1] > 150
    both = canvas.draw(plate, disc, camera=camera)
    assert alone.sum() > 100
    assert (both[alone][:, 1] > both[alone][:, 0]).all()


def test_a_filled_shape_hides_mobjects_behind_it(canvas: Canvas) -> None:
    card = Rectangle(width=4, height=4, color=RED, fill_opacity=1).shift([0, 0, 1])
    dots = Points([[0, 0, 0], [0, 0, 2]], colors=np.array([[0, 1, 0, 1], [0, 0, 1, 1.0]]))
    camera = canvas.camera(**TILTED)
    picture = canvas.draw(dots, card, camera=camera)
    hidden, visible = (picture[canvas.pixel([0, 0, z], camera)] for z in (0, 2))
    assert hidden[0] > hidden[1]
    assert visible[2] > visible[0]


def test_mobjects_fixed_in_the_frame_are_drawn_over_the_world(canvas: Canvas) -> None:
    card = Rectangle(width=6, height=6, color=RED, fill_opacity=1).shift([0, 0, 1])
    mark = in_frame(Dot([1, 1, 0], radius=0.3, color=GREEN))
    pictures = [canvas.draw(mark, card, phi=phi * DEGREES) for phi in (20, 50)]
    for picture in pictures:
        assert picture[67, 182, 1] > picture[67, 182, 0]


def test_ordinary_lines_have_depth(canvas: Canvas) -> None:
    """An ordinary line is hidden where it passes under a surface."""
    camera = canvas.camera(**TILTED)
    line = Line([0, 0, 2], [0, 0, -2], stroke_width=8, color=WHITE)
    picture = canvas.draw(floor(RED), line, camera=camera)
    assert picture[canvas.pixel([0, 0, 1], camera)][1] > 200
    assert picture[canvas.pixel([0, 0, -1], camera)][1] < 120
    assert drawn_mask(picture).any()
