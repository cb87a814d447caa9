"""The strip above map and land, or below them: a formula at its left, the height at its right; or
a long formula, and the height below it."""

from __future__ import annotations

from manim import UL

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions, safe_area, views_and_strip
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition, paragraph

_SHARES, _MOST = (0.58, 0.64, 0.7), 0.83
"""The formula's share of the width, usually, and for longer ones; and for one that is high, too."""
_ROWS = 0.75
"""The formula's share of the height where it takes all of the width."""
_STRETCH = 0.404
"""The height of views below a strip, at most, as a share of their width: the map of a region as
high as it is wide leaves most of that to the land."""


def strip_and_views() -> tuple[Slot, Slot]:
    """The frame shared out: a strip for formulas above two views, as high as is free of captions
    below these, which are larger so: axes stand under captions. In a narrow frame it is below."""
    views, strip = views_and_strip()
    if not views.holds_two:
        return strip, views
    area = safe_area()
    height = min(area.height - above_captions(strip).height - theme.GAP, _STRETCH * area.width)
    return area.rows(1 - height / (area.height - theme.GAP))


def formula_and_height(
    strip: Slot, field: ScalarField, stated: tuple[str, str], gap: float = 3 * theme.GAP
) -> tuple[Slot, Formula]:
    """A slot of the strip for a field's formula, and the height of a point, placed in the rest.

    The first way to share the strip out in which both are legible. `stated`: f(x, y), and = the
    height, as sources.
    """
    *usual, broad = (strip.halves(share, gap) for share in (*_SHARES, _MOST))
    found = list[tuple[float, Slot, Formula]]()
    for slot, rest in (*usual, strip.rows(_ROWS), broad):
        formula = definition(field, above_captions(slot))
        if formula is not None and slot is broad[0] and strip.holds_two:
            rest = strip.without_left(formula.width + gap)
        height = _height(stated, above_captions(rest))
        legible = min(formula.font_size if formula else 0.0, height.font_size, theme.RULE)
        found.append((round(legible, 3), slot, height))
        if legible > theme.RULE - 1e-6:
            break
    return max(found, key=lambda each: each[0])[1:]


def _height(stated: tuple[str, str], slot: Slot) -> Formula:
    """The height at the upper left of a slot, in two lines where it would be small in one."""
    name, value = stated
    made = paragraph(name, [value], slot, theme.LARGE)
    return slot.place(made or Formula(f"{name} {value}", font_size=theme.LARGE), UL)
