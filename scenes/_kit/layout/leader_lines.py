"""Leader lines, which tie labels to things farther away, and what they could be taken for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Line, ManimColor, Mobject

from scenes._kit import theme
from scenes._kit.text.formula import Formula

_GAP = 0.06
"""Between a label and its leader line, in scene units."""
_LEVEL = 0.25
"""On the left of its label, a leader line of a lower slope could be read as a minus sign."""
_PARALLEL = 0.97
"""The cosine of its angle with another line from which on it could be taken for that."""


def like_minus(starts: np.ndarray, place: np.ndarray) -> np.ndarray:
    """Which leader lines, from starts (k, 2) to a place (2,), look like a minus sign: (k,)."""
    across, along = np.abs(starts - place).T
    return (starts[:, 0] > place[0]) & (along <= _LEVEL * across)


def like_segments(ways: np.ndarray, others: Sequence[np.ndarray]) -> np.ndarray:
    """Which leader lines along (k, 2) run as one of the segments (n, d), or against it: (k,)."""
    along = np.array([each[-1, :2] - each[0, :2] for each in others]).reshape(-1, 2)
    lengths = np.linalg.norm(ways, axis=1)[:, None] * np.linalg.norm(along, axis=1)
    return (np.abs(ways @ along.T) > _PARALLEL * lengths).any(axis=1)


def leader_line(label: Formula, place: np.ndarray) -> Line:
    """A thin line from the border of a label to a place (2,)."""
    center, half = label.get_center()[:2], np.array([label.width, label.height]) / 2 + _GAP
    start = np.clip(place, center - half, center + half)
    ends = np.append(start, 0.0), np.append(place, 0.0)
    return Line(*ends, stroke_width=theme.AXIS_WIDTH, color=theme.MUTED)


def is_leader_line(mobject: Mobject) -> bool:
    """Whether a mobject is, or looks like, a leader line."""
    return isinstance(mobject, Line) and mobject.get_color() == ManimColor(theme.MUTED)
