"""Animations of a plane that cuts a graph: it slides in, the part in front of it fades."""

from __future__ import annotations

from typing import Any

from manim import Animation, FadeIn

from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.space.vertical_plane import VerticalPlane
from scenes._kit.space.viewpoint import Viewpoint

_SLIDE_DISTANCE = 2.0
"""The distance from which a plane slides in, in scene units."""
_CUT_OPACITY = 0.2
"""Opacity of the part that is cut away."""


def slide_in(sheet: SurfaceMesh, plane: VerticalPlane, view: Viewpoint) -> Animation:
    """Moves the sheet of a plane in from the viewer's side."""
    return FadeIn(sheet, shift=-_SLIDE_DISTANCE * plane.normal_toward(view))


def cut_away(graph: SurfaceMesh, plane: VerticalPlane, view: Viewpoint) -> Any:
    """Fades the part of a graph between the viewer and a plane; the rest is opaque."""
    normal, corner = plane.normal_toward(view), plane.corner
    graph.clip(normal, corner, opacity=1.0)  # changes nothing yet: the fade starts here
    fading: Any = graph.animate
    fading(run_time=theme.SLOW).clip(normal, corner, opacity=_CUT_OPACITY)
    return fading.set_opacity(1.0)
