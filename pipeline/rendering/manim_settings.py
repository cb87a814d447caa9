"""manim's settings: the library's defaults and ours, never those of a manim.cfg.

manim reads a `manim.cfg` in the current folder and in the user's home when it is imported, and many
of its defaults are fixed then. So this module imports it without those files, before any module of
`engine` or `scenes` does (ruff sorts it to the top of a module's imports).
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from importlib.resources import files

from pipeline.errors import MachineError
from pipeline.rendering.quality import Quality


@contextmanager
def _without_configuration_files() -> Iterator[None]:
    """A context in which ConfigParser reads no files; manim's own defaults use `read_file`."""
    read = ConfigParser.read
    ConfigParser.read = lambda *_, **__: []  # type: ignore[method-assign]
    try:
        yield
    finally:
        ConfigParser.read = read  # type: ignore[method-assign]


os.environ.setdefault("PATH", os.defpath)  # pydub, which manim imports, expects one
try:
    with _without_configuration_files():
        from manim import config, tempconfig
        from manim._config.utils import ManimConfig
except ImportError as error:  # cairo or pango, which no wheel contains
    raise MachineError(
        f"manim cannot be loaded: {error}; `make setup` installs what is missing"
    ) from error


@contextmanager
def manim_configured(quality: Quality, transparent: bool, media: str) -> Iterator[None]:
    """A context in which manim draws frames of a quality, and caches files in a folder."""
    logging.getLogger("manim").setLevel(logging.ERROR)
    with tempconfig({}):  # restores the settings at the end
        config.update(_library_defaults())
        config.update(
            {
                "pixel_width": quality.width,
                "pixel_height": quality.height,
                "frame_width": quality.frame[0],
                "frame_height": quality.frame[1],
                "frame_rate": float(quality.fps),
                "media_dir": media,
                "dry_run": True,
                "progress_bar": "none",
                "verbosity": "ERROR",
                "background_opacity": 0.0 if transparent else 1.0,
            }
        )
        yield


def _library_defaults() -> ManimConfig:
    """manim's own defaults; it may have been imported and configured before this module."""
    parser = ConfigParser()
    parser.read_string((files("manim._config") / "default.cfg").read_text("utf-8"))
    return ManimConfig().digest_parser(parser)
