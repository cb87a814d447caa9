"""The frames of the page and those of the scene, where only some beats are shown."""

from __future__ import annotations

import pytest

from pipeline.preview.connection import Message
from pipeline.preview.timeline import Timeline

BEATS = ["a", "b", "c", "d"]
ENDS = [0, 10, 30, 60, 100]


def timeline(chosen: list[str] | None, over: int = 4) -> Timeline:
    """A timeline of four beats, of which so many are over."""
    beats: list[Message] = [
        {"name": name, "start": ENDS[k], "end": ENDS[k + 1]} for k, name in enumerate(BEATS)
    ]
    return Timeline(beats=BEATS, fps=10.0, over=beats[:over], chosen=chosen)


def spans(found: Timeline) -> list[tuple[str, int, int]]:
    return [(each["name"], each["start"], each["end"]) for each in found.as_json()["beats"]]


def test_a_whole_scene_has_its_own_frames_known_or_not() -> None:
    found = timeline(None, over=1)
    assert [found.on_page(frame) for frame in (0, 9, 10, 99)] == [0, 9, 10, 99]
    assert found.in_scene(50) == {"frame": 50, "offset": 0, "until": None}
    assert spans(found) == [("a", 0, 10)]
    assert found.as_json()["frames"] == 10


@pytest.mark.parametrize("chosen", [["b", "c"], ["d", "a"], ["c"], ["b", "d", "c"], BEATS[::-1]])
def test_chosen_beats_follow_each_other_and_every_frame_comes_back(chosen: list[str]) -> None:
    found = timeline(chosen)
    placed = spans(found)
    assert [name for name, _, _ in placed] == chosen == found.as_json()["all_beats"]
    assert [start for _, start, _ in placed] == [0, *(end for _, _, end in placed[:-1])]
    frames = found.as_json()["frames"]
    for frame in range(frames):
        place = found.in_scene(frame)
        moment = found.moment(frame)
        assert place
        assert moment
        assert found.on_page(place["frame"]) == place["frame"] + place["offset"] == frame
        begun = ENDS[BEATS.index(moment["beat"])]
        assert place["frame"] == begun + round(moment["seconds"] * 10)
    assert found.in_scene(frames) is found.moment(frames) is None


def test_beats_that_follow_each_other_in_the_scene_are_played_at_once() -> None:
    place = timeline(["b", "c", "a"]).in_scene(5)
    assert place == {"frame": 15, "offset": -10, "until": 60}
    place = timeline(["b", "a", "c"]).in_scene(5)
    assert place == {"frame": 15, "offset": -10, "until": 30}


def test_a_beat_has_no_place_before_those_that_are_shown_first() -> None:
    found = timeline(["d", "a"], over=1)
    assert spans(found) == []
    assert found.on_page(5) is None
    assert spans(timeline(["a", "d"], over=1)) == [("a", 0, 10)]
