"""The page's recorder: what is said in a beat is read, heard, taken again and kept."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.pipeline.preview.browser import beat, scrub, until, wait_for_frame
from tests.pipeline.preview.conftest import OpenPage
from tests.pipeline.preview.page import fake_lecture
from tests.pipeline.preview.page.fake_server import FakeServer
from tests.pipeline.voice.sounds import tone, write_wav

pytestmark = pytest.mark.xdist_group("browser")
_, BEGIN, END = fake_lecture.BEATS["lay_flat"]
SAID = ("en/slicing/lay_flat", fake_lecture.NARRATION["lay_flat"][0])
STREAMS = """() => {
    window.streams = [];
    const devices = navigator.mediaDevices;
    const ask = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (asked) => {
        window.streams.push(await ask(asked));
        return window.streams.at(-1);
    };
}"""
LISTENING = "window.streams.some((s) => s.getTracks().some((t) => t.readyState === 'live'))"


@pytest.fixture
def recording(server: FakeServer, tmp_path: Path) -> FakeServer:
    """The fake server with a folder of recordings, and a second voice."""
    server.parts = {**server.parts, "voice": True, "recordings": "takes"}
    server.voice.sound = write_wav(tmp_path / "said.wav", tone(0.5)).read_bytes()
    return server


@pytest.fixture
def page(recording: FakeServer, open_page: OpenPage) -> Page:
    """The page with a microphone, at a short beat, the recorder open."""
    page = open_page(permissions=["microphone"])
    page.evaluate(STREAMS)
    scrub(page, BEGIN)
    wait_for_frame(page, BEGIN)
    page.keyboard.press("r")
    says(page, "Not recorded yet")
    until(page, LISTENING)
    return page


def says(page: Page, text: str) -> None:
    """Until the recorder says something."""
    expect(page.locator("#recorder-message")).to_contain_text(text)


def take(page: Page, seconds: float = 2.0) -> None:
    """Records for some seconds, longer than the beat's pictures last."""
    page.keyboard.press("r")
    says(page, "Recording in 3")
    says(page, "Recording: press R")
    page.wait_for_timeout(seconds * 1000)
    assert END - 3 < int(page.locator("#position").input_value()) < END  # the next beat waits
    page.keyboard.press("r")
    says(page, "A take of")


def listen(page: Page) -> None:
    """Hears the beat to its end; the picture is at its begin again."""
    page.click("#listen")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Pause")
    expect(page.locator("#play")).to_have_attribute("aria-label", "Play")
    wait_for_frame(page, BEGIN)


def samples(content: bytes, folder: Path) -> np.ndarray:
    """What is heard in a file that a browser has recorded."""
    path = folder / "take.webm"
    path.write_bytes(content)
    with av.open(str(path)) as file:
        return np.concatenate([each.to_ndarray()[0] for each in file.decode(audio=0)])


def test_a_take_is_recorded_heard_and_kept(
    page: Page, recording: FakeServer, tmp_path: Path
) -> None:
    expect(page.locator("#to-read")).to_have_text(SAID[1])
    expect(page.locator("#take-time")).to_have_text("0:00.0 / 0:01.0")
    listen(page)
    assert recording.voice.spoken == [SAID]  # by the second voice
    take(page)
    assert recording.voice.spoken == [SAID]  # nothing is heard while a take is made
    listen(page)
    assert (recording.voice.spoken, recording.voice.recordings) == ([SAID], {})  # that was the take
    page.keyboard.press("k")
    says(page, "Kept as takes/en/slicing/lay_flat")
    heard = samples(recording.voice.recordings[SAID], tmp_path)
    assert 1.8 * 48_000 < len(heard) < 10 * 48_000
    assert np.abs(heard).max() > 0.1  # the fake microphone beeps
    listen(page)
    assert recording.voice.spoken == [SAID, SAID]  # from the server anew
    expect(page.locator("#keep")).to_be_disabled()


def test_a_take_that_is_not_kept_stays_with_its_beat(page: Page, recording: FakeServer) -> None:
    take(page)
    page.click("#after-take")
    says(page, "Not recorded yet")
    expect(page.locator("#keep")).to_be_disabled()
    expect(page.locator("#recorded-beat")).to_have_text("Nudge and see")
    page.keyboard.press("[")
    says(page, "A take of")
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    assert recording.voice.recordings == {}


def test_another_beat_ends_a_take_and_has_none_of_it(page: Page) -> None:
    page.keyboard.press("r")
    says(page, "Recording: press R")
    page.wait_for_timeout(300)
    beat(page, "Cut").click()
    expect(page.locator("#recorded-beat")).to_have_text("Cut")
    says(page, "Not recorded yet")
    beat(page, "Lay flat").click()
    says(page, "A take of")


def test_a_refused_take_is_not_lost(
    page: Page, recording: FakeServer, complaints: list[str]
) -> None:
    take(page)
    recording.voice.refusal = "takes/en: No space left on device"
    page.click("#keep")
    says(page, "Not kept: takes/en: No space left on device")
    recording.voice.refusal = ""
    page.click("#keep")
    says(page, "Kept as")
    assert list(recording.voice.recordings) == [SAID]
    assert all("422" in each for each in complaints)
    complaints.clear()


def test_a_count_can_be_called_off(page: Page) -> None:
    for key, gone in (("r", True), (" ", True), ("Escape", False)):
        page.keyboard.press("r")
        says(page, "Recording in 2")
        expect(page.locator("#count")).to_have_text("2")
        page.keyboard.press(key)
        expect(page.locator("#count")).to_be_empty()
        page.wait_for_timeout(2500)
        expect(page.locator("#recorder")).to_be_visible(visible=gone)
        assert page.locator("#keep").is_disabled()
    assert not page.evaluate(LISTENING)  # the microphone is given back


def test_the_level_is_shown(page: Page) -> None:
    until(page, "Number(document.querySelector('#level').getAttribute('aria-valuenow')) > 50")
    until(page, "Number(document.querySelector('#level').getAttribute('aria-valuenow')) < 50")


def test_what_is_recorded_is_in_the_language_of_the_page(page: Page, recording: FakeServer) -> None:
    page.select_option("#language", "ko")
    korean = fake_lecture.NARRATION["lay_flat"][1]
    expect(page.locator("#to-read")).to_have_text(korean)
    expect(page.locator("#to-read")).to_have_attribute("lang", "ko")
    page.locator("#language").blur()
    take(page)
    page.keyboard.press("k")
    says(page, "Kept as")
    assert list(recording.voice.recordings) == [("ko/slicing/lay_flat", korean)]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (None, "does not let this page have the microphone"),  # the browser's own refusal
        ("NotFoundError", "There is no microphone"),
        ("NotReadableError", "taken by another program"),
    ],
)
def test_without_a_microphone(
    recording: FakeServer, open_page: OpenPage, error: str | None, said: str
) -> None:
    page = open_page()
    if error is not None:
        page.evaluate(
            """(name) => {
                const refuse = () => Promise.reject(new DOMException("", name));
                navigator.mediaDevices.getUserMedia = refuse;
            }""",
            error,
        )
    page.click("#record")
    says(page, said)
    page.keyboard.press("r")
    says(page, said)
    expect(page.locator("#count")).to_be_empty()
    page.click("#close-recorder")
    expect(page.locator("#recorder")).to_be_hidden()


def test_without_a_folder(server: FakeServer, open_page: OpenPage) -> None:
    page = open_page(permissions=["microphone"])
    page.evaluate(STREAMS)
    page.keyboard.press("r")
    says(page, "Recordings need a folder: start the preview with --voice takes")
    expect(page.locator("#take")).to_be_disabled()
    page.keyboard.press("r")
    expect(page.locator("#count")).to_be_empty()
    assert page.evaluate("window.streams.length") == 0  # nobody is asked for a microphone
