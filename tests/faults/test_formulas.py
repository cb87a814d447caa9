"""Many processes set the same new formula at once."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.pipeline.videos import ROOT

PROGRAM = """
import os
from scenes._kit.text.formula import Formula

start, go = os.pipe()
children = []
for _ in range(20):
    child = os.fork()
    if not child:
        os.close(go)
        os.read(start, 1)  # until the pipe is closed
        os._exit(len(Formula("sum_(k=1)^n k = (n (n + 1)) / 2").glyph_labels) != 15)
    children.append(child)
os.close(go)
print([os.waitpid(child, 0)[1] for child in children])
"""


@pytest.mark.usefixtures("ends")
def test_twenty_processes_set_the_same_formula() -> None:
    command = [sys.executable, "-c", PROGRAM]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == (f"{[0] * 20}\n", "")
