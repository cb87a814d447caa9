"""The names of a lecture's clips: those without a title are distinguished by parameters."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.lecture.test_file import HEAD, plan

SUMMARY = "A partial derivative is the slope of a slice"
ONE = '[[scenes]]\nscene = "slicing"\nfunction = "x*y"\nat = "pi/4, 1"\n'
LONG = f'function = "{" + ".join(["x*y"] * 30)}"\n'
TOLD_APART = [
    ([ONE], [f"{SUMMARY}."]),
    ([ONE, ONE.replace("x*y", "x-y")], [f"{SUMMARY}: x*y", f"{SUMMARY}: x-y"]),
    (
        [ONE, ONE.replace("pi/4", "0.5")],
        [f"{SUMMARY}: at (π/4, 1)", f"{SUMMARY}: at (0.5, 1)"],
    ),
    ([ONE, ONE + 'variable = "y"\n'], [f"{SUMMARY}: variable x", f"{SUMMARY}: variable y"]),
    (
        [ONE, ONE + 'domain = "-1:1,0:pi"\n'],
        [SUMMARY + ".", f"{SUMMARY}: domain −1:1, 0:π"],
    ),
    (
        [ONE, ONE.replace("x*y", "x-y").replace("pi/4", "0")],
        [f"{SUMMARY}: x*y", f"{SUMMARY}: x-y"],
    ),
    ([ONE, ONE], [f"{SUMMARY}. (1)", f"{SUMMARY}. (2)"]),
    ([ONE, ONE + 'title = "Mine"\n'], [f"{SUMMARY}.", "Mine", "Mine"]),
]


@pytest.mark.parametrize(
    ("scenes", "expected"), TOLD_APART, ids=[str(row[1]) for row in TOLD_APART]
)
def test_untitled_scenes_of_one_class(
    scenes: list[str], expected: list[str], tmp_path: Path
) -> None:
    first, *names = plan(tmp_path, HEAD + "".join(scenes)).names
    assert first == "A lecture"
    assert names == expected


def test_a_long_function_is_cut(tmp_path: Path) -> None:
    long = ONE.replace('function = "x*y"\n', LONG)
    _, first, second = plan(tmp_path, HEAD + ONE + long).names
    assert first == f"{SUMMARY}: x*y"
    assert second.startswith(f"{SUMMARY}: x*y + x*y")
    assert len(second) <= len(SUMMARY) + 70
