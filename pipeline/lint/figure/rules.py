"""The rules of a figure that stands, in the order in which they are judged."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.lint.figure.curves import torn_curves
from pipeline.lint.figure.dots import hidden_points
from pipeline.lint.figure.footing import loose_points
from pipeline.lint.figure.labels import strayed_labels
from pipeline.lint.figure.layers import fighting_layers
from pipeline.lint.figure.shot import Shot
from pipeline.lint.figure.subjects import lost_subjects
from pipeline.lint.rules import Violation

RULES = (hidden_points, loose_points, strayed_labels, fighting_layers, torn_curves, lost_subjects)


def judged(shot: Shot) -> Iterator[Violation]:
    """The faults of a figure."""
    for rule in RULES:
        yield from rule(shot)
