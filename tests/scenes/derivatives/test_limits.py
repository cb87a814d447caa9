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
