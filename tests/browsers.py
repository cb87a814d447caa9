"""Chromium, as the tests of pages use it."""

from __future__ import annotations

import os
import shutil

LAUNCH = ["--use-fake-device-for-media-stream"]
"""Its microphone beeps once a second, for pages that are let have it."""
if os.name == "posix" and os.geteuid() == 0:
    LAUNCH.append("--no-sandbox")


def chromium() -> str | None:
    """The browser that the system has."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


WAIT = 20_000
"""Milliseconds that something may take on a loaded machine."""
