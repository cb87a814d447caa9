"""The numbers at axes, in the plane and in space: small, grey, and never over one another."""

from __future__ import annotations

from itertools import pairwise

from manim import RIGHT, UP

from scenes._kit import theme
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula


def axis_number(label: str) -> Formula:
    """A number at an axis, from the label of a tick."""
    return Formula(notation.flat(label), font_size=theme.TICK, color=theme.QUIET)


def thinned(numbers: list[Formula], k: int) -> list[Formula]:
    """Every number, every second, ... so that neighbours keep clear of each other along axis k."""
    forward, room = (RIGHT, UP)[k], (theme.GAP / 2, theme.GAP / 4)[k]
    for every in range(1, len(numbers) + 1):
        kept = numbers[::every]
        gaps = [
            b.get_edge_center(-forward)[k] - a.get_edge_center(forward)[k]
            for a, b in pairwise(kept)
        ]
        if all(gap > room for gap in gaps):
            return kept
    return []
