"""What the reference pictures show: held ends of beats, and the engine's mobjects.

Every scene in every language, several functions that nothing was tuned for, every kind of mobject.
Early beats are the cheaper ones: a scene is played as far as the last beat that is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from tests.playing import small_job, stills

SIZE = (427, 240)


@dataclass(frozen=True)
class Specimen:
    """One scene played once: the beats whose held ends are drawn. `kind` names it where it is not
    as by default."""

    scene: str
    beats: tuple[str, ...]
    language: str = "en"
    kind: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Unique among all, fit for a file's name."""
        return ".".join(filter(None, (self.scene, self.language, self.kind)))

    @property
    def pictures(self) -> list[str]:
        """The names of its pictures."""
        return [f"{self.name}.{beat}" for beat in self.beats]

    def drawn(self, media: Path) -> dict[str, np.ndarray]:
        """Its pictures by their names, RGB, uint8."""
        job = small_job(self.scene, size=SIZE, language=self.language, **self.given)
        found = stills(job, self.beats, media)
        return {f"{self.name}.{beat}": picture for beat, picture in found.items()}


def f(function: str, **given: str) -> dict[str, str]:
    """Another function than the scene's own."""
    return {"function": function, **given}


SPECIMENS = [
    Specimen("title_card", ("title",), given={"title": "Partial derivatives"}),
    Specimen("title_card", ("title",), "ko", given={"title": "편미분: 한 번에 한 변수씩"}),
    Specimen("transformation", ("line_to_plane", "plane_to_plane", "plane_to_space")),
    Specimen("transformation", ("several_inputs",), "ko"),
    Specimen("transformation", ("plane_to_plane",), kind="squares", given=f("[x^2 - y^2, 2x y]")),
    Specimen("slicing", ("cut", "other_plane")),
    Specimen("slicing", ("nudge",), "ko", kind="kink", given=f("abs(x) + y", at="0,0")),
    Specimen("slicing", ("point",), kind="waves", given=f("sin(3x) cos(y)", at="1,0")),
    Specimen("tangent_line", ("shrinking", "partial_other")),
    Specimen("tangent_line", ("limit",), "ko", kind="upright", given=f("x^(1/3)", at="0")),
    Specimen("tangent_line", ("secant",), kind="steep", given=f("1000 x y", at="1,1")),
    Specimen("second_partials", ("mixed",)),
    Specimen("second_partials", ("number",), "ko"),
    Specimen("second_partials", ("first",), kind="long", given=f("exp(-x^2 + cos(2y)) sin(x y)")),
    Specimen("gradient_field", ("field", "bowl")),
    Specimen("gradient_field", ("size",), "ko"),
    Specimen("gradient_field", ("level_curves",), kind="pole", given=f("1/(x^2 + y^2)", at="1,1")),
    Specimen("total_differential", ("plane_against_surface", "formula")),
    Specimen("total_differential", ("dot_product",), "ko"),
    Specimen("total_differential", ("steps",), kind="waves", given=f("exp(-x^2 + cos(2y))")),
    Specimen("hiking_ascent", ("walk",)),
    Specimen("hiking_ascent", ("directions",), "ko"),
    Specimen("hiking_ascent", ("profile",), kind="waves", given=f("sin(x) y^2")),
]
