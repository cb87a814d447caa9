"""Where there is no OpenGL, one line says which package is missing."""

from __future__ import annotations

import sys

import moderngl
import pytest

from engine.gl import standalone
from engine.gl.standalone import DRIVER, NoOpenGLError, open_context, probe

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's packages")


def refused(*_: object, **__: object) -> None:
    raise Exception("libEGL.so not loaded\nin egl.cpp")  # as moderngl does


@pytest.mark.parametrize(
    ("missing", "packages"),
    [
        ({"EGL"}, "libegl1"),
        ({"GL"}, "libgl1"),
        ({"EGL", "GL"}, "libegl1 libgl1"),
        (set(), DRIVER),
    ],
)
def test_the_missing_package_is_named(
    missing: set[str], packages: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moderngl, "create_context", refused)
    monkeypatch.setattr(standalone, "find_library", lambda n: None if n in missing else f"lib{n}")
    with pytest.raises(NoOpenGLError) as caught:
        open_context()
    line = str(caught.value)
    assert line.endswith(f"apt-get install {packages}")
    assert "libEGL.so not loaded in egl.cpp" in line
    assert "\n" not in line


def test_a_probe_names_what_draws() -> None:
    renderer, version = probe().split(", ", 1)[0], probe()
    assert renderer
    assert any(character.isdigit() for character in version)
