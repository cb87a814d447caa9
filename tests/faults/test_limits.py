"""Too few file descriptors, too little memory: one clear line, and a store that is sound."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from tests.faults.project import Project, Ran, hashes, left_behind

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]


def limited(project: Project, folder: Path, limit: str) -> Ran:
    """A run under a limit of the shell (ulimit)."""
    script = f"ulimit {limit} && exec {shlex.join(project.command())}"
    ran = subprocess.run(
        ["bash", "-c", script],
        cwd=folder, env=project.environment(folder), capture_output=True, text=True, timeout=400,
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout, ran.stderr)


@pytest.mark.parametrize("limit", ["-n 12", "-n 16", "-n 20"])
def test_too_few_file_descriptors(
    limit: str, project: Project, clean: Path, tmp_path: Path
) -> None:
    check(limited(project, tmp_path, limit), project, clean, tmp_path)


@pytest.mark.parametrize("limit", ["-v 300000", "-v 600000", "-v 1200000"])
def test_too_little_memory(limit: str, project: Project, clean: Path, tmp_path: Path) -> None:
    check(limited(project, tmp_path, limit), project, clean, tmp_path)


def check(ran: Ran, project: Project, clean: Path, folder: Path) -> None:
    """It works, or it says in a line why not; the next run works in any case."""
    assert ran.code in (0, 1), ran.err
    assert "Traceback" not in ran.err
    if ran.code == 1:
        assert ran.errors[-1].startswith("error: ")
        assert not (folder / "a.mp4").exists()
    again = project.run(folder)
    assert (again.code, again.errors) == (0, [])
    assert hashes(folder) == hashes(clean)
    assert left_behind(folder) == []
