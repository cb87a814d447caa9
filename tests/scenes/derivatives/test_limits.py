"""How slopes are stated as limits."""

from __future__ import annotations

import pytest

from scenes._kit import theme


@pytest.mark.parametrize(("function", "at"), [("100*exp(-x/20)*y", "5,2"), ("x*sqrt(y)", "-10,7")])
def test_a_limit_says_whose_derivative_it_is(dry_run, function, at) -> None:
    """Where that is too long for a line, its value is in the next; neither is small."""
    lesson = dry_run("slicing", last="nudge", function=function, at=at)
    (limit,) = (row for row in lesson.notes.rows if "lim_" in row.markup)
    assert "dif g" in limit.markup
    assert limit.font_size >= theme.RULE - 1e-6


def test_a_long_derivative_is_broken_before_a_factor(dry_run) -> None:
    function = "y/100*6.112*exp(17.67*x/(x+243.5))"
    lesson = dry_run("slicing", last="nudge", function=function, at="25,60")
    (derived,) = (
        row for row in lesson.notes.rows if "exp" in row.markup and "partial" in row.markup
    )
    assert derived.font_size >= theme.RULE - 1e-6


@pytest.mark.parametrize(
    ("function", "at"),
    [("max(x,2*y)*exp(-y)", "1,1"), ("(x^2+2*x*y+3*y^2-4*x+1)*exp(-x-y)", "1,1")],
)
def test_a_long_factor_is_broken_between_its_terms(dry_run, function, at) -> None:
    """Neither the rule nor the other derivative is left out."""
    rows = dry_run("slicing", function=function, at=at).notes.rows
    assert "exp" in rows[0].markup
    assert any("exp" in row.markup and "partial" in row.markup for row in rows)
