"""Faces of solids: what is drawn together looks as each by itself; smooth surfaces."""

from __future__ import annotations

import numpy as np
import pytest
from manim import (
    DEGREES,
    GREEN,
    UP,
    Circle,
    Cube,
    Sphere,
    Square,
    Surface,
    ThreeDScene,
    Torus,
    VGroup,
)

from bench.suite.run import share_beyond
from engine.plain import faces, items_of, patches
from engine.plain.cameras import FlatCamera, SpaceCamera
from engine.plain.items_of import plain_items
from engine.plain.smooth import corner_normals, smooth
from tests.engine.plain.pairs import Build, difference, picture

LIGHT = np.array([-7.0, -9.0, 10.0])


def ball(radius: float = 1.0, resolution: int = 12) -> Sphere:
    return Sphere(
        radius=radius,
        resolution=(resolution, resolution),
        checkerboard_colors=False,
        fill_color=GREEN,
        stroke_width=0,
    )


def points_of(surface: Surface) -> np.ndarray:
    return np.array([face.points for face in surface.submobjects])


def scene_of(*mobjects) -> Build:
    def build(scene) -> None:
        scene.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)
        scene.add(*mobjects)

    return build


def test_together_they_look_as_each_by_itself(monkeypatch) -> None:
    def build(scene) -> None:
        scene_of(ball(1.5).shift(2 * UP), Cube(2, fill_opacity=0.6, stroke_width=4))(scene)

    together = picture(build, ThreeDScene)
    monkeypatch.setattr(items_of, "face_items", lambda members, camera: {})
    assert together.std() > 1
    assert share_beyond(together, picture(build, ThreeDScene)) < 1e-3


def test_a_surface_is_one_item() -> None:
    assert len(plain_items([ball()], SpaceCamera())) == 1
    assert len(plain_items([ball(), Square(), ball()], SpaceCamera())) == 3


def test_what_is_in_a_plane_or_fixed_or_without_light_is_not_a_face() -> None:
    camera, square = SpaceCamera(), Square(shade_in_3d=True)
    assert list(faces.face_items([square], camera)) == [id(square)]
    assert faces.face_items([Circle(), Square()], camera) == {}
    camera.should_apply_shading = False
    assert faces.face_items([square], camera) == {}
    camera.should_apply_shading = True
    camera.add_fixed_in_frame_mobjects(square)
    assert faces.face_items([square], camera) == {}
    assert len(plain_items([Square(shade_in_3d=True)], FlatCamera())) == 1


def test_a_grid_has_the_sides_of_its_face() -> None:
    points = points_of(ball())
    places, mesh = patches.grids(points, 4), patches.mesh(4)
    assert places[:, mesh.rim[::4]] == pytest.approx(points[:, [*patches.CORNERS, 0]])
    middles = np.einsum("k,nckd->ncd", [1 / 8, 3 / 8, 3 / 8, 1 / 8], points.reshape(-1, 4, 4, 3))
    assert places[:, mesh.rim[2::4]] == pytest.approx(middles)
    radii = np.linalg.norm(places, axis=2)
    assert radii == pytest.approx(1, abs=2e-3), "a patch bulges as its sides do"


def test_triangles_of_a_grid_cover_it_once_and_turn_as_its_border() -> None:
    corners = np.array([[[0, 0, 0], [2, 0, 0], [2, 1, 0], [0, 1, 0]]], float)
    for count in (1, 3):
        places, mesh = patches.between(corners, count)[0], patches.mesh(count)
        a, b, c = (places[mesh.triangles[:, k]] for k in range(3))
        areas = np.cross(b - a, c - a)[:, 2]
        assert areas == pytest.approx(2 / count**2)
        inside = np.cross(
            *(places[mesh.border[..., k]] - places[mesh.border[..., 0]] for k in (1, 2))
        )
        assert (inside[..., 2] > 0).all()


def test_what_is_not_convex_or_much_bent_or_open_is_no_patch() -> None:
    square = Square().points
    arrow, bent, opened = square.copy(), square.copy(), square.copy()
    arrow[3] = arrow[4] = [0.5, 0, 0]
    arrow[1:3] = [arrow[0] + t * (arrow[3] - arrow[0]) for t in (1 / 3, 2 / 3)]
    arrow[5:7] = [arrow[4] + t * (arrow[7] - arrow[4]) for t in (1 / 3, 2 / 3)]
    bent[1:3, 1] += 2
    opened[-1] += 0.5
    shapes = np.array([square, arrow, bent, opened])
    assert patches.are_patches(shapes).tolist() == [True, False, False, False]


def test_light_is_manims() -> None:
    from manim.utils.color.core import get_shaded_rgb

    normals = np.array([[0, 0, 1.0], [0, 0, -1.0]])
    found = faces.glow_at(np.zeros((2, 3)), normals, LIGHT)
    told = [get_shaded_rgb(np.zeros(3), np.zeros(3), normal, LIGHT)[0] for normal in normals]
    assert found == pytest.approx(told)


def test_a_pole_has_manims_light() -> None:
    scene = scene_of(Sphere(radius=2.5, resolution=(12, 12)))
    assert difference(scene, ThreeDScene) <= 1e-3


def test_normals_of_a_smooth_ball_point_outwards_also_at_its_seam_and_poles() -> None:
    corners = points_of(ball(2.0))[:, patches.CORNERS]
    normals = corner_normals(corners)
    outwards = corners / np.linalg.norm(corners, axis=2, keepdims=True)
    assert np.abs((normals * outwards).sum(axis=2)) == pytest.approx(1, abs=5e-3)


def test_a_crease_keeps_the_normals_of_its_faces() -> None:
    corners = np.array([face.points[patches.CORNERS] for face in Cube().submobjects])
    normals = corner_normals(corners)
    assert normals == pytest.approx(np.repeat(normals[:, :1], 4, axis=1))


def test_faces_without_area_have_no_normals() -> None:
    assert not corner_normals(np.zeros((3, 4, 3))).any()


def test_a_smooth_ball_has_no_steps_and_others_have() -> None:
    steps = []
    for surface in (ball(3.0), smooth(ball(3.0)), smooth(ball(3.0)).copy()):
        shown = picture(scene_of(surface), ThreeDScene)[90, 110:210, 1]
        steps.append(np.abs(np.diff(shown)).max())
    assert steps[0] > 6
    assert steps[1] == steps[2] < steps[0] / 2


def test_a_smooth_surface_that_is_being_made_is_drawn() -> None:
    surface = smooth(ball(2.0))
    for face in surface[::2]:
        face.pointwise_become_partial(face, 0, 0.4)
    items = plain_items([surface], SpaceCamera())
    assert len(items) == 1 + len(surface[::2])
    assert picture(scene_of(surface), ThreeDScene).std() > 1


def test_smooth_takes_what_holds_surfaces_and_says_what_does_not() -> None:
    pair = VGroup(Torus(resolution=(4, 4)), Square())
    assert smooth(pair) is pair
    assert len(plain_items([pair], SpaceCamera())) == 2
    with pytest.raises(ValueError, match="smooth: Square has no Surface; give one"):
        smooth(Square())
