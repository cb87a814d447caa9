"""The panel shows both sides alike, and keeps to itself which is ours."""

from __future__ import annotations

import ast
from collections import Counter

import pytest
from PIL import Image

from bench.panel import GAP, MOMENTS, PLAIN, ROOT, SIZES, pair, sides
from pipeline.catalog import find


def test_ours_stands_half_the_time_on_either_side_and_moves_with_the_seed() -> None:
    drawn = [tuple(sides(MOMENTS, seed).values()) for seed in range(40)]
    assert all(Counter(each) == {"left": 3, "right": 3} for each in drawn)
    assert len(set(drawn)) > 10
    assert sides(MOMENTS, 7) == sides(MOMENTS, 7)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("side", "colors"), [("left", "ba"), ("right", "ab")])
def test_both_pictures_have_the_same_size(size: tuple[int, int], side: str, colors: str) -> None:
    blue, white = (0, 0, 255), (255, 255, 255)
    ours, plain = Image.new("RGB", SIZES[0], blue), Image.new("RGBA", SIZES[0], "black")
    sheet = pair(ours, plain, side, size)
    assert sheet.size == (2 * size[0] + GAP, size[1])
    shades = {"a": (0, 0, 0), "b": blue}
    assert sheet.getpixel((0, 0)) == shades[colors[0]]
    assert sheet.getpixel((size[0] + GAP // 2, 0)) == white
    assert sheet.getpixel((sheet.width - 1, size[1] - 1)) == shades[colors[1]]


def test_each_moment_is_a_beat_and_a_plain_scene() -> None:
    trees = {file: ast.parse((ROOT / "bench" / file).read_text("utf-8")) for file in PLAIN}
    classes = {
        (file, node.name)
        for file, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef)
    }
    assert {(moment.file, moment.plain) for moment in MOMENTS} == classes
    for moment in MOMENTS:
        assert moment.beat in find(moment.scene).beats
