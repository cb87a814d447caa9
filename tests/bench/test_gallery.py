"""The gallery's functions fit the scenes that play them."""

from __future__ import annotations

import numpy as np
import pytest

from bench.gallery import SCENES, Clip, Shown, clips, contact_sheet, table
from pipeline.catalog import find


def test_there_are_120_functions_and_none_twice() -> None:
    functions = {(clip.function, clip.at) for clip in clips("", 1)}
    assert len(functions) >= 120
    assert len(clips("", 1)) == len(set(clips("", 1)))


@pytest.mark.parametrize("scene", sorted({scene for each in SCENES.values() for scene in each}))
def test_every_function_is_one_of_its_scenes(scene: str) -> None:
    for clip in clips(scene, 1):
        find(scene).parameters({"function": clip.function, "at": clip.at})


def test_every_nth_function_of_each_kind() -> None:
    assert {clip.scene for clip in clips("", 1000)} == {clip.scene for clip in clips("", 1)}
    assert len(clips("transformation", 5)) == 4


def test_a_contact_sheet_and_a_table() -> None:
    picture = np.zeros((135, 240, 3), np.uint8)
    rows = [
        Shown(Clip("slicing", "abs(x)|y", "1,2"), [picture] * 3, [("cut", "margin", "|y|", "0.1")]),
        Shown(Clip("slicing", "x*y", "1,2"), [picture]),
    ]
    assert contact_sheet(rows).size == (3 * 244, 2 * 153)
    lines = list(table(rows))
    assert len(lines) == 3
    assert "abs(x)\\|y" in lines[-1]
