"""GradientField: which arrows of the lattice are drawn."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from scenes.figures.gradient.arrows import GradientArrows

REGION = ((-3.0, 3.0), (-2.0, 4.0))


@pytest.mark.parametrize(
    ("text", "pole", "at"),
    [
        ("1/sqrt((x-1)^2+y^2)-1/sqrt((x+1)^2+y^2)", (1, 0), (0.2, 1.4)),
        ("ln((x-1)^2+y^2)-ln((x+2)^2+(y-1)^2)", (-2, 1), (0.3, 1.8)),
    ],
)
def test_no_arrow_points_on_beyond_a_pole(text: str, pole: tuple, at: tuple) -> None:
    arrows = GradientArrows(ScalarField.parse(text), REGION, at)
    vectors = arrows.vectors(arrows.others)
    lengths = np.linalg.norm(vectors, axis=1)
    to_pole = pole - arrows.others
    beyond = np.einsum("ij,ij->i", to_pole, vectors) / lengths**2  # shares of the arrows
    aside = np.linalg.norm(beyond[:, None] * vectors - to_pole, axis=1)
    passes = (beyond > 0) & (beyond < 0.9) & (aside < 0.5 * lengths)
    assert not passes.any()
    assert (np.linalg.norm(to_pole, axis=1) < 1.2).sum() >= 3  # those beside it stay


def test_the_arrows_above_a_border_are_whole_rows() -> None:
    """Of the row above y = -4 most would reach over it; the others would look forgotten."""
    field, region = ScalarField.parse("x*sqrt(y+4)-y"), ((-2.05, -0.55), (-4.1, -2.65))
    arrows = GradientArrows(field, region, (-1.3, -3.7))
    rows, counts = np.unique(arrows.others[:, 1].round(9), return_counts=True)
    assert len(rows) >= 5
    assert counts.min() >= counts.max() - 1
