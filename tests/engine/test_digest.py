"""Digests of frames: equal for what looks the same, different for what does not."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from manim import RIGHT, UP, Circle, Mobject, Square

from engine.camera import EngineCamera
from engine.digest import DigestingPainter
from engine.drawing.draw_list import draw_list
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame

SIZE = (64, 48)


class Ours(Curve3D):
    """A curve whose class is not the engine's."""


def digest(*mobjects: Mobject, painter: DigestingPainter | None = None, **camera: Any) -> bytes:
    painter = painter or DigestingPainter(SIZE, None, lambda kind: kind.__qualname__)
    painter.paint(draw_list(mobjects, set()), EngineCamera(**camera))
    return painter.digest


def shapes() -> list[Mobject]:
    line = np.array([[0.0, 0, 0], [1, 2, 0], [2, 0, 1]])
    return [Square(), Circle(), Curve3D(line), Ours(line)]


def test_the_same_picture_has_the_same_digest() -> None:
    assert digest(*shapes()) == digest(*shapes())


def test_it_is_the_same_in_another_process() -> None:
    program = "from tests.engine.test_digest import digest, shapes; print(digest(*shapes()).hex())"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert ran.stdout.split()[-1:] == [digest(*shapes()).hex()], ran.stderr


def test_rounding_of_sums_is_not_seen() -> None:
    """0.1 + 0.2 is not 0.3, nor is -0.0 the bytes of 0.0."""
    moved = Square().shift(0.1 * RIGHT).shift(0.2 * RIGHT).shift(-0.0 * UP)
    at_once = Square().shift(0.3 * RIGHT)
    assert moved.points.tobytes() != at_once.points.tobytes()
    assert digest(moved) == digest(at_once)


CHANGES = {
    "moved": lambda a: a[0].shift(1e-6 * RIGHT),
    "coloured": lambda a: a[1].set_stroke("#fffffe"),
    "fainter": lambda a: a[2].set_opacity(0.99),
    "wider": lambda a: a[0].set_stroke(width=4.001),
    "fixed": lambda a: in_frame(a[1]),
    "shorter": lambda a: a[2].pointwise_become_partial(a[2], 0, 0.5),
    "in another order": lambda a: a.reverse(),
    "fewer": lambda a: a.pop(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_looks_different_has_another(change: str) -> None:
    """Also for a painter that has just seen the picture as it was."""
    painter = DigestingPainter(SIZE, None, lambda kind: kind.__qualname__)
    changed = shapes()
    before = digest(*changed, painter=painter)
    CHANGES[change](changed)
    after = digest(*changed, painter=painter)
    assert after != before
    assert after == digest(*changed)


def test_the_code_that_draws_a_class_of_ours_counts() -> None:
    codes = [DigestingPainter(SIZE, None, lambda kind, n=n: f"{n}") for n in range(2)]
    ours, engine_s = ([digest(shape, painter=each) for each in codes] for shape in shapes()[:1:-1])
    assert ours[0] != ours[1]
    assert engine_s[0] != engine_s[1]  # the caller decides which classes' code is known


def test_the_camera_counts() -> None:
    assert digest(*shapes()) != digest(*shapes(), background_color="#000001")
    assert digest(*shapes()) != digest(*shapes(), background_opacity=0.5)
