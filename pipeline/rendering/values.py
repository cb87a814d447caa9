"""The numbers that a beat has shown, for the manifest."""

from __future__ import annotations

import math
from typing import Any

from scenes._kit.lesson.beat import Beat


def value_records(beat: Beat) -> list[dict[str, Any]]:
    """Name, beat, value (None: not finite) and closed form of each number; if it is rounded."""
    return [
        {
            "name": number.name,
            "beat": beat.name,
            "value": number.value if math.isfinite(number.value) else None,
            "exact": number.exact,
            "rounded": not number.is_exact_as_named,
        }
        for number in beat.values
    ]
