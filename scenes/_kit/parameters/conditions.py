"""Conditions of beats: which beats of a scene are played with its parameters.

A scene declares them in a literal, `only_if = {"partial_limit": "has_two_inputs"}`: a beat, and
the property of the parameters that must be true. A beat without a condition is always played.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def beats_played(
    beats: Sequence[str], only_if: Mapping[str, str], parameters: Any
) -> tuple[str, ...]:
    """The names of the beats, in order, that are played with these parameters."""
    return tuple(
        beat
        for beat in beats
        if parameters.plays(beat) and (beat not in only_if or getattr(parameters, only_if[beat]))
    )
