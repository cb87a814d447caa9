"""The suite of manim's own pictures: what it finds in a checkout, and how it judges."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest

from bench.suite.examples import Example, documented
from bench.suite.run import LIMITS, run, share_beyond

PICTURE = np.zeros((90, 160, 3), np.uint8)


def disc(x: float, soft: float = 1.0) -> np.ndarray:
    """A white disc with an edge `soft` pixels wide."""
    rows, columns = np.indices(PICTURE.shape[:2])
    inside = 20 - np.hypot(columns - x, rows - 45)
    return np.repeat(
        (255 * np.clip(0.5 + inside / soft, 0, 1)).astype(np.uint8)[..., None], 3, axis=2
    )


@pytest.mark.parametrize("other", [disc(80), disc(80.6), disc(80, soft=2)])
def test_edges_may_lie_within_a_pixel(other: np.ndarray) -> None:
    assert share_beyond(disc(80), other) <= LIMITS["same"]


@pytest.mark.parametrize("other", [disc(84), disc(80) // 2, PICTURE, disc(80)[:80]])
def test_what_is_elsewhere_or_of_another_colour_differs(other: np.ndarray) -> None:
    assert share_beyond(disc(80), other) > LIMITS["small"]


def test_a_few_pixels_are_a_small_difference() -> None:
    dotted = disc(80)
    dotted[5:8, 5:8] = 255
    assert LIMITS["same"] < share_beyond(disc(80), dotted) <= LIMITS["small"]


TESTS = """
    import pytest
    from manim import *
    from manim.utils.testing.frames_comparison import frames_comparison

    __module_test__ = "shapes"

    @pytest.mark.parametrize("side", [1, 2])
    @frames_comparison
    def test_square(scene, side):
        scene.add(Square(side, fill_opacity=1))

    @frames_comparison(last_frame=False, base_scene=MovingCameraScene)
    def test_frame(scene, smooth):
        scene.play(scene.camera.frame.animate.scale(0.5), run_time=0.5)
"""
FIXTURES = """
    import pytest

    @pytest.fixture(params=[True, False])
    def smooth(request):
        return request.param
"""
PAGE = '''
    """Shapes.

    .. manim:: Alike
        :save_last_frame:

        class Alike(Scene):
            def construct(self):
                self.add(Circle(), Text("a"))

    """

    def function():
        r"""
        .. manim:: Other

            >>> class Other(Scene):
            ...     def construct(self):
            ...         by_engine = isinstance(self.renderer.camera, ThreeDCamera)
            ...         self.add(Square() if by_engine else Dot())

        .. manim:: Broken

            class Broken(Scene):
                def construct(self):
                    if isinstance(self.renderer.camera, ThreeDCamera):
                        raise ValueError("not by the engine")
        """
'''


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder laid out as manim's sources, with tests and examples."""
    tests = "tests/test_graphical_units"
    files = {f"{tests}/test_shapes.py": TESTS, f"{tests}/conftest.py": FIXTURES}
    files["manim/shapes.py"] = PAGE
    for name, text in files.items():
        path = tmp_path / "checkout" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), "utf-8")
    return tmp_path / "checkout"


def test_examples_are_found_in_docstrings(checkout: Path, tmp_path: Path) -> None:
    found = list(documented(checkout, tmp_path / "scratch"))
    names = ["Alike", "Other", "Broken"]
    assert [each.name for each in found] == [f"shapes.{name}" for name in names]
    assert [each.scene_class().__name__ for each in found] == names


def test_every_verdict_is_given(checkout: Path, tmp_path: Path) -> None:
    """In a process of its own, since tests of a checkout are imported under manim's names."""
    folder = tmp_path / "out"
    command = [sys.executable, "-m", "bench.suite.run", str(checkout), "--output", str(folder)]
    done = subprocess.run([*command, "--jobs", "2"], capture_output=True, text=True, check=True)
    assert "tests: 4 same, 0 small, 0 different, 0 crash, 0 no reference" in done.stdout
    assert "examples: 1 same, 0 small, 1 different, 1 crash, 0 no reference" in done.stdout
    assert "not by the engine" in done.stdout
    assert (folder / "worst.png").exists()
    assert (folder / "pairs" / "shapes.Other.png").exists()


def test_an_example_has_limited_time(tmp_path: Path) -> None:
    late: Any = partial(time.sleep, 1000)
    (found,) = run([Example("late", "example", late)], tmp_path, 1.0, 1)
    assert (found.verdict, found.message) == ("no reference", "more than 1 s")
