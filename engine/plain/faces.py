"""The faces of solids in space, drawn together: one item for all those that follow each other.

What manim shades are mostly faces with four corners, a thousand for a `Surface`. Their primitives
are computed in a few steps for all of them; `solids.lit` has those of any other shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeGuard

import numpy as np
from manim import CapStyleType, Mobject, VMobject
from manim.utils.space_ops import get_unit_normal

from engine.camera import EngineCamera
from engine.items import PrimitiveItem
from engine.plain import patches
from engine.plain.appearance import appearance
from engine.plain.smooth import corner_normals, smooth_surface_of
from engine.plain.solids import STROKE_BIAS, fringes_cut, lit
from engine.primitives.polyline import polyline
from engine.primitives.records import joined
from engine.primitives.shapes import filled

START, END = (0, 3, 12), (6, 9, 3)
"""Manim's light on a face is a gradient between two of its points; these, and the points after and
before either of them, which give the normal there (`get_3d_vmob_unit_normal`)."""

INNER_BIAS = -0.03
"""The shift towards the viewer, in units, of the fringes within a face."""
ALIGNED = 1e-5
"""The sine of the angle below which sides are taken to be on one line."""


def face_items(members: Iterable[Mobject], camera: EngineCamera) -> dict[int, PrimitiveItem | None]:
    """The items of faces among the mobjects of a frame in space, by the identity of the first face
    of each item; None by those of its other faces. A smooth surface is one item, else faces are
    that follow each other."""
    found: dict[int, PrimitiveItem | None] = {}
    light = camera.view().light
    for faces in _together(members, camera):
        found |= dict.fromkeys(map(id, faces))
        smooth = smooth_surface_of(faces[0]) is not None
        key = (*map(appearance, faces), smooth, light.tobytes())
        make = partial(_primitives, faces, smooth, camera)
        found[id(faces[0])] = PrimitiveItem(faces[0], key, False, make)
    return found


def _together(members: Iterable[Mobject], camera: EngineCamera) -> Iterator[list[VMobject]]:
    surfaces: dict[int, list[VMobject]] = {}
    run: list[VMobject] = []
    for member in members:
        if _is_face(member, camera):
            number = smooth_surface_of(member)
            if number is None:
                run.append(member)
                continue
            surfaces.setdefault(number, []).append(member)
        if run:
            yield run
            run = []
    if run:
        yield run
    yield from surfaces.values()


def _is_face(member: Mobject, camera: EngineCamera) -> TypeGuard[VMobject]:
    """Whether a mobject is lit and may be a face with four sides and one colour."""
    return (
        len(member.points) == patches.POINTS
        and isinstance(member, VMobject)
        and member.shade_in_3d
        and camera.should_apply_shading
        and len(member.fill_rgbas) == 1
        and len(member.stroke_rgbas) == 1
        and not member.background_stroke_width
        and bool(np.isfinite(member.points).all())
        and member not in camera.fixed_in_frame_mobjects
        and member not in camera.fixed_orientation_mobjects
    )


def _primitives(faces: list[VMobject], smooth: bool, camera: EngineCamera) -> np.ndarray:
    """The primitives of faces in the light of the camera."""
    points = np.array([face.points for face in faces])
    fit = patches.are_patches(points)
    parts = [lit(face, camera) for face, fits in zip(faces, fit, strict=True) if not fits]
    if fit.any():
        light, pieces, fitting = camera.view().light, patches.pieces(points[fit]), points[fit]
        places = patches.grids(fitting, pieces)
        if smooth:
            normals = corner_normals(points[:, patches.CORNERS])[fit]
            glow = glow_at(places, _unit(patches.between(normals, pieces)), light)
        else:
            glow = _glow_by_manim(fitting, places, light)
        drawn = [face for face, fits in zip(faces, fit, strict=True) if fits]
        parts += _drawn(drawn, places, glow, patches.mesh(pieces))
    return joined(parts)


def glow_at(points: np.ndarray, normals: np.ndarray, light: np.ndarray) -> np.ndarray:
    """What the light from a point (3,) adds to colours at points (..., 3) with unit normals
    (..., 3): manim's `get_shaded_rgb`."""
    added = 0.5 * (normals * _unit(light - points)).sum(axis=-1) ** 3
    return np.where(added < 0, 0.5 * added, added)


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-12)


def _glow_by_manim(points: np.ndarray, places: np.ndarray, light: np.ndarray) -> np.ndarray:
    """What manim's light adds at places (n, p, 3) on faces (n, 16, 3): (n, p)."""
    (start, at_start), (end, at_end) = (
        (points[:, at], glow_at(points[:, at], _normals(points, at, after, before), light))
        for at, after, before in (START, END)
    )
    line = end - start
    length = np.maximum(np.square(line).sum(axis=1), 1e-12)
    share = np.einsum("npk,nk->np", places - start[:, None], line / length[:, None])
    return at_start[:, None] + np.clip(share, 0, 1) * (at_end - at_start)[:, None]


def _normals(points: np.ndarray, at: int, after: int, before: int) -> np.ndarray:
    """Unit normals (n, 3) at a point of each face; manim says what they are where its sides are on
    one line, as at a pole."""
    sides = [_unit(points[:, each] - points[:, at]) for each in (after, before)]
    found = np.cross(sides[0], sides[1])
    for k in np.flatnonzero(np.square(found).sum(axis=1) < ALIGNED**2):
        found[k] = get_unit_normal(sides[0][k], sides[1][k])
    return _unit(found)


def _drawn(
    faces: list[VMobject], places: np.ndarray, glow: np.ndarray, mesh: patches.Mesh
) -> Iterator[np.ndarray]:
    """Fills and strokes of faces with grids of places (n, p, 3), `glow` (n, p) added to colours."""
    added = glow[..., None] * [1.0, 1.0, 1.0, 0.0]
    fill = np.array([face.fill_rgbas[0] for face in faces])
    seen = fill[:, 3] > 0
    if seen.any():
        yield _filled(places[seen], (fill[:, None] + added)[seen], mesh)
    stroke = np.array([face.stroke_rgbas[0] for face in faces])
    width = np.array([float(face.stroke_width) for face in faces])
    butt = np.array([face.cap_style in (CapStyleType.AUTO, CapStyleType.BUTT) for face in faces])
    for cap in (False, True):
        seen = (butt == cap) & (width > 0) & (stroke[:, 3] > 0)
        if seen.any():
            colors = (stroke[:, None] + added)[seen]
            yield _stroked(places[seen], colors, width[seen], mesh.rim, cap)


def _filled(places: np.ndarray, colors: np.ndarray, mesh: patches.Mesh) -> np.ndarray:
    """Fills, with fringes where they may end in the picture: at their sides and, within, where they
    may turn away. Translucent fringes would be seen over a neighbour, and opaque ones within over
    strokes, if they were not behind."""
    n, size = places.shape[:2]
    first = size * np.arange(n)[:, None, None]
    opaque = colors[:, 0, 3] >= 1
    ends = opaque[:, None] | ~patches.shared_sides(places[:, mesh.border[:, 0, 0]])
    sides = (first[..., None] + mesh.border)[ends].reshape(-1, 3)
    inner = (first + mesh.inner)[opaque].reshape(-1, 3)
    triangles = (first + mesh.triangles).reshape(-1, 3)
    rows, tints = places.reshape(-1, 3), colors.reshape(-1, 4)
    primitives = filled(rows, triangles, tints, np.concatenate([sides, inner]))
    primitives["depth_bias"][len(primitives) - len(inner) :] = INNER_BIAS
    return fringes_cut(primitives)


def _stroked(
    places: np.ndarray, colors: np.ndarray, width: np.ndarray, rim: np.ndarray, butt: bool
) -> np.ndarray:
    """Outlines, each followed by a gap."""
    around = np.append(rim, rim[-1:])
    outlines = places[:, around]
    outlines[:, -1] = np.nan
    widths = np.repeat(width, len(around))
    rows, tints = outlines.reshape(-1, 3), colors[:, around].reshape(-1, 4)
    return polyline(rows, tints, widths, butt=butt, depth_bias=STROKE_BIAS)
