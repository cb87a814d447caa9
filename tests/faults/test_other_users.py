"""A store that belongs to another user: read, not written, and this user's own is used."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipeline.videos import ROOT

NOBODY = 65534
PROGRAM = """
import os, sys
from pathlib import Path
from pipeline.store import shelf
from tests.pipeline.store.test_store import BEAT, KEY, filled

folder, user = Path(sys.argv[1]), int(sys.argv[2])
store, _ = filled(folder)
with store.locked("clip", "cut", waits=True):
    pass
os.environ["HOME"] = str(folder / "home")
(folder / "home").mkdir()
os.chown(folder / "home", user, user)
os.setgroups([])
os.setgid(user)
os.setuid(user)

shelf.FOLDER = store.folder
assert shelf.store_folder() == folder / "home" / ".cache" / "nabla" / "segments"
assert store.segment(KEY, "mp4") is not None
for waits in (True, False):
    with store.locked("clip", "cut", waits=waits) as free:
        assert free
assert (store.shelf.clear(), store.shelf.shrink(0)) == (0, 0)
try:
    store.put_beat("clip", BEAT)
except PermissionError as error:
    print(error.filename.startswith(str(store.folder)))
"""


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder that every user may enter: those of pytest are the user's own."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be another user")
def test_a_store_of_another_user(shared: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, shared, str(NOBODY)]
    environment = {name: value for name, value in os.environ.items() if name != "XDG_CACHE_HOME"}
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment)
    assert (ran.stdout, ran.stderr) == ("True\n", "")
