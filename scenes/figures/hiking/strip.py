"""The strip above map and land, or below them: a formula at its left, the height at its right; or
a long formula, and the height below it."""

from __future__ import annotations

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions, safe_area, views_and_strip
from scenes._kit.text.paragraph import definition

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
    strip: Slot, field: ScalarField, gap: float = 3 * theme.GAP
) -> tuple[Slot, Slot]:
    """The strip shared out: as much as the formula of a field needs to be legible, and the rest."""
    beside = [strip.halves(share, gap) for share in (*_SHARES, _MOST)]
    tried = [*beside[:-1], strip.rows(_ROWS), beside[-1]]
    written = [definition(field, above_captions(formula)) for formula, _ in tried]
    for parts, formula in zip(tried, written, strict=True):
        if formula is not None and formula.font_size >= theme.RULE - 1e-6:
            return parts
    sizes = [formula.font_size if formula else 0.0 for formula in written]
    return tried[sizes.index(max(sizes))]
