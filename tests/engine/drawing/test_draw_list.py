"""The items of a frame: painter's order, whole texts, items fixed in the frame."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from manim import UP, Circle, Group, Mobject, Square, Text, VGroup, VMobject

from engine.drawing.draw_list import DrawList, draw_list
from engine.items import MeshItem, PrimitiveItem, TextItem, of_kind
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame, in_world
from engine.mobjects.surface import SurfaceMesh
from tests.engine.canvas import height_grid


def test_items_are_sorted_by_z_index_and_then_as_added() -> None:
    below, first, last = Square().set_z_index(-1), Circle(), Square()
    found = draw_list([VGroup(first, last), below], set())
    assert [item.mobjects for item in found] == [(below,), (first,), (last,)]


def test_mobjects_added_again_move_up() -> None:
    first, last = Circle(), Square()
    found = draw_list([first, last, Group(first)], set())
    assert [item.mobjects for item in found] == [(last,), (first,)]


def test_each_kind_of_mobject_has_its_kind_of_item() -> None:
    mesh = SurfaceMesh(height_grid(lambda x, y: x))
    curve, circle, text = Curve3D(np.eye(3)), Circle(), Text("ab")
    found = draw_list([mesh, curve, circle, text, Mobject()], set())
    assert [type(item) for item in found] == [MeshItem, PrimitiveItem, PrimitiveItem, TextItem]
    assert len(of_kind(found, PrimitiveItem)[0].primitives()) == 2
    assert of_kind(found, TextItem)[0].glyphs == tuple(text.submobjects)


def test_a_text_is_one_item_unless_something_lies_between_its_glyphs() -> None:
    text = Text("abc")
    text.submobjects[1].set_z_index(1)
    found = draw_list([text, Circle()], set())
    glyphs = [item.glyphs for item in of_kind(found, TextItem)]
    assert [len(run) for run in glyphs] == [2, 1]
    assert isinstance(found[1], PrimitiveItem)


def test_texts_and_fixed_mobjects_are_in_the_frame() -> None:
    shapes = [Text("a"), in_world(Text("b")), Circle(), in_frame(Circle()), Square()]
    found = draw_list([shape.copy() for shape in shapes[:4]] + shapes[4:], {shapes[4]})
    assert [item.fixed for item in found] == [True, False, False, True, True]


def test_keys_differ_only_with_the_appearance() -> None:
    def keys(*mobjects: Mobject) -> list[tuple]:
        return [item.key for item in draw_list(mobjects, set())]

    for mobject in (Circle(), Text("a"), Curve3D(np.eye(3)), SurfaceMesh(height_grid(np.add))):
        copy = mobject.copy()
        assert keys(mobject) == keys(copy)
        copy.set_opacity(0.5)
        assert keys(mobject) != keys(copy)
        assert keys(mobject) != keys(mobject.copy().shift(np.array([0.1, 0, 0])))


@pytest.mark.parametrize(
    "make", [Circle, lambda: Text("ab"), lambda: Curve3D(np.eye(3), colors=np.ones((3, 4)))]
)
def test_keys_change_with_arrays_that_are_edited_in_place(make: Callable[[], Mobject]) -> None:
    mobject = make()
    part = mobject.family_members_with_points()[0]
    names = ("colors",) if isinstance(part, Curve3D) else ("fill_rgbas", "stroke_rgbas")
    for name in ("points", *names):
        (before,) = draw_list([mobject], set())
        getattr(part, name)[0] += 0.125
        (after,) = draw_list([mobject], set())
        assert before.key != after.key, name


def test_what_stands_still_is_looked_at_once() -> None:
    still, moving = VGroup(Square(), Text("ab")), Circle()
    listed = DrawList([still[0], *still[1]])
    before = listed.items([still, moving], set())
    moving.shift(UP)
    after = listed.items([still, moving], set())
    assert before[:2] == after[:2]
    assert before[2].key != after[2].key


@pytest.mark.parametrize("change", ["below", "again", "grown", "order"])
def test_a_scene_that_changes_in_a_play_is_drawn_as_it_is(change: str) -> None:
    still, moving = [Square(), Text("ab"), Group(VMobject())], Circle()
    listed = DrawList([still[0], *still[1]])
    shown = [*still, moving]
    listed.items(shown, set())
    match change:
        case "below":
            shown = [moving, *still]
        case "again":
            shown = [*shown, Group(still[0])]
        case "grown":
            still[2].submobjects[0].set_points(Circle().points)
        case "order":
            moving.set_z_index(-1)
    found, expected = (function(shown, set()) for function in (listed.items, draw_list))
    assert [item.mobjects for item in found] == [item.mobjects for item in expected]


def test_the_glyphs_of_one_text_are_one_item_if_some_stand_still() -> None:
    text = Text("abc")
    found = DrawList([Square(), *text[:2]]).items([text], set())
    assert [item.mobjects for item in found] == [tuple(text)]
