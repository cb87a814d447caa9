"""How hikes end: the sentence that says it, and what is stated of the place, as of the start."""

from __future__ import annotations

from collections.abc import Sequence
from math import isnan
from typing import Any

from calclib import Number
from calclib.framing.hike import Hike, final_gradient_length, rises_higher
from calclib.numeric.real_function import DifferentiableFunction
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.text import derivatives, notation
from scenes.figures.hiking.hiker import Hiker

_SENTENCES = {
    "summit": "summit",
    "peak": "summit_peak",
    "left the region": "summit_beyond",
    "left the heights": "summit_cut",
    "saddle": "summit_saddle",
    "undefined": "summit_pole",
    "did not settle": "summit_edge",
}
_REMARKS = {"left the region": "beyond", "left the heights": "cut"}
"""Where a hike ends but the climb does not, what the picture says of it."""


def ending_sentence(field: DifferentiableFunction, hike: Hike) -> str:
    """The key of the sentence that says how a hike ends."""
    if not hike.length:
        return "summit_stays"
    return "summit_local" if _is_lower(field, hike) else _SENTENCES[hike.outcome]


def stated_at_end(
    lesson: Lesson[Any], field: DifferentiableFunction, hike: Hike, height: Number
) -> list[str]:
    """The height at the end of a hike, and, where it is, that the gradient is 0 there, unless
    another remark needs the room; recorded. Nothing where there is no value."""
    if hike.outcome == "undefined":
        return []
    end = hike.points[-1]
    stated = [height_at(lesson, end, height)]
    is_level = hike.outcome in ("summit", "saddle") and not isnan(field(*end))
    if is_level and not _is_lower(field, hike):
        slope = lesson.typeset_equal(final_gradient_length(field, hike), point=end)
        stated.append(f"{derivatives.gradient_length(end)} {slope}")
    return stated


def write_end(
    notes: Notes, field: DifferentiableFunction, hike: Hike, stated: Sequence[str]
) -> None:
    """Writes what is stated at the end of a hike; that it fills a hole, that the climb goes on, or
    that other land is higher, where it is so."""
    if stated and isnan(field(*hike.points[-1])):
        notes.phrase("filled", value=stated[0])
    elif hike.length and hike.outcome in _REMARKS:
        notes.write_reasons([stated], _REMARKS[hike.outcome])
    elif _is_lower(field, hike):
        notes.write_reasons([stated], "local")
    elif stated:
        notes.write_stacked(*stated)


def _is_lower(field: DifferentiableFunction, hike: Hike) -> bool:
    """Whether a hike ends on a summit below other land of the picture."""
    return hike.length > 0 and hike.outcome == "summit" and rises_higher(field, hike)


def height_at(lesson: Lesson[Any], point: Sequence[float], height: Number) -> str:
    """f(x, y) = the height; recorded."""
    return " ".join(name_and_height(lesson, point, height))


def name_and_height(lesson: Lesson[Any], point: Sequence[float], height: Number) -> tuple[str, str]:
    """f(x, y), and = the height; recorded."""
    return notation.called_at(point), lesson.typeset_equal(height, point=point)


def heights_of_ends(
    lesson: Lesson[Any], hikers: Sequence[Hiker], heights: Sequence[Number]
) -> list[str]:
    """The height at each hiker's end, in the colour of the path; recorded."""
    return [
        f"{hiker.end_value} {lesson.typeset_equal(height, point=hiker.hike.points[-1])}"
        for hiker, height in zip(hikers, heights, strict=True)
    ]
