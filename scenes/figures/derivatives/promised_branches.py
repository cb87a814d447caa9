"""Branches of a tree before they have grown: dim boxes without a text, and arrows to them."""

from __future__ import annotations

from manim import VGroup

from scenes._kit import theme
from scenes.figures.derivatives.derivative_tree import DerivativeTree, Path


def promised_branches(tree: DerivativeTree) -> dict[Path, VGroup]:
    """The box and the arrow of each first derivative, by its path."""
    return {
        path: VGroup(
            tree.boxes[path].copy().set_stroke(opacity=theme.DIMMED),
            tree.edges[path][0].copy().set_opacity(theme.FADED),
        )
        for path in tree.levels[1]
    }
