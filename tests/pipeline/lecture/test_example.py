"""The lecture to copy: it names every key, and what it has in comments is right as well."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from pipeline.lecture.file import Lecture
from pipeline.lecture.parts import KINDS
from pipeline.lecture.plan import LectureJob
from pipeline.voice.engines.espeak import Espeak
from tests.pipeline.lecture.test_file import plan
from tests.pipeline.lecture.test_media import make_video
from tests.pipeline.videos import ROOT

EXAMPLE = (ROOT / "lectures" / "my-function.toml").read_text("utf-8")
COMMENTED = re.compile(r"^# (?=\[\[scenes\]\]$|[a-z]+ = )", re.MULTILINE)
"""What stands before a table or a key in a comment."""


@pytest.fixture
def everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LectureJob:
    """The example with all that it has in comments, planned as where its voice is installed."""
    monkeypatch.setattr(Espeak, "check", lambda _: None)
    Image.new("RGB", (64, 48)).save(tmp_path / "photo.jpg")
    make_video(tmp_path / "demo.mp4", seconds=1)
    return plan(tmp_path, COMMENTED.sub("", EXAMPLE))


def test_what_is_in_comments_is_right(everything: LectureJob) -> None:
    kinds = [type(part) for part in everything.lecture.scenes]
    assert {*kinds} == {*KINDS.values()}
    lecture = everything.lecture
    assert (lecture.language, lecture.quality, lecture.fps, lecture.aspect) == (
        "ko", "high", 30, "9:16",
    )  # fmt: skip


def test_every_key_is_named(everything: LectureJob) -> None:
    named = {*re.findall(r"^(?:# )?(\w+)(?:\.\w+)? = ", EXAMPLE, re.MULTILINE)}
    keys = {*Lecture.model_fields, *(key for kind in KINDS.values() for key in kind.model_fields)}
    assert keys - named == {"defaults", "scenes"}
    assert "[defaults]" in EXAMPLE
