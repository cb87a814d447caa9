"""`Create`: manim's animation, typed for every mobject: manim's own type excludes the engine's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import manim

Create = cast(Callable[..., manim.Create], cast(Any, manim.Create))
"""Draws a mobject along its length, or in its direction of reveal."""
