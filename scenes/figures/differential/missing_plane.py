"""Why a graph has no tangent plane at a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite

from calclib import NotDifferentiable, ScalarField, readings
from calclib.framing.secants import nondifferentiable_kind
from scenes._kit.lesson.notes import Notes
from scenes._kit.text import derivatives, notation


@dataclass(frozen=True)
class MissingPlane:
    """The keys of the sentence and the phrase that say why; what fills gaps in the phrase; and the
    formulas that show it, in one or more `forms`."""

    sentence: str
    phrase: str
    forms: Sequence[Sequence[str]]
    parts: dict[str, str] = field(default_factory=dict)


def missing_plane(field: ScalarField, at: Sequence[float], notes: Notes) -> MissingPlane:
    """Why: a partial derivative is missing, or both exist and no plane touches all the same."""
    names = field.variables
    for name in names:
        try:
            field.partial_at(name, at)
        except NotDifferentiable as error:
            sides = (error.left, error.right)
            phrase = f"no_slope_{nondifferentiable_kind(*sides)}"
            for side in filter(isfinite, sides):
                notes.lesson.typeset_given(side)  # a one-sided limit has no second way
            forms = derivatives.one_sided_limit_forms(name, sides)
            return MissingPlane("steps_no_slope", phrase, forms, {"d": notation.symbol(name)})
    slopes = {name: readings.partial_at(field, name, at) for name in names}
    return MissingPlane("steps_no_plane", "no_plane", [notes.slopes_at(at, slopes)])
