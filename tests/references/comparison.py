"""Pictures compared with their references: on the renderer those were made on, and only there.

What a picture looks like to the last pixel depends on the driver, on Cairo and on the glyphs that
Typst draws; `made_with.json` says which they were. Elsewhere nothing is compared.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import cairo
import numpy as np
import typst
from PIL import Image

from engine.gl.context import Context
from scenes._kit.text import fonts

PICTURES = Path(__file__).with_name("pictures")
MADE_WITH = "made_with.json"
CHANGED = Path(__file__).resolve().parents[2] / "build" / "references"
"""Where a picture that differs is put, with its reference and the difference."""
STEP = 2
"""Steps of 255 that a channel may be off."""
MOST = 20
"""Pixels that may be off by more. Sums are rounded otherwise on other processors: without the
vector instructions of the one they were made on, 13 pixels of one picture differed, on edges and
where two surfaces meet; ticks two per cent larger made 100 to 2,000 differ."""
LOCKED = ("manim", "typst")


@cache
def surroundings() -> dict[str, str]:
    """What decides the pixels and is not ours."""
    info = Context().gl.info
    page = f"{fonts.preamble()}편미분 partial $partial f \\/ partial x$"
    outlines = typst.compile(page.encode(), format="svg")
    assert isinstance(outlines, bytes)
    return {
        "renderer": info["GL_RENDERER"],
        "OpenGL": info["GL_VERSION"],
        "cairo": cairo.cairo_version_string(),
        "glyphs": hashlib.sha256(outlines).hexdigest()[:12],
        **{name: version(name) for name in LOCKED},
    }


@dataclass(frozen=True)
class Difference:
    """Of two pictures: by how much each pixel is off, (height, width); how many are off by more
    than may be."""

    steps: np.ndarray

    @property
    def pixels(self) -> int:
        """How many pixels are off by more than may be."""
        return int(np.count_nonzero(self.steps > STEP))

    @property
    def matters(self) -> bool:
        """Whether the pictures are not the same."""
        return self.pixels > MOST

    def __str__(self) -> str:
        return f"{self.pixels} pixels differ, by up to {self.steps.max()} of 255"


@dataclass(frozen=True)
class References:
    """A folder of reference pictures."""

    folder: Path = PICTURES

    def made_with(self) -> dict[str, str]:
        """What the references were made with; empty where there are none."""
        file = self.folder / MADE_WITH
        return json.loads(file.read_text("utf-8")) if file.exists() else {}

    def names(self) -> list[str]:
        """The names of the pictures that are there."""
        return sorted(path.stem for path in self.folder.glob("*.png"))

    def path(self, name: str) -> Path:
        """The file of a picture."""
        return self.folder / f"{name}.png"

    def load(self, name: str) -> np.ndarray | None:
        """A reference, RGB, uint8; None where there is none."""
        path = self.path(name)
        return np.asarray(Image.open(path).convert("RGB")) if path.exists() else None

    def fault(self, name: str, picture: np.ndarray, changed: Path = CHANGED) -> str | None:
        """One line where a picture is not its reference; then all three lie in `changed`."""
        if self.made_with() != surroundings():
            return None
        reference = self.load(name)
        if reference is None:
            return f"{name}: no reference; `make references` makes it"
        found = difference(picture, reference)
        if not found.matters:
            return None
        changed.mkdir(parents=True, exist_ok=True)
        save(picture, changed / f"{name}.new.png")
        save(reference, changed / f"{name}.reference.png")
        save(highlighted(picture, found), changed / f"{name}.difference.png")
        return f"{name}: {found}; see {changed}, and `make references` if that is meant"


def difference(picture: np.ndarray, reference: np.ndarray) -> Difference:
    """How two pictures differ; entirely where their sizes do."""
    if picture.shape != reference.shape:
        return Difference(np.full(picture.shape[:2], 255, np.uint8))
    apart = np.abs(picture.astype(int) - reference).max(axis=2)
    return Difference(apart.astype(np.uint8))


def highlighted(picture: np.ndarray, found: Difference) -> np.ndarray:
    """The picture, grey and dark, with what differs in red."""
    dark = np.repeat(picture.mean(axis=2, keepdims=True) / 4, 3, axis=2)
    red = np.clip(found.steps[..., None] * 4.0, 0, 255) * [1, 0.2, 0.2]
    return np.where(found.steps[..., None] > 0, np.maximum(dark, red), dark).astype(np.uint8)


def save(picture: np.ndarray, path: Path) -> None:
    """A picture as a small PNG."""
    Image.fromarray(picture).save(path, optimize=True)
