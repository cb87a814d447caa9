"""What is known of a sentence that was spoken: its file and times, free of the sound itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

RATE = 48_000
"""Samples a second."""


@dataclass(frozen=True)
class Mark:
    """The second at which a voice comes to a mark, and one shortly before it at which it is silent
    and may pause; None where it is not known to be."""

    second: float
    silent: float | None


@dataclass(frozen=True)
class Take:
    """A spoken sentence: its file, how long it takes, who speaks it; for its pieces the share of
    the written text that is said by then, and the second at which it ends.

    `ends` are empty where a voice cannot tell. `marks`: where it comes to those of its sentence.
    """

    path: Path
    seconds: float
    engine: str
    ends: tuple[tuple[float, float], ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
