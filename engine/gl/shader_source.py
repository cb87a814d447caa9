"""The text of a shader: its file with the files it includes, and constants of Python's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

Macros = Mapping[str, int | float | str]
INCLUDE = re.compile(r'^#include "([\w.]+)"$', re.MULTILINE)


def shader_source(name: str, macros: Macros) -> str:
    """The text of a file in `shaders/`, where each macro is defined as its value.

    A number that both Python and a shader know stands in Python alone, and comes here as a macro.
    """
    version, _, body = _text(name).partition("\n")
    defined = "".join(f"#define {macro} {value}\n" for macro, value in macros.items())
    return f"{version}\n{defined}{INCLUDE.sub(lambda found: _text(found[1]), body)}"


def layer_macros(count: int) -> dict[str, int | str]:
    """For a shader that reads so many layers: LAYERS, and EACH_LAYER(DO), which is DO(0) DO(1) ...
    since GLSL 3.3 indexes samplers by constants only."""
    each = " ".join(f"DO({layer})" for layer in range(count))
    return {"LAYERS": count, "EACH_LAYER(DO)": each}


@lru_cache(maxsize=32)
def _text(name: str) -> str:
    return (files("engine") / "shaders" / name).read_text("utf-8")
