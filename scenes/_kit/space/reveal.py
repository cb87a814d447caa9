"""manim's `Create` for the engine's mobjects, which its type hints do not know."""

from __future__ import annotations

from typing import Any, cast

from manim import Create, Mobject


def draw(mobject: Mobject, **kwargs: Any) -> Create:
    """Draws a mobject along its length or its direction of reveal."""
    return Create(cast(Any, mobject), **kwargs)
