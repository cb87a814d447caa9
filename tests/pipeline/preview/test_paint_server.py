"""One process draws for others; where it does not answer they draw themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.pipeline.videos import ROOT

SCRIPT = """
import os, sys, time
from pathlib import Path
import numpy as np
from pipeline.preview.playing import paint_server
from engine.drawing.draw_list import draw_list
from engine.camera import EngineCamera
from manim import Circle, tempconfig

folder = Path(sys.argv[1])
size = (160, 90)
server = os.fork()
if not server:
    paint_server.start(str(folder / "paint"), folder / "last")
    time.sleep(60)
while not (folder / "paint").exists():
    time.sleep(0.01)
with tempconfig({"pixel_width": size[0], "pixel_height": size[1]}):
    camera = EngineCamera(pixel_width=size[0], pixel_height=size[1])
pictures = []
for radius in (1, 2, 1):
    painter = paint_server.RemotePainter(str(folder / "paint"), size)
    painter.paint(draw_list([Circle(radius)], set()), camera)
    pictures.append(painter.pixels("BGRA"))
    assert painter._own is None, "it was not asked"
assert np.array_equal(pictures[0], pictures[2]) and not np.array_equal(*pictures[:2])
while not (folder / "last").exists():
    time.sleep(0.01)
os.kill(server, 9)  # what draws ends with it
while True:
    try:
        paint_server.Client(str(folder / "paint"), "AF_UNIX").close()
    except OSError:
        break
    time.sleep(0.01)
painter.paint(draw_list([Circle(1)], set()), camera)
assert np.array_equal(painter.pixels("BGRA"), pictures[0])
assert painter._own is not None
"""


def test_frames_are_drawn_by_one_process_and_without_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, timeout=60)
