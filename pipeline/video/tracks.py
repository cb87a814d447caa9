"""What is heard in a video: sounds over its frames, in tracks. Free of PyAV."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path


@dataclass(frozen=True)
class Sound:
    """The sound of a file, a video or a take, from a second of it on, heard over the frames
    [start, end), not always whole ones."""

    path: Path
    start: Fraction | int
    end: Fraction | int
    second: float = 0.0


@dataclass(frozen=True)
class Track:
    """Sounds one after another. One that is `spoken`, in a language, is as loud as is usual."""

    sounds: Sequence[Sound]
    spoken: str | None = None
