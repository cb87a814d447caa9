"""Errors without OpenGL name the missing package."""

from __future__ import annotations

import re
import sys

import moderngl
import pytest

from engine.gl import standalone
from engine.gl.standalone import DRIVER, NoOpenGLError, open_context, probe

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")


@pytest.mark.parametrize(
    ("cause", "not_found", "packages"),
    [
        ("libEGL.so not loaded\nin egl.cpp", {"EGL"}, "libegl1"),
        ("libEGL.so.1 not loaded", set(), "libegl1"),
        ("libGL.so.1 not loaded", set(), "libgl1"),
        ("libEGL.so not loaded", {"EGL", "GL"}, "libegl1 libgl1"),
        ("eglInitialize failed (0x3001)", set(), DRIVER),
    ],
)
def test_the_missing_package_is_named(
    cause: str, not_found: set[str], packages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise Exception(cause)  # as moderngl does

    def find(name: str) -> str | None:
        return None if name in not_found else f"lib{name}.so.1"

    monkeypatch.setattr(moderngl, "create_context", fail)
    monkeypatch.setattr(standalone, "find_library", find)
    message = f"no OpenGL 3.3 ({' '.join(cause.split())}); on Debian or Ubuntu: apt-get install "
    with pytest.raises(NoOpenGLError, match=f"^{re.escape(message + packages)}$"):
        open_context()


def test_a_probe_names_the_renderer() -> None:
    renderer, version = probe().split(", ", 1)[0], probe()
    assert renderer
    assert any(character.isdigit() for character in version)
