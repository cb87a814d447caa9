"""What holds for every test: numpy errors raise, the same examples every time, no locale."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

import render
from tests.ran import Ran

ROOT = Path(__file__).resolve().parents[1]
NEUTRAL = {
    "LC_ALL": "C.UTF-8",
    "LANG": "C.UTF-8",
    "TZ": "UTC",
    "TERM": "xterm-256color",
    "COLUMNS": "100",
    "NO_COLOR": "1",
}
SWAYING = ("LANGUAGE", "FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


def pytest_configure() -> None:
    """A neutral environment, inherited by programs that tests start; two hypothesis profiles.

    "steady" tries the same examples in every run, so that `make test` gives one answer;
    `make pytest ARGS=--hypothesis-profile=search` looks for new ones.
    """
    if sys.getfilesystemencoding() != "utf-8":
        raise pytest.UsageError("files are not named in UTF-8 here: begin with LC_ALL=C.UTF-8")
    os.environ.update(NEUTRAL)
    for name in SWAYING:
        os.environ.pop(name, None)
    set_hypothesis_home_dir(ROOT / ".hypothesis")
    settings.register_profile("steady", deadline=None, derandomize=True)
    settings.register_profile("search", deadline=None, max_examples=1000)
    settings.load_profile("steady")


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What manim caches, such as formulas, is made once for all tests."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def manim_writes_nothing_here(media: Path) -> None:
    """Texts made outside a scene would go into the current folder."""
    if manim := sys.modules.get("manim"):
        manim.config.media_dir = media


@pytest.fixture(autouse=True)
def numpy_errors_raise() -> Iterator[None]:
    """Code that may divide by zero or overflow on purpose says so with its own `np.errstate`.

    Underflow is let through: exp(-x^2) far from 0 is 0, and scipy relies on it.
    """
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.fixture
def nabla(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Ran]]:
    """`render.py` run in this process, in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments: str) -> Ran:
        monkeypatch.setattr(sys, "argv", ["render.py", *arguments])
        with pytest.raises(SystemExit) as done:
            render.main()
        assert isinstance(done.value.code, int)
        printed = capsys.readouterr()
        return Ran(done.value.code, printed.out, printed.err)

    yield run
    signal.signal(signal.SIGTERM, before)
