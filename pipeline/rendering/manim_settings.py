"""manim's settings: what the library ships, and ours on top; never those of a manim.cfg.

manim reads a `manim.cfg` in the current folder and in the user's home as it is imported, and many
of its defaults are fixed then. So this module imports it, with those files out of sight, before
anything of `engine` or `scenes` does (ruff sorts it to the top of a module's imports).
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
def _configuration_files_unread() -> Iterator[None]:
    """Within, no ConfigParser finds a file; what manim ships it takes with `read_file`."""
    read = ConfigParser.read
    ConfigParser.read = lambda *_, **__: []  # type: ignore[method-assign]
    try:
        yield
    finally:
        ConfigParser.read = read  # type: ignore[method-assign]


os.environ.setdefault("PATH", os.defpath)  # pydub, which manim imports, expects one
try:
    with _configuration_files_unread():
        from manim import config, tempconfig
        from manim._config.utils import ManimConfig
except ImportError as error:  # cairo or pango, which no wheel brings along
    raise MachineError(
        f"manim cannot be loaded: {error}; `make setup` installs what is missing"
    ) from error


@contextmanager
def manim_set_up(quality: Quality, transparent: bool, media: str) -> Iterator[None]:
    """Within, manim draws frames of that quality, and writes what it caches into a folder."""
    logging.getLogger("manim").setLevel(logging.ERROR)
    with tempconfig({}):  # which puts the settings back at the end
        config.update(_shipped())
        config.update(
            {
                "pixel_width": quality.width,
                "pixel_height": quality.height,
                "frame_rate": float(quality.fps),
                "media_dir": media,
                "dry_run": True,
                "progress_bar": "none",
                "verbosity": "ERROR",
                "background_opacity": 0.0 if transparent else 1.0,
            }
        )
        yield


def _shipped() -> ManimConfig:
    """The library's own settings; manim may have been imported, and set, before this module."""
    parser = ConfigParser()
    parser.read_string((files("manim._config") / "default.cfg").read_text("utf-8"))
    return ManimConfig().digest_parser(parser)
