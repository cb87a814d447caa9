"""Python's own time is measured without drawing."""

from __future__ import annotations

import pytest

import engine.renderer
from bench.python_time import python_time


def test_nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine.renderer, "Painter", None)
    assert python_time("total_differential", "draft") > 0
