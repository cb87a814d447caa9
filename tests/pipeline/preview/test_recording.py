"""A beat is recorded in a browser, and is heard from the folder of recordings ever after."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.voice.engines.recordings import noted_hash
from pipeline.voice.sentence import Sentence
from pipeline.voice.sound import read_sound
from pipeline.voice.spoken import RATE
from tests.browsers import WAIT
from tests.pipeline.preview.browser import watched
from tests.pipeline.preview.served_copy import ServedCopy
from tests.pipeline.videos import program

pytestmark = pytest.mark.xdist_group("browser")
SCENE, BEAT = "tangent_line", "curve"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedCopy]:
    """The preview, with a folder of recordings that is not there yet."""
    copy = ServedCopy(tmp_path_factory.mktemp("copy"))
    copy.start(SCENE, "--quality", "draft", "--voice", "takes")
    yield copy
    copy.stop()


@pytest.fixture
def page(copy: ServedCopy, browser: Browser) -> Iterator[Page]:
    """The page, with a microphone."""
    complaints: list[str] = []
    context = browser.new_context(permissions=["microphone"])
    context.set_default_timeout(WAIT)
    with watched(context.new_page(), complaints) as page:
        page.goto(copy.address)
        yield page
        context.close()
    assert complaints == []


def answer(copy: ServedCopy, method: str, beat: str, text: str, **headers: str) -> tuple[int, str]:
    """What is said to a request for a recording."""
    connection = http.client.HTTPConnection("127.0.0.1", copy.port, timeout=60)
    place = f"/recordings/en/{SCENE}/{beat}?text={quote(text)}"
    connection.request(method, place, b"x", {"Content-Type": "audio/webm", **headers})
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_a_beat_is_recorded_and_heard(copy: ServedCopy, page: Page, tmp_path: Path) -> None:
    message = page.locator("#recorder-message")
    expect(page.locator("#beats button").first).to_be_visible()
    page.keyboard.press("r")
    expect(message).to_have_text("Not recorded yet")
    text = page.locator("#to-read").inner_text()
    page.keyboard.press("r")
    expect(message).to_contain_text("Recording: press R")
    page.wait_for_timeout(2000)
    page.keyboard.press("r")
    expect(message).to_contain_text("A take of")
    assert not (copy.folder / "takes").exists()
    page.keyboard.press("k")
    expect(message).to_have_text(f"Kept as takes/en/{SCENE}.{BEAT}.flac")
    path = copy.folder / "takes" / "en" / f"{SCENE}.{BEAT}.flac"
    assert 1.8 < len(read_sound(path)) / RATE < 10
    with page.expect_response(f"**/voice/en/{SCENE}/{BEAT}*") as heard:
        page.click("#listen")
    assert heard.value.status in (200, 206)
    assert heard.value.headers["content-type"] == "audio/flac"
    # The same sentence as the script has it, and so as it is rendered.
    assert noted_hash(path) == Sentence(SCENE, BEAT, "en", text, ()).sha256
    ran = program(tmp_path, "voice", "script", SCENE, "-o", "script.md")
    assert ran.returncode == 0, ran.stderr
    said = (tmp_path / "script.md").read_text("utf-8").split(f"`en/{SCENE}.{BEAT}.wav`\n\n")[1]
    assert said.split("\n")[0].replace("\\", "") == text


def test_only_what_a_page_shows_is_kept(copy: ServedCopy, page: Page) -> None:
    expect(page.locator("#beats button").first).to_be_visible()
    own = {"Origin": copy.address.rstrip("/")}
    for beat, text in (("curve", "Another sentence."), ("none", "x"), ("curve", "")):
        status, said = answer(copy, "PUT", beat, text, **own)
        assert (status, "no page shows a beat with this sentence" in said) == (404, True)
    for headers in ({}, {"Origin": "http://evil.example"}, {**own, "Sec-Fetch-Site": "cross-site"}):
        assert answer(copy, "PUT", "curve", "x", **headers)[0] == 403
