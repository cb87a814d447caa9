"""Domains of mappings with angles: one period, one cover of the image, the given point inside."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import Mapping
from calclib.framing.mapping_domains import default_domain
from calclib.framing.mapping_values import output_ranges
from calclib.framing.periods import period, window_of_length

PI = math.pi
SPHERE = "[cos(x)*sin(y), sin(x)*sin(y), cos(y)]"
MOEBIUS = "[(1+y/2*cos(x/2))*cos(x), (1+y/2*cos(x/2))*sin(x), y/2*sin(x/2)]"
TORUS = "[(2+cos(3x))*cos(y), (2+cos(3x))*sin(y), sin(3x)]"
KLEIN = (
    "[(2+cos(x/2)sin(y)-sin(x/2)sin(2y))cos(x), (2+cos(x/2)sin(y)-sin(x/2)sin(2y))sin(x),"
    " sin(x/2)sin(y)+cos(x/2)sin(2y)]"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[cos(3x), y]", 2 * PI / 3),
        ("[cos(3x), sin(2x)*y]", 2 * PI),
        ("[cos(x)^2, y]", PI),
        ("[tan(x), y]", PI),
        ("[cos(2pi*x), sin(2pi*x)*y]", 1.0),
        (MOEBIUS, 4 * PI),
        ("[x*cos(x), y]", None),
        ("[cos(x^2), y]", None),
        ("[x^2, y]", None),
    ],
)
def test_periods(text, expected) -> None:
    found = period(Mapping.parse(text), "x")
    assert found is expected if expected is None else found == pytest.approx(expected)


@pytest.mark.parametrize(
    ("text", "at", "domain"),
    [
        (SPHERE, (PI / 2, PI / 2), ((0, 2 * PI), (0, PI))),
        (SPHERE, (-1, -1), ((-PI, PI), (-PI, 0))),
        ("[sin(x)*cos(y), sin(x)*sin(y), cos(x)]", None, ((0, PI), (0, 2 * PI))),
        ("[cos(x)cos(y), sin(x)cos(y), sin(y)]", None, ((0, 2 * PI), (-PI / 2, PI / 2))),
        ("[cos(2x)*sin(y), sin(2x)*sin(y), cos(y)]", None, ((0, PI), (0, PI))),
        ("[2cos(t)sin(s), 3sin(t)sin(s), cos(s)]", (1, 1), ((0, 2 * PI), (0, PI))),
        (MOEBIUS, (PI, 0.5), ((0, 2 * PI), (-1, 1))),
        (KLEIN, None, ((0, 2 * PI), (0, 2 * PI))),
        (TORUS, None, ((0, 2 * PI / 3), (0, 2 * PI))),
        ("[cos(x), sin(x), y]", None, ((0, 2 * PI), (-1, 1))),
        ("[x*cos(y), x*sin(y), x]", None, ((-1, 1), (0, 2 * PI))),
        ("[x*cos(y), x*sin(y), x^2]", None, ((0, 1), (0, 2 * PI))),
        ("[x*cos(y), x*sin(y), x^2]", (-0.5, 1), ((-1, 0), (0, 2 * PI))),
        ("[x*cos(y), x*sin(y), y]", None, ((-2, 2), (0, 2 * PI))),
        ("[x*sin(y)cos(z), x*sin(y)sin(z), x*cos(y)]", None, ((0, 1), (0, PI), (0, 2 * PI))),
        ("[sin(x)cosh(y), cos(x)sinh(y)]", None, ((-PI / 2, PI / 2), (-2, 2))),
        ("[x*cos(y), x*sin(y)]", None, ((0, 2), (0, 2 * PI))),
        ("[x, y, sin(x)cos(y)]", None, ((-2, 2), (-2, 2))),
        ("[cos(t), sin(t), t/5]", (3 * PI,), ((0, 4 * PI),)),
        ("[cos(t), sin(t), t/5]", (1,), ((0, 4 * PI),)),
        ("[t*cos(t), t*sin(t), t]", None, ((0, 4 * PI),)),
        ("[t*cos(t), t*sin(t)]", (4,), ((0, 4 * PI),)),
        ("[exp(-t/5)*cos(t), exp(-t/5)*sin(t)]", (2,), ((0, 4 * PI),)),
        ("[exp(t)*cos(t), exp(t)*sin(t)]", (2,), ((0, 2 * PI),)),
        ("[t - sin(t), 1 - cos(t)]", (PI,), ((0, 2 * PI),)),
        ("[cos(t), t*sin(t)]", (1,), ((0, 2 * PI),)),
    ],
)
def test_surfaces_are_closed_and_covered_once(text, at, domain) -> None:
    found = default_domain(Mapping.parse(text), at)
    assert np.array(found) == pytest.approx(np.array(domain, dtype=float))


@pytest.mark.parametrize("text", [SPHERE, MOEBIUS, KLEIN, TORUS])
def test_no_two_inner_points_of_a_cover_have_the_same_image(text) -> None:
    """The image of every inner node is apart from the images of all others, but for the curve in
    which a Klein bottle meets itself; halving a domain that is no double cover would leave gaps."""
    mapping = Mapping.parse(text)
    sides = [np.linspace(*side, 42)[1:-1] for side in default_domain(mapping)]
    points = mapping(*np.meshgrid(*sides, indexing="ij")).reshape(-1, 3)
    gaps = np.linalg.norm(points[:, None] - points[None], axis=-1)
    np.fill_diagonal(gaps, np.inf)
    assert (gaps.min(axis=1) < 1e-6).mean() < 0.03


def test_half_a_sphere_s_domain_covers_it() -> None:
    mapping = Mapping.parse(SPHERE)
    sides = [np.linspace(*side, 60) for side in default_domain(mapping)]
    covered = mapping(*np.meshgrid(*sides)).reshape(-1, 3)
    rng = np.random.default_rng(7)
    targets = rng.normal(size=(50, 3))
    targets /= np.linalg.norm(targets, axis=1)[:, None]
    assert np.linalg.norm(targets[:, None] - covered[None], axis=-1).min(axis=1).max() < 0.1


@pytest.mark.parametrize(
    ("text", "at"),
    [("x^2 - 3", (7,)), ("x^2", (400,)), ("[x, y, x*y]", (3, -5)), ("log(x)", (20,)),
     (SPHERE, (40, -9)), ("[cos(t), sin(t)]", (-20,)), ("[sqrt(x), y, x]", (9.5, 1))],
)  # fmt: skip
def test_a_domain_holds_the_given_point(text, at) -> None:
    for (low, high), value in zip(default_domain(Mapping.parse(text), at), at, strict=True):
        assert low <= value <= high


def test_ranges_hold_the_images_of_points() -> None:
    ((low, high),) = output_ranges(Mapping.parse("1/x"), ((-3.0, 3.0),), [(0.001,), (0.0,)])
    assert high == 1000
    assert low > -100


def test_windows_begin_at_multiples_of_their_length() -> None:
    assert window_of_length(2.0) == (0, 2)
    assert window_of_length(2.0, 5.0) == (4, 6)
    assert window_of_length(2.0, -0.5, anchor=1.0) == (-1, 1)
