"""Pictures that manim makes pixel by pixel: images, clouds of points, colours from an image."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import PMobject, VMobject
from manim.camera.camera import BackgroundColoredVMobjectDisplayer
from manim.mobject.types.image_mobject import AbstractImageMobject
from PIL import Image

from engine.camera import EngineCamera
from engine.gl.alpha import premultiplied

THINNEST = 0.5
"""The width in pixels below which an image, seen from its edge, is not drawn."""
Picture = tuple[np.ndarray, tuple[int, int]]
"""Premultiplied RGBA, uint8, and the upper left corner in pixels."""


def is_picture(mobject: Any) -> bool:
    """Whether manim's camera draws it pixel by pixel, not by Cairo alone."""
    if isinstance(mobject, VMobject):
        return mobject.get_background_image() is not None
    return True


def photographed(mobjects: Sequence[Any], camera: EngineCamera) -> Picture | None:
    """What manim's camera draws of an image, a cloud, or shapes coloured by one image; None where
    nothing is to be seen."""
    first = mobjects[0]
    if isinstance(first, AbstractImageMobject):
        return _image(first, camera)
    pixels = _cloud(first, camera) if isinstance(first, PMobject) else _dyed(mobjects, camera)
    rows, columns = (np.flatnonzero(pixels[..., 3].any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        return None
    part = pixels[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return premultiplied(part), (int(columns[0]), int(rows[0]))


def _cloud(cloud: PMobject, camera: EngineCamera) -> np.ndarray:
    pixels: Any = np.zeros((*camera.size[::-1], 4), np.uint8)
    thickness = camera.adjusted_thickness(cloud.stroke_width)
    camera.display_point_cloud(cloud, cloud.points, cloud.rgbas, thickness, pixels)
    return pixels


def _dyed(mobjects: Sequence[VMobject], camera: EngineCamera) -> np.ndarray:
    """Shapes in the colours of an image."""
    camera.pixel_array = np.zeros((*camera.size[::-1], 4), np.uint8)  # type: ignore[assignment]
    pixels = BackgroundColoredVMobjectDisplayer(camera).display(*mobjects)
    camera.pixel_array_to_cairo_context.clear()  # manim keeps them by the arrays' addresses
    camera.reset()
    assert pixels is not None
    return pixels


def _image(image: AbstractImageMobject, camera: EngineCamera) -> Picture | None:
    """An image in its four corners: `Camera.display_image_mobject`, of what is in the frame."""
    places = camera.transform_points_pre_display(image, image.points)[:, :2] - camera.paper_center
    corners = places * camera.scale + np.array(camera.size) / 2
    low = np.maximum(corners.astype(int).min(axis=0), 0)
    width, height = np.minimum(corners.astype(int).max(axis=0), camera.size) - low
    matrix = _from_picture(corners - low, image.get_pixel_array().shape)
    if width <= 0 or height <= 0 or matrix is None:
        return None
    source = Image.fromarray(np.ascontiguousarray(image.get_pixel_array()))
    found = source.transform(
        (int(width), int(height)), Image.Transform.PERSPECTIVE, matrix, image.resampling_algorithm
    )
    return premultiplied(np.asarray(found)), (int(low[0]), int(low[1]))


def _from_picture(corners: np.ndarray, shape: tuple[int, ...]) -> list[float] | None:
    """The coefficients of the projection that takes the corners (4, 2) of an image in the picture
    to those of its pixels; None if it is too thin to be seen.

    Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, 2.2.
    """
    around = corners[[0, 1, 3, 2]]
    longest = np.linalg.norm(np.roll(around, -1, axis=0) - around, axis=1).max()
    x, y = around.T
    area = abs(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2
    if area < THINNEST * max(longest, 1e-9):
        return None
    right, bottom = shape[1], shape[0]
    rows, values = [], []
    for (x, y), (u, v) in zip(
        corners, [(0, 0), (right, 0), (0, bottom), (right, bottom)], strict=True
    ):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.linalg.solve(np.array(rows), np.array(values, float)).tolist()
