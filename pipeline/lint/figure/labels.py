"""Labels: each stands nearer to its own line, arrow or dot than to those of others.

A leader line ties a label to what is farther away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.mobjects.arrows import ArrowField
from pipeline.lint.figure.shot import Shot
from pipeline.lint.figure.strokes import points_along
from pipeline.lint.layout import hull
from pipeline.lint.rules import Violation
from pipeline.lint.texts import SEEN
from scenes._kit.layout.labels import owner_of
from scenes._kit.layout.leader_lines import is_leader_line

_NEARER = 0.8
"""The share of the distance from its own from which on another one seems to be meant."""
_ANYWAY = 0.05
"""Scene units by which another may be nearer."""
_TOUCHES = 0.2
"""Scene units between a label and its leader line at most."""
_FEW = 4
"""More arrows in one mobject are a field: no label belongs to one of them."""


def strayed_labels(shot: Shot) -> Iterator[Violation]:
    """Labels nearer to an arrow, or to what another label belongs to, than to their own."""
    shown = {id(mobject): (mobject, fixed) for mobject, fixed in shot.drawn()}
    owners = {id(text): owner_of(text.mobject) for text in shot.texts if text.opacity >= SEEN}
    named = {id(owner) for owner in owners.values()}
    places = {
        key: shot.places(points_along(mobject), fixed)
        for key, (mobject, fixed) in shown.items()
        if key in named or _is_arrow(mobject) or is_leader_line(mobject)
    }
    leaders = [places[key] for key, (mobject, _) in shown.items() if is_leader_line(mobject)]
    for text in shot.texts:
        owner = id(owners.get(id(text)))
        if owner not in places:
            continue
        box = hull(text.boxes)[0]
        if any(distance(box, each[[0, -1]]) < _TOUCHES for each in leaders):
            continue
        own = distance(box, places[owner])
        others = (key for key in places if key != owner and not is_leader_line(shown[key][0]))
        other = min((distance(box, places[key]) for key in others), default=np.inf)
        if other < _NEARER * own - _ANYWAY:
            amount = f"{own:.2f} units from its own, {other:.2f} from another"
            yield Violation("strayed label", text.plain, amount, own - other)


def distance(box: np.ndarray, places: np.ndarray) -> float:
    """From a box (4,) to the nearest of places (n, 2), in scene units; infinite without any."""
    beyond = np.maximum(box[:2] - places, places - box[2:])
    distances = np.linalg.norm(np.maximum(beyond, 0), axis=1)
    return float(np.nanmin(distances, initial=np.inf))


def _is_arrow(mobject: Any) -> bool:
    return isinstance(mobject, ArrowField) and len(mobject.tails) <= _FEW
