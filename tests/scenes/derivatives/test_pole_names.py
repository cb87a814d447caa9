"""Poles, which are dashed in space, have names."""

import pytest

from calclib import ScalarField
from calclib.framing.windows.edges import limit_curves
from scenes.figures.derivatives.pole_names import names_of_limits, pole_names

REGION = ((-2.0, 3.0), (-2.0, 4.0))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("1/(x - y)", ["x - y = 0"]),
        ("(x^2 - y)/(x - 1)", ["x = 1"]),
        ("x/(y - pi)", ["y = π"]),
        ("y*tan(x)", ["x = −π\\/2", "x = π\\/2"]),
        ("1/(x^2 + y^2 - 1)", ["x^2 + y^2 - 1 = 0"]),
        ("1/(x*y)", ["x y = 0"]),
        ("(x - 1)^(-2) + y", ["x = 1"]),
        ("1/(3x - 1) + y", ["x = 1\\/3"]),
        ("y/(x^2 - 2)", ["x ≈ 1.414", "x ≈ −1.414"]),
        ("1/(4x - 1)^2 + y", ["x = 0.25"]),
        ("x^2*y + sin(y)", []),
        ("y/(1 + x^2)", []),
    ],
)
def test_names_of_poles(text, names) -> None:
    assert plain(pole_names(ScalarField.parse(text), REGION)) == sorted(names)


def plain(names: list[str]) -> list[str]:
    return sorted(each.replace('part("x", x)', "x").replace('part("y", y)', "y") for each in names)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ln(x*y + 2) - y", ["x y + 2 = 0"]),
        ("x*sqrt(y + 1)", ["y = −1"]),
        ("x/(y + 3) + (x - y)^2.5", ["x - y = 0"]),
        ("x*asin((y - 1)/2)", ["y = 3", "y = −1"]),
        ("atan(1/(x + y))", ["x + y = 0"]),
        ("x^2*y", []),
    ],
)
def test_names_of_what_a_graph_does_not_cross(text, names) -> None:
    field = ScalarField.parse(text)
    assert plain(names_of_limits(field, limit_curves(field, REGION), REGION)) == sorted(names)


def test_the_notes_of_a_field_say_what_is_dashed(dry_run) -> None:
    rows = dry_run("gradient_field", last="one_arrow", function="ln(x)*y", at="1,2").notes.rows
    assert [row for row in rows if "dashed" in row.markup]
    rows = dry_run("gradient_field", last="one_arrow").notes.rows
    assert rows
    assert not [row for row in rows if "dashed" in row.markup]


@pytest.mark.parametrize("scene", ["slicing", "total_differential"])
def test_the_notes_say_what_is_dashed(dry_run, scene: str) -> None:
    rows = dry_run(scene, last="surface", function="(x-y)/(x+y)", at="1,2").notes.rows
    assert [row for row in rows if "dashed" in row.markup]
    rows = dry_run(scene, last="surface").notes.rows
    assert rows
    assert not [row for row in rows if "dashed" in row.markup]


@pytest.mark.parametrize(("domain", "stays"), [("0.6:2,-1:1", False), ("-2:2,-2:2", True)])
def test_the_legend_of_poles_goes_with_their_lines(dry_run, domain, stays) -> None:
    style = {"function": "1/(x-y)", "at": "1,0", "domain": domain}
    lesson = dry_run("slicing", last="lay_flat", **style)
    shown = [row for row in lesson.notes.rows if "dashed" in row.markup]
    assert len(shown) == stays
    assert len(lesson.legend) == 1
    assert lesson.first.has_poles == stays
