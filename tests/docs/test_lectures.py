"""docs/lectures.md: every block of TOML is a lecture file, or a part of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.lecture.file import load
from pipeline.lecture.plan import clips
from pipeline.requests import LectureRequest
from tests.docs.pages import blocks
from tests.project_sources import ROOT

PAGE = ROOT / "docs" / "lectures.md"
BLOCKS = list(blocks(PAGE, "toml"))


def written(folder: Path, text: str) -> Path:
    """A lecture file of a block."""
    file = folder / "lecture.toml"
    file.write_text(text if text.startswith("title") else f'title = "A title"\n{text}', "utf-8")
    return file


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_makes_clips(block: str, tmp_path: Path) -> None:
    """Its parameters, beats and placeholders are those of its scenes; no file is opened."""
    file = written(tmp_path, block)
    lecture = load(file)
    made = clips(lecture, LectureRequest.read({"file": file}), lecture.language, None)
    assert len(made) >= len(lecture.scenes)


def test_the_blocks_have_every_kind_of_part(tmp_path: Path) -> None:
    lectures = [load(written(tmp_path, block)) for block in BLOCKS]
    kinds = {type(part).__name__ for lecture in lectures for part in lecture.scenes}
    assert kinds == {"ScenePart", "SlidePart", "PicturePart", "VideoPart"}


def test_a_wrong_key_is_found(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="subtitel"):
        load(written(tmp_path, 'subtitel = "x"\n' + BLOCKS[-1]))
