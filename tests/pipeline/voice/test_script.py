"""The script of a lecture: what is read aloud, for how long, and into which file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader

from pipeline.clips import survey
from pipeline.voice.request import ScriptRequest
from pipeline.voice.script import write_script
from scenes._kit.parameters.errors import ParameterError
from tests.pipeline.clips.drawing import run_in_process
from tests.pipeline.lecture.test_render import no_progress

pytestmark = pytest.mark.xdist_group("lecture")
LECTURE = """
title = "Talk *one*"
[[scenes]]
scene = "transformation"
function = "x^2"
beats = ["machine"]
narration.machine = { en = "First <b>.", ko = "하나." }
[[scenes]]
scene = "transformation"
title = "Again"
function = "2x"
beats = ["machine"]
narration.machine = { en = "Second.", ko = "둘." }
[[scenes]]
scene = "transformation"
function = "3x"
beats = ["machine"]
narration.machine = { en = "Second.", ko = "둘." }
"""
TAKES = [
    ("en/title_card.title.wav", r"Talk \*one\*"),
    ("en/transformation.machine.wav", r"First \<b\>."),
    ("en/title_card-2.title.wav", "Again"),
    ("en/transformation-2.machine.wav", "Second."),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(survey, "run_jobs", run_in_process)
    (tmp_path / "talk.toml").write_text(LECTURE, encoding="utf-8")
    return tmp_path


def written(folder: Path, name: str, **options: str) -> Path:
    given = {"source": str(folder / "talk.toml"), "output": folder / name, **options}
    return write_script(ScriptRequest.read(given), no_progress)


def test_each_sentence_is_read_once_into_its_own_file(folder: Path) -> None:
    text = written(folder, "script.md").read_text("utf-8")
    found = re.findall(r"\*\*(\d+:\d\d), ([\d.]+) s\*\* · `(.*)`\n\n(.*)\n", text)
    assert [(take, said) for _, _, take, said in found] == TAKES
    starts = [int(m) * 60 + int(s) for m, s in (each[0].split(":") for each in found)]
    assert starts == sorted(starts)
    assert starts[1] == pytest.approx(float(found[0][1]), abs=0.6)
    assert text.startswith("# Talk \\*one\\*\n\n## Talk")


def test_a_pdf_to_be_read_from(folder: Path) -> None:
    path = written(folder, "script.pdf", language="ko")
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert "ko/transformation-2.machine.wav" in text
    assert "하나." in text


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"output": None}, "name the script's file"),
        ({"output": "script.txt"}, "end the name in .pdf or .md"),
        ({"language": "xx"}, "unknown language"),
    ],
)
def test_a_fault_is_refused(folder: Path, options: dict[str, str | None], why: str) -> None:
    with pytest.raises(ParameterError) as caught:
        written(folder, "script.md", **options)  # type: ignore[arg-type]
    assert why in str(caught.value)
