"""The rules of a picture and of time, each at its border."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from pipeline.lint import rules
from pipeline.lint.rules import Violation
from pipeline.lint.texts import Text
from scenes._kit import theme
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.reading import MAX_BEAT_TIME, TIME_TO_FIND, reading_time, seconds_to_read

FRAME = (16.0, 9.0)
GROUND = 20
WHITE = np.array([255.0, 255, 255])


def text(source: str, *boxes: tuple[float, float, float, float], shade: float = 255) -> Text:
    """A formula whose glyphs have these boxes."""
    count = len(boxes)
    colors = np.full((count, 3), shade)
    return Text(Formula(source), np.array(boxes, float), colors, np.ones(count), in_world=False)


def view(*shapes: tuple[slice, slice]) -> rules.View:
    """160 by 90 pixels, dark, with white shapes in it."""
    bare = np.full((90, 160, 3), GROUND, np.uint8)
    for shape in shapes:
        bare[shape] = 255
    return rules.View(bare, np.full(3, float(GROUND)), FRAME)


EMPTY = view()
MIDDLE = (0.0, 0.0, 1.0, 1.0)


def broken(found: Iterable[Violation]) -> list[tuple[str, str]]:
    return [(each.rule, each.text) for each in found]


def test_margin() -> None:
    inside = text("a", (-7.21, -4.06, 7.21, 4.06))  # a pixel at 480 lines is let through
    out = text("b", MIDDLE, (7, 0, 7.25, 1))
    found = list(rules.margin([inside, out], EMPTY))
    assert broken(found) == [("margin", "b")]
    assert found[0].size == pytest.approx(0.05)
    assert "0.05 units" in found[0].amount


def test_text_over_text_is_that_of_glyphs_not_of_their_hulls() -> None:
    fork = text("a", (0, 0, 0.2, 3), (0, 0, 3, 0.2))
    beside, upon = text("b", (1, 1, 2, 2)), text("c", (0.1, 1, 2, 2))
    touching = text("d", (3 - rules.HAIR / 2, 0, 4, 1))
    assert broken(rules.overlaps([fork, beside, touching], EMPTY)) == []
    found = list(rules.overlaps([fork, upon], EMPTY))
    assert broken(found) == [("text over text", "a")]
    assert found[0].amount == "0.10 units over c"


def test_glyphs_on_their_way_are_over_nothing() -> None:
    glyph = replace(text("b", MIDDLE), mobject=Formula("b").submobjects[0])
    assert broken(rules.overlaps([text("a", MIDDLE), glyph], EMPTY)) == []
    assert glyph.plain == "(a glyph)"


def test_text_over_drawing() -> None:
    line = view((slice(40, 41), slice(0, 160)))  # y from 0.4 to 0.5
    above, upon = text("a", (0, 0.5, 1, 1)), text("b", MIDDLE)
    assert broken(rules.covering([above, upon], line)) == [("text over drawing", "b")]
    assert broken(rules.covering([above, upon], EMPTY)) == []


def test_a_name_with_a_halo_may_cross_a_thin_line() -> None:
    name = Formula("b").set_stroke(theme.BACKGROUND, 6, background=True)
    over = replace(text("b", (0, 0, 0.4, 0.6)), mobject=name)
    thin, thick = view((slice(42, 43), slice(0, 160))), view((slice(40, 43), slice(0, 160)))
    assert broken(rules.covering([over], thin)) == []
    assert broken(rules.covering([over], thick)) == [("text over drawing", "b")]


def test_contrast_is_that_of_the_palest_glyph() -> None:
    pale, clear = text("a", MIDDLE, shade=100), text("b", MIDDLE, shade=140)
    mixed = replace(text("c", MIDDLE, (2, 0, 3, 1)), colors=np.array([WHITE, WHITE / 4]))
    found = broken(rules.contrast([pale, clear, mixed], EMPTY))
    assert found == [("contrast", "a"), ("contrast", "c")]


@pytest.mark.parametrize(
    ("source", "font_size", "what"),
    [
        ("x", 29, []),
        ("x", 28, ["em"]),
        ("x^2", 29, []),
        ("e^(-y^2)", 40, ["script"]),
        ("e^(-y^2)", 41, []),
        ("e^(-y^2)", 28, ["em", "script"]),
    ],
)
def test_size(source: str, font_size: float, what: list[str]) -> None:
    """At least a thirtieth of nine units, 28.8 points of 96 a unit; scripts 0.7 of that."""
    mobject = Formula(source, font_size=font_size)
    found = list(rules.size(replace(text("x", MIDDLE), mobject=mobject), 9.0))
    assert [each.amount.split()[0] for each in found] == what


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_stay_until_they_are_read(language: str) -> None:
    said = replace(text("x", *[MIDDLE] * 20), mobject=words("twenty glyphs of words"))
    least = seconds_to_read(20, language)
    assert list(rules.reading(said, least, language)) == []
    (short,) = rules.reading(said, least - 0.2, language)
    assert (short.rule, short.size) == ("reading time", pytest.approx(0.2))
    assert list(rules.reading(text("x", *[MIDDLE] * 20), 0.1, language)) == []  # a formula


def test_a_beat_lasts_until_it_is_heard() -> None:
    sentences = {"en": "A line, and what became of it.", "ko": "선과 그 뒤의 일."}
    least = reading_time(sentences)
    assert list(rules.narrated(sentences, least - 0.05, 0.1)) == []  # to half a frame
    (short,) = rules.narrated(sentences, least - 0.06, 0.1)
    assert (short.rule, short.text) == ("narration", sentences["en"])


def test_a_beat_says_no_more_than_one_reads() -> None:
    fitting = "a" * int((MAX_BEAT_TIME - TIME_TO_FIND) * LANGUAGES["en"].reading_speed)
    assert list(rules.sayable({"en": fitting, "ko": "가"})) == []
    (long,) = rules.sayable({"en": fitting + "aa", "ko": "가"})
    assert long.rule == "narration too long"
    assert long.amount.startswith("English: 15.1 s to read, at most 15 s")


def test_a_held_end_stands() -> None:
    assert list(rules.held(theme.MIN_HOLD)) == []
    (short,) = rules.held(theme.MIN_HOLD - 0.1)
    assert short.rule == "held end"


def test_what_moves_keeps_to_the_margin_only() -> None:
    line = view((slice(0, 90), slice(0, 160)))
    standing, out = text("a", MIDDLE), text("b", (7, 0, 7.5, 1))
    moving = [replace(each, moving=True) for each in (standing, text("c", MIDDLE), out)]
    assert broken(rules.judged(moving, line)) == [("margin", "b")]
    found = broken(rules.judged([standing, text("c", MIDDLE)], line))
    assert {rule for rule, _ in found} == {"text over text", "text over drawing", "contrast"}


def test_what_comes_or_goes_is_judged_by_what_is_seen_of_it() -> None:
    out = text("b", (7, 0, 7.5, 1), MIDDLE)
    coming = replace(out, opacities=np.array([0.4, 1.0]))
    assert broken(rules.judged([replace(coming, moving=True)], EMPTY)) == []
    assert ("margin", "b") in broken(rules.judged([coming], EMPTY))  # it stands, though faint
    hidden = replace(out, opacities=np.array([0.05, 1.0]))
    assert broken(rules.judged([hidden], EMPTY)) == []


@pytest.mark.parametrize(
    ("source", "has"),
    [
        ("$ x + y $", False),
        ("the gradient", True),
        ('#"in "; $x$', True),
        ("$x$ $y$", False),
        ("#h(1em); $x$", False),
        ("#box(width: 3em)[long]", True),
        ("#box(width: 3em)[$x$]", False),
        ("기울기", True),
        ("a", False),
    ],
)
def test_what_has_words(source: str, has: bool) -> None:
    assert rules.has_words(replace(text("x", MIDDLE), mobject=words(source))) == has
