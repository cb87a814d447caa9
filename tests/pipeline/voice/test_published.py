"""Published pages that speak: each in its language, all at the same times."""

from __future__ import annotations

from pathlib import Path

import av
import pytest
from playwright.sync_api import Browser, Page

from scenes._kit.text.languages import LANGUAGES
from tests.browsers import WAIT
from tests.pipeline.preview.browser import until
from tests.pipeline.publish.conftest import WORDS
from tests.pipeline.videos import program
from tests.pipeline.voice.sounds import record
from tests.serving import serving

pytestmark = pytest.mark.xdist_group("voices")
LECTURE = """
title = "A voice"
voice = "takes"

[[scenes]]
scene = "transformation"
function = "x^2"
beats = ["machine"]
"""
SECONDS = {"en": 14.0, "ko": 17.0}
HERTZ = {"en": 330.0, "ko": 880.0}
HEARING = """() => {
    const context = new AudioContext();
    const ear = (window.ear = context.createAnalyser());
    ear.fftSize = 8192;
    context.createMediaElementSource(video).connect(ear);
    video.play();
}"""
HEARD = """() => {
    const levels = new Float32Array(ear.frequencyBinCount);
    ear.getFloatFrequencyData(levels);
    const loudest = levels.indexOf(Math.max(...levels));
    return levels[loudest] > -60 ? (loudest * ear.context.sampleRate) / ear.fftSize : 0;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lecture published with recordings, whose pitch is another in each language."""
    folder = tmp_path_factory.mktemp("spoken")
    (folder / "talk.toml").write_text(LECTURE, encoding="utf-8")
    for language, seconds in SECONDS.items():
        for beat, length in (("title_card.title", 1.0), ("transformation.machine", seconds)):
            record(folder / "takes", beat, length, language, HERTZ[language])
    words = ("--to", "site", "--motion", "full", *WORDS)
    ran = program(folder, "publish", "talk.toml", *words)
    assert ran.returncode == 0, ran.stderr
    return folder / "site"


def test_a_page_speaks_its_language_at_the_same_times(site: Path) -> None:
    found = {}
    for code, language in LANGUAGES.items():
        for suffix in ("mp4", "webm"):
            with av.open(str(site / "talk" / f"talk.{code}.{suffix}")) as video:
                (sound,) = video.streams.audio
                assert sound.metadata["language"] == language.iso639_2
                found[code, suffix] = video.streams.video[0].frames or video.duration
    assert found["en", "mp4"] == found["ko", "mp4"] >= 4 * (SECONDS["ko"] + 0.4)


def test_the_switch_changes_what_is_heard_and_keeps_the_moment(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context()
    context.set_default_timeout(WAIT)
    page = context.new_page()
    with serving(site) as address:
        page.goto(f"{address}/talk/index.html#transformation.machine")
        page.click("h1")  # browsers play sound for those alone who have touched the page
        hear(page, "en")
        page.evaluate("video.pause()")
        moment = page.evaluate("video.currentTime")
        page.click(".languages a[hreflang=ko]")
        page.wait_for_url("**/index.ko.html*")
        until(page, "video.readyState > 0 && !video.seeking && video.currentTime > 0")
        assert page.evaluate("video.currentTime") == pytest.approx(moment, abs=0.01)
        page.click("h1")
        hear(page, "ko")
    context.close()


def hear(page: Page, language: str) -> None:
    """Plays until the sound is that of a language; it is never another's."""
    until(page, "video.readyState > 1")
    page.evaluate(HEARING)
    until(page, f"({HEARD})() > 0")
    page.wait_for_timeout(300)  # the tone has filled what is listened to
    assert page.evaluate(HEARD) == pytest.approx(HERTZ[language], abs=20)
