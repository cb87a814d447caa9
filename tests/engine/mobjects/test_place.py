"""The place of a mobject, through copies and animations."""

from __future__ import annotations

from manim import RIGHT, Circle, MathTypst, Square, Text, Transform, VGroup

from engine.mobjects.place import in_frame, in_world, is_in_frame, is_in_world, is_text


def test_a_mobject_has_no_explicit_place_until_it_is_placed() -> None:
    circle = Circle()
    assert (is_in_world(circle), is_in_frame(circle)) == (False, False)
    assert in_frame(circle) is circle
    assert (is_in_world(circle), is_in_frame(circle)) == (False, True)
    assert is_in_world(in_world(circle))


def test_parts_and_copies_have_the_same_place() -> None:
    group = in_frame(VGroup(Circle(), VGroup(Square())))
    assert all(is_in_frame(part) for part in group.get_family())
    assert all(is_in_frame(part) for part in group.copy().get_family())
    label = in_world(Text("a"))
    moved = label.copy()
    animation = Transform(moved, label.copy().shift(RIGHT))
    animation.begin()
    animation.interpolate(0.5)
    assert all(is_in_world(part) for part in moved.get_family())


def test_texts_formulas_and_their_parts_are_texts() -> None:
    for text in (Text("ab"), MathTypst("x^2")):
        assert all(is_text(part) for part in text.get_family() if len(part.points))
        assert is_text(text)
    assert not is_text(Circle())
    assert not is_text(VGroup(Text("a")))
