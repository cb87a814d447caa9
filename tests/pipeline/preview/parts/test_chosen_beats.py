"""A lecture's part with chosen beats: these alone are shown, and they are those of the scene."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from tests.pipeline.preview.served_copy import ServedCopy
from tests.pipeline.preview.socket_page import Message, Page, previewing

pytestmark = pytest.mark.xdist_group("chosen_beats")
TALK = """
title = "Beats"
[defaults]
function = "x^2 - 3"
[[scenes]]
scene = "transformation"
beats = ["line_to_line", "machine"]
[[scenes]]
scene = "transformation"
"""
CHOSEN, WHOLE = 1, 2
"""The numbers of the parts; the title is the first."""


@pytest.fixture(scope="module", params=[(), ("--spawn",)], ids=["forks", "new_processes"])
def page(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    copy = ServedCopy(tmp_path_factory.mktemp("chosen"))
    (copy.folder / "talk.toml").write_text(TALK, "utf-8")
    with previewing(copy, "talk.toml", *request.param) as page:
        yield page


def beats(page: Page) -> dict[str, tuple[int, int]]:
    return {each["name"]: (each["start"], each["end"]) for each in page.timeline["beats"]}


def test_its_frames_are_those_of_the_scene(page: Page) -> None:
    page.open_part(WHOLE)
    page.settle()
    whole = beats(page)
    there = {name: [page.still(start), page.still(end - 1)] for name, (start, end) in whole.items()}
    page.open_part(CHOSEN)
    page.settle()
    chosen = beats(page)
    assert [*chosen] == ["line_to_line", "machine"] != [*whole]
    begin = 0
    for name, (start, end) in chosen.items():
        assert (start, end - start) == (begin, whole[name][1] - whole[name][0])
        assert np.array_equal(page.still(start), there[name][0])
        assert np.array_equal(page.still(end - 1), there[name][1])
        begin = end
    assert page.timeline["frames"] == begin
    assert page.timeline["complete"]


def test_it_is_played_from_one_beat_into_the_next_and_to_the_end(page: Page) -> None:
    page.open_part(CHOSEN)
    page.settle()
    border, end = beats(page)["machine"]
    frames: list[int] = []

    def came(message: Message) -> bool:
        if message.get("request") == 99:
            frames.append(message["frame"])
        return bool(frames) and frames[-1] >= border

    page.send({"do": "play", "frame": border - 3, "request": 99})
    page.until(came)
    page.send({"do": "clock", "frame": end})
    page.until(lambda message: (came(message) and False) or message.get("played") == 99)
    assert frames[0] == border - 3
    assert frames == sorted(frames)
    assert frames[-1] < end


def test_a_frame_that_it_does_not_have_is_not_drawn(page: Page) -> None:
    page.open_part(CHOSEN)
    page.settle()
    page.send({"do": "still", "frame": page.timeline["frames"], "request": 7})
    assert page.until(lambda message: message.get("still_failed") or message.get("still"))[
        "still_failed"
    ]
