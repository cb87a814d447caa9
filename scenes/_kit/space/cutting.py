"""How a plane cuts a graph on the screen: it slides in, and what stands before it fades."""

from __future__ import annotations

from typing import Any

from manim import Animation, FadeIn

from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.space.vertical_plane import VerticalPlane
from scenes._kit.space.viewpoint import Viewpoint

_AWAY = 2.0
"""From how far a plane slides in, in scene units."""
_FADED = 0.1
"""Opacity of what a plane cuts away."""


def slide_in(sheet: SurfaceMesh, plane: VerticalPlane, view: Viewpoint) -> Animation:
    """The sheet of a plane comes from the viewer's side to its place."""
    return FadeIn(sheet, shift=-_AWAY * plane.normal_toward(view))


def cut_away(graph: SurfaceMesh, plane: VerticalPlane, view: Viewpoint) -> Any:
    """What stands between the viewer and a plane fades from a graph."""
    normal, corner = plane.normal_toward(view), plane.corner
    graph.clip(normal, corner, opacity=1.0)  # nothing changes yet: from here the rest fades
    fading: Any = graph.animate
    return fading(run_time=theme.SLOW).clip(normal, corner, opacity=_FADED)
