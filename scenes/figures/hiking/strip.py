"""The strip below map and land: a formula at its left, the height at its right."""

from __future__ import annotations

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions
from scenes._kit.text.paragraph import definition

_SHARES = (0.58, 0.64, 0.7)
"""The formula's share of the width, usually, and for longer ones."""


def formula_and_height(
    strip: Slot, field: ScalarField, gap: float = 3 * theme.GAP
) -> tuple[Slot, Slot]:
    """The strip shared out: as much as the formula of a field needs to be legible, and the rest."""
    for share in _SHARES:
        parts = strip.halves(share, gap)
        formula = definition(field, above_captions(parts[0]))
        if formula is not None and formula.font_size >= theme.RULE - 1e-6:
            return parts
    return strip.halves(_SHARES[0], gap)
