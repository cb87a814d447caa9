"""The command line's contract: its output and exit codes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.catalog import entries
from pipeline.errors import RenderError
from pipeline.lint.judgement import Finding, Judgement
from pipeline.lint.rules import Violation
from pipeline.rendering.execute import Outcome
from pipeline.rendering.plan import Job
from scenes._kit.text.languages import LANGUAGES
from tests.bad_input import TANGENT
from tests.pipeline.fakes import record as fake_record
from tests.ran import Ran

ROOT = Path(__file__).resolve().parents[1]


def test_a_file_instead_of_the_folder_of_clips_is_named(nabla, tmp_path: Path) -> None:
    (tmp_path / "media").write_text("")
    ran = nabla(*TANGENT)
    assert ran.code == 2
    assert f"{tmp_path / 'media'} is a file, not a folder" in ran.err


def test_an_unexpected_system_error_is_exit_code_1(nabla, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_) -> None:
        raise OSError(28, "No space left on device", "/some/where")

    monkeypatch.setattr("pipeline.cli.render.clip_jobs", full)
    ran = nabla(*TANGENT)
    assert (ran.code, ran.err) == (1, "error: No space left on device (/some/where)\n")


def fake_render_clips(jobs: Sequence[Job], *_) -> Iterator[Outcome]:
    """Ends the jobs in reverse order; one of them fails."""
    for job in reversed(jobs):
        if job.entry.name == "tangent_line":
            yield Outcome(job, error=RenderError("TangentLine", "zoom", "a fault"))
        else:
            yield Outcome(job, fake_record(job))


def test_a_failed_render_is_exit_code_1_and_the_others_are_printed(
    nabla, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("pipeline.clips.render.render_clips", fake_render_clips)
    ran = nabla("render", "tangent_line", "transformation")
    clip = tmp_path / "media" / "clips" / "transformation.en.medium.mp4"
    assert ran == Ran(1, f"{clip}\n", "error: TangentLine, beat zoom: a fault\n")
    as_json = nabla("render", "tangent_line", "transformation", "--json")
    assert as_json.code == 1
    (manifest,) = json.loads(as_json.out)
    assert (manifest["scene"], manifest["file"]) == ("Transformation", str(clip))


NAMES = [
    ((), "transformation.en.medium.mp4"),
    (("--lang", "ko", "--quality", "4k"), "transformation.ko.4k.mp4"),
    (("--format", "gif"), "transformation.en.medium.gif"),
    (("--function", "x^2"), "transformation-??????.en.medium.mp4"),
    (("--beat", "machine"), "transformation-??????.en.medium.mp4"),
    (("--fps", "5", "-o", "a b'한글.mp4"), "a b'한글.mp4"),
]


@pytest.mark.parametrize(("more", "name"), NAMES)
def test_the_path_of_a_clip(
    nabla, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], name: str
) -> None:
    monkeypatch.setattr("pipeline.clips.render.render_clips", fake_render_clips)
    ran = nabla("render", "transformation", *more)
    path = Path(ran.out.rstrip("\n"))
    assert ran.code == 0
    assert path.match(name if "-o" in more else f"media/clips/{name}")


FORMATS = [
    (("-o", "cut.gif"), "gif", 30, 0),
    (("-o", "CUT.WebM"), "webm", 30, 0),
    (("-o", "cut.mov", "--format", "mov"), "mov", 30, 0),
    (("--format", "gif"), "gif", 30, 0),
    (("-o", "cut.gif", "--quality", "high"), "gif", 50, 1),
    (("--all", "--format", "gif", "--fps", "51"), "gif", 50, 1),
    (("--format", "gif", "--fps", "50"), "gif", 50, 0),
    (("--quality", "high"), "mp4", 60, 0),
]


@pytest.mark.parametrize(("more", "name", "fps", "warnings"), FORMATS)
def test_the_format_follows_from_the_file_and_limits_the_frame_rate(
    nabla,
    monkeypatch: pytest.MonkeyPatch,
    more: tuple[str, ...],
    name: str,
    fps: int,
    warnings: int,
) -> None:
    found: list[Job] = []

    def render_clips(jobs: Sequence[Job], *_) -> Iterator[Outcome]:
        found.extend(jobs)
        return (Outcome(job, fake_record(job)) for job in jobs)

    monkeypatch.setattr("pipeline.clips.render.render_clips", render_clips)
    ran = nabla("render", *more, *(() if "--all" in more else ("transformation",)))
    assert ran.code == 0
    assert {(job.request.format, job.quality.fps) for job in found} == {(name, fps)}
    lines = [line for line in ran.err.splitlines() if not line.startswith("about ")]
    assert len(lines) == warnings
    assert all(line.startswith("warning: gif: made with 50 frames a second") for line in lines)


@pytest.mark.parametrize(
    ("scene", "function", "notes"),
    [
        ("slicing", "1/xy", ["1/xy is read as (1/x) y; for the other reading write 1/(xy)"]),
        ("slicing", "1/(xy)", []),
        (
            "transformation",
            "e^2t i + t j",
            ["e^2t is read as (e^2) t; for the other reading write e^(2t)"],
        ),
    ],
)
def test_a_reading_that_could_surprise_is_noted_once(
    nabla, monkeypatch: pytest.MonkeyPatch, scene: str, function: str, notes: list[str]
) -> None:
    def render_clips(jobs: Sequence[Job], *_) -> Iterator[Outcome]:
        return (Outcome(job, fake_record(job)) for job in [*jobs, *jobs])

    monkeypatch.setattr("pipeline.clips.render.render_clips", render_clips)
    ran = nabla("render", scene, "--function", function)
    assert (ran.code, ran.err.splitlines()) == (0, [f"note: {note}" for note in notes])


def test_list_as_json(nabla) -> None:
    ran = nabla("list", "--json")
    scenes = {each["scene"]: each for each in json.loads(ran.out)}
    tangent = scenes["TangentLine"]
    assert (ran.code, ran.err) == (0, "")
    assert {"TangentLine", "Transformation"} <= scenes.keys()
    assert tangent["name"] == "tangent_line"
    assert tangent["beats"][:4] == ["curve", "secant", "shrinking", "zoom"]
    assert tangent["parameters"]["at"] == "-1,1"


def test_list_shows_scenes_beats_and_defaults(nabla) -> None:
    shown = nabla("list").out
    for fragment in ("TangentLine (tangent_line)", "partial_other", "--function x^2*y + sin(y)"):
        assert fragment in shown


@pytest.mark.parametrize("command", ["", "list", "render", "still", "check"])
def test_help(nabla, command: str) -> None:
    ran = nabla(*command.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"Usage: render.py {command}".rstrip())


def test_a_closed_pipe_gives_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} {ROOT / 'render.py'} list --json | true"
    ran = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, text=True)
    assert ran.stderr == ""


def test_check_lists_its_checks(nabla, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []
    monkeypatch.setattr("pipeline.lint.linter.judge", lambda jobs: judged.extend(jobs) or ())
    ran = nabla("check")
    assert ran.code == 0
    for name in ("font, Korean", "OpenGL 3.3", "encoder libx264"):
        assert f"ok    {name}: " in ran.out
    assert {(job.entry.name, job.language) for job in judged} == {
        (entry.name, language) for entry in entries() for language in LANGUAGES
    }


@pytest.mark.parametrize("fault", [(), (Finding("only", "end", Violation("margin", "y", "much")),)])
def test_check_prints_faults_and_exits_with_one(
    nabla, monkeypatch: pytest.MonkeyPatch, fault: tuple[Finding, ...]
) -> None:
    judgement = Judgement(
        "TitleCard", "en", pictures={"only": 4}, numbers={"only": 2}, findings=fault
    )
    monkeypatch.setattr("pipeline.lint.linter.judge", lambda jobs: [judgement])
    ran = nabla("check", "title_card", "--lang", "en")
    assert ran.code == len(fault)
    row, summary = ran.out.splitlines()
    if fault:
        assert row == "TitleCard en | only | end | margin | FAIL | y | much"
        assert summary.startswith("FAIL  TitleCard en: 1 beats, 4 pictures")
    else:
        assert row == "TitleCard en | only | 4 pictures | all | ok |  | 2 numbers checked"
        assert summary.endswith("2 numbers checked; no faults")


def test_check_takes_a_function_for_the_scenes_named(nabla) -> None:
    ran = nabla("check", "--function", "x^2")
    assert (ran.code, ran.out) == (2, "")
    assert "--function goes with a SCENE" in ran.err
