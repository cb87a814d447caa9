"""Texts of a scene as they lie in its frame, and how long they are there."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from manim import DEGREES, Dot, Mobject, VGroup

from engine.camera import EngineCamera
from engine.drawing.painter import Painter
from engine.mobjects.place import in_world
from pipeline.lint.texts import Text, formulas, texts
from pipeline.lint.visibility import Visibilities
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text.formula import Formula, words
from tests.engine.canvas import SIZE, Canvas, drawn_mask

ASLANT = {"phi": 60 * DEGREES, "theta": -50 * DEGREES}


@pytest.fixture(scope="module")
def canvas() -> Canvas:
    return Canvas(Painter(SIZE))


def scene(camera: EngineCamera, *mobjects: Mobject) -> Lesson:
    """What a scene shows, as far as its texts go."""
    shown: Any = SimpleNamespace(mobjects=mobjects, foreground_mobjects=[], camera=camera)
    return cast(Lesson, shown)


def drawn_box(canvas: Canvas, camera: EngineCamera, mobject: Mobject) -> np.ndarray:
    """Left, bottom, right, top of what is drawn, in scene units."""
    rows, columns = np.nonzero(drawn_mask(canvas.draw(mobject, camera=camera)))
    left, right = columns.min() - camera.size[0] / 2, columns.max() + 1 - camera.size[0] / 2
    top, bottom = camera.size[1] / 2 - rows.min(), camera.size[1] / 2 - rows.max() - 1
    return np.array([left, bottom, right, top]) / camera.pixels_per_unit


def hull(text: Text) -> np.ndarray:
    return np.hstack([text.boxes[:, :2].min(axis=0), text.boxes[:, 2:].max(axis=0)])


PLACES = {
    "fixed in the frame": ((2, -1, 0), {}),
    "fixed while the camera turns": ((2, -1, 0), ASLANT),
    "in the world": ((1, 2, 0.5), ASLANT),
    "in the world, seen from above": ((1, 2, 0.5), {}),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_text_lies_where_it_is_drawn(canvas: Canvas, place: str) -> None:
    at, view = PLACES[place]
    camera, formula = canvas.camera(**view), Formula("x^2 + 1").move_to(at)
    if place.startswith("in the world"):
        in_world(formula)
    (text,) = texts(scene(camera, formula))
    pixel = 1 / camera.pixels_per_unit
    assert hull(text) == pytest.approx(drawn_box(canvas, camera, formula), abs=2 * pixel)
    assert len(text.boxes) == 4
    assert text.in_world == place.startswith("in the world")


def test_what_is_behind_the_viewer_is_not_there(canvas: Canvas) -> None:
    camera = canvas.camera(**ASLANT)
    behind = in_world(Formula("y")).move_to(2 * camera.view().eye)
    assert texts(scene(camera, behind)) == []


def test_formulas_in_groups_are_found_once_and_other_shapes_are_none(canvas: Canvas) -> None:
    one, other = Formula("x"), words("two words")
    shown = scene(canvas.camera(), VGroup(one, Dot()), VGroup(other), VGroup(VGroup(one)))
    assert [text.mobject for text in formulas(shown)] == [one, other]
    assert [text.plain for text in formulas(shown)] == ["x", "two words"]


def test_glyphs_count_from_their_opacity(canvas: Canvas) -> None:
    formula = Formula("x + y", color="#ff8000")
    formula.submobjects[0].set_opacity(0.4)
    formula.submobjects[1].set_opacity(0.01)
    (text,) = texts(scene(canvas.camera(), formula))
    assert text.opacities.tolist() == [0.4, 1]
    assert text.opacity == 1
    assert text.colors == pytest.approx(np.array([[255, 128, 0]] * 2), abs=1)
    clear = text.only(0.5)
    assert clear is not None
    assert clear.boxes.tolist() == text.boxes[1:].tolist()
    assert clear.only(1.1) is None
    assert texts(scene(canvas.camera(), formula.set_opacity(0))) == []


def test_a_text_moves_where_one_of_its_glyphs_does(canvas: Canvas) -> None:
    still, moving = Formula("x + y"), Formula("z + 1")
    shown = scene(canvas.camera(), still, moving)
    found = texts(shown, moving={id(moving.submobjects[1])})
    assert [text.moving for text in found] == [False, True]


def test_a_text_is_visible_from_its_coming_to_its_going(canvas: Canvas) -> None:
    one, other = texts(scene(canvas.camera(), Formula("x"), Formula("y")))
    visible = Visibilities()
    visible.update([one], "first", 5)
    visible.update([one, other], "first", 10)
    visible.update([other], "second", 30)
    visible.update([one, other], "second", 40)  # it comes again
    found = [(each.text, each.beat, each.first, each.last) for each in visible.until(60)]
    assert found == [
        (one, "first", 5, 30),
        (other, "first", 10, 60),
        (one, "second", 40, 60),
    ]
