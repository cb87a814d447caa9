"""The source of a shader: its file with included files, and constants from Python."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

Macros = Mapping[str, int | float | str]
INCLUDE = re.compile(r'^#include "([\w.]+)"$', re.MULTILINE)


def shader_source(name: str, macros: Macros) -> str:
    """The source of a file in `shaders/`, with macros defined.

    A number that both Python and a shader use is defined in Python only, and passed as a macro.
    """
    version, _, body = _text(name).partition("\n")
    defined = "".join(f"#define {macro} {value}\n" for macro, value in macros.items())
    return f"{version}\n{defined}{INCLUDE.sub(lambda found: _text(found[1]), body)}"


def layer_macros(count: int) -> dict[str, int | str]:
    """Macros for a shader that reads `count` layers: LAYERS, and EACH_LAYER(DO), an unrolled loop
    DO(0) DO(1) ..., since GLSL 3.3 indexes samplers by constants only."""
    unrolled = " ".join(f"DO({layer})" for layer in range(count))
    return {"LAYERS": count, "EACH_LAYER(DO)": unrolled}


@lru_cache(maxsize=32)
def _text(name: str) -> str:
    return (files("engine") / "shaders" / name).read_text("utf-8")
