"""How a block of space that has bent is seen: the lines through the given point above all."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from manim import tempconfig

from pipeline.rendering.quality import QUALITIES
from scenes._kit.space.viewpoint import Viewpoint, seen_from
from scenes.figures.mapping.views_in_space import worth_of_lines
from tests.scenes.mapping.stages import shown

LEAST_ANGLE = 18.0
"""Degrees between lines that are seen apart."""
SPHERE = "[x*sin(y)*cos(z), x*sin(y)*sin(z), x*cos(y)]"


@pytest.mark.parametrize(
    ("function", "at"),
    [
        (SPHERE, "1.5,0.8,2.4"),
        ("[x+y*z, y-z^2, x*z]", "-0.7,-1.2,0.9"),
        ("[x*cos(y), x*sin(y), z]", "1.2,0.7,0.5"),
        ("[x+y, y+z, x-z/2]", "0.5,1,-1"),
        ("[x+z, y, z]", "1,-0.5,1.2"),
    ],
)
def test_lines_through_the_given_point_are_seen_apart(dry_run, function: str, at: str) -> None:
    """Where they start from the point, on all of its sides."""
    figure = shown(dry_run, function, at=at)
    point = figure.images_of_marks()[0]
    lines = figure.moving[-1].points.reshape(3, -1, 3)
    axes = []
    for line in lines:
        node = int(np.clip(np.linalg.norm(line - point, axis=1).argmin(), 1, len(line) - 2))
        before, after = seen_from(figure.camera, figure.viewpoint, line[[node - 1, node + 1], :])
        axes.append(((after - before) / np.linalg.norm((after - before)[:2]))[:2])
    cosines = [abs(np.dot(*pair)) for pair in combinations(axes, 2)]
    assert np.degrees(np.arccos(max(cosines))) > LEAST_ANGLE


def test_lines_of_which_nothing_is_known_are_of_no_worth(dry_run) -> None:
    camera = shown(dry_run, "[x+y, y*z, x-z^2]", at="1,1,1").camera
    lines, marks = np.full((3, 5, 3), np.nan), np.zeros((1, 3))
    lines[0] = np.linspace([-1, 0, 0], [1, 0, 0], 5)
    assert worth_of_lines(camera, Viewpoint(1.0, -1.0), lines, marks, -1.0) == 0.0


def test_a_flat_block_is_not_seen_edge_on(dry_run) -> None:
    figure = shown(dry_run, "[x+y, y+z, x-z/2]", at="0.5,1,-1")
    corners = seen_from(figure.camera, figure.viewpoint, figure.moving[3].points)[:, :2]
    long, broad = np.linalg.svd(corners - corners.mean(axis=0), compute_uv=False)
    assert broad > 0.4 * long


def test_edges_are_quieter_than_the_lines_through_the_given_point(dry_run) -> None:
    """A seam is not taken for one of them."""
    *_, edges, lines = shown(dry_run, SPHERE, at="1.5,0.8,2.4").moving
    assert edges.stroke_widths.max() < 0.5 * lines.stroke_widths.min()
    assert edges.rgba()[:, 3].max() < 0.75 * lines.rgba()[:, 3].min()


@pytest.mark.parametrize("at", ["1.5,0.8,2.4", "1,pi/2,0", "1.2,1.3,4"])
def test_no_line_through_the_given_point_is_seen_from_within_its_plane(dry_run, at: str) -> None:
    """The circle of a sphere is no line, in an upright frame neither."""
    width, height = QUALITIES["low"].shaped("9:16").frame
    with tempconfig({"frame_width": width, "frame_height": height}):
        figure = shown(dry_run, SPHERE, at=at, domain="0:2,0:pi,0:2pi")
    _, *circles = figure.moving[-1].points.reshape(3, -1, 3)
    for circle in circles:
        seen = seen_from(figure.camera, figure.viewpoint, circle)[:, :2]
        long, broad = np.linalg.svd(seen - seen.mean(axis=0), compute_uv=False)
        assert broad > 0.12 * long
