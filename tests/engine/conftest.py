"""One OpenGL context for all pictures of these tests."""

from __future__ import annotations

import pytest

from engine.drawing.painter import Painter
from tests.engine.easel import SIZE, Easel


@pytest.fixture(scope="session")
def painter() -> Painter:
    return Painter(SIZE)


@pytest.fixture
def easel(painter: Painter) -> Easel:
    return Easel(painter)
