"""Stand-ins for what manim needs to draw its examples and this machine lacks.

Without LaTeX each character and each command of a formula is a letter: as many parts, in the same
groups. Pillow from 13 on refuses how manim 0.22 makes an empty picture.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import cairo
from PIL import Image

TOKEN = re.compile(r"\\special\{dvisvgm:raw (<.*?>)\}|\\([a-zA-Z]+|.)|([^\s{}$^_&])")
SIZE = 10.0
"""The size of letters, in points, as LaTeX's."""


def stand_in() -> None:
    """Has manim use them, where they are needed."""
    from manim.camera import camera
    from manim.mobject.text import tex_mobject

    if shutil.which("latex") is None:
        tex_mobject.tex_to_svg_file = letters  # type: ignore[assignment]
    camera.Image = pillow()  # type: ignore[assignment]


class WholePlay:
    """The times of a play by Cairo, and its end: manim leaves out the last step of updaters, unless
    it skips the play; the engine takes it. Pictures of the same time are compared."""

    def __init__(self, scene: Any, times: Any, duration: float) -> None:
        self._scene, self._times, self._duration = scene, times, duration
        self._ended = False

    def __iter__(self) -> Iterator[float]:
        yield from self._times
        if not self._ended:
            self._scene.update_to_time(self._duration)

    def close(self) -> None:
        self._ended = True
        self._times.close()


@contextmanager
def whole_plays() -> Iterator[None]:
    """Has manim's plays end at their ends."""
    from manim import Scene

    times_of = Scene.get_time_progression

    def whole(scene: Any, run_time: float, *args: Any, **options: Any) -> WholePlay:
        return WholePlay(scene, times_of(scene, run_time, *args, **options), run_time)

    with mock.patch.object(Scene, "get_time_progression", whole):
        yield


def pillow() -> SimpleNamespace:
    """`PIL.Image`, which makes an empty picture as manim asks for it."""

    def fromarray(pixels: Any, mode: str | None = None) -> Image.Image:
        if mode == "RGBA" and pixels.ndim == 2:
            return Image.new(mode, pixels.shape[::-1])
        return Image.fromarray(pixels)

    return SimpleNamespace(**{**vars(Image), "fromarray": fromarray})


def letters(expression: str, environment: str | None = None, tex_template: Any = None) -> Path:
    """An SVG file of a formula's letters, in the place of `tex_to_svg_file`."""
    from manim import config

    del environment, tex_template
    file = config.get_dir("tex_dir") / f"{sha256(expression.encode()).hexdigest()[:16]}.svg"
    file.parent.mkdir(parents=True, exist_ok=True)
    body = "".join(_parts(expression))
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>', "utf-8")
    return file


def _parts(expression: str) -> Iterator[str]:
    x = 0.0
    for group, command, character in TOKEN.findall(expression):
        if group:
            yield group
        elif character or command.isalpha():
            path, width = _outline(character or command[0], x)
            yield path
            x += width


def _outline(letter: str, x: float) -> tuple[str, float]:
    """A letter at a place, as an SVG path, and its width."""
    surface = cairo.RecordingSurface(cairo.CONTENT_ALPHA, None)
    context = cairo.Context(surface)
    context.select_font_face("serif")
    context.set_font_size(SIZE)
    context.move_to(x, 0)
    context.text_path(letter)
    marks = {cairo.PATH_MOVE_TO: "M", cairo.PATH_LINE_TO: "L", cairo.PATH_CURVE_TO: "C"}
    steps = [
        f"{marks.get(kind, 'Z')} {' '.join(f'{value:.4f}' for value in places)}"
        for kind, places in context.copy_path()
    ]
    return f'<path d="{" ".join(steps)}"/>', context.text_extents(letter).x_advance
