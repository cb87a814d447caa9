"""Whether this machine has what rendering needs: each thing is tried, not looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing tried: what was found, or what to install."""

    name: str
    passed: bool
    found: str


def environment() -> list[Check]:
    """Fonts, OpenGL and encoders."""
    return [*_fonts(), _opengl(), *_encoders()]


def _fonts() -> Iterator[Check]:
    from scenes._kit.text import fonts
    from scenes._kit.text.languages import LANGUAGES

    missing = {each.name: fonts.missing_glyphs(each.sample) for each in LANGUAGES.values()}
    missing["mathematics"] = fonts.missing_glyphs(fonts.MATH_SAMPLE, math=True)
    for script, glyphs in missing.items():
        lacking = f"no glyph for {', '.join(glyphs)}; {fonts.where_to_get_fonts()}"
        found = lacking if glyphs else ", ".join(fonts.TEXT_FONTS)
        yield Check(f"font, {script}", not glyphs, found)


def _opengl() -> Check:
    import moderngl

    try:
        context = moderngl.create_context(standalone=True, backend="egl", require=330)  # type: ignore[call-arg]
    except Exception as error:
        hint = "install libegl1 and libgl1-mesa-dri"
        return Check("OpenGL 3.3", False, f"{error}; {hint}")
    found = f"{context.info['GL_RENDERER']}, {context.info['GL_VERSION']}"
    context.release()
    return Check("OpenGL 3.3", True, found)


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
