"""Loops of a curve are seen in its picture."""

import numpy as np
import pytest

from calclib.framing.mapping_domains import default_domain
from calclib.mapping import Mapping
from calclib.sampling.self_crossings import loops


@pytest.mark.parametrize(
    ("text", "at", "domain"),
    [
        ("[t^2-1, t^3-t]", None, (-1.5, 1.5)),
        ("[t^2-1, t^3-t]", 1.0, (-1.5, 1.5)),
        ("[t^2-1, t^3-t]", 2.5, (-3.0, 3.0)),
        ("[t^2, t^3]", 1.0, (-3.0, 3.0)),
        ("[t, t^2]", 1.0, (-3.0, 3.0)),
        ("[t^2, 3]", 1.0, (-3.0, 3.0)),
    ],
)
def test_the_domain_of_a_curve_shows_its_loops(text, at, domain) -> None:
    found = default_domain(Mapping.parse(text), None if at is None else (at,))
    assert found == (domain,)


def test_a_curve_comes_back_between_the_ends_of_a_loop() -> None:
    """That of (t^2 - 1, t^3 - t) at -1 and 1, in the origin."""

    def curve(t: np.ndarray) -> np.ndarray:
        return np.column_stack([t**2 - 1, t**3 - t])

    ((ends, share),) = loops(curve, (-1.5, 1.6))
    assert ends == pytest.approx((-1, 1), abs=0.01)
    width, height = 1 / 2.56, 2 * 2 / 3**1.5 / (1.6**3 - 1.6 + 1.5**3 - 1.5)
    assert share == pytest.approx(min(width, height), abs=0.01)
