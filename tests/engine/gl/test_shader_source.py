"""Shader sources: constants from Python and included files."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from engine.gl.shader_source import layer_macros, shader_source
from engine.primitives.records import SHADER_CONSTANTS

SHADERS = sorted(path.name for path in (files("engine") / "shaders").iterdir())


def test_constants_come_right_after_the_version() -> None:
    lines = shader_source("mesh.frag.glsl", {"INVISIBLE": 0.25, "GRID_LINES": 1}).splitlines()
    assert lines[:3] == ["#version 330", "#define INVISIBLE 0.25", "#define GRID_LINES 1"]


@pytest.mark.parametrize("name", [name for name in SHADERS if name.count(".") == 2])
def test_every_include_is_resolved(name: str) -> None:
    text = shader_source(name, {})
    assert "#include" not in text
    assert "uniform mat4 to_clip;" in text


def test_constants_from_python_are_not_defined_in_shaders() -> None:
    names = "|".join([*SHADER_CONSTANTS, "INVISIBLE", "NEAR", "LAYERS", "LAYERS_BEFORE"])
    definition = re.compile(rf"(#define|const \w+) ({names})\b")
    texts = {name: (files("engine") / "shaders" / name).read_text("utf-8") for name in SHADERS}
    assert [name for name, text in texts.items() if definition.search(text)] == []


def test_macros_of_layers() -> None:
    assert layer_macros(3) == {"LAYERS": 3, "EACH_LAYER(DO)": "DO(0) DO(1) DO(2)"}
