"""Standard streams that are closed, full or unread: clips are still rendered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pipeline.videos import ROOT, written


def run(folder: Path, arguments: str, streams: str) -> subprocess.CompletedProcess[str]:
    """`render.py` with fake scenes, its streams redirected by a shell."""
    command = f'"{sys.executable}" -m tests.pipeline.cli.fake_program {arguments} {streams}'
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder)},
        timeout=100,
    )


CLOSED = [">&-", "2>&-", "<&- >&- 2>&-"]
FULL = [">/dev/full", "2>/dev/full", "&>/dev/full"]
UNREAD = ["> >(:)", "2> >(:)", "&> >(:)"]


@pytest.mark.parametrize("streams", [*CLOSED, *FULL, *UNREAD])
@pytest.mark.parametrize("options", ["", "--json"])
def test_a_clip_is_rendered_whatever_the_streams(
    streams: str, options: str, tmp_path: Path
) -> None:
    """The scene prints too."""
    ran = run(tmp_path, f"render title_card -o prints.mp4 {options}", streams)
    lines = ran.stderr.splitlines()
    assert ran.returncode == 0
    assert ("prints.mp4" in ran.stdout) is streams.startswith("2")
    assert [line for line in lines if not line.startswith(("TitleCard: ", "this belongs"))] == []
    assert {path.name: path.read_text() for path in written(tmp_path)} == {"prints.mp4": "whole"}


def test_an_error_is_exit_code_1_without_standard_error_too(tmp_path: Path) -> None:
    ran = run(tmp_path, "render title_card -o breaks.mp4", "2>&-")
    assert (ran.returncode, ran.stdout) == (1, "")


def test_a_list_that_cannot_be_printed_is_exit_code_1(tmp_path: Path) -> None:
    ran = run(tmp_path, "list", ">/dev/full")
    assert (ran.returncode, ran.stderr) == (1, "error: No space left on device\n")


def test_a_path_is_printed_byte_by_byte(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode("한글 ".encode() + b"\xff")
    folder.mkdir()
    ran = run(folder, "render title_card", "| od -An -tx1 -v")
    assert ran.stderr.splitlines()[-1] == "TitleCard: done, 9 frames"
    clip = folder / "media" / "clips" / "title_card.en.medium.mp4"
    assert bytes.fromhex(ran.stdout) == os.fsencode(clip) + b"\n"
