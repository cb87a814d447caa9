"""A picture of the recorder in the preview, for docs/voice.md, where there is a browser."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.docs.rendered import RENDERED, ROOT, is_current

_PLACE = "<!-- the recorder -->"
_NAME = "recorder.png"
_SCENE, _BEAT = "slicing", "Cut"
_WIDTH, _HEIGHT = 1120, 860
_WAIT = 60_000
"""Milliseconds that the preview may take."""
_READ = 3_000
"""Milliseconds of the take that is under way in the picture."""


def picture() -> dict[str, Path]:
    """The picture by its name in the site; taken if need be. Nothing where there is no browser."""
    if not _browser():
        return {}
    target = RENDERED / _NAME
    if not is_current(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder, _preview(Path(folder)) as address:
            _take_picture(address, target)
    return {_NAME: target}


def with_picture(markdown: str) -> str:
    """The page, with the picture in the place that it has for it."""
    shown = f"![A beat is recorded in the preview]({_NAME})" if _browser() else ""
    return markdown.replace(_PLACE, shown)


def _browser() -> str | None:
    """Chromium, if it can be driven."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found if importlib.util.find_spec("playwright") else None


@contextmanager
def _preview(folder: Path) -> Iterator[str]:
    """The address of a preview with a folder for recordings in it."""
    (folder / "takes" / "en").mkdir(parents=True)
    program = [sys.executable, str(ROOT / "render.py"), "preview", _SCENE, "--voice", "takes,none"]
    quiet = subprocess.DEVNULL
    running = subprocess.Popen(program, cwd=folder, stdout=subprocess.PIPE, stderr=quiet, text=True)
    try:
        assert running.stdout is not None
        yield running.stdout.readline().strip()
    finally:
        running.terminate()
        running.wait()


def _take_picture(address: str, target: Path) -> None:
    """While a take is under way; the microphone is the browser's own, which beeps."""
    from playwright.sync_api import sync_playwright

    options = ["--use-fake-device-for-media-stream"]
    options += ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=_browser(), args=options)
        page = browser.new_page(color_scheme="dark", permissions=["microphone"])
        page.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
        page.set_default_timeout(_WAIT)
        page.goto(address)
        page.locator("#beats button", has_text=_BEAT).click()
        page.wait_for_timeout(_READ)
        page.keyboard.press("r")
        message = page.locator("#recorder-message")
        message.get_by_text("Not recorded yet").wait_for()
        page.keyboard.press("r")
        message.get_by_text("Recording: press R").wait_for()
        page.wait_for_timeout(_READ)
        page.screenshot(path=target)
        browser.close()
