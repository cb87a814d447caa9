"""How much of the plane around 0 is shown of mappings whose images crowd; loops are seen."""

import numpy as np
import pytest

from calclib import Mapping
from calclib.framing.mapping_domains import MappingView, default_domain
from calclib.framing.windows.images import with_broad_image
from calclib.sampling.self_crossings import loops

WIDE = ((-2.0, 2.0), (-2.0, 2.0))
TWIST = "[x*cos(x^2+y^2) - y*sin(x^2+y^2), x*sin(x^2+y^2) + y*cos(x^2+y^2)]"


def square(half: float, x: float = 0.0, y: float = 0.0):
    """A domain with a middle (x, y)."""
    return (x - half, x + half), (y - half, y + half)


@pytest.mark.parametrize(
    ("text", "at", "domain"),
    [
        ("[x*exp(y), y*exp(-x)]", (), square(1.5)),
        ("[x*exp(x*y), y]", (), square(1.25)),
        ("[x*exp(x*y), y]", (1.1, 0.5), square(1.25)),  # it holds what is given
        ("[x*exp(x*y), y]", (0.0, 1.75), square(0.5, 0.0, 1.75)),
        ("[x^2 - y^2, 2x*y]", (1.0, 0.5), square(2.0)),
        ("[1/x, y/x]", (), square(2.0)),
        ("[2 + 0*y, x]", (1.0, 0.5), square(2.0)),
        (TWIST, (), square(1.25)),
        ("[1-4x+x^2*y, 3x-x^2*y]", (1.0, 1.5), square(0.5, 1.0, 1.5)),  # a sliver around 0
        ("[x+y, 2x+2y]", (1.0, 1.5), square(2.0)),  # a line everywhere
        ("[x+y^3/3, y*(1-x)]", (0.5, 1.0), square(1.0, 0.5, 1.0)),  # folded, and not along a line
        ("[x^2+y, x-y^2]", (1.0, 1.0), square(1.0, 1.0, 1.0)),
        ("[x*y, x+y]", (1.0, 1.0), square(2.0)),  # its halves coincide
        ("[x^2, y]", (1.0, 1.0), square(2.0)),
        ("[x^3-3*x*y^2, 3*x^2*y-y^3]", (1.0, 0.5), square(2.0)),  # wound, with one orientation
    ],
)
def test_a_domain_is_smaller_where_the_image_would_be_a_speck_a_sliver_wound_up_or_folded(
    text, at, domain
):
    assert with_broad_image(Mapping.parse(text), WIDE, at) == domain


def test_a_folded_image_is_kept_where_those_around_the_point_are_more_drawn_out() -> None:
    """That of (x y, x + y) is folded where x = y, so that squares beside it are slivers."""
    long = ((-2.0, 2.0), (-3.0, 3.0))
    assert with_broad_image(Mapping.parse("[x*y, x+y]"), long, (1.0, 2.0)) == long


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[x/(1-y), x*y/(1-y)]", (1.0, 2.0)),
        ("[y^2/x, x^2/y]", (1.0, 2.0)),
        ("[1/x, y/x]", (-1.0, 2.0)),
        ("[(x+y)/(x-y), x*y]", (2.0, 1.0)),
    ],
)
def test_around_a_point_a_domain_lies_on_one_side_of_poles(text, at) -> None:
    mapping = Mapping.parse(text)
    view = MappingView.of(mapping, at=at)
    assert not view.pole_curves
    assert MappingView.of(mapping, ((-3.0, 3.0), (-3.0, 3.0)), at=at).pole_curves
    assert all(low < a < high for a, (low, high) in zip(at, view.domain, strict=True))


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


@pytest.mark.parametrize(
    ("text", "at", "domain"),
    [
        ("[8t*exp(-t/3), 10t-5t^2]", 1.0, (0.0, 3.0)),
        ("[t*exp(-t/2), t^2-2t]", 1.5, (0.0, 3.0)),
        ("[t*exp(t/2), t^2+2t]", -1.5, (-3.0, 0.0)),
        ("[exp(t/3)*cos(t), exp(t/3)*sin(t)]", np.pi / 2, (0.0, 2 * np.pi)),  # one turn, not two
        ("[t^2, t^3]", 0.5, (-2.0, 2.0)),
        ("[cos(t), sin(t)]", 1.0, (0.0, 2 * np.pi)),
    ],
)
def test_the_image_of_what_is_around_a_point_of_a_curve_is_no_speck(text, at, domain) -> None:
    assert default_domain(Mapping.parse(text), (at,))[0] == pytest.approx(domain)


def test_of_a_curve_with_many_waves_in_a_turn_one_turn_is_shown() -> None:
    mapping = Mapping.parse("[t*sin(3t), t^2/4, (4-t)*cos(t)]")
    assert default_domain(mapping, (0.8,))[0] == pytest.approx((0.0, 2 * np.pi))


def test_a_curve_comes_back_between_the_ends_of_a_loop() -> None:
    """That of (t^2 - 1, t^3 - t) at -1 and 1, in the origin."""

    def curve(t: np.ndarray) -> np.ndarray:
        return np.column_stack([t**2 - 1, t**3 - t])

    ((ends, share),) = loops(curve, (-1.5, 1.6))
    assert ends == pytest.approx((-1, 1), abs=0.01)
    width, height = 1 / 2.56, 2 * 2 / 3**1.5 / (1.6**3 - 1.6 + 1.5**3 - 1.5)
    assert share == pytest.approx(min(width, height), abs=0.01)
