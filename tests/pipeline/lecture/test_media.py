"""Pictures and videos of the author's own: shown as they are, heard, and refused in one line."""

from __future__ import annotations

import os
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from pipeline.clips import render as clips
from pipeline.errors import InputError
from pipeline.lecture.plan import lecture_job
from pipeline.lecture.render import render_lecture
from pipeline.requests import LectureRequest
from pipeline.video.companions import Record
from tests.pipeline.clips.drawing import ONE, run_in_process
from tests.pipeline.lecture.test_file import HEAD, plan
from tests.pipeline.lecture.test_render import SMALL, no_progress
from tests.pipeline.videos import Video

pytestmark = pytest.mark.xdist_group("lecture")
PART = HEAD + "[[scenes]]\n"
RATE = 48_000
RED, BLUE = (220, 30, 30), (30, 30, 220)


def make_video(path: Path, seconds: float = 3, sound: bool = True, fps: int = 10) -> Path:
    """A video, red and then blue, with a loud tone in its second half."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=fps)
        stream.width, stream.height, stream.pix_fmt = 128, 96, "yuv420p"
        heard = container.add_stream("aac", rate=RATE, layout="mono") if sound else None
        count = round(seconds * fps)
        for k in range(count):
            picture = np.full((96, 128, 3), RED if k < count / 2 else BLUE, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
        if heard is not None:
            t = np.arange(round(seconds * RATE)) / RATE
            tone = (np.sin(2 * np.pi * 440 * t) * (t > seconds / 2)).astype(np.float32)
            for k in range(0, len(tone) - 1024, 1024):
                frame = av.AudioFrame.from_ndarray(
                    tone[None, k : k + 1024], format="fltp", layout="mono"
                )
                frame.sample_rate, frame.pts, frame.time_base = RATE, k, Fraction(1, RATE)
                container.mux(heard.encode(frame))
            container.mux(heard.encode(None))
    return path


def rendered(folder: Path, text: str, name: str) -> Record:
    (folder / "talk.toml").write_text(PART + text, encoding="utf-8")
    request = LectureRequest(file=folder / "talk.toml", output=folder / name, **SMALL)
    return render_lecture(lecture_job(request), ONE, no_progress)


def loudness(file: Path) -> np.ndarray:
    """The loudness of the sound in each quarter of a second: the root of the mean square."""
    with av.open(str(file)) as container:
        blocks = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    samples = np.concatenate(blocks)
    whole = samples[: len(samples) // (RATE // 4) * (RATE // 4)].reshape(-1, RATE // 4)
    return np.sqrt((whole**2).mean(axis=1))


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "run_jobs", run_in_process)


@pytest.mark.parametrize(("name", "codec"), [("a.mp4", "aac"), ("a.webm", "opus")])
def test_a_video_is_seen_and_heard_in_its_time(name: str, codec: str, tmp_path: Path) -> None:
    make_video(tmp_path / "데모 'a'.mp4")
    record = rendered(tmp_path, "video = \"데모 'a'.mp4\"\n", name)
    beat, video = record.beats[-1], Video.read(record.file)
    assert beat.end == len(video.frames)
    assert beat.end - beat.start >= 12
    center = [video.frames[k][120, 213].astype(int) for k in range(beat.start, beat.end)]
    assert np.abs(center[1] - RED).max() < 40
    assert np.abs(center[5] - RED).max() < 40
    assert np.abs(center[7] - BLUE).max() < 40
    assert np.abs(center[-1] - BLUE).max() < 40
    loud = loudness(Path(record.file)) > 0.1
    start = beat.start
    assert not loud[: start + 5].any()
    assert loud[start + 7 : start + 11].all()
    assert not loud[start + 14 :].any()
    with av.open(record.file) as container:
        assert container.streams.audio[0].codec_context.name.endswith(codec)
        assert container.streams.audio[0].layout.name == "stereo"


def test_no_sound_where_there_is_none(tmp_path: Path) -> None:
    make_video(tmp_path / "a.mov", sound=False, seconds=1)
    record = rendered(tmp_path, "video = 'a.mov'\n", "b.mp4")
    with av.open(record.file) as container:
        assert not container.streams.audio


def test_a_picture_is_turned_and_fits(tmp_path: Path) -> None:
    picture = Image.new("RGB", (400, 200), RED)
    exif = picture.getexif()
    exif[0x0112] = 6
    picture.save(tmp_path / "photo.JPG", format="JPEG", exif=exif)
    record = rendered(tmp_path, "picture = 'photo.JPG'\nseconds = 8\n", "b.mp4")
    beat = record.beats[-1]
    assert beat.end - beat.start >= 32
    last = Video.read(record.file).frames[-1].astype(int)
    red = np.argwhere(np.abs(last - RED).max(axis=2) < 40)
    (top, left), (bottom, right) = red.min(axis=0), red.max(axis=0)
    assert bottom - top > 1.8 * (right - left)
    assert min(top, 239 - bottom) >= 0.04 * 240
    assert abs((left + right) - 425) <= 3


def test_a_transparent_picture_lies_on_the_background(tmp_path: Path) -> None:
    pixels = np.zeros((40, 40, 4), np.uint8)
    pixels[:20] = (*RED, 255)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    record = rendered(tmp_path, "picture = 'a.png'\n", "b.mp4")
    last = Video.read(record.file).frames[-1].astype(int)
    assert np.abs(last[70, 213] - RED).max() < 40
    assert np.abs(last[170, 213] - last[2, 2]).max() < 6


def test_what_it_shows_is_known_by_its_content(tmp_path: Path) -> None:
    jobs = []
    for name in ("p.png", "q.png", "p.png"):
        Image.new("RGB", (40, 40), RED if len(jobs) < 2 else BLUE).save(tmp_path / name)
        jobs.append(plan(tmp_path, PART + f"picture = '{name}'").planned[1][1])
    first, other, changed = (job.parameters.sha256 for job in jobs)
    assert first == other != changed
    assert str(tmp_path) not in str(jobs[0].parameters.as_json())


FAULTS = [
    ("picture = 3", ["scene 1: picture: takes a text"]),
    ("picture = 'no.png'", ["scene 1: picture: no.png does not exist"]),
    ("picture = 'dir.png'", ["scene 1: picture: dir.png is not a file"]),
    ("picture = 'fifo.png'", ["scene 1: picture: fifo.png is not a file"]),
    ("picture = 'fake.png'", ["scene 1: picture: fake.png is not a whole PNG"]),
    ("picture = 'half.png'", ["scene 1: picture: half.png is not a whole PNG"]),
    ("picture = 'talk.gif'", ["scene 1: picture: talk.gif: takes a file that ends in .png"]),
    ("picture = 'wide.png'", ["scene 1: picture: wide.png has 9000x2 pixels"]),
    ("picture = 'big.png'", ["scene 1: picture: big.png is larger than 50 MB"]),
    ("picture = 'a\\u0000.png'", ["scene 1: picture"]),
    ("picture = 'ok.png'\nfunction = 'x'", ["scene 1: unknown key 'function'"]),
    ("video = 'no.mp4'", ["scene 1: video: no.mp4 does not exist"]),
    ("video = 'fifo.mp4'", ["scene 1: video: fifo.mp4 is not a file"]),
    ("video = 'fake.mp4'", ["scene 1: video: fake.mp4 is not a video, or is cut off"]),
    ("video = 'half.mp4'", ["scene 1: video: half.mp4 is not a video, or is cut off"]),
    ("video = 'list.mp4'", ["scene 1: video: list.mp4 is not a video"]),
    ("video = 'sound.mp4'", ["scene 1: video: sound.mp4 contains no video"]),
    ("video = 'http://a/b.mp4'", ["scene 1: video: http://a/b.mp4 does not exist"]),
    ("video = 'ok.mp4'\nseconds = 3", ["scene 1: unknown key 'seconds'"]),
    ("video = 'ok.mp4'\npicture = 'ok.png'", ["scene 1: has picture and video"]),
]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    (folder / "dir.png").mkdir()
    for name in ("fifo.png", "fifo.mp4"):
        os.mkfifo(folder / name)
    noise = np.random.default_rng(1).integers(0, 255, (60, 60, 3), np.uint8)
    Image.fromarray(noise).save(folder / "ok.png")
    (folder / "half.png").write_bytes((folder / "ok.png").read_bytes()[:3000])
    Image.new("1", (9000, 2)).save(folder / "wide.png")
    for name in ("fake.png", "fake.mp4", "talk.gif"):
        (folder / name).write_bytes(b"GIF89a" + bytes(300))
    with (folder / "big.png").open("wb") as big:
        big.truncate(50_000_001)
    whole = make_video(folder / "ok.mp4").read_bytes()
    (folder / "half.mp4").write_bytes(whole[: len(whole) // 2])
    (folder / "list.mp4").write_text("#EXTM3U\n#EXTINF:3,\nok.mp4\n#EXT-X-ENDLIST\n")
    with av.open(str(folder / "sound.mp4"), "w") as container:
        heard = container.add_stream("aac", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            np.zeros((1, 1024), np.float32), format="fltp", layout="mono"
        )
        frame.sample_rate = RATE
        container.mux(heard.encode(frame))
        container.mux(heard.encode(None))
    return folder


@pytest.mark.parametrize(("text", "fragments"), FAULTS, ids=[repr(row[1]) for row in FAULTS])
def test_a_fault_is_one_line(text: str, fragments: list[str], files: Path) -> None:
    with pytest.raises(InputError) as caught:
        plan(files, PART + text.replace("\\u0000", "\\\\u0000"))
    message = str(caught.value)
    assert [each for each in fragments if each not in message] == []
    assert message.isprintable()
    assert len(message) < 250
