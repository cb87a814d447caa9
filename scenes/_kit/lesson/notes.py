"""`Notes`: the column beside the figure in which a lesson writes formulas and phrases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from manim import DOWN, FadeIn, VGroup, VMobject, Write

from calclib import Number, ScalarField
from scenes._kit import theme
from scenes._kit.layout.columns import Column
from scenes._kit.layout.slots import Slot
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition, largest_fitting, paragraph, stacked, wrapped

DEFINITION_SHARE = 0.3
"""The share of a column's height that the definition of the function takes at most."""


class Notes(Column):
    """A column whose rows are written one by one, each in its own play."""

    def __init__(self, lesson: Lesson[Any], slot: Slot, gap: float = theme.GAP) -> None:
        super().__init__(slot, gap)
        self.lesson = lesson

    def put_definition(self, field: ScalarField, share: float = DEFINITION_SHARE) -> Formula:
        """Places f(x, y) = ..., not yet shown, within a share of the column's height; only f(x, y)
        if it does not fit."""
        formula = definition(field, self.upper(share))
        return self.put(formula or Formula(notation.function_call(field)))

    def stacked(self, *sources: str, reserve: VMobject | None = None) -> list[Formula]:
        """Formulas, to be written as the next rows, in the largest font size in which all fit.

        `reserve`: what is to be placed below them.
        """
        rooms = self.free_slots(reserve=reserve).values()
        made = (stacked(sources, room, self.gap) for room in rooms)
        return max(made, key=lambda rows: rows[0].font_size)

    def legible(
        self, forms: Sequence[Sequence[str]], reserve: VMobject | None = None
    ) -> list[Formula]:
        """Formulas as by `stacked`, in the first of their forms that is legible, else in the
        largest."""
        made = [self.stacked(*sources, reserve=reserve) for sources in forms]
        found = (rows for rows in made if rows[0].font_size >= theme.RULE - 1e-6)
        return next(found, max(made, key=lambda rows: rows[0].font_size))

    def put_large(self, *parts: str, reserve: VMobject | None = None) -> Formula:
        """Places a formula as the next row, not yet shown, in the largest font size that fits above
        what is to be placed later (`reserve`); between its parts it is broken rather than small."""
        source, (head, *others) = " ".join(parts), parts

        def make(room: Slot) -> Formula | None:
            if others:
                return paragraph(head, others, room, theme.LARGE)
            return largest_fitting(lambda size: Formula(source, font_size=size), room, theme.LARGE)

        return self.put(self.largest(make, reserve) or Formula(source))

    def put_line(self, *parts: str) -> Formula:
        """Places a line as the next row, not yet shown, broken between its parts if it is long (see
        `line_of`)."""
        line = self.largest(partial(line_of, parts))
        return self.put(line or Formula(" ".join(parts)))

    def write(self, formula: Formula | str, run_time: float = theme.MODERATE) -> Formula:
        """Writes a formula, or a Typst source, as the next row."""
        row = self.put(Formula(formula) if isinstance(formula, str) else formula)
        self.lesson.play(Write(row, run_time=run_time))
        return row

    def write_stacked(self, *sources: str) -> None:
        """Writes formulas as the next rows, in the largest font size in which all fit."""
        for row in self.stacked(*sources):
            self.write(row)

    def phrase(self, key: str, font_size: float = theme.TEXT, **sources: str) -> Formula:
        """Fades in a phrase of the scene's narration as the next row, in lines if it is long."""
        row = self.put(wrapped(self.lesson.phrase(key, **sources), self.slot, font_size))
        self.lesson.play(FadeIn(row))
        return row

    def slopes_at(self, at: Sequence[float], slopes: Mapping[str, Number | None]) -> list[str]:
        """Sources of the partial derivatives at a point; of those that are None, that there is
        none."""
        shown = {
            name: self.lesson.typeset_equal(slope, point=at) if slope else None
            for name, slope in slopes.items()
        }
        return [derivatives.partial_at(name, at, value) for name, value in shown.items()]

    def write_reasons(
        self,
        forms: Sequence[Sequence[str]],
        key: str,
        reserve: VMobject | None = None,
        **parts: str,
    ) -> None:
        """Writes formulas, in one of their `forms`, and under them a phrase, for which room is
        left, as for what is to be placed later (`reserve`)."""
        phrase = wrapped(self.lesson.phrase(key, **parts), self.slot, theme.TEXT)
        below = VGroup(phrase, *([reserve.copy()] if reserve else [])).arrange(DOWN, buff=self.gap)
        for row in self.legible(forms, reserve=below):
            self.write(row)
        self.phrase(key, theme.TEXT, **parts)

    def write_scale(self, factor: float, *, even: bool = True) -> None:
        """Fades in the scale of drawn arrows as the next row (see `scale_row`)."""
        self.lesson.play(FadeIn(self.put(self.scale_row(factor, even=even))))

    def scale_row(self, factor: float, *, even: bool = True) -> Formula:
        """The scale of drawn arrows, 1 : `factor`; not `even`: it varies between them."""
        if not even:
            key, times = "scale_uneven", factor
        elif factor == 1:
            key, times = "scale_true", factor
        else:
            key, times = ("scale_shorter", factor) if factor > 1 else ("scale_longer", 1 / factor)
        source = self.lesson.phrase(key, n=self.lesson.typeset_given(times))
        return wrapped(source, self.slot, theme.LABEL)


def line_of(parts: Sequence[str], slot: Slot) -> Formula | None:
    """A formula broken between its parts if it is long; before a later term of a sum or factor of a
    product, which begins with its sign, only if it would be small else, or the name before it alone
    in its line. None if it does not fit."""
    ways = [_with_whole_terms(parts), parts]
    if parts[1].startswith(("=", "≈")):
        ways.sort(key=lambda way: not slot.fits(Formula(" ".join(way[:2]), font_size=theme.RULE)))
    made = (paragraph(head, rest, slot) for head, *rest in ways)
    found = list[Formula]()
    for line in filter(None, made):
        found.append(line)
        if line.font_size >= theme.RULE:
            break
    return max(found, key=lambda each: each.font_size, default=None)


def _with_whole_terms(parts: Sequence[str]) -> list[str]:
    """Parts of a formula, each with the later terms of its sum, or factors of its product."""
    whole = list(parts[:1])
    for part in parts[1:]:
        if part.startswith(("+", "−", "dot ")):
            whole[-1] += f" {part}"
        else:
            whole.append(part)
    return whole
