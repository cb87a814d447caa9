"""Settings of all tests: numpy errors raise, examples are reproducible, a neutral locale."""

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
UNSET = ("LANGUAGE", "FORCE_COLOR", "CLICOLOR_FORCE", "TTY_COMPATIBLE", "TTY_INTERACTIVE")


def pytest_configure() -> None:
    """Sets a neutral environment, which started programs inherit, and two hypothesis profiles.

    "steady" tries the same examples in every run, so that `make test` is reproducible;
    `make pytest ARGS=--hypothesis-profile=search` tries new ones.
    """
    if sys.getfilesystemencoding() != "utf-8":
        raise pytest.UsageError("file names are not UTF-8 here: set LC_ALL=C.UTF-8")
    os.environ.update(NEUTRAL)
    for name in UNSET:
        os.environ.pop(name, None)
    set_hypothesis_home_dir(ROOT / ".hypothesis")
    settings.register_profile("steady", deadline=None, derandomize=True)
    settings.register_profile("search", deadline=None, max_examples=1000)
    settings.load_profile("steady")


@pytest.fixture(scope="session")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """manim's cache of formulas and the like, shared by all tests."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="session", autouse=True)
def store_of_segments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The store of clips that are rendered in this process, not that of the current folder."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("segments")
        patch.setattr("pipeline.store.shelf.FOLDER", folder)
        yield folder


@pytest.fixture(autouse=True)
def manim_writes_nothing_here(media: Path) -> None:
    """Text typeset outside a scene would be cached in the current folder."""
    if manim := sys.modules.get("manim"):
        manim.config.media_dir = media


@pytest.fixture(autouse=True)
def numpy_errors_raise() -> Iterator[None]:
    """Code that divides by zero or overflows on purpose has its own `np.errstate`.

    Underflow is allowed: exp(-x^2) far from 0 is 0, and scipy relies on it.
    """
    with np.errstate(all="raise", under="ignore"):
        yield


@pytest.fixture
def ends() -> Iterator[None]:
    """Makes a hanging test fail after a minute."""

    def stop(*_: object) -> None:
        raise TimeoutError("it hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture
def nabla(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Callable[..., Ran]]:
    """Runs `render.py` in this process, in an empty folder."""
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
