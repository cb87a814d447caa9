"""Smooth shading: faces of a `Surface` share a normal where they meet, so light runs on over them.

Manim lights each face by itself. Of a surface that `smooth` was called for, its rule of light is
applied at every corner, with the mean normal of the faces that meet there.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TypeVar

import numpy as np
from manim import Mobject, Surface, ThreeDVMobject

from engine.plain.patches import meeting_corners

_ATTRIBUTE = "engine_smooth"
_NUMBERS = count(1)
CREASE = 0.5
"""The cosine of the angle, 60 degrees, from which on faces that meet keep their own normals."""
MobjectT = TypeVar("MobjectT", bound=Mobject)


def smooth(mobject: MobjectT) -> MobjectT:
    """Has the engine shade the surfaces (`Surface`, `Sphere`, `Torus`, ...) in a mobject smoothly;
    copies keep it. Returns the mobject. Raises ValueError where there is none."""
    surfaces = [member for member in mobject.get_family() if isinstance(member, Surface)]
    if not surfaces:
        raise ValueError(
            f"smooth: {type(mobject).__name__} has no Surface; give one, such as Sphere()"
        )
    for surface in surfaces:
        number = next(_NUMBERS)
        for face in surface.get_family():
            if isinstance(face, ThreeDVMobject):
                setattr(face, _ATTRIBUTE, number)
    return mobject


def smooth_surface_of(face: Mobject) -> int | None:
    """What faces of one smooth surface have in common; None for all others."""
    return face.__dict__.get(_ATTRIBUTE)


def corner_normals(corners: np.ndarray) -> np.ndarray:
    """Unit normals (n, 4, 3) at the corners of faces (n, 4, 3): the mean of the faces that meet
    there within CREASE, by their areas; zero for a face without area."""
    normals = np.zeros_like(corners)
    areas = np.cross(corners[:, 2] - corners[:, 0], corners[:, 3] - corners[:, 1])
    amounts = np.linalg.norm(areas, axis=1)
    real = np.flatnonzero(amounts > 1e-12 * np.square(corners).max())
    if not len(real):
        return normals
    group = meeting_corners(corners[real]).reshape(-1)
    face = np.repeat(np.arange(len(real)), 4)
    area, unit = areas[real][face], (areas[real] / amounts[real, None])[face]
    found = np.zeros_like(area)
    for own, other in _meeting(group):
        alike = (unit[own] * unit[other]).sum(axis=1) >= CREASE
        found[own[alike]] += area[other[alike]]
    found /= np.linalg.norm(found, axis=1)[:, None]
    normals[real] = found.reshape(-1, 4, 3)
    return normals


def _meeting(group: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Indices of all pairs with the same number, in arrays in each of which the first ones occur
    once; each is paired with itself as well."""
    order = np.argsort(group, kind="stable")
    sizes = np.bincount(group)
    size = sizes[group[order]]
    start = np.repeat(np.cumsum(sizes) - sizes, sizes)
    place = np.arange(len(group)) - start
    for step in range(int(sizes.max())):
        inside = step < size
        other = start + (place + step) % size
        yield order[inside], order[other[inside]]
