"""Set-up: what is declared is what is imported, and each target installs what it needs, no more.

`tools/setup` runs with programs that only write down how they were called.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.project_sources import LAYERS, imports, sources

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
USER = "#!/bin/sh\necho 1000\n"
RECORDER = '#!/bin/sh\necho "$(basename "$0") $*" >> "$LOG"\n'


def declared(table: list[str]) -> set[str]:
    """The names of the packages in a list of requirements."""
    return {_normal(re.split(r"[^\w.-]", each)[0]) for each in table}


def locked(name: str) -> set[str]:
    """The names of the packages that a lock pins."""
    return {_normal(each) for each in re.findall(r"(?m)^([\w.-]+)==", (ROOT / name).read_text())}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    by_module = packages_distributions()
    outside = {each.top for source in sources(ROOT).values() for each in imports(source)}
    outside -= {*LAYERS, "__future__", *sys.stdlib_module_names}
    used = {_normal(by_module[name][0]) for name in outside}
    assert used == declared(project["project"]["dependencies"])


def test_the_locks_pin_what_is_declared_and_name_no_host() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["dependency-groups"]
    tables = (project["project"]["dependencies"], groups["build"], groups["dev"])
    for name, table in zip(LOCKS, tables, strict=True):
        assert declared(table) <= locked(name)
        assert re.findall(r"(?m)://|^--|@ file", (ROOT / name).read_text()) == []
    assert declared(groups["dev"]).isdisjoint(locked(LOCKS[0]))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What set-up reads, in a folder with a space in its name and a Python that does nothing."""
    folder = tmp_path / "a checkout"
    for name in ("Makefile", "pyproject.toml", "tools/setup", *LOCKS):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target)
    program(folder / ".venv" / "bin" / "python")
    return folder


def program(path: Path, text: str = RECORDER) -> None:
    """A program that writes down how it was called, or does what the text says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def run(checkout: Path, *command: str) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """A command on a machine that lacks every system package, and the calls that were made."""
    bin_, log = checkout.parent / "bin", checkout.parent / "log"
    for name in ("apt-get", "dpkg-query", "python3"):
        program(bin_ / name)
    log.write_text("")
    environment = {"PATH": f"{bin_}{os.pathsep}/usr/bin{os.pathsep}/bin", "LOG": str(log)}
    ran = subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, timeout=60
    )
    return ran, log.read_text().splitlines()


def test_rendering_installs_nothing_that_only_the_checks_need(checkout: Path) -> None:
    program(checkout.parent / "bin" / "id", "#!/bin/sh\necho 0\n")
    ran, calls = run(checkout, "make", "video")
    assert ran.returncode == 0, ran.stderr
    installed = [call for call in calls if " pip install " in call]
    assert any("-r requirements.lock" in call for call in installed)
    assert not any("dev" in call for call in installed)
    assert calls[-1].startswith("python render.py lecture")
    _, more = run(checkout, "make", "lint")
    installed = [call for call in more if " pip install " in call]
    assert installed
    assert all("-r requirements-dev.lock" in call for call in installed)
    _, again = run(checkout, "make", "lint")
    assert not any("pip" in call for call in again)


def test_what_is_installed_is_not_left_in_the_cache_as_well(checkout: Path) -> None:
    program(checkout.parent / "bin" / "id", "#!/bin/sh\necho 0\n")
    _, calls = run(checkout, "tools/setup", "xvfb")
    (install,) = (call for call in calls if call.startswith("apt-get") and " install " in call)
    assert "APT::Keep-Downloaded-Packages=false" in install
    assert calls.index(install) > next(n for n, c in enumerate(calls) if c.endswith(" update"))


def test_without_root_the_whole_line_for_an_administrator_is_given(checkout: Path) -> None:
    program(checkout.parent / "bin" / "id", USER)
    program(checkout.parent / "bin" / "sudo", "#!/bin/sh\nexit 1\n")
    ran, calls = run(checkout, "tools/setup")
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert line.startswith("setup: as root, run: apt-get update && apt-get install ")
    assert "libcairo2-dev" in line
    assert not any(call.startswith("apt-get") for call in calls)
