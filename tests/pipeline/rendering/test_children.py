"""Processes that a scene has started end with the program."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.pipeline.processes import eventually, runs
from tests.pipeline.videos import ROOT

START = """
import subprocess, sys, threading, time
threading.Thread(target=time.sleep, args=[600]).start()
sleep = [sys.executable, "-c", "import time; time.sleep(600)"]
for detached in (False, True):
    process = subprocess.Popen(sleep, start_new_session=detached, stdout=subprocess.DEVNULL)
    print(process.pid, flush=True)
"""
DAEMON = """
orphan = f"import subprocess; print(subprocess.Popen({sleep}, stdout=-3).pid, flush=True)"
subprocess.run([sys.executable, "-c", orphan])
"""
PROGRAMS = {
    "exit_now": "from pipeline import children\nchildren.adopt()\n"
    f"{START}{DAEMON}children.exit_now(3)",
    "list": f"{START}import runpy\nsys.argv = ['render.py', 'list', '--json']\n"
    "runpy.run_path('render.py', run_name='__main__')",
    "refusal": f"{START}import runpy\nsys.argv = ['render.py', 'nonsense']\n"
    "runpy.run_path('render.py', run_name='__main__')",
}


@pytest.mark.parametrize(("name", "code", "count"), [
    ("exit_now", 3, 3), ("list", 0, 2), ("refusal", 2, 2),
])  # fmt: skip
def test_children_and_threads_end_with_the_program(name: str, code: int, count: int) -> None:
    command = [sys.executable, "-c", PROGRAMS[name]]
    ran = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=100)
    started = [int(line) for line in ran.stdout.splitlines() if line.isdigit()]
    assert (ran.returncode, len(started)) == (code, count)
    assert eventually(lambda: not any(map(runs, started)))
