"""What `check` says of the machine: fonts, OpenGL, encoders, each tried out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version

from pipeline.errors import MachineError
from pipeline.rendering.machine import require_opengl


@dataclass(frozen=True)
class Check:
    """One thing tried: what was found, or what to install."""

    name: str
    passed: bool
    found: str


def environment() -> Iterator[Check]:
    """Fonts, OpenGL, manim's libraries and encoders."""
    yield from _fonts()
    yield _tried("OpenGL 3.3", require_opengl)
    yield _tried("manim", _manim)
    yield from _encoders()


def _fonts() -> Iterator[Check]:
    from scenes._kit.text import fonts
    from scenes._kit.text.languages import LANGUAGES

    missing = {each.name: fonts.missing_glyphs(each.sample) for each in LANGUAGES.values()}
    missing["mathematics"] = fonts.missing_glyphs(fonts.MATH_SAMPLE, math=True)
    for script, glyphs in missing.items():
        lacking = f"no glyph for {', '.join(glyphs)}; {fonts.font_advice()}"
        found = lacking if glyphs else ", ".join(fonts.TEXT_FONTS)
        yield Check(f"font, {script}", not glyphs, found)


def _tried(name: str, find: Callable[[], str]) -> Check:
    try:
        return Check(name, True, find())
    except MachineError as error:
        return Check(name, False, str(error))


def _manim() -> str:
    import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim)

    return version("manim")


def _encoders() -> Iterator[Check]:
    import av.codec

    from pipeline.video.codecs import CODECS

    names = {name for codec in CODECS.values() for name in (codec.encoder, codec.alpha_encoder)}
    for name in sorted(filter(None, names)):
        try:
            av.codec.Codec(name, "w")
        except ValueError:
            yield Check(f"encoder {name}", False, "missing in PyAV; install its wheel from PyPI")
        else:
            yield Check(f"encoder {name}", True, f"PyAV {av.__version__}")
