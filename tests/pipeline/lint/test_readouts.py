"""Numbers that a formula reads out, and where they may come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, cast

import pytest

from calclib import Number
from pipeline.lint.content import Content, content_of
from pipeline.lint.readouts import accounted, is_tick, readouts, unaccounted
from scenes._kit import theme
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text.formula import Formula, words

SOURCES = {
    "$ = 1.540 $": ["1.540"],
    "$ f(1) = 3.75 $": ["3.75"],
    "$ x^2 + 3 x $": [],
    "$ f(x, y) = x^2 + 3 $": [],
    '$ (1, 1) |-> part("value", (2, 0)) $': ["1", "1", "2", "0"],
    '$ part("x", x) |-> vec(part("value", 2), 4, gap: #0.6em) $': ["2", "4"],
    "$ partial f \\/ partial x (-1, 1) approx -1.540 $": ["1.540"],
    "$ lim_(h -> 0) q = 2 $": ["2"],
    "$ h -> 0 $": [],
    "$ h -> 0^+ $": [],
    "$ h -> 0^- $": [],
    "$ h -> 0.5^+ $": ["0.5"],
    "$ h -> 0.5 $": ["0.5"],
    "$ sqrt(2) approx 1.414 $": ["2", "1.414"],
    "$ sin(1) approx 0.841 $": ["0.841"],
    "$ Delta f = f_x = 3 $": ["3"],
    '$ "about" 3 $': ["3"],
    "$ 2 <= 3 < 4 >= 1 != 0 $": ["2", "3", "4", "1", "0"],
    "$ frac(pi, 2) arrow 7 $": ["2", "7"],
    "$ infinity $": [],
    "$ π |-> (−1, 0) $": ["1", "0"],
    "$ 12 $": ["12"],
    '#"drawn 10 times shorter"': ["10"],
    '#"a \\"7\\" quoted";': ["7"],
    '#"at "; $x = 3$ #", and "; $f(x)$': ["3"],
    "the gradient": [],
}


def said(source: str) -> Content:
    return content_of(words(source))


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_read_out(source: str) -> None:
    assert readouts(said(source)) == SOURCES[source]


def test_what_is_known_is_accounted_for() -> None:
    assert unaccounted(said("$ = 1.540 $"), {"1.540"}) == []
    assert unaccounted(said("$ = 1.54 = 2 $"), {"1.540", "2"}) == ["1.54"]
    assert unaccounted(said("$ x + 3 $"), set()) == []


@dataclass
class Shown:
    """A scene as far as its numbers go."""

    played: list[Beat]
    defaults: ClassVar = {"at": "-1,1", "step": 0.25}
    facts: ClassVar = ({"height": 19},)
    _hidden: ClassVar = 23
    parameters: Any = field(default_factory=lambda: Shown.Parameters())

    class Parameters:
        """Parameters that were given."""

        def as_json(self) -> dict[str, Any]:
            return {"function": "x^7", "domain": [[-3.5, 3.5]], "variable": None}


def test_numbers_come_from_checks_choices_parameters_and_literals() -> None:
    beat = Beat(
        "only",
        values=[Number("a", 1.5403, "1 + cos(11)", cross_check=lambda: 1.5403)],
        given=[0.1],
    )
    known = accounted(cast(Lesson, Shown([beat])))
    assert {"1.540", "11", "0.1", "0.25", "19", "7", "3.5", "1"} <= known
    assert known.isdisjoint({"23", "1.5403", "2"})
    assert "1.540" not in accounted(cast(Lesson, Shown([])))


TICKS = [
    ("-2.5", theme.TICK, theme.MUTED, True),
    ("(3 pi) / 4", theme.TICK, theme.MUTED, True),
    ("3π\\/4", theme.TICK, theme.MUTED, True),
    ("pi", theme.TICK, theme.MUTED, True),
    ("2", theme.LABEL, theme.MUTED, False),
    ("2", theme.TICK, theme.FOREGROUND, False),
    ("f(1) = 2", theme.TICK, theme.MUTED, False),
    ('"here" 2', theme.TICK, theme.MUTED, False),
]


@pytest.mark.parametrize(("source", "font_size", "color", "tick"), TICKS)
def test_ticks_are_small_grey_numbers(
    source: str, font_size: float, color: str, tick: bool
) -> None:
    assert is_tick(Formula(source, font_size=font_size, color=color)) == tick


def test_words_are_no_ticks() -> None:
    assert not is_tick(words("here 2", font_size=theme.TICK, color=theme.MUTED))
