"""Lines of inputs, and the curves they become."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.figures.mapping.moving_lines import Threads
from tests.scenes.mapping.stages import shown


@pytest.mark.parametrize(
    ("function", "rule"),
    [
        ("floor(x)", np.floor),
        ("abs(t-1) + abs(t+2)", lambda t: abs(t - 1) + abs(t + 2)),
        ("3 + 0*x", lambda x: 3 + 0 * x),
    ],
)
def test_threads_join_inputs_on_a_line_to_their_outputs(dry_run, function, rule) -> None:
    figure = shown(dry_run, function, at="-1.5")
    threads, *marked = [a.mobject for a in figure.played if isinstance(a.mobject, Threads)]
    assert len(marked) == len(figure.view.marks)
    for each in (threads, *marked):
        corners = each.points.reshape(-1, 4, 3)[:, [0, -1]]
        starts, ends = (
            np.interp(corners[:, k, 0], *_ruler(line))
            for k, line in enumerate((figure.source, figure.target))
        )
        assert np.allclose(corners[:, 0, 1], figure.source.start[1])
        assert np.allclose(corners[:, 1, 1], figure.target.start[1])
        assert ends == pytest.approx(rule(np.round(starts, 9)), abs=1e-6)
    assert len(threads.points) >= 4 * 20


def _ruler(line) -> tuple[list[float], tuple[float, float]]:
    return [line.start[0], line.end[0]], line.interval


def test_a_line_and_its_marks_move_together(dry_run) -> None:
    """Also in the middle of the way, where it has several pieces."""
    figure = shown(dry_run, "floor(x)", at="1.5")
    move = figure.played[0]
    for share in (0.3, 0.5, 0.7):
        move.interpolate(share)
        for mark in move.marks:
            gaps = np.linalg.norm(move.mobject.points - mark.mobject.get_center(), axis=1)
            assert gaps.min() < 0.05


def test_the_line_of_inputs_ends_where_its_threads_do(dry_run) -> None:
    """Inputs and outputs may have one scale all the same."""
    figure = shown(dry_run, "x^2 - 3")
    assert figure.source.interval == pytest.approx(figure.view.domain[0])
    steps = (line.place_of(np.array([0.0, 1.0])) for line in (figure.source, figure.target))
    first, second = (end[0] - start[0] for start, end in steps)
    assert first == pytest.approx(second)


@pytest.mark.parametrize("function", ["[t^2-1, t^3-t]", "[cos(t)^3, sin(t)^3]", "[t, abs(t)]"])
def test_a_curve_keeps_off_the_border_of_its_plot(dry_run, function: str) -> None:
    figure = shown(dry_run, function, at="1.5")
    window = figure.target.window
    for (low, high), (first, last) in zip(
        figure.output_window(), (window.x, window.y), strict=True
    ):
        margin = 0.04 * (high - low)
        assert first <= low - margin
        assert high + margin <= last


def test_no_dot_stands_on_a_pole_at_the_edge_of_a_domain(dry_run) -> None:
    """Its place is rounded to -1, where f has no value."""
    figure = shown(dry_run, "x^2/(y+1) + 3*y", at="2,1")
    starts = np.array([mark.start for mark in figure.cloud()])
    y = figure.source.point_at(starts)[:, 1]
    assert len(y) > 100
    assert y.min() > -0.99
