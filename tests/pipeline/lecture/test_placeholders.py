"""Placeholders in a lecture's own sentences: the scene's own, others refused before rendering."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.catalog import Entry, entries
from pipeline.errors import InputError
from pipeline.messages import one_line
from scenes._kit.text.narration import Narration
from tests.pipeline.lecture.test_file import HEAD, SLICING, plan
from tests.pipeline.videos import ROOT

KNOWN = "f, height, held, left, right, slope, value, variable, x, y"
TOUR = HEAD + "[[scenes]]\nscene = 'transformation'\n"
REFUSED = [
    (SLICING + "narration.cut = 'At {q}.'", f"{{q}}; there are {KNOWN}"),
    (SLICING + "narration.cut = {ko = '{x} {Height}'}", "{Height}"),
    (SLICING + "narration.cut = '{" + "a" * 900 + "}'", "{aaa"),
    (TOUR + "narration.machine = '{x}'", "{x}; there"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED, ids=[row[1] for row in REFUSED])
def test_an_unknown_one_is_refused_with_its_file_and_key(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as caught:
        plan(tmp_path, text)
    beat = "machine" if text.startswith(TOUR) else "cut"
    start = f"talk 한글.toml: scene 1: narration.{beat}: unknown placeholder {{"
    assert str(caught.value).startswith(start)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("text", ["At ({x}, {y}).", "{{q}} and {x, y}", "}{", "{}"])
def test_others_are_taken(text: str, tmp_path: Path) -> None:
    _, (_, job) = plan(tmp_path, SLICING + f"narration.cut = '{text}'").planned
    assert job.request.narration["cut"]["en"] == text


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_all_names_have_room_in_the_line(entry: Entry) -> None:
    names = ", ".join(Narration.load(entry.name).placeholders())
    beat = max(entry.beats, key=len)
    start = (
        f"error: a-file-name.toml: scene 1: narration.{beat}: unknown placeholder {{q}}; there are "
    )
    assert one_line(start + names).endswith(names)


def test_as_a_program(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(REFUSED[0][0])
    run = [sys.executable, ROOT / "render.py", "lecture", "a.toml"]
    ran = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("error: a.toml: scene 1: narration.cut: unknown placeholder {q}; ")
    assert "variable, x, y" in ran.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.toml"]
