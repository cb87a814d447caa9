# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Single measurements, each in its own process: seconds from start to end, with start-up."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from pipeline.rendering.worker import environment
from pipeline.video.codecs import CODECS, key_frame_distance

HERE = Path(__file__).parent
LECTURE = HERE.parent / "lectures" / "partial-derivatives.toml"
MANIM = [sys.executable, "-m", "manim", "render", "--progress_bar", "none", "-v", "ERROR"]
SETTINGS = CODECS["mp4"].options | {"g": str(key_frame_distance(Fraction(60)))}
"""The encoder's settings, the same as in manim.cfg."""


def wall_time(command: list[str]) -> float:
    """Wall time of a command; raises CalledProcessError with its output where it fails."""
    start = time.perf_counter()
    subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True)
    return time.perf_counter() - start


def render_engine_scene(scene: str, folder: Path) -> list[str]:
    """The command that renders a scene of the engine as a worker does, 1080p60, nothing cached."""
    options = [f"{name}={value}" for name, value in environment(1).items()]
    clip = [sys.executable, "-m", "bench.clip", scene, str(folder / f"{scene}.mp4")]
    return ["env", *options, *clip]


def plain_manim(scene: str, folder: Path, opengl: bool = False) -> list[str]:
    """The stock command for a plain scene, by Cairo or by OpenGL under Xvfb."""
    shared = [
        *("-qh", "--disable_caching", "--media_dir", str(folder)),
        *("--config_file", str(HERE / "manim.cfg")),
        *(["--renderer=opengl", "--format", "mp4"] if opengl else []),
    ]
    run = [*(["xvfb-run", "-a"] if opengl else []), *MANIM, *shared]
    return [*run, str(HERE / "plain_manim.py"), scene]


def render_scene(scene: str) -> list[str]:
    """The command that renders a scene of this project, 1080p60, in one worker."""
    program = str(HERE.parent / "render.py")
    return [sys.executable, program, "render", scene, "--quality", "high", "-o", f"{scene}.mp4"]


def encoding_time(video: Path) -> float:
    """Seconds to encode a video's frames from RGBA in memory, with the same settings."""
    spent, rate = 0.0, Fraction(60)
    with (
        av.open(str(video)) as source,
        av.open(str(video.with_suffix(".floor.mp4")), "w") as target,
    ):
        stream = target.add_stream("libx264", rate=rate, options=dict(SETTINGS))
        stream.width, stream.height = source.streams.video[0].width, source.streams.video[0].height
        stream.pix_fmt = "yuv420p"
        for frame in source.decode(video=0):
            pixels = frame.to_ndarray(format="rgba")
            start = time.perf_counter()
            target.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgba")))
            spent += time.perf_counter() - start
        start = time.perf_counter()
        target.mux(stream.encode(None))
        spent += time.perf_counter() - start
    return spent


def output(command: list[str]) -> str:
    """What a command prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def peak_memory(command: list[str], folder: Path) -> float:
    """Peak resident memory in MB of a command's largest process, from the kernel; it runs in a
    folder, whose store it uses."""
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    started = subprocess.Popen(command, cwd=folder, **silent)
    _, status, usage = os.wait4(started.pid, 0)
    if status:
        raise subprocess.CalledProcessError(status, command)
    return usage.ru_maxrss / 1024


def frame_time(count: int, kind: str, frames: int = 12) -> float:
    """Median seconds per frame at 1080p: a moving mesh of count x count points, or count arrows."""
    from manim import ThreeDScene, tempconfig

    from engine.observer import FrameObserver
    from engine.renderer import EngineRenderer

    with tempconfig({"pixel_width": 1920, "pixel_height": 1080, "dry_run": True}):
        scene = ThreeDScene(renderer=EngineRenderer(FrameObserver()))
        moved = _mesh(count) if kind == "mesh" else _arrows(count)
        if kind == "mesh":
            scene.set_camera_orientation(phi=1.2, theta=-0.8)
        scene.add(moved)
        times = [_draw_time(scene, lambda: moved.shift([0, 0.001, 0])) for _ in range(frames)]
    return float(np.median(times[2:]))


def _draw_time(scene, change: Callable[[], object]) -> float:
    change()
    start = time.perf_counter()
    scene.renderer.show(scene, 0)
    scene.renderer.settle()  # waits until the pixels are there
    return time.perf_counter() - start


def _mesh(count: int):
    from engine.mobjects.surface import SurfaceMesh

    x, y = np.meshgrid(*2 * [np.linspace(-2, 2, count)], indexing="ij")
    points = np.stack([1.5 * x, 1.5 * y, 0.5 * (x * x * y + np.sin(y))], axis=-1)
    return SurfaceMesh(points, lines=(16, 16)).color_by_height(["#1c758a", "#fff1b6"])


def _arrows(count: int):
    from engine.mobjects.arrows import ArrowField

    columns = round((count * 2) ** 0.5)
    x, y = np.meshgrid(np.linspace(-7, 7, columns), np.linspace(-4, 4, count // columns))
    tails = np.stack([x.ravel(), y.ravel()], axis=1)
    lengths = np.full(len(tails), 0.8 * 14 / columns)
    return ArrowField(tails, 2 * tails, ramp=["#58c4dd", "#fc6255"], lengths=lengths)
