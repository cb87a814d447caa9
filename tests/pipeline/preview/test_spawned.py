"""Where forks do not work, new processes play: slower, and with the same pictures."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from tests.pipeline.preview.served_copy import ServedCopy
from tests.pipeline.preview.socket_page import Page, previewing

pytestmark = pytest.mark.xdist_group("faults")
SCENE = "scenes/title_card.py"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> ServedCopy:
    return ServedCopy(tmp_path_factory.mktemp("spawned"))


@pytest.fixture(scope="module")
def page(copy: ServedCopy) -> Iterator[Page]:
    with previewing(copy, "--spawn") as page:
        page.open("title_card")
        page.settle()
        yield page


def test_a_frame_is_that_of_a_fresh_run(copy: ServedCopy, page: Page) -> None:
    page.open("title_card")
    page.settle()
    target = copy.folder / "fresh.png"
    time = 7 / page.timeline["fps"]
    asked = (
        "still",
        "title_card",
        "--quality",
        "draft",
        "--time",
        f"{time:.4f}",
        "-o",
        str(target),
    )
    command = [sys.executable, copy.folder / "render.py", *asked]
    subprocess.run(command, cwd=copy.folder, check=True, capture_output=True)
    fresh = np.asarray(Image.open(target))
    assert fresh.std() > 1
    for _ in range(2):  # played again, in the same process
        assert np.array_equal(page.still(7), fresh)


def test_a_play_sends_frames_until_it_is_stopped(page: Page) -> None:
    page.open("title_card")
    page.settle()
    page.send({"do": "play", "frame": 3, "request": 500})
    of_the_play = [page.until(lambda message: message.get("request") == 500) for _ in range(5)]
    frames = [message["frame"] for message in of_the_play]
    assert frames == sorted(frames)
    assert frames[0] == 3
    page.send({"do": "stop"})
    assert page.until(lambda message: "played" in message)["played"] == 500
    assert page.still(5).ndim == 3


@pytest.mark.parametrize("file", [SCENE, "scenes/_kit/theme.py"])
def test_an_edit_is_seen(copy: ServedCopy, page: Page, file: str) -> None:
    page.open("title_card")
    page.settle()
    before = page.still(6)
    text = (copy.folder / file).read_text("utf-8")
    edited = text.replace("self.play(", "self.wait(0.5)\n        self.play(", 1)
    copy.save(file, f'{edited}\nBACKGROUND = "#400000"\n')
    page.settle()
    assert (page.still(6) != before).any()
    copy.save(file, text)
    page.settle()
    assert (page.still(6) == before).all()


def test_a_killed_process_is_named_and_the_next_edit_plays_on(copy: ServedCopy, page: Page) -> None:
    page.open("title_card")
    page.settle()
    before = page.still(6)
    for process in copy.processes():
        process.kill()
    found = page.until(lambda message: message.get("problem"))["problem"]
    assert "ended" in found["title"]
    page.open("title_card")
    page.settle()
    assert (page.still(6) == before).all()


def test_processes_stay_few(copy: ServedCopy, page: Page) -> None:
    for number in range(4):
        page.open("title_card", title=f"Number {number}")
        page.settle()
    page.still(3)
    assert len(copy.processes()) <= 3  # one plays, one waits, one may be going
