"""Real clips, 426x240 with few frames: manifests agree with a decoder."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from pipeline.catalog import find
from pipeline.rendering.plan import clip_job
from pipeline.requests import ClipRequest
from pipeline.video.recipe import read
from scenes._kit import theme
from scenes._kit.text.languages import LANGUAGES
from tests.pipeline.clips.drawing import rendered
from tests.pipeline.conftest import SMALL, Clip
from tests.pipeline.videos import ROOT, Video, program

pytestmark = pytest.mark.xdist_group("clips")
BT709 = (1, 1, 1, 1)
"""Primaries, transfer, matrix: ITU-R BT.709; range: limited (MPEG)."""
CAPTIONS = [f".{code}.vtt" for code in LANGUAGES]
KEYS = {
    "scene": str, "file": str, "width": int, "height": int, "fps": str, "frames": int,
    "duration": float, "parameters": dict, "beats": list, "values": list, "sha256": str,
}  # fmt: skip


def test_the_manifest_has_the_keys_of_the_contract(clip: Clip) -> None:
    kinds = {name: type(value) for name, value in clip.manifest.items()}
    beats = {tuple(beat) for beat in clip.manifest["beats"]}
    values = {tuple(value) for value in clip.manifest["values"]}
    assert kinds == KEYS
    assert beats == {("name", "start", "end", "narration")}
    assert values == {("name", "beat", "value", "exact")}
    assert (clip.manifest["width"], clip.manifest["height"]) == (426, 240)
    assert clip.manifest["fps"] == "2/1"


def test_the_manifest_lies_beside_the_clip(clip: Clip) -> None:
    written = json.loads(clip.beside(".json").read_text(encoding="utf-8"))
    assert written == {**clip.manifest, "file": clip.file.name}
    assert hashlib.sha256(clip.file.read_bytes()).hexdigest() == clip.manifest["sha256"]


def test_every_frame_is_there_at_its_exact_time(clip: Clip) -> None:
    count = clip.manifest["frames"]
    assert len(clip.video.frames) == count == clip.manifest["duration"] * 2
    assert clip.video.rate == 2
    assert clip.video.times == [Fraction(k, 2) for k in range(count)]
    assert clip.video.frames[0].shape == (240, 426, 3)


def test_beats_follow_each_other_from_first_to_last_frame(clip: Clip) -> None:
    beats = clip.manifest["beats"]
    entry = find(clip.manifest["scene"])
    played = list(entry.beats_played(entry.parameters({})))
    assert [beat["name"] for beat in beats] == played
    assert (beats[0]["start"], beats[-1]["end"]) == (0, clip.manifest["duration"])
    assert all(one["end"] == other["start"] for one, other in pairwise(beats))
    assert all(beat["start"] < beat["end"] for beat in beats)
    assert all((beat["start"] * 2).is_integer() for beat in beats)


def test_chapters_are_the_beats(clip: Clip) -> None:
    expected = [(beat["start"], beat["end"]) for beat in clip.manifest["beats"]]
    titles = [beat["name"].replace("_", " ").capitalize() for beat in clip.manifest["beats"]]
    assert [title for title, _, _ in clip.video.chapters] == titles
    assert [span for _, *span in clip.video.chapters] == [list(span) for span in expected]


def test_beats_begin_with_key_frames_and_none_is_two_seconds_away(clip: Clip) -> None:
    expected = {round(beat["start"] * 2) for beat in clip.manifest["beats"]}
    marks = clip.video.key_frames
    assert expected <= set(marks)
    assert all(b - a <= 4 for a, b in pairwise([*marks, len(clip.video.frames)]))
    assert {b for a, b in pairwise(marks) if b - a < 4} <= expected


def test_h264_with_its_colours_named_and_ready_to_stream(clip: Clip) -> None:
    boxes = re.findall(rb"ftyp|moov|mdat", clip.file.read_bytes())
    assert (clip.video.codec, clip.video.pixels, clip.video.tags) == ("h264", "yuv420p", BT709)
    assert boxes[:3] == [b"ftyp", b"moov", b"mdat"]


def test_the_background_is_the_theme_s(clip: Clip) -> None:
    corners = np.array([frame[2:6, 2:6].mean((0, 1)) for frame in clip.video.frames])
    expected = [int(theme.BACKGROUND[k : k + 2], 16) for k in (1, 3, 5)]
    assert np.abs(corners - expected).max() <= 3


def test_the_end_of_every_beat_shows_something(clip: Clip) -> None:
    for beat in clip.manifest["beats"]:
        frame = clip.video.frames[round(beat["end"] * 2) - 1]
        assert np.ptp(frame) > 100, beat["name"]


@pytest.mark.parametrize("track", [*CAPTIONS, ".chapters.vtt"])
def test_captions_stand_beside_their_beats(clip: Clip, track: str) -> None:
    head, *blocks = clip.beside(track).read_text(encoding="utf-8").strip().split("\n\n")
    spans = []
    for block in blocks:
        timing, *lines = block.split("\n")
        text = " ".join(lines)
        parts = re.fullmatch(r"(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})", timing)
        assert parts is not None
        h, m, s, h2, m2, s2 = map(float, parts.groups())
        spans.append((3600 * h + 60 * m + s, 3600 * h2 + 60 * m2 + s2))
        assert text.strip()
        assert "{" not in text
    assert head == "WEBVTT"
    beats = clip.manifest["beats"]
    assert all(end == start for (_, end), (start, _) in pairwise(spans))
    bounds = {spans[0][0], *(end for _, end in spans)}
    assert {beat["start"] for beat in beats} | {beats[-1]["end"]} <= bounds  # none crosses a beat


def test_the_english_captions_are_the_narration(clip: Clip) -> None:
    blocks = clip.beside(".en.vtt").read_text(encoding="utf-8").strip().split("\n\n")[1:]
    shown = " ".join(line for block in blocks for line in block.split("\n")[1:])
    expected = " ".join(beat["narration"] for beat in clip.manifest["beats"])
    assert shown.replace("&gt;", ">").replace("&lt;", "<") == expected


def test_the_poster_says_how_the_clip_was_made(clip: Clip) -> None:
    assert read(clip.beside(".png")) == read(clip.file)


def test_the_poster_is_the_last_frame(clip: Clip) -> None:
    poster = np.asarray(Image.open(clip.beside(".png")), dtype=float)
    assert np.abs(poster - clip.video.frames[-1]).mean() < 4


def test_nothing_else_is_written(clip: Clip) -> None:
    endings = {".mp4", ".json", ".png", *CAPTIONS, ".chapters.vtt"}
    beside = {path.name for path in clip.file.parent.iterdir()}
    stems = {"tangent_line.en.draft", "transformation.en.draft"}
    assert beside == {stem + ending for stem in stems for ending in endings}


def test_the_numbers_of_the_tangent_line(clips: dict[str, Clip]) -> None:
    """f = x^2 y + sin(y) at (-1, 1): f_x = 2xy = -2, f_y = x^2 + cos(y); the secants -2 + h."""
    values = clips["TangentLine"].manifest["values"]
    shown = {
        beat: [v["value"] for v in values if v["beat"] == beat]
        for beat in ("secant", "shrinking", "partial_limit", "partial_other")
    }
    assert shown["secant"] == pytest.approx([-1], abs=1e-9)
    assert shown["shrinking"] == pytest.approx([-1, -1.5, -1.9, -1.99, -2], abs=1e-9)
    assert shown["partial_limit"] == pytest.approx([-2], abs=1e-9)
    assert shown["partial_other"] == pytest.approx([1 + np.cos(1)], abs=1e-9)


def test_the_numbers_of_the_transformation(clips: dict[str, Clip]) -> None:
    """[x^2 + y^2, x^2 - y^2] at (1, 1) is (2, 0)."""
    values = clips["Transformation"].manifest["values"]
    shown = [v["value"] for v in values if v["beat"] == "plane_to_plane"]
    assert shown == pytest.approx([0, 0, 2, 0], abs=1e-9)


def test_one_beat_alone_is_reproducible(clips: dict[str, Clip], tmp_path: Path) -> None:
    """Two runs give the same pixels; the whole clip differs by the encoder's loss."""
    whole = clips["TangentLine"]
    beat = next(each for each in whole.manifest["beats"] if each["name"] == "secant")
    first, last = round(beat["start"] * 2), round(beat["end"] * 2)
    alone = []
    for name in ("one", "two"):
        (folder := tmp_path / name).mkdir()
        words = (*SMALL, "--beat", "secant", "-o", "a.mp4")
        ran = program(folder, "render", "tangent_line", *words)
        assert (ran.returncode, ran.stdout) == (0, f"{folder / 'a.mp4'}\n")
        alone.append(Video.read(folder / "a.mp4"))
    assert alone[0].hashes() == alone[1].hashes()
    assert len(alone[0].frames) == last - first
    for alone_frame, whole_frame in zip(
        alone[0].frames, whole.video.frames[first:last], strict=True
    ):
        assert np.abs(alone_frame.astype(float) - whole_frame).mean() < 2


FORMATS = [
    ("webm", False, "libdav1d", "yuv420p", None),
    ("webm", True, "vp9", "yuva420p", "libvpx-vp9"),
    ("mov", True, "prores", "yuva444p12le", None),
    ("gif", False, "gif", "bgra", None),
]


@pytest.mark.parametrize(("name", "transparent", "codec", "pixels", "decoder"), FORMATS)
def test_other_formats(
    name: str, transparent: bool, codec: str, pixels: str, decoder: str | None, tmp_path: Path
) -> None:
    request = ClipRequest(
        scene="transformation",
        parameters={"function": "x^2 - 3"},
        quality="draft",
        fps=2,
        format=name,
        transparent=transparent,
        beat="machine",
    )
    job = replace(clip_job(request), target=tmp_path / f"clip.{name}")
    (tmp_path / "clip.json").write_text("that of an mp4")
    manifest = rendered(job).manifest()
    video = Video.read(job.target, decoder)
    written = json.loads((tmp_path / f"clip.{name}.json").read_text("utf-8"))
    assert written == {**manifest, "file": job.target.name}
    assert (tmp_path / "clip.json").read_text() == "that of an mp4"
    assert (video.codec, video.pixels) == (codec, pixels)
    assert len(video.frames) == manifest["frames"]
    assert video.rate == 2
    assert read(job.target).request == job.request
    if name != "gif":
        assert video.tags == BT709


def test_a_still_at_a_time_is_that_frame(clips: dict[str, Clip], tmp_path: Path) -> None:
    whole = clips["Transformation"]
    picture = tmp_path / "still.png"
    ran = program(tmp_path, "still", "transformation", *SMALL, "--time", "9.5", "-o", picture.name)
    assert (ran.returncode, ran.stdout) == (0, f"{picture}\n"), ran.stderr
    shown = np.asarray(Image.open(picture), dtype=float)
    differences = [np.abs(shown - frame).mean() for frame in whole.video.frames]
    assert differences[19] < 4
    assert differences[19] <= min(differences) + 0.5


def test_manim_s_own_command_gives_as_many_frames(clips: dict[str, Clip], tmp_path: Path) -> None:
    manim = Path(sys.executable).with_name("manim")
    small = ("-r", "256,144", "--fps", "2", "--media_dir", tmp_path)
    command = [manim, "-ql", *small, "scenes/tangent_line.py", "TangentLine"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    (file,) = tmp_path.rglob("TangentLine.mp4")
    assert len(Video.read(file).frames) == clips["TangentLine"].manifest["frames"]
