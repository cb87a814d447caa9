"""What the machine lacks is reported once, in one line, before anything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import MachineError
from pipeline.rendering.execute import run_jobs
from tests.pipeline.fakes import fake_render, job
from tests.pipeline.videos import ROOT, program, written

SMALL = ("--quality", "draft", "--fps", "2")
COMMANDS = [
    ("render", "slicing", "title_card", "transformation", "--jobs", "2", *SMALL),
    ("lecture", str(ROOT / "lectures" / "my-function.toml"), *SMALL),
    ("storyboard", "slicing", "-o", "a.md", *SMALL),
    ("still", "slicing", *SMALL),
    ("check", "slicing"),
]
MISSING_LIBRARY = (
    "raise ImportError('libpangocairo-1.0.so.0: cannot open shared object file: "
    "No such file or directory')\n"
)


def only_line(folder: Path, *arguments: str) -> str:
    """The only line that a command prints, with exit code 1 and no files."""
    ran = program(folder, *arguments)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert written(folder) == []
    (line,) = ran.stderr.splitlines()
    assert len(line) < 160
    return line


@pytest.fixture
def no_opengl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("__EGL_VENDOR_LIBRARY_DIRS", "/nowhere")


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("modules")
    (folder / "manimpango.py").write_text(MISSING_LIBRARY)
    monkeypatch.setenv("PYTHONPATH", str(folder))


@pytest.mark.usefixtures("no_opengl")
@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda row: row[0])
def test_no_opengl(arguments: tuple[str, ...], tmp_path: Path) -> None:
    line = only_line(tmp_path, *arguments)
    assert line.startswith("error: no OpenGL 3.3 (")
    assert line.endswith("apt-get install libgl1-mesa-dri")


@pytest.mark.usefixtures("no_pango")
@pytest.mark.parametrize("arguments", [COMMANDS[0], *COMMANDS[3:]], ids=lambda row: row[0])
def test_a_missing_library(arguments: tuple[str, ...], tmp_path: Path) -> None:
    line = only_line(tmp_path, *arguments)
    assert "libpangocairo-1.0.so.0" in line
    assert line.endswith("`make setup` installs what is missing")


@pytest.mark.usefixtures("no_opengl", "no_pango")
def test_check_lists_all_that_is_missing_and_checks_no_scene(tmp_path: Path) -> None:
    ran = program(tmp_path, "check")
    failed = [line for line in ran.stdout.splitlines() if not line.startswith("ok  ")]
    assert (ran.returncode, ran.stderr) == (1, "")
    assert [line[:20] for line in failed] == ["FAIL  OpenGL 3.3: no", "FAIL  manim: manim c"]


def test_the_first_machine_error_ends_all_jobs(tmp_path: Path) -> None:
    jobs = [job(tmp_path, name) for name in ("endless-1", "lacks", "slow-1", "slow-2")]
    with pytest.raises(MachineError, match=r"^no driver$"):
        list(run_jobs(jobs, 2, lambda event: None, fake_render))
    assert list(tmp_path.iterdir()) == []
