"""What a picture depends on beside the project's own code: packages, fonts, the machine."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Iterable
from functools import cache
from importlib.metadata import requires, version
from pathlib import Path

DRAWING = ("av", "manim", "mapbox-earcut", "moderngl", "numpy", "pycairo")
"""The packages that turn what a frame shows into a file."""


@cache
def package_versions() -> dict[str, str]:
    """The versions of Python, and of all packages that the project needs."""
    names = [re.split(r"[^\w.-]", each)[0] for each in requires("nabla") or () if ";" not in each]
    return {"python": platform.python_version(), **{name: version(name) for name in sorted(names)}}


@cache
def drawing_versions() -> dict[str, str]:
    """The versions of what draws and encodes."""
    import cairo

    return {
        **{name: version(name) for name in DRAWING},
        "cairo": cairo.cairo_version_string(),
        "machine": platform.machine(),
    }


@cache
def fonts() -> dict[str, str]:
    """The files of the fonts of pictures, by hash; Typst's own are part of its version."""
    from scenes._kit.text.fonts import MATH_FONTS, TEXT_FONTS
    from scenes._kit.text.typst_compiler import font_files

    return {str(path.name): _hash(path) for path in _sorted(font_files((*TEXT_FONTS, *MATH_FONTS)))}


def _sorted(paths: Iterable[Path]) -> list[Path]:
    return sorted(set(paths), key=lambda path: path.name)


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
