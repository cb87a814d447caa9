"""A preview shows after any series of edits what a fresh run shows, to the pixel."""

from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from pipeline.preview.edits import first_changed_beat
from tests.pipeline.preview.served_copy import ServedCopy
from tests.pipeline.preview.socket_page import Page, previewing

SCENE = '''"""Edited: a scene that is edited."""

from __future__ import annotations

from manim import Circle, Create, Rotate, Square

from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.title import TitleText
from scenes._kit.text.formula import Formula


class Edited(Lesson[TitleText]):
    """A scene that is edited."""

    defaults = {"title": "none"}
    beats = ("first", "second", "third")

    def prepare(self) -> None:
        self.square = Square(side_length=2.0)
        self.turns = 0

    def facts(self) -> dict[str, str]:
        return {"title": "none"}

    def first(self) -> None:
        self.play(Create(self.square), run_time=1)
        self.turn(0.5)

    def second(self) -> None:
        self.turn(0.25)
        self.play(Create(Formula("x^2 + 11")), run_time=1)

    def third(self) -> None:
        self.grow(1.25)
        self.play(Create(Circle(radius=1.5)), run_time=1)

    def turn(self, angle: float) -> None:
        self.turns += 1
        self.play(Rotate(self.square, angle), run_time=1)

    def grow(self, factor: float) -> None:
        self.play(self.square.animate.scale(factor), run_time=1)
'''
NARRATION = """
[edited.beats]
first = "{title}"
second = "{title}"
third = "{title}"

[edited.seen]
first = "A square turns."
second = "A formula is written."
third = "A square grows beside a circle."

[edited.words]
"""
EDITS = {
    "side_length=2.0": ["side_length=1.5", "side_length=3.0"],
    "self.turn(0.5)": ["self.turn(1.5)", "self.turn(-0.5)"],
    "self.turn(0.25)": ["self.turn(1.0)", "pass"],
    "x^2 + 11": ["y^3", "x^2 + 12"],
    "radius=1.5": ["radius=2.5", "radius=0.5"],
    "self.grow(1.25)": ["self.grow(0.5)", "pass"],
    "self.turns += 1": ["self.turns += 2", "angle = 2 * angle"],
    "animate.scale(factor)": ["animate.scale(2 * factor)", "animate.shift([factor, 0, 0])"],
}
"""Pieces of the scene, and what each may become."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ServedCopy:
    copy = ServedCopy(tmp_path_factory.mktemp("edited"))
    copy.save("scenes/edited.py", SCENE)
    for narration in (copy.folder / "scenes" / "narration").glob("*.toml"):
        narration.write_text(narration.read_text("utf-8") + NARRATION, "utf-8")
    return copy


CHANGES = [
    ("radius=1.5", "radius=2", "third"),
    ("self.turn(0.25)", "self.turn(0.3)", "second"),
    ("animate.scale(factor)", "animate.scale(2)", "third"),
    ("self.turns += 1", "self.turns += 2", "first"),
    ("side_length=2.0", "side_length=3", None),
    ("    def third", "    # a remark\n    def third", ""),
    ('return {"title": "none"}', 'return {"title": "some"}', None),
    ('beats = ("first", "second", "third")', 'beats = ("first", "third", "second")', None),
    ("from manim import Circle", "from manim import Arc, Circle", None),
    ("def grow(self, factor: float)", "def grow(self, factor: float = 1)", None),
    ("    def third", "    @property\n    def third", None),
    ("self.grow(1.25)", "super().grow(1.25)", None),
]


@pytest.mark.parametrize(("before", "after", "beat"), CHANGES)
def test_the_first_beat_that_an_edit_changes(before: str, after: str, beat: str | None) -> None:
    assert before in SCENE
    edited = SCENE.replace(before, after)
    assert first_changed_beat(SCENE, edited, "Edited", ("first", "second", "third")) == beat


def test_random_edits_show_what_a_fresh_run_shows(copy: ServedCopy) -> None:
    chance = random.Random(7)
    file = copy.folder / "scenes" / "edited.py"
    with previewing(copy, "edited") as page:
        page.open("edited")
        page.settle()
        for _ in range(10):
            text = SCENE
            for piece in chance.sample(sorted(EDITS), chance.choice((0, 1, 1, 1, 2))):
                text = text.replace(piece, chance.choice(EDITS[piece]))
            if text != file.read_text():
                file.write_text(text)
                page.settle()
            compare(copy, page, chance)


def compare(copy: ServedCopy, page: Page, chance: random.Random) -> None:
    frame = chance.randrange(page.timeline["frames"])
    target = copy.folder / "fresh.png"
    time = frame / page.timeline["fps"]
    asked = ("still", "edited", "--quality", "draft", "--time", f"{time:.4f}", "-o", str(target))
    command = [sys.executable, copy.folder / "render.py", *asked]
    subprocess.run(command, cwd=copy.folder, check=True, capture_output=True)
    assert np.array_equal(page.still(frame), np.asarray(Image.open(target)))
