"""One OpenGL context for all pictures of these tests."""

from __future__ import annotations

import pytest

from engine.drawing.painter import Painter
from tests.engine.canvas import SIZE, Canvas


@pytest.fixture(scope="session")
def painter() -> Painter:
    return Painter(SIZE)


@pytest.fixture
def canvas(painter: Painter) -> Canvas:
    return Canvas(painter)
