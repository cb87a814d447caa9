"""Default domains, landmarks and output ranges of mappings."""

import math

import numpy as np
import pytest

from calclib import Mapping
from calclib.framing.mapping_domains import MappingView, default_domain, landmarks
from calclib.framing.mapping_values import output_ranges

TORUS = "[3cos(t)+cos(t)cos(s), 3sin(t)+sin(t)cos(s), sin(s)]"


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("x^2 - 3", ((-3.0, 3.0),)),
        ("[cos(x), x/2*sin(x)]", ((0.0, 2 * math.pi),)),
        ("[t, t^2]", ((-3.0, 3.0),)),
        ("[x^2+y^2, x^2-y^2]", ((-2.0, 2.0), (-2.0, 2.0))),
        (TORUS, ((0.0, 2 * math.pi), (0.0, 2 * math.pi))),
    ],
)
def test_default_domains(text, domain):
    assert default_domain(Mapping.parse(text)) == domain


@pytest.mark.parametrize("text", ["log(x)", "sqrt(x - 5)", "[log(x), y]", "1/sqrt(4 - x^2 - y^2)"])
def test_domains_have_no_undefined_ends(text):
    mapping = Mapping.parse(text)
    for axis, (low, high) in enumerate(default_domain(mapping)):
        probes = [np.linspace(a, b, 41) for a, b in default_domain(mapping)]
        for end in (low, high):
            probes[axis] = np.array([end])
            values = mapping(*np.meshgrid(*probes, indexing="ij"))
            assert np.isfinite(values).any()


def test_no_domain_where_there_is_no_value():
    with pytest.raises(ValueError, match="no real value"):
        default_domain(Mapping.parse("sqrt(-1 - x^2)"))


@pytest.mark.parametrize("text", ["1/x", "log(x)", "[x/(x^2+y^2), -y/(x^2+y^2)]", TORUS, "tan(x)"])
def test_landmarks_are_defined_and_inside(text):
    mapping = Mapping.parse(text)
    domain = default_domain(mapping)
    marks = landmarks(mapping, domain)
    assert marks
    for mark in marks:
        assert np.isfinite(mapping.at(mark)).all()
        assert all(low <= a <= high for a, (low, high) in zip(mark, domain, strict=True))


def test_ranges_contain_the_outputs_and_exclude_poles():
    mapping = Mapping.parse("[x^2+y^2, x^2-y^2]")
    (low, high), (under, over) = output_ranges(mapping, ((-2.0, 2.0), (-2.0, 2.0)))
    assert low <= 0
    assert high >= 8
    assert under <= -4
    assert over >= 4
    ((_, top),) = output_ranges(Mapping.parse("1/x"), ((-3.0, 3.0),))
    assert top < 100


@pytest.mark.parametrize(
    ("text", "domain", "longest"),
    [
        ("[1/x, y/x]", ((-3.0, 3.0), (-2.0, 2.0)), 10.0),
        ("[t, 1/(t-0.3)]", ((-3.0, 3.0),), 6.0),
        ("[x/y, x*y]", ((-2.0, 2.0), (-3.0, 3.0)), 12.0),
    ],
)
def test_in_the_plane_an_output_with_a_pole_is_not_shown_much_farther_than_the_other(
    text, domain, longest
):
    mapping, mark = Mapping.parse(text), (1.5,) * len(domain)
    ranges = output_ranges(mapping, domain, [mark])
    assert max(np.ptp(each) for each in ranges) <= longest + 1e-9
    for value, (low, high) in zip(mapping.at(mark), ranges, strict=True):
        assert low <= value <= high


def test_in_the_plane_outputs_without_poles_are_shown_whole():
    ranges = output_ranges(Mapping.parse("[x^5/(1+y^2), y]"), ((-2.0, 2.0), (-2.0, 2.0)))
    assert ranges == ((-32.0, 32.0), (-2.0, 2.0))


def test_a_given_point_is_the_first_mark():
    staged = MappingView.of(Mapping.parse("x^2 - 3"), at=(2.5,))
    assert staged.marks[0] == (2.5,)
    assert len(staged.marks) == 3


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[x*cos(z), x*sin(z), y]", (1.0, 1.0, math.pi / 3)),
        ("[cos(x)*sin(y), sin(x)*sin(y), cos(y)]", (math.pi / 2, math.pi / 2)),
        ("[x^2+y^2, x^2-y^2]", (1.0, 1.0)),
        ("[x, y, x*y]", (0.0, 0.1)),
        ("x^2 - 3", (-2.0,)),
        ("[cos(x), sin(x)]", (0.0,)),
        ("x*y", (1.0, 1.0)),
    ],
)
def test_further_points_are_apart_from_the_given_one_and_each_other(text, at):
    mapping = Mapping.parse(text)
    view = MappingView.of(mapping, at=at)
    assert view.marks[0] == at
    assert len(view.marks) == 3
    inputs = np.array(view.marks)
    outputs = mapping(*inputs.T)
    sides = np.array([high - low for low, high in view.domain])
    largest = max(high - low for low, high in output_ranges(mapping, view.domain))
    for k, j in ((0, 1), (0, 2), (1, 2)):
        assert np.linalg.norm((inputs[k] - inputs[j]) / sides) > 0.1
        assert np.linalg.norm(outputs[k] - outputs[j]) > 0.1 * largest


@pytest.mark.parametrize(("text", "at"), [("1/(1-x) + 2", -0.5), ("1/x", 2.0), ("1/(x+2)", 0.5)])
def test_a_line_is_shown_on_both_sides_of_a_pole_with_three_points(text, at):
    view = MappingView.of(Mapping.parse(text), at=(at,))
    ((low, high),), (pole,) = view.domain, view.poles
    assert min(pole - low, high - pole) > 0.15 * (high - low)
    assert len(view.marks) == 3


def test_where_all_outputs_are_the_same_only_the_given_point_is_followed():
    assert MappingView.of(Mapping.parse("[0*x + 1, 2]"), at=(1.0,)).marks == ((1.0,),)


@pytest.mark.parametrize(
    ("text", "at", "half"),
    [
        ("exp(-50*x^2)", (0.1,), (0.2, 1.0)),
        ("exp(-50*(x^2+y^2))", (0.1, 0.1), (0.2, 1.0)),
        ("exp(-50*(x^2+y^2))", None, (0.2, 1.0)),
        ("exp(-2000*x^2)", (0.02,), (0.03, 0.2)),
        ("1/(1+400*x^2)", (0.05,), (0.1, 0.6)),
        ("exp(-x^2)", (0.5,), (3.0, 3.0)),
        ("floor(x)", (0.5,), (3.0, 3.0)),
    ],
)
def test_needles_are_seen_broad_but_what_is_none_keeps_its_domain(text, at, half) -> None:
    for low, high in default_domain(Mapping.parse(text), at):
        assert low == -high
        assert half[0] <= high <= half[1]


@pytest.mark.parametrize(("text", "at"), [("exp(2x)", 1.0), ("exp(-3x)", 1.0), ("sinh(3x)", 0.5)])
def test_outputs_of_an_exponential_are_spread_over_their_line(text: str, at: float) -> None:
    mapping = Mapping.parse(text)
    ((low, high),) = default_domain(mapping, (at,))
    values = mapping(np.linspace(low, high, 2001))[:, 0]
    assert low < at < high
    most = np.ptp(np.quantile(values, [0.1, 0.9]))
    assert most > np.ptp(values) / 3


def test_a_point_beside_a_needle_is_in_the_domain() -> None:
    ((low, high),) = default_domain(Mapping.parse("exp(-50*x^2)"), (1.0,))
    assert low < 1.0 < high


def test_a_needle_far_from_the_origin_is_seen_broad_along_both_inputs() -> None:
    mapping = Mapping.parse("1/(1+100*(x-1)^2+100*(y-2)^2)")
    for low, high in default_domain(mapping, (1.1, 2.0)):
        assert high - low < 1.5


@pytest.mark.parametrize(
    ("text", "at", "most"),
    [("log(x) - x/3", 2.0, 2.0), ("(1-t)*exp(2t)/(1+t)", 0.5, 60.0), ("x^3/4 - 2x", 1.0, 5.0)],
)
def test_far_values_on_a_line_are_cut_off_and_the_points_to_follow_are_no_such(text, at, most):
    view = MappingView.of(Mapping.parse(text), at=(at,))
    assert len(view.marks) > 1
    ((low, high),) = output_ranges(view.mapping, view.domain, view.marks)
    assert high - low < most
    assert all(low <= view.mapping(*mark)[0] <= high for mark in view.marks)


def test_where_a_line_has_no_value_its_range_is_known_without_a_warning() -> None:
    ((low, high),) = output_ranges(Mapping.parse("log(x)"), ((-2.0, -1.0),))
    assert low < high


def test_towards_a_pole_the_few_outputs_that_are_far_are_not_shown() -> None:
    """Of ln r, less than -1.2 is a disc of a fiftieth of the domain."""
    mapping = Mapping.parse("[ln(x^2+y^2)/2, atan(y/x)]")
    (low, high), _ = output_ranges(mapping, ((-2.0, 2.0), (-2.0, 2.0)), [(1.4, -0.9)])
    assert -1.3 < low < -1
    assert 0.9 < high <= math.log(8) / 2
    (low, _), _ = output_ranges(mapping, ((-2.0, 2.0), (-2.0, 2.0)), [(0.1, 0.0)])
    assert low <= math.log(0.1)
