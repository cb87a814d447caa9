"""What goes wrong while a scene is written is shown, and what was there stays."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.pipeline.preview.served_copy import ServedCopy
from tests.pipeline.preview.socket_page import Page, previewing

pytestmark = pytest.mark.xdist_group("faults")
EDITS = 20


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ServedCopy:
    return ServedCopy(tmp_path_factory.mktemp("faulty"))


@pytest.fixture(scope="module")
def page(copy: ServedCopy) -> Iterator[Page]:
    with previewing(copy) as page:
        page.open("title_card")
        page.settle()
        yield page


SCENE = "scenes/title_card.py"
CRASHED = "The scene has ended its process"
FAULTS = [
    ("    def title(self)", "    def title(self", "SyntaxError", ""),
    ("self.play(*appears", "__import__('os')._exit(3); self.play(*appears", CRASHED, ""),
    ("self.play(*appears", "self.plai(*appears", "AttributeError", "title"),
    (
        "self.play(*appears",
        "self.typeset(__import__('calclib').Number('f', 1.0, cross_check=lambda: 2.0)); "
        "self.play(*appears",
        "Mismatch",
        "title",
    ),
    ("from manim import", "from manimm import", "ModuleNotFoundError", ""),
]


@pytest.mark.parametrize(("before", "after", "title", "beat"), FAULTS)
def test_a_fault_is_named_and_goes_when_it_is_mended(
    copy: ServedCopy, page: Page, before: str, after: str, title: str, beat: str
) -> None:
    copy.replace(SCENE, before, after)
    found = page.until(lambda message: message.get("problem"))["problem"]
    assert (found["title"], found["beat"]) == (title, beat)
    assert found["file"] == ("" if title == CRASHED else SCENE)
    if title not in (CRASHED, "SyntaxError"):
        source = (copy.folder / SCENE).read_text("utf-8").splitlines()
        assert after.strip() in source[found["line"] - 1]
    copy.replace(SCENE, after, before)
    if title == "SyntaxError":  # nothing has been played anew
        page.until(lambda message: message.get("problem", "") is None)
    else:
        page.settle()
    assert page.still(10).ndim == 3


def test_of_two_saves_of_the_theme_the_newest_is_shown(copy: ServedCopy, page: Page) -> None:
    page.open("title_card")
    page.settle()
    before = page.still(10)
    file = copy.folder / "scenes/_kit/theme.py"
    text = file.read_text("utf-8")
    for color in ("#400000", "#004000"):
        file.write_text(f'{text}\nBACKGROUND = "{color}"\n', "utf-8")
        time.sleep(0.12)  # the first is still being imported
    page.settle()
    corner = page.still(10)[2, 2]
    assert corner[1] > 40 > corner[0]
    file.write_text(text, "utf-8")
    page.settle()
    assert (page.still(10) == before).all()


def test_the_same_moment_of_the_same_beat_after_an_edit(copy: ServedCopy, page: Page) -> None:
    page.open("tangent_line", {"beat": "secant", "seconds": 1.0}, function="x^2", at="2")
    frame = page.until(lambda message: "frame" in message)["frame"]
    page.until(lambda message: message.get("busy") is False)
    start = next(beat["start"] for beat in page.timeline["beats"] if beat["name"] == "secant")
    assert frame == start + 15
    copy.replace("scenes/_kit/theme.py", "\nSLOW = ", "\nSLOW = 0.5 + ")
    moved = page.until(lambda message: "frame" in message)["frame"]
    page.until(lambda message: message.get("busy") is False)
    later = next(beat["start"] for beat in page.timeline["beats"] if beat["name"] == "secant")
    assert later > start
    assert moved == later + 15


def test_two_saves_within_a_second_end_in_the_newest(copy: ServedCopy, page: Page) -> None:
    page.open("title_card", {"beat": "title", "seconds": 1.5})
    page.settle()
    before = page.still(6)
    file = copy.folder / SCENE
    text = file.read_text("utf-8")
    file.write_text(text.replace("self.play(", "self.wait(0.1)\n        self.play(", 1), "utf-8")
    time.sleep(0.15)
    file.write_text(text.replace("self.play(", "self.wait(0.2)\n        self.play(", 1), "utf-8")
    page.settle()
    time.sleep(0.5)
    assert (page.still(6) != before).any()
    file.write_text(text, "utf-8")
    page.settle()
    assert (page.still(6) == before).all()


def test_edits_leave_neither_processes_nor_memory(copy: ServedCopy, page: Page) -> None:
    page.open("title_card")
    page.settle()
    file = copy.folder / SCENE
    text = file.read_text("utf-8")
    found = []
    for number in range(EDITS):
        wait = f"self.wait({0.1 + number / 50:.2f})\n        self.play("
        file.write_text(text.replace("self.play(", wait, 1), "utf-8")
        page.settle()
        if number in (EDITS // 4, EDITS - 1):
            time.sleep(3)  # what runs aside has begun later, and is over
            found.append([each.memory_full_info().uss for each in copy.processes()])
    file.write_text(text, "utf-8")
    page.settle()
    early, late = found
    assert len(late) <= len(early) + 1
    assert sum(late) < 1.2 * sum(early)
