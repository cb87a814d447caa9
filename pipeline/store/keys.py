"""Keys: hashes of what something is made from, the same in every process and for every user."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LENGTH = 40
"""Hexadecimal digits of a key."""


@dataclass(frozen=True)
class ClipKeys:
    """The keys of a clip.

    `clip`: of all that its beats depend on. `picture`: of the same but for what is said, which is
    in no picture and only makes beats longer, and for descriptions of what is seen. `family`: of
    clips that are likely to share beats, such as those before and after an edit, and in several
    languages. `drawing`: of all that turns what a frame shows into a file.
    """

    clip: str
    picture: str
    family: str
    drawing: str

    def segment(self, shown: str) -> str:
        """The key of the segment that shows something."""
        return key_of([self.drawing, shown])


def key_of(value: Any) -> str:
    """The key of something that JSON can express."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]


def shown_key(runs: Sequence[tuple[bytes, int]]) -> str:
    """The key of frames: their digests, and how often each is repeated."""
    return key_of([(digest.hex(), count) for digest, count in runs])
