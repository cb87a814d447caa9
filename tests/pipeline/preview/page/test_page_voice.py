"""The page with a voice: a beat is heard while it plays, and the next one waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.pipeline.preview.browser import record_frames, recorded, scrub, until, wait_for_frame
from tests.pipeline.preview.conftest import OpenPage
from tests.pipeline.preview.page import fake_lecture
from tests.pipeline.preview.page.fake_server import FakeServer
from tests.pipeline.voice.sounds import tone, write_wav

pytestmark = pytest.mark.xdist_group("browser")
SECONDS = 2.5
_, BEGIN, END = fake_lecture.BEATS["lay_flat"]
PICTURES = (END - BEGIN) / fake_lecture.FPS


@pytest.fixture
def speaking(server: FakeServer, tmp_path: Path) -> FakeServer:
    """The fake server with a voice."""
    server.parts = {**server.parts, "voice": True}
    server.voice.sound = write_wav(tmp_path / "said.wav", tone(SECONDS)).read_bytes()
    return server


def test_the_next_beat_waits_until_this_one_is_said(
    speaking: FakeServer, open_page: OpenPage
) -> None:
    page = open_page()
    scrub(page, BEGIN)
    wait_for_frame(page, BEGIN)
    assert speaking.voice.spoken == []  # nothing plays yet
    record_frames(page)
    page.keyboard.press(" ")
    until(page, f"document.querySelector('#position').value > {END}")
    times = dict(recorded(page))
    first = min(time for frame, time in times.items() if frame >= END)
    assert first - times[BEGIN] >= 1000 * (SECONDS + 0.3) > 1000 * PICTURES
    place, text = speaking.voice.spoken[0]
    assert (place, text) == ("en/slicing/lay_flat", fake_lecture.NARRATION["lay_flat"][0])
    assert len({place for place, _ in speaking.voice.spoken}) == 2


def test_the_picture_waits_at_a_mark_until_the_voice_comes_to_it(
    speaking: FakeServer, open_page: OpenPage
) -> None:
    """As in a video: before the frame of the mark the picture stands, then all goes on."""
    mark, frames = 8, 15
    speaking.voice.stops = [(mark, frames)]
    page = open_page()
    scrub(page, BEGIN)
    wait_for_frame(page, BEGIN)
    record_frames(page)
    page.keyboard.press(" ")
    until(page, f"document.querySelector('#position').value > {END}")
    times = dict(recorded(page))
    first = {frame: times[min(each for each in times if each >= frame)] for frame in times}
    stood = times[BEGIN + mark] - times[BEGIN + mark - 1]
    assert 1000 * frames / fake_lecture.FPS - 100 < stood < 1000 * frames / fake_lecture.FPS + 300
    moved = first[BEGIN + mark - 1] - first[BEGIN + 1]
    assert moved < 1000 * mark / fake_lecture.FPS + 300
    assert len(speaking.voice.spoken) == 2  # once a beat


def test_a_pause_is_silent_and_goes_on_from_there(
    speaking: FakeServer, open_page: OpenPage
) -> None:
    page = open_page()
    page.keyboard.press(" ")
    until(page, "document.querySelector('#position').value > 15")
    page.keyboard.press(" ")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")
    asked = len(speaking.voice.spoken)
    page.wait_for_timeout(300)
    assert len(speaking.voice.spoken) == asked


def test_a_sentence_that_cannot_be_heard_holds_nothing_up(
    speaking: FakeServer, open_page: OpenPage, complaints: list[str]
) -> None:
    speaking.voice.sound = None
    page = open_page()
    scrub(page, BEGIN)
    wait_for_frame(page, BEGIN)
    page.keyboard.press(" ")
    until(page, f"document.querySelector('#position').value > {END}")
    expect(page.locator("#status")).to_have_text("This sentence cannot be heard: nobody speaks")
    assert any("503" in each for each in complaints)
    complaints.clear()


def test_without_a_voice_nothing_is_asked_for(server: FakeServer, open_page: OpenPage) -> None:
    page = open_page()
    page.keyboard.press(" ")
    until(page, "document.querySelector('#position').value > 5")
    assert server.voice.spoken == []
